"""The directory of regional offices: regional_contacts.yaml, checked and typed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, ValidationError

from compiler.read import yaml_lines
from compiler.read.offices import (
    Email,
    Hours,
    Model,
    MoreTelephone,
    OrdinaryNumber,
    ProvinceWide,
    Telephone,
    Texts,
    TollFreeNumber,
    Web,
    is_toll_free,
    some,
)
from compiler.read.yaml_lines import Document, Problem

# Québec's 17 administrative regions. All of them must be in the file.
Slug = Literal[
    "abitibi-temiscamingue", "bas-saint-laurent", "capitale-nationale", "centre-du-quebec",
    "chaudiere-appalaches", "cote-nord", "estrie", "gaspesie-iles-de-la-madeleine",
    "lanaudiere", "laurentides", "laval", "mauricie", "monteregie", "montreal",
    "nord-du-quebec", "outaouais", "saguenay-lac-saint-jean",
]  # fmt: skip
SLUGS: tuple[str, ...] = get_args(Slug)


class DirectoryError(Exception):
    """The file is not accepted. Its text is one line a problem, ``FILE:LINE: sentence``."""

    def __init__(self, filename: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        lines = [f"{filename}:{line}: {text}" for line, text in self.problems]
        # A line break or an invisible character that someone typed is shown by its code.
        shown = ("".join(c if c.isprintable() else ascii(c)[1:-1] for c in line) for line in lines)
        super().__init__("\n".join(shown))


def slug_of(name: str) -> str:
    """A region's slug: its name in lower case, without accents, words joined by hyphens."""
    letters = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _several(slugs: tuple[str, ...]) -> tuple[str, ...]:
    if len(slugs) < 2:
        raise ValueError("is not several regions")
    return slugs


# The letters are those that Canada's postal codes use.
PostalArea = Annotated[str, Field(pattern="^[GHJ][0-9][ABCEGHJKLMNPRSTVWXYZ]$")]
_Several = Annotated[tuple[Slug, ...], AfterValidator(_several)]


class Source(Model):
    """Where the list comes from: ids of a document and of a section in it."""

    document: str = Field(description="the id of a document")
    section: str = Field(description="the id of a section of that document")


class Region(Model):
    """A regional office. Numbers are E.164; `postal_areas` are those of this region alone."""

    slug: Slug = Field(description=f"one of {', '.join(SLUGS)}")
    name: str = Field(description="the region's French name")
    telephone: OrdinaryNumber
    collect_calls: bool = Field(description="true or false")
    toll_free: TollFreeNumber = None
    more_telephones: Annotated[tuple[MoreTelephone, ...], AfterValidator(some)] = Field(
        (), description="a list of numbers, each with the key number and perhaps label"
    )
    hours: Hours = None
    email: Email = None
    web: Web = None
    postal_areas: Annotated[tuple[PostalArea, ...], AfterValidator(some)] = Field(
        description="a list such as [G0A, H2X]: three characters each, the first G, H or J"
    )

    @property
    def telephones(self) -> tuple[Telephone, ...]:
        """All its numbers, in the order in which the file has them."""
        free = [Telephone(self.toll_free, toll_free=True)] if self.toll_free else []
        more = (
            Telephone(one.number, is_toll_free(one.number), label=one.label)
            for one in self.more_telephones
        )
        return (Telephone(self.telephone, False, self.collect_calls), *free, *more)


