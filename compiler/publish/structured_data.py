"""Structured data (JSON-LD, schema.org) of the pages about a programme or a region.

Each is a web page of this site about a service of a ministry. The publisher of the programme's
document is the provider of the service; nothing says that this site is the ministry's.
"""

from typing import Any

from calculator.words.catalogue import Catalogue
from compiler.read.offices import ProvinceWideContact, Telephone, for_programme
from compiler.read.pages import ROOTS, Page
from compiler.read.regions import Directory, Region
from compiler.read.words import words_of
from compiler.render.programmes import MINISTRY
from rules.dated import document, programme_ids

Data = dict[str, Any]

SITE_NAME = "Passerelle"
TOLL_FREE = "https://schema.org/TollFree"
# The section of a document that lists the regional offices.
LISTS_THE_OFFICES = "regional_offices"
QUEBEC: Data = {"@type": "AdministrativeArea", "name": "Québec"}


def with_structured_data(page: Page, directory: Directory, site_url: str) -> Page:
    """The page with its data in the front matter, where the theme finds it, if it has any."""
    words = words_of(page.language)
    if page.region and page.kind == "region":
        about = _office(page.region, words)
    elif page.id in programme_ids():
        about = _programme(page.id, directory, words)
    elif page.programme:
        # Whom to call stands on the programme's own page.
        about = _service(words.text(f"programme.{page.programme}"), QUEBEC, [])
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
    return _service(words.text("vcard.name", region=region.name), area, _contacts(region, words))


def _programme(programme: str, directory: Directory, words: Catalogue) -> Data:
    """The service, with the offices that its document lists, or the kind of office that the
    programme has a message for, and with what this site adds.
    """
    about = document(programme)
    offices = directory.alphabetical if LISTS_THE_OFFICES in about.sections else ()
    contacts = [contact for region in offices for contact in _contacts(region, words)]
    named = f"structured_data.office.{programme}"
    if named in words:
        contacts.append({"@type": "ContactPoint", "contactType": words.text(named)})
    for added in for_programme(directory.province_wide, programme):
        contacts += _added(added, words)
    return _service(words.text(f"programme.{programme}"), QUEBEC, contacts, about.publisher)


def _service(name: str, area: Data, contacts: list[Data], provider: str = MINISTRY) -> Data:
    """A service of a ministry, with the telephones of its offices, where they are known."""
    service: Data = {
        "@type": "GovernmentService",
        "name": name,
        "areaServed": area,
        "provider": {"@type": "GovernmentOrganization", "name": provider},
    }
    if contacts:
        service["availableChannel"] = [
            {"@type": "ServiceChannel", "servicePhone": contact} for contact in contacts
        ]
    return service


def _contacts(region: Region, words: Catalogue) -> list[Data]:
    contact = {
        "@type": "ContactPoint",
        "contactType": words.text("vcard.unit"),
        "areaServed": {"@type": "AdministrativeArea", "name": region.name},
        **_reached(region, words),
    }
    return [{**contact, **_numbered(one, words)} for one in region.telephones]


def _added(office: ProvinceWideContact, words: Catalogue) -> list[Data]:
    """A contact of this site's own, described as such."""
    reached = _reached(office, words)
    mark = words.text("contacts.added")
    hours = reached.get("description")
    contact = {
        "@type": "ContactPoint",
        "contactType": office.name.of(words.language),
        "areaServed": QUEBEC,
        **reached,
        "description": f"{mark}. {hours}" if hours else mark,
    }
    return [{**contact, **_numbered(one, words)} for one in office.telephones]


def _numbered(telephone: Telephone, words: Catalogue) -> Data:
    return {
        "telephone": telephone.number,
        **({"name": telephone.label.of(words.language)} if telephone.label else {}),
        **({"contactOption": TOLL_FREE} if telephone.toll_free else {}),
    }


def _reached(office: Region | ProvinceWideContact, words: Catalogue) -> Data:
    """Hours, e-mail address and web page. Hours are words, for which schema.org has no property."""
    hours = office.hours and office.hours.of(words.language)
    return {
        **({"description": f"{words.text('contacts.hours')} {hours}"} if hours else {}),
        **({"email": office.email} if office.email else {}),
        **({"url": office.web} if office.web else {}),
    }
