"""Settings of a build as wholes: what is accepted, and each sentence for what is not."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from compiler.read import settings as module
from compiler.read.mistake import SourceError
from compiler.read.settings import Settings, build_day, is_public, read_settings

EPOCH = {"SOURCE_DATE_EPOCH": "1777593600"}
BUILT = date(2026, 5, 1)
PLAIN = Settings("https://passerelle.example/", BUILT, None, "")

ACCEPTED: Mapping[str, tuple[Mapping[str, str], Settings]] = {
    "nothing but the day": ({}, PLAIN),
    "settings of others": ({"URL": "x", "DAY": "x", "CONTACT": "x"}, PLAIN),
    "an address without its slash": (
        {"PASSERELLE_URL": "https://a.example/b_c~d.e-1/f"},
        PLAIN._replace(site_url="https://a.example/b_c~d.e-1/f/"),
    ),
    "an address with two": (
        {"PASSERELLE_URL": "http://LOCALHOST:8000//"},
        PLAIN._replace(site_url="http://LOCALHOST:8000/"),
    ),
    "numbers": (
        {"PASSERELLE_URL": "http://[::1a:B.9]:80"},
        PLAIN._replace(site_url="http://[::1a:B.9]:80/"),
    ),
    "a day": ({"PASSERELLE_DAY": "2027-04-02"}, PLAIN._replace(built=date(2027, 4, 2))),
    "the first day": ({"PASSERELLE_DAY": "2026-04-01"}, PLAIN._replace(built=date(2026, 4, 1))),
    "an empty day": ({"PASSERELLE_DAY": ""}, PLAIN),
    "a contact": (
        {"PASSERELLE_CONTACT": "mailto:us@site.example"},
        PLAIN._replace(contact="mailto:us@site.example"),
    ),
    "an empty contact": ({"PASSERELLE_CONTACT": ""}, PLAIN),
    "an engine": ({"PASSERELLE_ENGINE": "stock"}, PLAIN._replace(engine="stock")),
    "the rest later": ({"PASSERELLE_REST": "later"}, PLAIN._replace(rest_later=True)),
    "the rest at once": ({"PASSERELLE_REST": ""}, PLAIN),
}
URL = "PASSERELLE_URL: must be an address like https://passerelle.example/, got "
KNOWN = "must be 2026-04-01 or later, the first day whose values are known, got "
REFUSED = {
    "an empty address": ({"PASSERELLE_URL": ""}, URL),
    "more behind an address": (
        {"PASSERELLE_URL": "https://a.example/?b"},
        f"{URL}https://a.example/?b",
    ),
    "more before an address": ({"PASSERELLE_URL": "xhttps://a.b"}, f"{URL}xhttps://a.b"),
    "a port that is none": ({"PASSERELLE_URL": "https://a.b:c/"}, f"{URL}https://a.b:c/"),
    "a word for a day": (
        {"PASSERELLE_DAY": "soon"},
        "PASSERELLE_DAY: must be a day such as 2027-04-02, got soon",
    ),
    "a day too early": (
        {"PASSERELLE_DAY": "2026-03-31"},
        f"PASSERELLE_DAY: {KNOWN}2026-03-31",
    ),
    "a word for seconds": (
        {"SOURCE_DATE_EPOCH": "soon"},
        "SOURCE_DATE_EPOCH: must be a number of seconds since 1970, got soon",
    ),
    "the rest at another time": (
        {"PASSERELLE_REST": "soon"},
        "PASSERELLE_REST: must be later, or not be set, got soon",
    ),
    "seconds too early": (
        {"SOURCE_DATE_EPOCH": "1775001599"},
        f"SOURCE_DATE_EPOCH: {KNOWN}1775001599 (2026-03-31)",
    ),
}


@pytest.mark.parametrize(("given", "settings"), ACCEPTED.values(), ids=ACCEPTED)
def test_what_is_set(given: Mapping[str, str], settings: Settings) -> None:
    assert read_settings({**EPOCH, **given}) == settings


@pytest.mark.parametrize(("given", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_told(given: Mapping[str, str], told: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_settings({**EPOCH, **given})
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("epoch", "day"),
    [("1775001600", date(2026, 4, 1)), ("1777593599", date(2026, 4, 30)), ("1777593600", BUILT)],
)
def test_the_day_of_seconds(epoch: str, day: date) -> None:
    assert datetime.fromtimestamp(int(epoch), UTC).date() == day
    assert build_day(epoch) == day


@pytest.mark.parametrize("epoch", [None, ""])
def test_without_seconds_the_day_is_todays(
    epoch: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Day(date):
        @classmethod
        def today(cls) -> date:
            return date(2031, 1, 2)

    monkeypatch.setattr(module, "date", Day)
    assert build_day(epoch) == date(2031, 1, 2)


# Whether people can open an address on their own device.
PUBLIC = {
    "https://passerelle.qc.ca/": True,
    "https://a.b.example-pages.io:8000/folder/": True,
    "https://example.fr/": True,
    "https://my-example.com/": True,
    "https://contest.ca/": True,
    "https://8.8.8.8/": True,
    "https://[2001:4860:4860::8888]/": True,
    "https://passerelle.example/": False,
    "https://example./": False,
    "https://example.com/": False,
    "https://example.net/": False,
    "https://example.org/": False,
    "http://localhost:8000/": False,
    "http://a.localhost/": False,
    "http://a.local/": False,
    "http://a.test./": False,
    "http://a.invalid/": False,
    "http://server/": False,
    "http://192.168.1.2/": False,
    "http://[::1]/": False,
    "/folder/": False,
}


@pytest.mark.parametrize(("url", "public"), PUBLIC.items())
def test_whether_an_address_is_public(url: str, public: bool) -> None:
    assert is_public(url) is public
