"""Structured data (JSON-LD, schema.org) of the pages of programmes and regions.

Each is a web page of this site about a service of the ministry. The ministry is the provider
of the service; nothing says that this site is the ministry's.
"""

from typing import Any

from calculator.words.catalogue import Catalogue
from compiler.publish.vcard import PUBLISHER
from compiler.read.pages import ROOTS, Page
from compiler.read.regions import Directory, Region
from compiler.read.words import words_of
from rules.dated import programme_ids

Data = dict[str, Any]

SITE_NAME = "Passerelle"
TOLL_FREE = "https://schema.org/TollFree"
# The programme whose document lists the regional offices.
LISTS_THE_OFFICES = "interagir"


def with_structured_data(page: Page, directory: Directory, site_url: str) -> Page:
    """The page with its data in the front matter, where the theme finds it, if it has any."""
    words = words_of(page.language)
    if page.region:
        about = _office(page.region, words)
    elif page.id in programme_ids():
        about = _programme(page.id, directory, words)
    else:
        return page
    return page._replace(meta={**page.meta, "structured_data": _web_page(page, about, site_url)})


def _web_page(page: Page, about: Data, site_url: str) -> Data:
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": site_url + page.address,
        "name": page.meta["title"],
        "description": page.meta["description"],
        "inLanguage": page.language,
        "isPartOf": {
            "@type": "WebSite",
            "name": SITE_NAME,
            "url": site_url + ROOTS[page.language],
        },
        "mainEntity": about,
    }


def _office(region: Region, words: Catalogue) -> Data:
    area = {"@type": "AdministrativeArea", "name": region.name}
    return _service(words.text("vcard.name", region=region.name), area, [region], words)


def _programme(programme: str, directory: Directory, words: Catalogue) -> Data:
    area = {"@type": "AdministrativeArea", "name": "Québec"}
    offices = directory.alphabetical if programme == LISTS_THE_OFFICES else ()
    return _service(words.text(f"programme.{programme}"), area, list(offices), words)


def _service(name: str, area: Data, offices: list[Region], words: Catalogue) -> Data:
    """A service of the ministry, with the telephones of its offices.

    Where the document names no number, the kind of office that it names stands alone.
    """
    contacts = [contact for region in offices for contact in _contacts(region, words)] or [
        {"@type": "ContactPoint", "contactType": words.text("structured_data.other_office")}
    ]
    return {
        "@type": "GovernmentService",
        "name": name,
        "areaServed": area,
        "provider": {"@type": "GovernmentOrganization", "name": PUBLISHER},
        "availableChannel": [
            {"@type": "ServiceChannel", "servicePhone": contact} for contact in contacts
        ],
    }


def _contacts(region: Region, words: Catalogue) -> list[Data]:
    contact = {
        "@type": "ContactPoint",
        "contactType": words.text("vcard.unit"),
        "areaServed": {"@type": "AdministrativeArea", "name": region.name},
    }
    contacts = [{**contact, "telephone": region.telephone}]
    if region.toll_free:
        contacts.append({**contact, "telephone": region.toll_free, "contactOption": TOLL_FREE})
    return contacts
