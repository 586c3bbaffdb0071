"""Whom to write to about this copy of the site: the publisher's contact, or none.

``PASSERELLE_CONTACT`` holds an address of mail (``mailto:…``) or of a page (``https://…``).
From it come the sentence on the pages and ``/.well-known/security.txt`` (RFC 9116).
"""

import re
from datetime import date, timedelta

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from compiler.read.mistake import Mistake, SourceError

MAIL = re.compile(r"mailto:[^\s@?<>\"']+@[^\s@?<>\"']+\.[^\s@?<>\"']+")
PAGE = re.compile(r"https://[^\s<>\"']+")
# RFC 9116 recommends less than a year.
VALID_FOR = timedelta(days=364)


def checked(contact: str | None) -> str | None:
    """The address as it is, None where there is none. Raises SourceError for anything else."""
    if contact and not (MAIL.fullmatch(contact) or PAGE.fullmatch(contact)):
        sentence = (
            "must be an address like mailto:someone@site.example or "
            f"https://site.example/contact, got {contact}"
        )
        raise SourceError([Mistake("PASSERELLE_CONTACT", None, sentence)])
    return contact or None


def sentence(contact: str | None, words: Catalogue) -> Markup:
    """A sentence that links to the contact, or says that there is none."""
    if contact is None:
        return joined(words.text("contact.none"))
    shown = contact.removeprefix("mailto:").removeprefix("https://")
    link = element("a", shown, href=contact)
    return joined(words.text("contact.write"), " ", link)


def security_txt(contact: str, site_url: str, built: date) -> str:
    """The text of ``security.txt`` (RFC 9116); `built` is the day of the build."""
    expires = (built + VALID_FOR).isoformat()
    return (
        f"Contact: {contact}\n"
        f"Expires: {expires}T00:00:00Z\n"
        "Preferred-Languages: fr, en\n"
        f"Canonical: {site_url}.well-known/security.txt\n"
    )
