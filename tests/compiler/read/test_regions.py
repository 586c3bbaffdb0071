"""The directory of regional offices: the real file, and invalid ones."""

import csv
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, Field, ValidationError

from compiler.read.mistake import SourceError
from compiler.read.model_mistakes import model_mistakes
from compiler.read.offices import Telephone, display_number, for_programme
from compiler.read.regions import (
    SLUGS,
    Directory,
    load_directory,
    slug_of,
)
from compiler.read.yaml_file import read_yaml

HERE = Path(__file__).parent
FILE = HERE.parents[2] / "regional_contacts.yaml"
TEXT = FILE.read_text(encoding="utf-8")
BAD_FILES = tomllib.loads((HERE / "test_regions_bad_files.toml").read_text(encoding="utf-8"))

# The list that closes the Interagir document, as it is written there:
# name, telephone, "accepte les frais virés", "sans frais".
OFFICES = [
    ("Abitibi-Témiscamingue", "819 763-3226", True, "1 877 253-4001"),
    ("Bas-Saint-Laurent", "418 727-5677", True, None),
    ("Capitale-Nationale", "418 687-3540", False, "1 800 553-4275"),
    ("Centre-du-Québec", "819 475-8701", False, None),
    ("Chaudière-Appalaches", "418 838-2605", False, "1 800 463-5907"),
    ("Côte-Nord", "418 295-4020", False, "1 800 463-6443"),
    ("Estrie", "819 569-9761", False, "1 866 283-1114"),
    ("Gaspésie–Îles-de-la-Madeleine", "418 360-8100", False, "1 800 463-2264"),
    ("Lanaudière", "450 752-6888", False, "1 877 465-1933"),
    ("Laurentides", "450 569-7575", False, "1 800 561-2687"),
    ("Laval", "450 972-3133", False, None),
    ("Mauricie", "819 371-4945", False, "1 800 567-7959"),
    ("Montérégie", "450 928-7526", False, None),
    ("Montréal", "514 725-5221", False, None),
    ("Nord-du-Québec", "418 748-8622", False, "1 866 840-9344"),
    ("Outaouais", "819 772-3035", False, "1 888 772-3694"),
    ("Saguenay–Lac-Saint-Jean", "418 549-0595", True, "1 800 463-9641"),
]

# How many postal areas lie in a region, wholly or in part.
POSTAL_AREAS = {
    "abitibi-temiscamingue": 8,
    "bas-saint-laurent": 12,
    "capitale-nationale": 47,
    "centre-du-quebec": 22,
    "chaudiere-appalaches": 23,
    "cote-nord": 8,
    "estrie": 28,
    "gaspesie-iles-de-la-madeleine": 6,
    "lanaudiere": 17,
    "laurentides": 30,
    "laval": 19,
    "mauricie": 16,
    "monteregie": 60,
    "montreal": 102,
    "nord-du-quebec": 5,
    "outaouais": 19,
    "saguenay-lac-saint-jean": 25,
}


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory(FILE)


def e164(written: str) -> str:
    digits = "".join(filter(str.isdigit, written))
    return f"+{digits}" if len(digits) == 11 else f"+1{digits}"


def line_of(text: str, sign: str) -> int:
    """The line on which `sign`, which stands once in `text`, ends."""
    assert not sign or text.count(sign) == 1, f"{sign!r} stands {text.count(sign)} times"
    return text.count("\n", 0, text.find(sign) + len(sign)) + 1


def load_text(folder: Path, content: str | bytes) -> Directory:
    file = folder / "regional_contacts.yaml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_directory(file)


@pytest.mark.of_the_documents
def test_offices_match_the_source_document(directory: Directory) -> None:
    assert [
        (region.name, region.telephone, region.collect_calls, region.toll_free)
        for region in directory.regions
    ] == [
        (name, e164(telephone), collect, toll_free and e164(toll_free))
        for name, telephone, collect, toll_free in OFFICES
    ]


@pytest.mark.of_the_documents
def test_display_numbers_match_the_source_document(directory: Directory) -> None:
    for region, (_, telephone, _, toll_free) in zip(directory.regions, OFFICES, strict=True):
        assert display_number(region.telephone) == telephone.replace(" ", "\u00a0")
        if region.toll_free:
            assert display_number(region.toll_free) == str(toll_free).replace(" ", "\u00a0")


def test_counts_of_collect_and_toll_free_numbers(directory: Directory) -> None:
    regions = directory.regions
    assert len(regions) == 17
    assert sum(region.collect_calls for region in regions) == 3
    assert sum(region.toll_free is not None for region in regions) == 12
    assert [
        region.slug for region in regions if not region.collect_calls and not region.toll_free
    ] == ["centre-du-quebec", "laval", "monteregie", "montreal"]


