"""``python -m compiler new region-contact``: a number is written in its place, or refused."""

from pathlib import Path

import pytest

from compiler.check.to_be_written import MARKS, check_to_be_written
from compiler.new import new
from compiler.new_contact import FILE
from compiler.read.mistake import SourceError
from compiler.read.offices import Texts, is_toll_free
from compiler.read.regions import Region, load_directory
from compiler.read.sources import read_sources

# Numbers of no region; the second is toll-free.
NUMBER, FREE = "+14505550123", "+18005550199"
LABELS = ("--label-fr", "Accueil : l'entrée", "--label-en", "Front desk")


def by_default(question: str, default: str) -> str:
    return default


def region_of(project: Path, slug: str) -> Region:
    regions = load_directory(project / FILE).regions
    return next(one for one in regions if one.slug == slug)


def one_with(project: Path, *, toll_free: bool) -> str:
    """The slug of a region with a toll-free number, or without one; it has no further number."""
    return next(
        one.slug
        for one in load_directory(project / FILE).regions
        if bool(one.toll_free) == toll_free and not one.more_telephones
    )


@pytest.mark.parametrize("toll_free", [False, True])
def test_a_further_number_stands_behind_the_others(copied_sources: Path, toll_free: bool) -> None:
    slug = one_with(copied_sources, toll_free=toll_free)
    before = region_of(copied_sources, slug)
    lines = (copied_sources / FILE).read_text(encoding="utf-8").splitlines()
    said = new(copied_sources, ("region-contact", slug, "--telephone", NUMBER, *LABELS), by_default)
    again = ("region-contact", slug, "--telephone", "450 555-0124", *LABELS)
    new(copied_sources, again, by_default)
    region = region_of(copied_sources, slug)
    label = Texts(fr="Accueil : l'entrée", en="Front desk")
    assert [(one.number, one.label) for one in region.more_telephones] == [
        (NUMBER, label),
        ("+14505550124", label),
    ]
    assert region.model_copy(update={"more_telephones": ()}) == before
    now = (copied_sources / FILE).read_text(encoding="utf-8").splitlines()
    # Lines are added and none is changed; the one that the command names holds the number.
    assert [line for line in now if line in lines] == lines
    (place,) = (line for line in said.splitlines() if NUMBER in line)
    assert NUMBER in now[int(place.split(":")[1]) - 1]


def test_the_first_toll_free_number_has_a_key_of_its_own(copied_sources: Path) -> None:
    slug = one_with(copied_sources, toll_free=False)
    assert is_toll_free(FREE)
    new(copied_sources, ("region-contact", slug, "--telephone", "1 800 555-0199"), by_default)
    assert region_of(copied_sources, slug).toll_free == FREE


def test_what_the_number_is_for_is_asked_or_marked_and_the_mark_stops_the_build(
    copied_sources: Path, root: Path
) -> None:
    slug = one_with(copied_sources, toll_free=True)
    answers = {"Telephone number": "(450) 555-0123", "What the number is for, in French": "Accueil"}
    said = new(
        copied_sources,
        ("region-contact", slug),
        lambda question, default: answers.get(question, default),
    )
    (more,) = region_of(copied_sources, slug).more_telephones
    assert (more.number, more.label) == (NUMBER, Texts(fr="Accueil", en=MARKS["en"]))
    with pytest.raises(SourceError) as refused:
        check_to_be_written(copied_sources, read_sources(copied_sources))
    (mistake,) = refused.value.mistakes
    assert f"{mistake.file}:{mistake.line}:" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lavale", "--telephone", NUMBER), "id: lavale is no region; accepted: "),
        (("laval",), "--telephone: must be ten digits .* got nothing"),
        (("laval", "--telephone", "450 555-012"), "--telephone: must be ten digits"),
        (("laval", "--telephone", "450 555-0123 poste 4"), "--telephone: must be ten digits"),
        (("laval", "--telephone", "000 555-0123"), "--telephone: .*not a valid Canadian number"),
        (("laval", "--telephone", "{taken}"), "--telephone: .* is already on line"),
        (("laval", "--telephone", NUMBER, "--label-en", 'a"b'), "--label-en: must be a name"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    arguments: tuple[str, ...], said: str, copied_sources: Path
) -> None:
    before = (copied_sources / FILE).read_bytes()
    taken = region_of(copied_sources, "laval").telephone
    asked = [one.format(taken=taken) for one in arguments]
    with pytest.raises(SourceError, match=said):
        new(copied_sources, ("region-contact", *asked), by_default)
    assert (copied_sources / FILE).read_bytes() == before
