"""What pages tell programs: schema.org's own words, and the ministry as the provider.

SCHEMA is the part of schema.org (version 29) that our pages use: each type with those of
its properties, its parents' included, that may stand there, and what each may hold.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from compiler.publish.structured_data import with_structured_data
from compiler.read.documents import Document
from compiler.read.pages import Page, pages_of
from compiler.read.paired import Paired
from compiler.read.regions import Directory
from compiler.read.words import words_of
from compiler.render.publication import Publication
from compiler.render.rendering import render
from rules.dated import document, programme_ids

URL = "https://passerelle.example/"
PLACE = ("AdministrativeArea", "text")
SCHEMA: dict[str, dict[str, tuple[str, ...]]] = {
    "WebPage": {
        "url": ("text",),
        "name": ("text",),
        "description": ("text",),
        "inLanguage": ("text",),
        "isPartOf": ("WebSite",),
        "mainEntity": ("GovernmentService",),
    },
    "WebSite": {"url": ("text",), "name": ("text",)},
    "GovernmentService": {
        "name": ("text",),
        "areaServed": PLACE,
        "provider": ("GovernmentOrganization",),
        "availableChannel": ("ServiceChannel",),
    },
    "GovernmentOrganization": {"name": ("text",)},
    "ServiceChannel": {"servicePhone": ("ContactPoint",)},
    "ContactPoint": {
        "contactType": ("text",),
        "areaServed": PLACE,
        "telephone": ("text",),
        "contactOption": ("https://schema.org/TollFree",),
        "email": ("text",),
        # Those of every Thing.
        "name": ("text",),
        "description": ("text",),
        "url": ("text",),
    },
    "AdministrativeArea": {"name": ("text",)},
}
MINISTRY = "Ministère de l’Emploi et de la Solidarité sociale"


def faults(data: Mapping[str, Any], path: str = "") -> Iterator[str]:
    kind = data["@type"]
    for key, value in data.items():
        if key in ("@type", "@context"):
            continue
        allowed = SCHEMA[kind].get(key)
        if allowed is None:
            yield f"{path}{kind} has no {key}"
            continue
        for one in value if isinstance(value, list) else [value]:
            found = one["@type"] if isinstance(one, dict) else "text"
            if found not in allowed and one not in allowed:
                yield f"{path}{kind}.{key} holds {one}"
            if isinstance(one, dict):
                yield from faults(one, f"{path}{kind}.{key} > ")


@pytest.fixture(scope="module")
def data(directory: Directory, publication: Publication) -> dict[tuple[str, str], dict[str, Any]]:
    made = [
        with_structured_data(render(page, publication), directory, URL)
        for page in publication.pages
    ]
    return {
        (page.language, page.id): page.meta["structured_data"]
        for page in made
        if "structured_data" in page.meta
    }


def test_only_regions_and_programmes_have_structured_data(
    data: Mapping[tuple[str, str], Any], directory: Directory
) -> None:
    ids = [*programme_ids(), *(f"region/{one.slug}" for one in directory.regions)]
    assert set(data) == {(language, id) for language in ("fr", "en") for id in ids}


def test_a_page_of_one_of_many_programmes_is_about_it(
    rendered_of_many: Mapping[tuple[str, str], Page], directory: Directory
) -> None:
    for (language, id), page in rendered_of_many.items():
        meta = with_structured_data(page, directory, URL).meta
        assert ("structured_data" in meta) == (bool(page.programme) or id in programme_ids())
        if page.programme:
            one = meta["structured_data"]
            assert list(faults(one)) == []
            assert (one["url"], one["inLanguage"]) == (URL + page.address, language)
            name = words_of(language).text(f"programme.{page.programme}")
            # Whom to call stands on the programme's own page.
            assert one["mainEntity"]["name"] == name
            assert "availableChannel" not in one["mainEntity"]


def test_structured_data_uses_schema_org_terms_only(data: Mapping[tuple[str, str], Any]) -> None:
    for key, one in data.items():
        assert one["@context"] == "https://schema.org"
        assert list(faults(one)) == [], key


def test_unknown_term_is_found() -> None:
    assert list(faults({"@type": "WebSite", "phone": "1"})) == ["WebSite has no phone"]
    wrong = {"@type": "ServiceChannel", "servicePhone": {"@type": "WebSite"}}
    assert list(faults(wrong)) == ["ServiceChannel.servicePhone holds {'@type': 'WebSite'}"]


def test_ministry_is_provider_of_service(
    data: Mapping[tuple[str, str], Any],
) -> None:
    for (language, id), one in data.items():
        assert one["inLanguage"] == language
        # Of an added programme, whoever published its document.
        publisher = document(id).publisher if id in programme_ids() else MINISTRY
        assert one["mainEntity"]["provider"] == {
            "@type": "GovernmentOrganization",
            "name": publisher,
        }
    assert document("paas_action").publisher == document("interagir").publisher == MINISTRY


ADDRESSES = {
    ("fr", "paas_action"): ("https://passerelle.example/", "paas-action/"),
    ("en", "paas_action"): ("https://passerelle.example/en/", "paas-action/"),
    ("fr", "interagir"): ("https://passerelle.example/", "interagir/"),
    ("en", "interagir"): ("https://passerelle.example/en/", "interagir/"),
    ("fr", "region/laval"): ("https://passerelle.example/", "regions/laval/"),
    ("en", "region/laval"): ("https://passerelle.example/en/", "regions/laval/"),
}


@pytest.mark.parametrize(("language", "id"), ADDRESSES)
def test_page_and_site_are_named_in_their_language(
    data: Mapping[tuple[str, str], Any], publication: Publication, language: str, id: str
) -> None:
    home, path = ADDRESSES[language, id]
    (page,) = [one for one in publication.pages if (one.language, one.id) == (language, id)]
    meta = render(page, publication).meta
    found = {key: value for key, value in data[language, id].items() if key != "mainEntity"}
    assert found == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": home + path,
        "name": meta["title"],
        "description": meta["description"],
        "inLanguage": language,
        "isPartOf": {"@type": "WebSite", "name": "Passerelle", "url": home},
    }


QUEBEC = {"@type": "AdministrativeArea", "name": "Québec"}
COTE_NORD = {"@type": "AdministrativeArea", "name": "Côte-Nord"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_office_of_a_region_as_a_whole(data: Mapping[tuple[str, str], Any], language: str) -> None:
    office = {
        "@type": "ContactPoint",
        "contactType": words_of(language).text("vcard.unit"),
        "areaServed": COTE_NORD,
    }
    free = {"telephone": "+18004636443", "contactOption": "https://schema.org/TollFree"}
    assert data[language, "region/cote-nord"]["mainEntity"] == {
        "@type": "GovernmentService",
        "name": words_of(language).text("vcard.name", region="Côte-Nord"),
        "areaServed": COTE_NORD,
        "provider": {"@type": "GovernmentOrganization", "name": MINISTRY},
        "availableChannel": [
            {"@type": "ServiceChannel", "servicePhone": office | numbered}
            for numbered in ({"telephone": "+14182954020"}, free)
        ],
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_offices_bear_the_names_of_their_regions(
    data: Mapping[tuple[str, str], Any], directory: Directory, language: str
) -> None:
    named = {region.telephone: region.name for region in directory.regions}
    named |= {region.toll_free: region.name for region in directory.regions if region.toll_free}
    for region in directory.regions:
        area = {"@type": "AdministrativeArea", "name": region.name}
        assert data[language, f"region/{region.slug}"]["mainEntity"]["areaServed"] == area
    service = data[language, "interagir"]["mainEntity"]
    contacts = [one["servicePhone"] for one in service["availableChannel"]]
    assert {one["telephone"]: one["areaServed"]["name"] for one in contacts} == named


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("id", ["paas_action", "interagir"])
def test_service_of_a_programme_is_all_of_quebecs(
    data: Mapping[tuple[str, str], Any], language: str, id: str
) -> None:
    service = data[language, id]["mainEntity"]
    assert service["name"] == words_of(language).text(f"programme.{id}")
    assert service["areaServed"] == QUEBEC


def test_region_has_its_own_numbers(
    data: Mapping[tuple[str, str], Any], directory: Directory
) -> None:
    for region in directory.regions:
        for language in ("fr", "en"):
            service = data[language, f"region/{region.slug}"]["mainEntity"]
            contacts = [one["servicePhone"] for one in service["availableChannel"]]
            found = {one["telephone"]: "contactOption" in one for one in contacts}
            free = {region.toll_free: True} if region.toll_free else {}
            assert found == {region.telephone: False, **free}


def test_only_interagir_lists_offices(data: Mapping[tuple[str, str], Any]) -> None:
    def numbers(programme: str) -> int:
        channels = data["fr", programme]["mainEntity"]["availableChannel"]
        return sum("telephone" in one["servicePhone"] for one in channels)

    assert numbers("interagir") == 17 + 12
    # The other's has no number: the one that is there is this site's, and said to be.
    assert numbers("paas_action") == 1


def added(data: Mapping[tuple[str, str], Any], language: str) -> list[dict[str, Any]]:
    channels = data[language, "paas_action"]["mainEntity"]["availableChannel"]
    return [one["servicePhone"] for one in channels if "telephone" in one["servicePhone"]]


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("fr", "numéro ajouté par ce site; à vérifier"),
        ("en", "number added by this site; to be checked"),
    ],
)
def test_what_this_site_adds_is_told_as_such(
    data: Mapping[tuple[str, str], Any], language: str, mark: str
) -> None:
    assert added(data, language) == [
        {
            "@type": "ContactPoint",
            "contactType": "Services Québec",
            "areaServed": {"@type": "AdministrativeArea", "name": "Québec"},
            "description": mark,
            "telephone": "+18776444545",
            "contactOption": "https://schema.org/TollFree",
        }
    ]
    # What the document names stays, and comes first.
    first = data[language, "paas_action"]["mainEntity"]["availableChannel"][0]["servicePhone"]
    assert set(first) == {"@type", "contactType"}


def made_with(
    documents: Paired[Document], directory: Directory, publication: Publication
) -> dict[tuple[str, str], dict[str, Any]]:
    """The data of PAAS Action and of the first region, with another directory."""
    ids = ("paas_action", f"region/{directory.regions[0].slug}")
    made = [
        with_structured_data(
            render(page, publication._replace(directory=directory)), directory, URL
        )
        for page in pages_of(documents, directory)
        if page.id in ids
    ]
    return {(page.language, page.id): page.meta["structured_data"] for page in made}


def test_a_site_without_it_names_the_documents_office_alone(
    documents: Paired[Document], bare_directory: Directory, publication: Publication
) -> None:
    bare = made_with(documents, bare_directory, publication)
    for language in ("fr", "en"):
        assert added(bare, language) == []
        assert len(bare[language, "paas_action"]["mainEntity"]["availableChannel"]) == 1


def test_data_have_all_that_an_office_has(
    documents: Paired[Document], full_directory: Directory, publication: Publication
) -> None:
    full = made_with(documents, full_directory, publication)
    hours = {"fr": "De 9\u00a0h à 16\u00a0h, sauf <mardi>", "en": "9 a.m. to 4 p.m., not <Tuesday>"}
    labels = {"fr": "Réception; jour", "en": "Front desk; day"}
    for (language, id), one in full.items():
        assert list(faults(one)) == [], id
        channels = [one["servicePhone"] for one in one["mainEntity"]["availableChannel"]]
        contacts = [one for one in channels if "telephone" in one]
        for contact in contacts:
            assert hours[language] in contact["description"]
            assert contact["email"] == "office@site.example"
            assert contact["url"] == "https://site.example/a_b?c=1&d=2"
        if id != "paas_action":
            assert [one["telephone"] for one in contacts] == [
                telephone.number for telephone in full_directory.regions[0].telephones
            ]
            assert [one.get("name") for one in contacts] == [
                *(None, None, labels[language], None, None)
            ]


TOLL_FREE = {"contactOption": "https://schema.org/TollFree"}
REACHED = {
    "fr": {
        "description": "Heures d’ouverture\u00a0: De 9\u00a0h à 16\u00a0h, sauf <mardi>",
        "email": "office@site.example",
        "url": "https://site.example/a_b?c=1&d=2",
    },
    "en": {
        "description": "Opening hours: 9 a.m. to 4 p.m., not <Tuesday>",
        "email": "office@site.example",
        "url": "https://site.example/a_b?c=1&d=2",
    },
}
OFFICE = {"fr": "Direction régionale", "en": "Regional office"}
LABEL = {"fr": "Réception; jour", "en": "Front desk; day"}
KIND_OF_OFFICE = {
    "fr": "bureau de Services Québec de votre région",
    "en": "the Services Québec office in your region",
}
MARK = {
    "fr": "numéro ajouté par ce site; à vérifier",
    "en": "number added by this site; to be checked",
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_an_office_has_as_a_whole(
    documents: Paired[Document], full_directory: Directory, publication: Publication, language: str
) -> None:
    full = made_with(documents, full_directory, publication)
    area = {"@type": "AdministrativeArea", "name": "Abitibi-Témiscamingue"}
    common = {
        "@type": "ContactPoint",
        "contactType": OFFICE[language],
        "areaServed": area,
        **REACHED[language],
    }
    provider = {"@type": "GovernmentOrganization", "name": MINISTRY}
    assert full[language, "region/abitibi-temiscamingue"]["mainEntity"] == {
        "@type": "GovernmentService",
        "name": f"{OFFICE[language]} – Abitibi-Témiscamingue",
        "areaServed": area,
        "provider": provider,
        "availableChannel": [
            {"@type": "ServiceChannel", "servicePhone": common | telephone}
            for telephone in (
                {"telephone": "+18197633226"},
                {"telephone": "+18772534001", **TOLL_FREE},
                {"telephone": "+18195550123", "name": LABEL[language]},
                {"telephone": "+18005550123", **TOLL_FREE},
                {"telephone": "+18195550124"},
            )
        ],
    }
    hours = REACHED[language]["description"]
    of_all = {
        "@type": "ContactPoint",
        "contactType": "Services Québec",
        "areaServed": QUEBEC,
        **REACHED[language],
        "description": f"{MARK[language]}. {hours}",
        "telephone": "+18776444545",
        **TOLL_FREE,
    }
    document = {"@type": "ContactPoint", "contactType": KIND_OF_OFFICE[language]}
    assert full[language, "paas_action"]["mainEntity"] == {
        "@type": "GovernmentService",
        "name": "PAAS Action",
        "areaServed": QUEBEC,
        "provider": provider,
        "availableChannel": [
            {"@type": "ServiceChannel", "servicePhone": contact} for contact in (document, of_all)
        ],
    }


def test_other_pages_are_left_as_they_are(pages: Paired[Page], directory: Directory) -> None:
    for page in pages:
        if page.id not in programme_ids() and page.kind != "region":
            assert with_structured_data(page, directory, URL) is page
