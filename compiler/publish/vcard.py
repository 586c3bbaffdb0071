"""A regional office as a card for an address book: vCard 3.0 (RFC 2426), which all read."""

from collections.abc import Iterable, Mapping

from calculator.words.catalogue import Catalogue
from compiler.read.pages import Page
from compiler.read.regions import Region
from compiler.read.words import words_of

PUBLISHER = "Ministère de l’Emploi et de la Solidarité sociale"
# RFC 2426, 2.6: longer lines are folded, each further line beginning with a space.
LONGEST_LINE = 75


def vcards(pages: Iterable[tuple[Page, Region | None]], site_url: str) -> Mapping[str, str]:
    """The card of every region's page, beside it, by its path from the site's root."""
    return {
        f"{page.address}contact.vcf": vcard(
            region, site_url + page.address, words_of(page.language)
        )
        for page, region in pages
        if region
    }


def vcard(region: Region, url: str, words: Catalogue) -> str:
    """The card; `url` is the region's page. Lines end with CRLF, as the standard asks."""
    name = words.text("vcard.name", region=region.name)
    unit = words.text("vcard.unit")
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_escaped(name)}",
        # An office has no family name, but the field must be there.
        f"N:{_escaped(name)};;;;",
        f"ORG:{_escaped(PUBLISHER)};{_escaped(unit)}",
        *([f"TEL;TYPE=WORK,VOICE,PREF:{region.toll_free}"] if region.toll_free else []),
        f"TEL;TYPE=WORK,VOICE:{region.telephone}",
        f"NOTE:{_escaped(_note(region, words))}",
        f"URL:{url}",
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _note(region: Region, words: Catalogue) -> str:
    """What the call costs where the numbers do not show it, and how old they may be."""
    notes = [words.text("vcard.undated")]
    if region.collect_calls:
        notes.insert(0, words.text("vcard.collect"))
    elif not region.toll_free:
        notes.insert(0, words.text("vcard.costs"))
    return " ".join(notes)


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line, broken so that none is longer than 75 octets and no character is cut."""
    rows, row = [], b""
    for octets in (character.encode() for character in line):
        if len(row) + len(octets) > LONGEST_LINE:
            rows.append(row)
            row = b" "
        row += octets
    return b"\r\n".join([*rows, row]).decode()
