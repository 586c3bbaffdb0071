"""Contacts for the whole of Québec, which this site adds, marked wherever they stand."""

from collections.abc import Iterable, Iterator

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from compiler.read.offices import ProvinceWideContact
from compiler.render.blocks import number, office_details


def contact_list(
    contacts: Iterable[ProvinceWideContact], words: Catalogue, cards: str | None = None
) -> Markup:
    """The contacts as a list, or nothing where there is none.

    `cards` is the address of the folder of their vCards; without it no card is linked.
    """
    items = [_item(contact, words, cards) for contact in contacts]
    return element("ul", *items, class_="contacts") if items else joined()


def contact_line(contacts: Iterable[ProvinceWideContact], id: str, words: Catalogue) -> Markup:
    """The contact of an id for the inside of a paragraph, or nothing where it was left out."""
    return joined(*(_inline(contact, words) for contact in contacts if contact.id == id))


def card_file(contact: ProvinceWideContact) -> str:
    """The name of a contact's vCard."""
    return f"{contact.id.replace('_', '-')}.vcf"


def programmes_of(contact: ProvinceWideContact, words: Catalogue) -> str:
    """The names of the programmes for which one calls a contact."""
    names = [words.text(f"programme.{programme}") for programme in contact.programmes]
    return words.listed(names, every=True)


def _inline(contact: ProvinceWideContact, words: Catalogue) -> Markup:
    return element(
        "span",
        _name(contact, words),
        *_numbers(contact, words),
        " (",
        _mark(words),
        ")",
        class_="contact",
        data_contact=contact.id,
    )


def _item(contact: ProvinceWideContact, words: Catalogue, cards: str | None) -> Markup:
    save = words.text("contacts.save", name=contact.name.of(words.language))
    card = None if cards is None else element("a", save, href=cards + card_file(contact))
    seen = words.text("contacts.seen", day=words.day(contact.checked))
    return element(
        "li",
        _name(contact, words, f" ({programmes_of(contact, words)})"),
        *_numbers(contact, words),
        " ",
        _mark(words),
        " ",
        element("span", f"({seen})", class_="contact-seen"),
        *office_details(contact, words),
        card and element("span", card, class_="contact-card"),
        data_contact=contact.id,
        data_programmes=" ".join(contact.programmes),
    )


def _name(contact: ProvinceWideContact, words: Catalogue, after: str = "") -> Markup:
    return element(
        "span", contact.name.of(words.language), after, class_="contact-name", translate="no"
    )


def _numbers(contact: ProvinceWideContact, words: Catalogue) -> Iterator[Markup]:
    return (joined(" ", number(telephone, words)) for telephone in contact.telephones)


def _mark(words: Catalogue) -> Markup:
    return element("span", words.text("contacts.added"), class_="contact-mark")
