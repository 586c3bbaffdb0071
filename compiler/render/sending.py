"""What a person sends of a page that the build writes: the numbers to call, as plain text."""

from collections.abc import Mapping, Sequence

from calculator.results.sending import Office
from compiler.read.offices import Telephone, display_number
from compiler.read.regions import Directory


def offices_of(directory: Directory, language: str) -> Mapping[str, Office]:
    """The offices by their regions' slugs; below ``""`` the first contact for all of Québec,
    where this site has one."""
    offices = {
        one.slug: Office(one.name, numbers(one.telephones)) for one in directory.alphabetical
    }
    for one in directory.province_wide[:1]:
        offices[""] = Office(one.name.of(language), numbers(one.telephones))
    return offices


def numbers(telephones: Sequence[Telephone]) -> list[str]:
    """Numbers as people read them, toll-free ones first."""
    ordered = sorted(telephones, key=lambda one: not one.toll_free)
    return [display_number(one.number) for one in ordered]
