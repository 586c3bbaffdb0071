"""An office as a card for an address book: vCard 3.0 (RFC 2426), which all read."""

from collections.abc import Iterable, Mapping

from calculator.words.catalogue import Catalogue
from calculator.words.content_lines import content_lines, escaped
from compiler.read.offices import ProvinceWideContact, display_number
from compiler.read.pages import Page
from compiler.read.regions import Directory, Region
from compiler.read.words import words_of
from compiler.render.contacts import card_file
from compiler.render.programmes import MINISTRY


def vcards(pages: Iterable[Page], directory: Directory, site_url: str) -> Mapping[str, str]:
    """Every card by its path from the site's root.

    A region's stands beside its page, those of the whole of Québec beside the list of regions.
    `site_url` is the absolute address of the site's root.
    """
    cards: dict[str, str] = {}
    for page in pages:
        url, words = site_url + page.address, words_of(page.language)
        if page.region and page.kind == "region":
            cards[f"{page.address}contact.vcf"] = vcard(page.region, url, words)
        elif page.id == "regions":
            cards |= {
                page.address + card_file(contact): province_wide_vcard(contact, url, words)
                for contact in directory.province_wide
            }
    return cards


def vcard(region: Region, url: str, words: Catalogue) -> str:
    """A region's card; `url` is its page. Lines end with CRLF, as the standard asks."""
    unit = f"{escaped(MINISTRY)};{escaped(words.text('vcard.unit'))}"
    notes = [*_costs(region, words), *_details(region, words), words.text("vcard.undated")]
    return _card(region, words.text("vcard.name", region=region.name), unit, notes, url)


def province_wide_vcard(contact: ProvinceWideContact, url: str, words: Catalogue) -> str:
    """The card of a contact that this site adds, with its mark; `url` is the page that lists it."""
    name = contact.name.of(words.language)
    mark = words.text("contacts.added")
    added = words.text(
        "vcard.added",
        mark=mark[0].upper() + mark[1:],
        seen=words.text("contacts.seen", day=words.day(contact.checked)),
    )
    notes = [added, contact.source.of(words.language), *_details(contact, words)]
    return _card(contact, name, escaped(name), notes, url)


def _card(
    office: Region | ProvinceWideContact, name: str, unit: str, notes: list[str], url: str
) -> str:
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{escaped(name)}",
        # An office has no family name, but the field must be there.
        f"N:{escaped(name)};;;;",
        f"ORG:{unit}",
        *_telephones(office),
        *([f"EMAIL;TYPE=INTERNET:{office.email}"] if office.email else []),
        f"NOTE:{escaped(' '.join(notes))}",
        # First the page of this site, which says where the numbers are from.
        f"URL:{url}",
        *([f"URL:{office.web}"] if office.web else []),
        "END:VCARD",
    ]
    return content_lines(lines)


def _telephones(office: Region | ProvinceWideContact) -> list[str]:
    """The numbers, those that cost nothing first; the first of several such is preferred."""
    numbers = sorted(office.telephones, key=lambda one: not one.toll_free)
    preferred = ",PREF" if numbers[0].toll_free else ""
    first, *others = (one.number for one in numbers)
    return [
        f"TEL;TYPE=WORK,VOICE{preferred}:{first}",
        *(f"TEL;TYPE=WORK,VOICE:{number}" for number in others),
    ]


def _costs(region: Region, words: Catalogue) -> list[str]:
    """What the call costs where the numbers do not show it."""
    if region.collect_calls:
        return [words.text("vcard.collect")]
    return [] if region.toll_free else [words.text("vcard.costs")]


def _details(office: Region | ProvinceWideContact, words: Catalogue) -> list[str]:
    """What each number is for, and the opening hours: vCard 3.0 has no property for them."""
    labels = (
        f"{display_number(one.number)} ({one.label.of(words.language)})."
        for one in office.telephones
        if one.label
    )
    hours = (
        [f"{words.text('contacts.hours')} {office.hours.of(words.language)}."]
        if office.hours
        else []
    )
    return [*labels, *hours]
