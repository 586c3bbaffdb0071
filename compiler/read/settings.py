"""What a publisher sets for a build, in environment variables."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from compiler.read.contact import checked
from compiler.read.mistake import Mistake, SourceError
from rules.dated import first_known_day
from rules.values_file import LAST_YEAR

# Where the site will stand if the publisher does not say; .example belongs to nobody.
DEFAULT_URL = "https://passerelle.example/"

# The setting for the day whose values the site shows: to look at a day before it comes.
DAY = "PASSERELLE_DAY"

# The setting that names the steps of the packing (`pyodide_bundle.steps`).
ENGINE = "PASSERELLE_ENGINE"
# What that setting is while somebody edits (compiler/live.py): the lean bundle where it is packed
# already, otherwise the stock one, which is there in a second.
QUICK = "quick"

# The setting that leaves out what no page shows, when it is LATER, while somebody edits: the
# search's index may be the last build's, and no file has its compressed form. Both are two fifths
# of a build in which a word has changed.
REST = "PASSERELLE_REST"
LATER = "later"

# A host, perhaps a port, perhaps a folder: nothing after a question or number sign.
ADDRESS = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?")


# Hosts that nobody reaches from elsewhere: names kept for examples and tests (RFC 2606, 6761).
NOT_PUBLIC = re.compile(r"(.*\.)?(example|invalid|local|localhost|test)|example\.(com|net|org)")


class Settings(NamedTuple):
    """`site_url`: the absolute address of the site's root, with its last slash. `built`: the day
    of the build. `contact`: whom to write to, if anybody. `engine`: the steps by which the
    bundle is made, as `pyodide_bundle` reads them. `rest_later`: what no page shows is left out,
    see REST."""

    site_url: str
    built: date
    contact: str | None
    engine: str
    rest_later: bool = False


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of the variables. Raises SourceError for one that is not accepted."""
    return Settings(
        site_url=_site_url(environment.get("PASSERELLE_URL", DEFAULT_URL)),
        built=_wanted_day(environment.get(DAY)) or build_day(environment.get("SOURCE_DATE_EPOCH")),
        contact=checked(environment.get("PASSERELLE_CONTACT")),
        engine=environment.get(ENGINE, ""),
        rest_later=_rest_later(environment.get(REST, "")),
    )


def _rest_later(text: str) -> bool:
    """Whether what no page shows comes later. Raises SourceError."""
    if text not in ("", LATER):
        sentence = f"must be {LATER}, or not be set, got {text}"
        raise SourceError([Mistake(REST, None, sentence)])
    return text == LATER


def _wanted_day(text: str | None) -> date | None:
    """The day that a person asks to see the site of, as ``2027-04-02``. Raises SourceError."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        sentence = f"must be a day such as 2027-04-02, got {text}"
        raise SourceError([Mistake(DAY, None, sentence)]) from error
    if day < first_known_day():
        sentence = (
            f"must be {first_known_day()} or later, the first day whose values are known, got {day}"
        )
        raise SourceError([Mistake(DAY, None, sentence)])
    if day.year > LAST_YEAR:
        sentence = f"must be a day before the end of {LAST_YEAR}, got {day}"
        raise SourceError([Mistake(DAY, None, sentence)])
    return day


def build_day(epoch: str | None) -> date:
    """The day of the build: today, or that of `epoch`, in seconds since 1970 (UTC), so that a
    build can be repeated. Raises SourceError."""
    if not epoch:
        return date.today()
    name = "SOURCE_DATE_EPOCH"
    try:
        day = datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        sentence = f"must be a number of seconds since 1970, got {epoch}"
        raise SourceError([Mistake(name, None, sentence)]) from error
    if day < first_known_day():
        sentence = (
            f"must be {first_known_day()} or later, the first day whose "
            f"values are known, got {epoch} ({day})"
        )
        raise SourceError([Mistake(name, None, sentence)])
    if day.year > LAST_YEAR:
        sentence = f"must be a day before the end of {LAST_YEAR}, got {epoch} ({day})"
        raise SourceError([Mistake(name, None, sentence)])
    return day


def _site_url(url: str) -> str:
    if not ADDRESS.fullmatch(url):
        sentence = f"must be an address like {DEFAULT_URL}, got {url}"
        raise SourceError([Mistake("PASSERELLE_URL", None, sentence)])
    return url.rstrip("/") + "/"


def is_public(site_url: str) -> bool:
    """Whether people can open a site's address on their own device, as far as it shows."""
    host = (urlsplit(site_url).hostname or "").rstrip(".")
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not NOT_PUBLIC.fullmatch(host)
