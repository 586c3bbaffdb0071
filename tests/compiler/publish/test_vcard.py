"""vCards, parsed with vobject."""

from datetime import date

import pytest
import vobject

from calculator.words.catalogue import LANGUAGES
from compiler.publish.vcard import province_wide_vcard, vcard, vcards
from compiler.read.offices import Texts
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


def test_every_region_page_has_a_vcard(pages: Paired[Page], directory: Directory) -> None:
    cards = vcards(pages, directory, "https://passerelle.example/")
    added = {f"{folder}regions/services-quebec.vcf" for folder in ("", "en/")}
    assert len(cards) == 2 * 17 + 2
    assert added < set(cards)
    for path, text in cards.items():
        folder = path.rpartition("/")[0] + "/"
        assert f"https://passerelle.example/{folder}\r\n" in text.replace("\r\n ", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_of_what_this_site_adds_says_so(language: str, directory: Directory) -> None:
    words = words_of(language)
    (contact,) = directory.province_wide
    card = vobject.readOne(province_wide_vcard(contact, URL, words), validate=True)
    assert card.fn.value == card.n.value.family == "Services Québec"
    assert [line.value for line in card.tel_list] == ["+18776444545"]
    assert card.url.value == URL
    mark = {
        "fr": "Numéro ajouté par ce site; à vérifier (consulté le 28 novembre 2026). ",
        "en": "Number added by this site; to be checked (last looked up on November 28, 2026). ",
    }[language]
    assert card.note.value.startswith(mark)
    assert contact.source.of(language) in card.note.value


def test_a_site_without_it_has_no_card_of_it(
    pages: Paired[Page], bare_directory: Directory
) -> None:
    cards = vcards(pages, bare_directory, "https://passerelle.example/")
    assert len(cards) == 2 * 17
    assert not any("services-quebec" in path for path in cards)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_has_all_that_an_office_has(language: str, full_directory: Directory) -> None:
    words = words_of(language)
    region, (contact,) = full_directory.regions[0], full_directory.province_wide
    texts = (vcard(region, URL, words), province_wide_vcard(contact, URL, words))
    for text in texts:
        card = vobject.readOne(text, validate=True)
        assert card.email.value == "office@site.example"
        assert [line.value for line in card.url_list] == [URL, "https://site.example/a_b?c=1&d=2"]
        hours = {
            "fr": "De 9\u00a0h à 16\u00a0h, sauf <mardi>",
            "en": "9 a.m. to 4 p.m., not <Tuesday>",
        }
        assert hours[language] in card.note.value
    card = vobject.readOne(texts[0])
    assert [line.value for line in card.tel_list] == [
        *("+18772534001", "+18005550123"),
        *(region.telephone, "+18195550123", "+18195550124"),
    ]
    assert ["PREF" in line.params["TYPE"] for line in card.tel_list] == [True, *[False] * 4]
    label = {"fr": "(Réception; jour)", "en": "(Front desk; day)"}[language]
    assert f"819\u00a0555-0123 {label}" in card.note.value


# A card with all that an office may have, unfolded.
WHOLE = {
    "fr": """BEGIN:VCARD
VERSION:3.0
FN:Direction régionale – Abitibi-Témiscamingue
N:Direction régionale – Abitibi-Témiscamingue;;;;
ORG:Ministère de l’Emploi et de la Solidarité sociale;Direction régionale
TEL;TYPE=WORK,VOICE,PREF:+18772534001
TEL;TYPE=WORK,VOICE:+18005550123
TEL;TYPE=WORK,VOICE:+18197633226
TEL;TYPE=WORK,VOICE:+18195550123
TEL;TYPE=WORK,VOICE:+18195550124
EMAIL;TYPE=INTERNET:office@site.example
NOTE:Accepte les frais virés. 819\u00a0555-0123 (Réception\\; jour). Heures d’ouverture\u00a0: \
De 9\u00a0h à 16\u00a0h\\, sauf <mardi>. Ce numéro vient d’un document sans date. \
Il a peut-être changé.
URL:https://passerelle.example/regions/somewhere/
URL:https://site.example/a_b?c=1&d=2
END:VCARD
""",
    "en": """BEGIN:VCARD
VERSION:3.0
FN:Regional office – Abitibi-Témiscamingue
N:Regional office – Abitibi-Témiscamingue;;;;
ORG:Ministère de l’Emploi et de la Solidarité sociale;Regional office
TEL;TYPE=WORK,VOICE,PREF:+18772534001
TEL;TYPE=WORK,VOICE:+18005550123
TEL;TYPE=WORK,VOICE:+18197633226
TEL;TYPE=WORK,VOICE:+18195550123
TEL;TYPE=WORK,VOICE:+18195550124
EMAIL;TYPE=INTERNET:office@site.example
NOTE:Collect calls accepted. 819\u00a0555-0123 (Front desk\\; day). Opening hours: 9 a.m. to 4 \
p.m.\\, not <Tuesday>. This number comes from an undated document. It may have changed.
URL:https://passerelle.example/regions/somewhere/
URL:https://site.example/a_b?c=1&d=2
END:VCARD
""",
}
WHOLE_OF_ALL_QUEBEC = {
    "fr": """BEGIN:VCARD
VERSION:3.0
FN:Services Québec
N:Services Québec;;;;
ORG:Services Québec
TEL;TYPE=WORK,VOICE,PREF:+18776444545
EMAIL;TYPE=INTERNET:office@site.example
NOTE:Numéro ajouté par ce site\\; à vérifier (consulté le 28 novembre 2026). Un annuaire\\; \
public. Heures d’ouverture\u00a0: De 9\u00a0h à 16\u00a0h\\, sauf <mardi>.
URL:https://passerelle.example/regions/somewhere/
URL:https://site.example/a_b?c=1&d=2
END:VCARD
""",
    "en": """BEGIN:VCARD
VERSION:3.0
FN:Services Québec
N:Services Québec;;;;
ORG:Services Québec
TEL;TYPE=WORK,VOICE,PREF:+18776444545
EMAIL;TYPE=INTERNET:office@site.example
NOTE:Number added by this site\\; to be checked (last looked up on November 28\\, 2026). A \
listing\\; public. Opening hours: 9 a.m. to 4 p.m.\\, not <Tuesday>.
URL:https://passerelle.example/regions/somewhere/
URL:https://site.example/a_b?c=1&d=2
END:VCARD
""",
}


def unfolded(card: str) -> str:
    return card.replace("\r\n ", "").replace("\r\n", "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_as_a_whole(language: str, full_directory: Directory) -> None:
    words = words_of(language)
    region, (contact,) = full_directory.regions[0], full_directory.province_wide
    # What this site says of its own number is written by hand, and may change.
    texts = {"fr": "Un annuaire; public.", "en": "A listing; public."}
    contact = contact.model_copy(update={"checked": date(2026, 11, 28), "source": Texts(**texts)})
    assert unfolded(vcard(region, URL, words)) == WHOLE[language]
    assert unfolded(province_wide_vcard(contact, URL, words)) == WHOLE_OF_ALL_QUEBEC[language]
