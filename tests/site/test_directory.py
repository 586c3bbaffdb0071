"""The directory as published: map, list, vCards, structured data, postal codes."""

import json

import pytest
import vobject

FOLDERS = {"fr": "regions/", "en": "en/regions/"}
ESTIMATE = {"fr": "estimer/", "en": "en/estimate/"}
PROGRAMMES = {"fr": ("paas-action/", "interagir/"), "en": ("en/paas-action/", "en/interagir/")}


@pytest.fixture(params=["fr", "en"])
def language(request):
    return request.param


def test_map_and_list_have_the_same_links(pages, language):
    page = pages[FOLDERS[language]]
    tiles = page.soup.select(".region-map a")
    entries = page.soup.select("ul.regions .region-name")

    def read(links):
        shown = (link.get_text().replace("\u00ad", "") for link in links)
        return sorted(zip(shown, (page.target(link["href"])[0] for link in links), strict=True))

    assert read(tiles) == read(entries)
    assert len(tiles) == 17


def test_region_pages_link_to_vcard_and_estimate(site, pages, source_regions):
    for language, folder in FOLDERS.items():
        for region in source_regions:
            page = pages[f"{folder}{region['slug']}/"]
            targets = [page.target(link["href"]) for link in page.soup.select("main a[href]")]
            assert (ESTIMATE[language], f"region={region['slug']}") in targets
            card = f"{page.path}contact.vcf"
            assert (card, "") in targets
            # Bytes: reading as text would hide the line ends that the standard asks for.
            text = (site / card).read_bytes().decode()
            assert text.count("\r\n") == text.count("\n")
            assert region["name"] in vobject.readOne(text).fn.value


def test_what_this_site_adds_has_its_card_beside_the_list(site, language):
    text = (site / FOLDERS[language] / "services-quebec.vcf").read_bytes().decode()
    assert text.count("\r\n") == text.count("\n")
    card = vobject.readOne(text)
    assert [line.value for line in card.tel_list] == ["+18776444545"]
    mark = {"fr": "ajouté par ce site; à vérifier", "en": "added by this site; to be checked"}
    assert mark[language] in card.note.value


def test_region_pages_name_source_of_number(pages, source_regions, text_of):
    words = {"fr": ("document n’a pas de date", "n’est pas un bureau de Services Québec"),
             "en": ("document has no date", "is not a Services Québec office")}  # fmt: skip
    for language, folder in FOLDERS.items():
        for region in source_regions:
            text = text_of(pages[f"{folder}{region['slug']}/"].soup.main)
            assert all(one in text for one in words[language]), (folder, region["slug"])


def test_structured_data_in_head_is_valid_json(pages, source_regions, base):
    for language, folder in FOLDERS.items():
        paths = [f"{folder}{region['slug']}/" for region in source_regions]
        expected = {*paths, *PROGRAMMES[language]}
        found = set()
        for path, page in pages.items():
            scripts = page.soup.select("script[type='application/ld+json']")
            if page.language != language or not scripts:
                continue
            (script,) = scripts
            assert script.parent.name == "head"
            data = json.loads(script.string)
            assert data["inLanguage"] == language
            assert data["url"] == base + path
            assert data["mainEntity"]["@type"] == "GovernmentService"
            found.add(path)
        assert found == expected


def test_postal_code_field_has_no_name(pages, language):
    form = pages[FOLDERS[language]].soup.select_one("form.postal")
    assert form.has_attr("hidden")
    assert not form.has_attr("action")
    for control in form.select("input, button"):
        assert not control.has_attr("name")


def test_postal_code_data_is_small(pages, language):
    (data,) = pages[FOLDERS[language]].soup.select("form.postal script[type='application/json']")
    assert len(data.string.encode()) < 5_000
    assert set(json.loads(data.string)) == {"own", "shared"}
