"""Regional offices as vCards 3.0 (RFC 2426), the version that every address book reads."""

from collections.abc import Iterable, Mapping

from calculator.words.catalogue import Catalogue
from calculator.words.content_lines import content_lines, escaped
from compiler.read.pages import Page
from compiler.read.regions import Region
from compiler.read.words import words_of

PUBLISHER = "Ministère de l’Emploi et de la Solidarité sociale"


def vcards(pages: Iterable[Page], site_url: str) -> Mapping[str, str]:
    """The card of every region's page, beside it, by its path from the site's root.

    `site_url` is the absolute address of the site's root.
    """
    return {
        f"{page.address}contact.vcf": vcard(
            page.region, site_url + page.address, words_of(page.language)
        )
        for page in pages
        if page.region
    }


def vcard(region: Region, url: str, words: Catalogue) -> str:
    """The card; `url` is the region's page. Lines end with CRLF, as the standard asks."""
    name = words.text("vcard.name", region=region.name)
    unit = words.text("vcard.unit")
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{escaped(name)}",
        # An office has no family name, but the field must be there.
        f"N:{escaped(name)};;;;",
        f"ORG:{escaped(PUBLISHER)};{escaped(unit)}",
        *([f"TEL;TYPE=WORK,VOICE,PREF:{region.toll_free}"] if region.toll_free else []),
        f"TEL;TYPE=WORK,VOICE:{region.telephone}",
        f"NOTE:{escaped(_note(region, words))}",
        f"URL:{url}",
        "END:VCARD",
    ]
    return content_lines(lines)


def _note(region: Region, words: Catalogue) -> str:
    """The note of a card: what a call costs, where the numbers do not show it, and their age."""
    notes = [words.text("vcard.undated")]
    if region.collect_calls:
        notes.insert(0, words.text("vcard.collect"))
    elif not region.toll_free:
        notes.insert(0, words.text("vcard.costs"))
    return " ".join(notes)