class Directory(Model):
    """The 17 regional offices, in the file's order, and where every postal area belongs.

    `province_wide`: what this site adds to the documents' list, perhaps nothing.
    `shared_postal_areas`: those that lie in several regions, with their slugs, likeliest first.
    """

    source: Source = Field(description="the keys document and section")
    postal_areas_credit: Texts = Field(description="the keys fr and en")
    regions: tuple[Region, ...] = Field(description="a list of the 17 regions, each with its keys")
    province_wide: ProvinceWide = ()
    shared_postal_areas: Mapping[PostalArea, _Several] = Field(
        description="lines such as G0J: [slug, slug], two or more regions, the likeliest first"
    )

    @cached_property
    def postal_areas(self) -> Mapping[str, tuple[str, ...]]:
        """Every postal area in alphabetical order, with its regions' slugs, likeliest first."""
        own = {area: (region.slug,) for region in self.regions for area in region.postal_areas}
        return dict(sorted({**own, **self.shared_postal_areas}.items()))

    @cached_property
    def alphabetical(self) -> tuple[Region, ...]:
        """The regions as a reader of either language looks for them: accents do not count."""
        return tuple(sorted(self.regions, key=lambda region: slug_of(region.name)))

    def regions_of(self, postal_area: str) -> tuple[str, ...]:
        """The slugs of the regions of an area such as ``G0J``, likeliest first, or none."""
        return self.postal_areas.get(postal_area, ())


def load_directory(path: Path) -> Directory:
    """Read the directory from a file. Raises DirectoryError with all that is wrong in it."""
    try:
        document = yaml_lines.read(path)
    except yaml_lines.UnreadableError as error:
        raise DirectoryError(path.name, [error.problem]) from None
    problems = [
        *document.problems,
        *_repetitions(document),
        *_slug_problems(document),
        *_toll_free_problems(document),
    ]
    try:
        directory = Directory.model_validate(document.nodes[()].value)
    except ValidationError as error:
        problems += yaml_lines.model_problems(error, Directory, document)
    if problems:
        raise DirectoryError(path.name, problems)
    return directory


def _repetitions(document: Document) -> Iterator[Problem]:
    """Numbers, slugs and postal areas that stand twice."""
    lines: dict[tuple[str, str], int] = {}
    for path, (line, value) in document.nodes.items():
        match (*path, value):
            case (
                ("regions", _, "slug" | "telephone" | "toll_free" as key, str(text))
                | ("regions", _, "more_telephones", _, "number" as key, str(text))
                | ("province_wide", _, "id" | "telephone" as key, str(text))
                | ("regions", _, "postal_areas" as key, _, str(text))
                | ("shared_postal_areas" as key, str(text), _)
            ):
                scope = "the file"
            case ("shared_postal_areas", str(key), _, str(text)):
                scope = key
            case _:
                continue
        if at := lines.get((scope, text)):
            yield Problem(line, f"{key} {text} is already on line {at}; accepted: once in {scope}")
        lines.setdefault((scope, text), line)


def _slug_problems(document: Document) -> Iterator[Problem]:
    """Slugs that do not follow from their names, and regions that are not there."""
    line, regions = document.nodes.get(("regions",), (0, None))
    if not isinstance(regions, tuple):
        return  # the model says so
    found: set[str] = set()
    for index, region in enumerate(regions):
        match region:
            case {"slug": str(slug), "name": str(name)}:
                found |= {slug, slug_of(name)}
                if slug in SLUGS and slug != slug_of(name):
                    finding = f'slug {slug} does not follow from name "{name}" ({slug_of(name)})'
                    at = document.line(("regions", index, "slug"))
                    yield Problem(at, f"{finding}; accepted: a slug and a name that agree")
            case {"slug": str(text)} | {"name": str(text)}:
                found.add(slug_of(text))
    if missing := sorted(set(SLUGS) - found):
        yield Problem(line, f"regions lacks {', '.join(missing)}; accepted: all 17 regions")


def _toll_free_problems(document: Document) -> Iterator[Problem]:
    """Toll-free numbers of regions that have none in its place, where all texts look for it."""
    for path, (line, value) in document.nodes.items():
        match (*path, value):
            case ("regions", index, "more_telephones", _, "number", str(number)):
                if is_toll_free(number) and ("regions", index, "toll_free") not in document.nodes:
                    finding = f"number {number} is toll-free, and the region has no toll_free"
                    yield Problem(line, f"{finding}; accepted: its first such number in toll_free")
