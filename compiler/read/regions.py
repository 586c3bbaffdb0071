"""The directory of regional offices: regional_contacts.yaml, checked and typed."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, ValidationError

from compiler.read.mistake import Mistake, refuse
from compiler.read.model_mistakes import model_mistakes
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
from compiler.read.towns import NAME, town_mistakes
from compiler.read.yaml_file import YamlFile, read_yaml

# Québec's 17 administrative regions. All of them must be in the file.
Slug = Literal[
    "abitibi-temiscamingue", "bas-saint-laurent", "capitale-nationale", "centre-du-quebec",
    "chaudiere-appalaches", "cote-nord", "estrie", "gaspesie-iles-de-la-madeleine",
    "lanaudiere", "laurentides", "laval", "mauricie", "monteregie", "montreal",
    "nord-du-quebec", "outaouais", "saguenay-lac-saint-jean",
]  # fmt: skip
SLUGS: tuple[str, ...] = get_args(Slug)


def slug_of(name: str) -> str:
    """A region's slug: its name in lower case, without accents, words joined by hyphens."""
    letters = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _several(slugs: tuple[str, ...]) -> tuple[str, ...]:
    if len(slugs) < 2:
        raise ValueError("is not several regions")
    return slugs


def _each_once(slugs: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(slugs)) < len(slugs):
        raise ValueError("names a region twice")
    return some(slugs)


# The letters are those that Canada's postal codes use.
PostalArea = Annotated[str, Field(pattern="^[GHJ][0-9][ABCEGHJKLMNPRSTVWXYZ]$")]
_Several = Annotated[tuple[Slug, ...], AfterValidator(_several)]
TownName = Annotated[str, Field(pattern=NAME)]


class Source(Model):
    """The source of the list: the ids of a document and of a section in it."""

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
    `towns`: names of towns with the slugs of their regions; `other_town_names`: what people type
    for some of them.
    """

    source: Source = Field(description="the keys document and section")
    postal_areas_credit: Texts = Field(description="the keys fr and en")
    regions: tuple[Region, ...] = Field(description="a list of the 17 regions, each with its keys")
    province_wide: ProvinceWide = ()
    shared_postal_areas: Mapping[PostalArea, _Several] = Field(
        description="lines such as G0J: [slug, slug], two or more regions, the likeliest first"
    )
    towns_credit: Texts = Field(description="the keys fr and en")
    towns: Mapping[TownName, Annotated[tuple[Slug, ...], AfterValidator(_each_once)]] = Field(
        description="lines such as Alma: [slug], the name of a town and one or more regions"
    )
    other_town_names: Mapping[TownName, str] = Field(
        description="lines such as MTL: Montréal, what people type and a name in towns"
    )

    @cached_property
    def postal_areas(self) -> Mapping[str, tuple[str, ...]]:
        """Every postal area in alphabetical order, with its regions' slugs, likeliest first."""
        own = {area: (region.slug,) for region in self.regions for area in region.postal_areas}
        return dict(sorted({**own, **self.shared_postal_areas}.items()))

    @cached_property
    def alphabetical(self) -> tuple[Region, ...]:
        """The regions in alphabetical order, accents ignored."""
        return tuple(sorted(self.regions, key=lambda region: slug_of(region.name)))

    def regions_of(self, postal_area: str) -> tuple[str, ...]:
        """The slugs of the regions of an area such as ``G0J``, likeliest first, or none."""
        return self.postal_areas.get(postal_area, ())


def load_directory(path: Path) -> Directory:
    """Read the directory from a file. Raises SourceError with all that is wrong in it."""
    file = read_yaml(path, path.name)
    mistakes = [
        *file.mistakes,
        *_repetitions(file),
        *_slug_mistakes(file),
        *_toll_free_mistakes(file),
        *town_mistakes(file),
    ]
    directory = None
    try:
        directory = Directory.model_validate(file.content)
    except ValidationError as error:
        mistakes += model_mistakes(error, Directory, file)
    refuse(sorted(mistakes, key=lambda mistake: mistake.line or 0))
    assert directory is not None
    return directory


def _repetitions(file: YamlFile) -> Iterator[Mistake]:
    """Numbers, slugs and postal areas that are repeated."""
    lines: dict[tuple[str, str], int] = {}
    for path, (line, value) in file.nodes.items():
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
            sentence = f"{key} {text} is already on line {at}; accepted: once in {scope}"
            yield Mistake(file.name, line, sentence)
        lines.setdefault((scope, text), line)


def _slug_mistakes(file: YamlFile) -> Iterator[Mistake]:
    """Slugs that do not follow from their names, and missing regions."""
    line, regions = file.nodes.get(("regions",), (0, None))
    if not isinstance(regions, tuple):
        return  # the model says so
    found: set[str] = set()
    for index, region in enumerate(regions):
        match region:
            case {"slug": str(slug), "name": str(name)}:
                found |= {slug, slug_of(name)}
                if slug in SLUGS and slug != slug_of(name):
                    finding = f'slug {slug} does not follow from name "{name}" ({slug_of(name)})'
                    sentence = f"{finding}; accepted: a slug and a name that agree"
                    yield file.mistake(("regions", index, "slug"), sentence)
            case {"slug": str(text)} | {"name": str(text)}:
                found.add(slug_of(text))
    if missing := sorted(set(SLUGS) - found):
        sentence = f"regions lacks {', '.join(missing)}; accepted: all 17 regions"
        yield Mistake(file.name, line, sentence)


def _toll_free_mistakes(file: YamlFile) -> Iterator[Mistake]:
    """Toll-free numbers of regions that have no `toll_free`, where all texts look for it."""
    for path, (line, value) in file.nodes.items():
        match (*path, value):
            case ("regions", index, "more_telephones", _, "number", str(number)):
                if is_toll_free(number) and ("regions", index, "toll_free") not in file.nodes:
                    finding = f"number {number} is toll-free, and the region has no toll_free"
                    sentence = f"{finding}; accepted: its first such number in toll_free"
                    yield Mistake(file.name, line, sentence)
