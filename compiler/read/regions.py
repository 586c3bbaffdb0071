"""The directory of regional offices: regional_contacts.yaml, checked and typed."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Annotated, Literal, get_args

import phonenumbers
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from compiler.read.mistake import Mistake, refuse
from compiler.read.model_mistakes import model_mistakes
from compiler.read.yaml_file import YamlFile, read_yaml

# Québec's 17 administrative regions. All of them must be in the file.
Slug = Literal[
    "abitibi-temiscamingue", "bas-saint-laurent", "capitale-nationale", "centre-du-quebec",
    "chaudiere-appalaches", "cote-nord", "estrie", "gaspesie-iles-de-la-madeleine",
    "lanaudiere", "laurentides", "laval", "mauricie", "monteregie", "montreal",
    "nord-du-quebec", "outaouais", "saguenay-lac-saint-jean",
]  # fmt: skip
SLUGS: tuple[str, ...] = get_args(Slug)
_E164 = re.compile(r"\+1([0-9]{3})([0-9]{3})([0-9]{4})")


def slug_of(name: str) -> str:
    """A region's slug: its name in lower case, without accents, words joined by hyphens."""
    letters = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def display_number(e164: str) -> str:
    """A number as it is shown: ``418 727-5677``, ``1 800 463-5907`` where toll-free.

    Its spaces are no-break spaces (U+00A0). Raises ValueError if `e164` is not +1 and ten digits.
    """
    match = _E164.fullmatch(e164)
    if not match:
        raise ValueError(f"not +1 and ten digits: {e164!r}")
    area, exchange, line = match.groups()
    return ("1\u00a0" if _is_toll_free(e164) else "") + f"{area}\u00a0{exchange}-{line}"


@cache
def _is_toll_free(e164: str) -> bool:
    return (
        phonenumbers.number_type(phonenumbers.parse(e164)) == phonenumbers.PhoneNumberType.TOLL_FREE
    )


def _number(text: str | None, *, toll_free: bool) -> str:
    if text is None or not _E164.fullmatch(text):
        raise ValueError("is not +1 and ten digits")
    # Asked for Canada, because all of North America shares its toll-free numbers.
    if not phonenumbers.is_valid_number_for_region(phonenumbers.parse(text), "CA"):
        raise ValueError("is not a valid Canadian number")
    if _is_toll_free(text) != toll_free:
        raise ValueError("is not toll-free" if toll_free else "is toll-free")
    return text


def _some(areas: tuple[str, ...]) -> tuple[str, ...]:
    if not areas:
        raise ValueError("holds none")
    return areas


def _several(slugs: tuple[str, ...]) -> tuple[str, ...]:
    if len(slugs) < 2:
        raise ValueError("is not several regions")
    return slugs


# The letters are those that Canada's postal codes use.
PostalArea = Annotated[str, Field(pattern="^[GHJ][0-9][ABCEGHJKLMNPRSTVWXYZ]$")]
_Several = Annotated[tuple[Slug, ...], AfterValidator(_several)]


class _Model(BaseModel):
    """Base of the models; a field's description says in mistakes what is accepted there."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_min_length=1)


class Source(_Model):
    """The source of the list: the ids of a document and of a section in it."""

    document: str = Field(description="the id of a document")
    section: str = Field(description="the id of a section of that document")


class Credit(_Model):
    """A text in both languages."""

    fr: str = Field(description="the text in French")
    en: str = Field(description="the text in English")


class Region(_Model):
    """A regional office. Numbers are E.164; `postal_areas` are those of this region alone."""

    slug: Slug = Field(description=f"one of {', '.join(SLUGS)}")
    name: str = Field(description="the region's French name")
    telephone: Annotated[str, AfterValidator(partial(_number, toll_free=False))] = Field(
        description="a Canadian number that is not toll-free, +1 and ten digits, in quotes"
    )
    collect_calls: bool = Field(description="true or false")
    toll_free: Annotated[str | None, AfterValidator(partial(_number, toll_free=True))] = Field(
        None, description="a toll-free number, +1 and ten digits, in quotes; if none, no such key"
    )
    postal_areas: Annotated[tuple[PostalArea, ...], AfterValidator(_some)] = Field(
        description="a list such as [G0A, H2X]: three characters each, the first G, H or J"
    )


class Directory(_Model):
    """The 17 regional offices, in the file's order, and where every postal area belongs.

    `shared_postal_areas`: those that lie in several regions, with their slugs, likeliest first.
    """

    source: Source = Field(description="the keys document and section")
    postal_areas_credit: Credit = Field(description="the keys fr and en")
    regions: tuple[Region, ...] = Field(description="a list of the 17 regions, each with its keys")
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
        """The regions in alphabetical order, accents ignored."""
        return tuple(sorted(self.regions, key=lambda region: slug_of(region.name)))

    def regions_of(self, postal_area: str) -> tuple[str, ...]:
        """The slugs of the regions of an area such as ``G0J``, likeliest first, or none."""
        return self.postal_areas.get(postal_area, ())


def load_directory(path: Path) -> Directory:
    """Read the directory from a file. Raises SourceError with all that is wrong in it."""
    file = read_yaml(path, path.name)
    mistakes = [*file.mistakes, *_repetitions(file), *_slug_mistakes(file)]
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
