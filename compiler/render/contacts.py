"""Contacts for the whole of Québec, which this site adds, marked wherever they stand."""

from collections.abc import Iterable

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from compiler.read.offices import ProvinceWideContact
from compiler.render.blocks import office_details, telephone_link


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
    return joined(
        *(
            element("span", _named(one, words), class_="contact", data_contact=one.id)
            for one in contacts
            if one.id == id
        )
    )


def card_file(contact: ProvinceWideContact) -> str:
    """The name of a contact's vCard."""
    return f"{contact.id.replace('_', '-')}.vcf"


def programmes_of(contact: ProvinceWideContact, words: Catalogue) -> str:
    """The names of the programmes for which one calls a contact."""
    names = [words.text(f"programme.{programme}") for programme in contact.programmes]
    return words.listed(names, every=True)


def _item(contact: ProvinceWideContact, words: Catalogue, cards: str | None) -> Markup:
    save = words.text("contacts.save", name=contact.name.of(words.language))
    card = cards is not None and element("a", save, href=cards + card_file(contact))
    return element(
        "li",
        _named(contact, words, f" ({programmes_of(contact, words)})"),
        *office_details(contact, words),
        element("span", card, class_="contact-card") if card else None,
        data_contact=contact.id,
    )


def _named(contact: ProvinceWideContact, words: Catalogue, after: str = "") -> Markup:
    """Name, number, mark, and the day on which the number was last seen."""
    numbers = (
        element("span", telephone_link(one.number), class_="number") for one in contact.telephones
    )
    return joined(
        element("span", contact.name.of(words.language), after, class_="contact-name"),
        " ",
        *numbers,
        " ",
        element("span", words.text("contacts.added"), class_="contact-mark"),
        " ",
        element(
            "span",
            words.text("contacts.seen", day=words.day(contact.checked)),
            class_="contact-seen",
        ),
    )