def test_slugs_match_names_in_alphabetical_order(directory: Directory) -> None:
    slugs = [region.slug for region in directory.regions]
    assert slugs == [slug_of(name) for name, *_ in OFFICES] == sorted(slugs) == list(SLUGS)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Laval", "laval"),
        ("Gaspésie–Îles-de-la-Madeleine", "gaspesie-iles-de-la-madeleine"),
        ("Gaspe\u0301sie", "gaspesie"),
        ("  L’Île aux Coudres ", "l-ile-aux-coudres"),
        ("Xanadu-Max", "xanadu-max"),
    ],
)
def test_slug_of_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_source_and_credit(directory: Directory) -> None:
    assert directory.source.model_dump() == {
        "document": "interagir",
        "section": "regional_offices",
    }
    credits = (directory.postal_areas_credit, directory.towns_credit)
    for text in (text for credit in credits for text in (credit.fr, credit.en)):
        assert "GeoNames" in text
        assert "CC BY 4.0" in text
        assert "\n" not in text


def test_what_this_site_adds_is_one_number_for_paas_action(directory: Directory) -> None:
    (contact,) = directory.province_wide
    assert contact.id == "services_quebec"
    assert display_number(contact.telephone) == "1\u00a0877\u00a0644-4545"
    assert contact.checked == date(2026, 11, 28)
    assert for_programme(directory.province_wide, "paas_action") == (contact,)
    assert for_programme(directory.province_wide, "interagir") == ()
    for text in (contact.source.fr, contact.source.en):
        assert "document" in text
        assert "\n" not in text


WITHOUT_ENTRY = re.sub(r"(?<=\nprovince_wide:\n).*?(?=\nregions:)", "", TEXT, flags=re.DOTALL)
WITHOUT_KEY = WITHOUT_ENTRY.replace("\nprovince_wide:\n", "")


@pytest.mark.parametrize("content", [WITHOUT_ENTRY, WITHOUT_KEY], ids=["entry", "key"])
def test_what_this_site_adds_can_be_left_out(
    content: str, directory: Directory, tmp_path: Path
) -> None:
    assert "services_quebec" not in content
    left = load_text(tmp_path, content)
    assert left == directory.model_copy(update={"province_wide": ()})


def test_the_day_may_have_quotes(directory: Directory, tmp_path: Path) -> None:
    text = TEXT.replace("checked: 2026-11-28", 'checked: "2026-11-28"')
    assert load_text(tmp_path, text) == directory


def test_an_office_has_all_its_numbers_in_order(full_directory: Directory) -> None:
    first, second, *_ = full_directory.regions
    assert first.more_telephones[0].label
    assert first.telephones == (
        Telephone(first.telephone, toll_free=False, collect_calls=True),
        Telephone("+18772534001", toll_free=True),
        Telephone("+18195550123", toll_free=False, label=first.more_telephones[0].label),
        Telephone("+18005550123", toll_free=True),
        Telephone("+18195550124", toll_free=False),
    )
    assert second.telephones == (Telephone("+14187275677", toll_free=False, collect_calls=True),)


def test_the_example_of_the_first_lines_is_accepted(directory: Directory, tmp_path: Path) -> None:
    """What an editor copies from the comment is what the file takes."""
    (commented,) = re.findall(r"# For example:\n((?:#     .*\n)+)", TEXT)
    example = commented.replace("#     ", "    ")
    anchor = 'toll_free: "+18772534001"\n'
    region, *others = load_text(tmp_path, TEXT.replace(anchor, anchor + example)).regions
    assert [one.number for one in region.more_telephones] == ["+18195550123"]
    assert region.hours
    assert region.email
    assert region.web
    assert others == list(directory.regions[1:])


def test_no_real_office_has_details_that_the_document_lacks(directory: Directory) -> None:
    for region in directory.regions:
        assert (region.more_telephones, region.hours, region.email, region.web) == (
            (),
            None,
            None,
            None,
        )


def test_postal_areas_match_computed_table(directory: Directory) -> None:
    with (HERE / "test_regions_postal_areas.csv").open(encoding="utf-8", newline="") as file:
        computed = {
            row["postal_area"]: tuple(row["regions"].split()) for row in csv.DictReader(file)
        }
    assert len(computed) == 421
    assert dict(directory.postal_areas) == computed
    assert list(directory.postal_areas) == sorted(computed)
    assert {area: directory.regions_of(area) for area in computed} == computed


def test_counts_of_postal_areas(directory: Directory) -> None:
    areas = directory.postal_areas
    assert Counter(slug for slugs in areas.values() for slug in slugs) == POSTAL_AREAS
    assert Counter(area[0] for area in areas) == {"G": 140, "H": 122, "J": 159}
    assert len(directory.shared_postal_areas) == 24
    assert sum(len(region.postal_areas) for region in directory.regions) == 421 - 24


