"""How an office is reached: telephone numbers, hours, e-mail address, web page, checked and typed.

Numbers are E.164. Whether one is toll-free follows from the numbering plan and is never typed.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Annotated, NamedTuple, TypeVar

import phonenumbers
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from calculator.words.typography import typeset
from compiler.read.yaml_file import Unquoted
from rules.dated import named_programmes

_E164 = re.compile(r"\+1([0-9]{3})([0-9]{3})([0-9]{4})")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_WEB = re.compile(r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(:[0-9]+)?([/?#][!-~]*)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

T = TypeVar("T")


def display_number(e164: str) -> str:
    """A number as people read it: ``418 727-5677``, ``1 800 463-5907`` where toll-free.

    Its spaces do not break (U+00A0). Raises ValueError if `e164` is not +1 and ten digits.
    """
    match = _E164.fullmatch(e164)
    if not match:
        raise ValueError(f"not +1 and ten digits: {e164!r}")
    area, exchange, line = match.groups()
    return ("1\u00a0" if is_toll_free(e164) else "") + f"{area}\u00a0{exchange}-{line}"


def is_toll_free(e164: str) -> bool:
    """Whether nobody pays for a call to the number. False for what is not +1 and ten digits."""
    if not _E164.fullmatch(e164):
        return False
    kind = phonenumbers.number_type(phonenumbers.parse(e164))
    return kind == phonenumbers.PhoneNumberType.TOLL_FREE


def _number(text: str | None, *, toll_free: bool | None = None) -> str:
    """The number as it is; `toll_free` is what it has to be, None for either."""
    if text is None or not _E164.fullmatch(text):
        raise ValueError("is not +1 and ten digits")
    # Asked for Canada by name, because North America shares its toll-free numbers.
    if not phonenumbers.is_valid_number_for_region(phonenumbers.parse(text), "CA"):
        raise ValueError("is not a valid Canadian number")
    if toll_free is not None and is_toll_free(text) != toll_free:
        raise ValueError("is not toll-free" if toll_free else "is toll-free")
    return text


def _given(value: T | None) -> T:
    """Refuses a key without a value: what an office does not have, has no key."""
    if value is None:
        raise ValueError("is empty")
    return value


def some(items: tuple[T, ...]) -> tuple[T, ...]:
    """The items as they are. Raises ValueError if there is none."""
    if not items:
        raise ValueError("holds none")
    return items


def _email(text: str | None) -> str:
    if text is None or not _EMAIL.fullmatch(text):
        raise ValueError("is not an e-mail address")
    return text


def _web(text: str | None) -> str:
    if text is None or not text.startswith("https://"):
        raise ValueError("does not begin with https://")
    if not _WEB.fullmatch(text) or set(text) & set("<>\"'\\`"):
        raise ValueError("is not the address of a page")
    return text


def _programme(id: str) -> str:
    if id not in named_programmes():
        raise ValueError("is no programme")
    return id


def _once(ids: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(ids)) < len(ids):
        raise ValueError("holds one twice")
    return some(ids)


def _day(written: object) -> date:
    """A day typed with or without quotes."""
    text = written.text if isinstance(written, Unquoted) else written
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise ValueError("is not year, month and day in digits")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("is no day of the calendar") from None


class Model(BaseModel):
    """What a file of data holds. A field's description says what is accepted there."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_min_length=1)


class Texts(Model):
    """A text in both languages."""

    fr: Annotated[str, AfterValidator(partial(typeset, language="fr"))] = Field(
        description="the text in French"
    )
    en: Annotated[str, AfterValidator(partial(typeset, language="en"))] = Field(
        description="the text in English"
    )

    def of(self, language: str) -> str:
        """The text in a language."""
        return str(getattr(self, language))


OrdinaryNumber = Annotated[
    str,
    AfterValidator(partial(_number, toll_free=False)),
    Field(description="a Canadian number that is not toll-free, +1 and ten digits, in quotes"),
]
TollFreeNumber = Annotated[
    str | None,
    AfterValidator(partial(_number, toll_free=True)),
    Field(description="a toll-free number, +1 and ten digits, in quotes; if none, no such key"),
]
AnyNumber = Annotated[
    str,
    AfterValidator(_number),
    Field(description="a Canadian number, +1 and ten digits, in quotes"),
]
Hours = Annotated[
    Texts | None,
    AfterValidator(_given),
    Field(description="the keys fr and en, the opening hours in words; if none, no such key"),
]
Email = Annotated[
    str | None,
    AfterValidator(_email),
    Field(description="an address such as office@site.example; if none, no such key"),
]
Web = Annotated[
    str | None,
    AfterValidator(_web),
    Field(description="the address of a page that begins with https://; if none, no such key"),
]


class Telephone(NamedTuple):
    """A number of an office, and what is said of it."""

    number: str
    toll_free: bool
    collect_calls: bool = False
    label: Texts | None = None


class MoreTelephone(Model):
    """A further number of an office; `label` is what it is for."""

    number: AnyNumber
    label: Annotated[Texts | None, AfterValidator(_given)] = Field(
        None, description="the keys fr and en, what the number is for; if not said, no such key"
    )


class ProvinceWideContact(Model):
    """A contact for the whole of Québec that this site adds: no source document names its number.

    `source` says where the number was found, `checked` is the day on which it was last seen there,
    `programmes` are the ids of those for which one calls it.
    """

    id: str = Field(
        pattern="^[a-z][a-z0-9]*(_[a-z0-9]+)*$",
        description="words in lower case without accents, joined by underscores",
    )
    name: Texts = Field(description="the keys fr and en")
    telephone: AnyNumber
    hours: Hours = None
    email: Email = None
    web: Web = None
    programmes: Annotated[
        tuple[Annotated[str, AfterValidator(_programme)], ...], AfterValidator(_once)
    ] = Field(description=f"a list of one or more of {', '.join(named_programmes())}, each once")
    source: Texts = Field(description="the keys fr and en, where the number was found")
    checked: Annotated[date, BeforeValidator(_day)] = Field(
        description="a day such as 2026-11-28, with or without quotes"
    )

    @property
    def telephones(self) -> tuple[Telephone, ...]:
        """Its numbers, in the form of those of a regional office."""
        return (Telephone(self.telephone, is_toll_free(self.telephone)),)


def _none_left(contacts: object) -> object:
    """The key may stand without a value: where its last entry was deleted."""
    return () if contacts is None else contacts


ProvinceWide = Annotated[
    tuple[ProvinceWideContact, ...],
    BeforeValidator(_none_left),
    Field(description="a list of contacts, each with its keys; it may be left out"),
]


def for_programme(
    contacts: Iterable[ProvinceWideContact], programme: str
) -> tuple[ProvinceWideContact, ...]:
    """Those of the contacts that one calls for a programme."""
    return tuple(contact for contact in contacts if programme in contact.programmes)
