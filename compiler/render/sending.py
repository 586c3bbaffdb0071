"""What a person sends of a page that the build writes: whom to call, as plain text."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from calculator.results.sending import send_block, send_link
from calculator.words.html import Markup, element, joined
from calculator.words.plain_text import for_text_message
from compiler.read.offices import Telephone, display_number
from compiler.read.pages import Page
from compiler.read.regions import Region
from compiler.read.settings import is_public
from compiler.read.words import words_of
from compiler.render.publication import Publication
from rules.dated import programme_ids
from rules.relevance import FEW


def region_to_send(page: Page, publication: Publication) -> Markup:
    """The fold of a region's page with its number as a text, and the links that send it.

    They need no script; it adds copying and sharing.
    """
    assert page.region
    words = words_of(page.language)
    text = region_text(page.region, page.language, publication)
    subject = words.text("send_region.subject", region=page.region.name)
    links = joined(
        send_link("sms", sms_address(text), words),
        send_link("mail", mail_address(subject, text), words),
    )
    block = send_block("region", words, text=text, links=links, table="send_region")
    return element(
        "details",
        element("summary", words.text("send_region.title")),
        element("p", words.text("send.intro")),
        block,
        element("script", type="module", src=f"{page.root}{publication.scripts}send.js"),
        class_="more send",
    )


def region_text(region: Region, language: str, publication: Publication) -> str:
    """Whom to call in a region and where to estimate, in the alphabet of text messages."""
    return "\n".join(map(for_text_message, _lines(region, language, publication)))


def _lines(region: Region, language: str, publication: Publication) -> Iterator[str]:
    words = words_of(language)
    # Of whom to call a programme may say nothing; many are not named in a text message.
    called = [id for id in programme_ids() if f"situation.call.{id}" in words]
    yield words.text(
        "send_region.call" if len(called) <= FEW else "send_region.call_of_many",
        programmes=words.listed([words.text(f"programme.{id}") for id in called]),
        number=", ".join(_numbers(region.telephones)),
    )
    for contact in publication.directory.province_wide[:1]:
        name, numbers = contact.name.of(language), _numbers(contact.telephones)
        yield words.text("send.text.office", name=name, number=", ".join(numbers))
    if is_public(publication.site_url):
        estimate = publication.pages[language, "estimate"].address
        address = f"{publication.site_url}{estimate}#region={region.slug}"
        yield words.text("send_region.estimate", address=address)


def sms_address(text: str) -> str:
    """As `smsAddress` of ``browser/site/messages.js``."""
    return f"sms:?&body={_encoded(text)}"


def mail_address(subject: str, text: str) -> str:
    """As `mailAddress` of ``browser/site/messages.js``."""
    lines = text.replace("\n", "\r\n")
    return f"mailto:?subject={_encoded(subject)}&body={_encoded(lines)}"


def _encoded(text: str) -> str:
    return quote(text, safe="!'()*~")


def _numbers(telephones: Sequence[Telephone]) -> list[str]:
    """Numbers as people read them, toll-free ones first."""
    ordered = sorted(telephones, key=lambda one: not one.toll_free)
    return [display_number(one.number) for one in ordered]