@pytest.mark.parametrize(
    ("area", "slugs"),
    [
        ("H2X", ("montreal",)),
        ("J0X", ("outaouais", "laurentides")),
        ("J0V", ("outaouais", "laurentides")),
        ("J0T", ("laurentides", "lanaudiere", "outaouais")),
        ("K1A", ()),
        ("h2x", ()),
        ("", ()),
    ],
)
def test_regions_of_a_postal_area(directory: Directory, area: str, slugs: tuple[str, ...]) -> None:
    assert directory.regions_of(area) == slugs


def test_towns_and_their_regions(directory: Directory) -> None:
    assert len(directory.towns) == 492
    assert {slug for slugs in directory.towns.values() for slug in slugs} == set(SLUGS)
    assert directory.towns["Ville-Marie"] == ("abitibi-temiscamingue", "montreal")
    assert directory.other_town_names["MTL"] == "Montréal"


def test_directory_is_immutable(directory: Directory) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        directory.regions[0].telephone = "+15147255221"


@pytest.mark.parametrize("number", ["", "4187275677", "+1418727567", "+33142345678", "+1 418"])
def test_display_number_refuses_other_formats(number: str) -> None:
    with pytest.raises(ValueError, match="ten digits"):
        display_number(number)


@pytest.mark.slow
@pytest.mark.parametrize("case", BAD_FILES["case"], ids=lambda case: case["name"])
def test_invalid_directory_file(case: dict[str, Any], tmp_path: Path) -> None:
    text = case.get("text", TEXT)
    for old, new in case.get("edit", []):
        assert TEXT.count(old) == 1, f"{old!r} stands {TEXT.count(old)} times"
        text = text.replace(old, new)
    expected = []
    for sign, sentence, *others in case["problems"]:
        lines = zip(("line", "line_2"), (line_of(text, other) for other in others), strict=False)
        said = sentence.format(**BAD_FILES["accepted"], **dict(lines))
        expected.append(f"regional_contacts.yaml:{line_of(text, sign)}: {said}")
    with pytest.raises(SourceError) as caught:
        load_text(tmp_path, text)
    assert str(caught.value).splitlines() == expected


def test_directory_file_in_other_encoding(tmp_path: Path) -> None:
    line = line_of(TEXT, "name: Montérégie")
    content = TEXT.encode().replace("Montérégie".encode(), "Montérégie".encode("latin-1"))
    with pytest.raises(SourceError) as caught:
        load_text(tmp_path, content)
    assert str(caught.value) == (
        f"regional_contacts.yaml:{line}: the file cannot be read: "
        "this line is not UTF-8; save the file as UTF-8"
    )


def test_model_mistake_without_own_sentence(tmp_path: Path) -> None:
    class Sign(BaseModel):
        word: str = Field(max_length=3, description="a short word")

    file = tmp_path / "sign.yaml"
    file.write_text("# a comment\nword: long\n")
    read = read_yaml(file, "sign.yaml")
    with pytest.raises(ValidationError) as caught:
        Sign.model_validate(read.content)
    assert list(model_mistakes(caught.value, Sign, read)) == [
        (
            "sign.yaml",
            2,
            'word is "long" (String should have at most 3 characters); accepted: a short word',
        )
    ]


def test_missing_directory_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^nowhere\.yaml: there is no such file"):
        load_directory(tmp_path / "nowhere.yaml")


@pytest.mark.parametrize(
    "content",
    [TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT, TEXT.replace("true", "yes")],
    ids=["Windows line ends", "byte order mark", "yes for true"],
)
def test_accepted_variants_of_directory_file(
    content: str, directory: Directory, tmp_path: Path
) -> None:
    assert load_text(tmp_path, content) == directory


@pytest.mark.parametrize(
    ("key", "accepted"),
    [
        ("source", "the keys document and section"),
        ("postal_areas_credit", "the keys fr and en"),
        ("regions", BAD_FILES["accepted"]["regions"]),
        ("shared_postal_areas", BAD_FILES["accepted"]["shared"]),
        ("towns_credit", "the keys fr and en"),
        ("towns", BAD_FILES["accepted"]["towns"]),
        ("other_town_names", BAD_FILES["accepted"]["other_names"]),
    ],
)
def test_every_part_of_the_file_is_needed(tmp_path: Path, key: str, accepted: str) -> None:
    parts = re.split(r"^(?=\w+:)", TEXT, flags=re.MULTILINE)
    kept = [part for part in parts if not part.startswith(f"{key}:")]
    assert len(kept) == len(parts) - 1
    file = tmp_path / "regional_contacts.yaml"
    file.write_text("".join(kept), encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        load_directory(file)
    place, _, said = str(refused.value).splitlines()[0].partition(": ")
    assert place.startswith("regional_contacts.yaml:")
    assert said == f"{key} is missing; accepted: {accepted}"
