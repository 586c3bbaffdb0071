"""vCards, parsed with vobject."""

import pytest
import vobject

from calculator.words.catalogue import LANGUAGES
from compiler.publish.vcard import vcard, vcards
from compiler.read.pages import Page
from compiler.read.paired import Paired
from compiler.read.regions import Directory
from compiler.read.words import words_of

URL = "https://passerelle.example/regions/somewhere/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_vcard_has_data_of_directory(language: str, directory: Directory) -> None:
    for region in directory.regions:
        text = vcard(region, URL, words_of(language))
        card = vobject.readOne(text, validate=True)
        assert card.version.value == "3.0"
        assert card.fn.value.endswith(f" – {region.name}")
        assert card.n.value.family == card.fn.value
        assert card.org.value[0] == "Ministère de l’Emploi et de la Solidarité sociale"
        assert card.url.value == URL
        numbers = [line.value for line in card.tel_list]
        assert numbers == [number for number in (region.toll_free, region.telephone) if number]
        preferred = [line.value for line in card.tel_list if "PREF" in line.params["TYPE"]]
        assert preferred == ([region.toll_free] if region.toll_free else [])
        collect = words_of(language).text("vcard.collect")
        costs = words_of(language).text("vcard.costs")
        assert (collect in card.note.value) == region.collect_calls
        assert (costs in card.note.value) == (not region.collect_calls and not region.toll_free)
        assert words_of(language).text("vcard.undated") in card.note.value


def test_lines_are_folded_at_75_octets(directory: Directory) -> None:
    for region in directory.regions:
        octets = vcard(region, URL + "x" * 200, words_of("fr")).encode()
        assert octets.endswith(b"\r\n")
        lines = octets.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert any(line.startswith(b" ") for line in lines), "nothing was folded"
        assert b"\n" not in b"".join(lines)
        for line in lines:
            line.decode()  # no character is cut in two


def test_special_characters_are_escaped(directory: Directory) -> None:
    region = directory.regions[0].model_copy(update={"name": "A;B, C\\D"})
    assert vobject.readOne(vcard(region, URL, words_of("en"))).fn.value.endswith("A;B, C\\D")


def test_every_region_page_has_a_vcard(pages: Paired[Page]) -> None:
    cards = vcards(pages, "https://passerelle.example/")
    assert len(cards) == 2 * 17
    for path, text in cards.items():
        folder = path.removesuffix("contact.vcf")
        assert f"https://passerelle.example/{folder}\r\n" in text.replace("\r\n ", "")
