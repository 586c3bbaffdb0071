"""Blocks of HTML that documents place with a name: lists and tables made from data."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from compiler.read.facts import Facts
from compiler.read.offices import ProvinceWideContact, Telephone, display_number
from compiler.read.placeholder_values import write
from compiler.read.regions import Directory, Region
from rules.dated import DatedValue, Document, Parameter, document
from rules.relevance import FEW


def telephone_link(e164: str) -> Markup:
    """A link that calls a number; `e164` is the number in E.164 (``+14187275677``).

    A screen reader is given the digits one by one: it would read groups as quantities. The link
    opens in its own frame: a program that calls is no page for another window.
    """
    text = display_number(e164)
    return element(
        "a",
        text,
        href=f"tel:{e164}",
        class_="telephone",
        target="_self",
        # A browser that translates would take its groups for amounts or dates.
        translate="no",
        aria_label=digits(text),
    )


def digits(number: str) -> str:
    """A number as it is read aloud, with a pause between its groups: ``8 1 9, 7 6 3, 3 2 2 6``."""
    return ", ".join(" ".join(group) for group in re.findall("[0-9]+", number))


def region_list(directory: Directory, regions_address: str, words: Catalogue) -> Markup:
    """Every region with its numbers; `regions_address` leads to the directory's folder."""
    return element(
        "ul",
        *(_region(region, regions_address, words) for region in directory.alphabetical),
        class_="regions",
    )


def poster_links(regions: Sequence[Region], posters: Mapping[str, str]) -> Markup:
    """Every region's name as a link to its poster; `posters` are their addresses by slug."""
    return element(
        "ul",
        *(element("li", element("a", one.name, href=posters[one.slug])) for one in regions),
        class_="poster-links",
    )


def _region(region: Region, regions_address: str, words: Catalogue) -> Markup:
    name = element(
        "a",
        region.name,
        href=f"{regions_address}{region.slug}/",
        class_="region-name",
        translate="no",
    )
    numbers = (number(telephone, words) for telephone in region.telephones)
    details = office_details(region, words)
    return element("li", name, *numbers, *details, data_region=region.slug)


def number(telephone: Telephone, words: Catalogue) -> Markup:
    """A number with what is said of it: what it is for, collect calls, toll-free."""
    remarks = [
        *([telephone.label.of(words.language)] if telephone.label else []),
        *([words.text("regions.collect_calls")] if telephone.collect_calls else []),
        *([words.text("regions.toll_free")] if telephone.toll_free else []),
    ]
    tags = (joined(" ", element("span", remark, class_="tag")) for remark in remarks)
    return element("span", telephone_link(telephone.number), *tags, class_="number")


def office_details(office: Region | ProvinceWideContact, words: Catalogue) -> list[Markup]:
    """Hours, e-mail address and web page of an office, each where it has one."""
    email = office.email and element(
        "a", office.email, href=f"mailto:{office.email}", target="_self"
    )
    web = office.web and element("a", office.web.removeprefix("https://"), href=office.web)
    details = {
        "hours": office.hours and office.hours.of(words.language),
        "email": email,
        "web": web,
    }
    return [
        element("span", words.text(f"contacts.{id}"), " ", value, class_=f"office-{id}")
        for id, value in details.items()
        if value
    ]


def more_of_office(region: Region, words: Catalogue) -> Markup:
    """What a region's page says besides `telephone` and `toll_free`, or nothing."""
    usual = (region.telephone, region.toll_free)
    numbers = (number(one, words) for one in region.telephones if one.number not in usual)
    items = [element("li", one) for one in (*numbers, *office_details(region, words))]
    return element("ul", *items, class_="office-details") if items else joined()


def values_table(programmes: Sequence[str], facts: Facts, words: Catalogue) -> Markup | None:
    """Every value of some programmes (their ids): of which document, in which word of it, from
    where. None where they have no value.

    The word is that of the fact whose value it is: the rules know fewer words.
    """
    strengths = {
        fact.shown: fact.strength for id in programmes for fact in facts.of(id) if fact.shown
    }
    columns = ("what", "amount", "since", "strength", "source")
    head = element(
        "tr",
        *(element("th", words.text(f"values.{column}"), scope="col") for column in columns),
    )
    rows = [
        _value_row(about, id, parameter, dated, strengths, words)
        for about in map(document, programmes)
        for id, parameter in about.parameters.items()
        for dated in parameter.history or (None,)
    ]
    if not rows:
        return None
    table = element(
        "table",
        element("caption", words.text("values.caption")),
        element("thead", head),
        element("tbody", *rows),
        class_="values",
    )
    # Wider than a phone: the table scrolls by itself, and by keyboard.
    name = words.text("values.caption")
    return element("div", table, class_="scrolls", tabindex="0", role="region", aria_label=name)


def _value_row(
    about: Document,
    id: str,
    parameter: Parameter,
    dated: DatedValue | None,
    strengths: Mapping[str, str],
    words: Catalogue,
) -> Markup:
    programme = about.programme
    strength = strengths.get(f"{programme}.{id}", parameter.certainty)
    if dated is None:
        amount, since = words.text("values.not_stated"), words.text("values.undated")
    else:
        amount = write(parameter._replace(history=(dated,)), dated.effective or date.max, words)
        since = _since(dated.effective, words)
    # Ids are unique: only the first row of a value has the id of the value alone.
    later = f"-{dated.effective}" if dated and dated != parameter.history[0] else ""
    name = f"{words.text(f'programme.{programme}')} – {words.text(f'value.{parameter.id}')}"
    section = parameter.source.partition(".")[2]
    heading = element("cite", words.text("format.quoted", text=about.sections[section]), lang="fr")
    return element(
        "tr",
        element("th", name, scope="row"),
        element("td", amount),
        element("td", since),
        element("td", words.text(f"strength.{strength}")),
        element("td", element("a", heading, href=f"#{programme}-{section}")),
        id=f"{programme}-{id}{later}".replace("_", "-"),
    )


def _since(effective: date | None, words: Catalogue) -> str:
    """Where only a month is stated, the rules hold its first day: no day is claimed then."""
    if effective is None:
        return words.text("values.undated")
    return words.month(effective) if effective.day == 1 else words.day(effective)


def dated_documents(programmes: Sequence[str], words: Catalogue) -> str:
    """Each of these programmes with the date of its document, in one line. Of many, or of none,
    it says where the dates are."""
    if not 0 < len(programmes) <= FEW:
        return words.text("documents.elsewhere")
    named = [
        words.text(
            "documents.one", programme=words.text(f"programme.{id}"), date=when_dated(about, words)
        )
        for id, about in ((id, document(id)) for id in programmes)
    ]
    return words.listed(named, every=True)


def when_dated(about: Document, words: Catalogue) -> str:
    """A document's date in words, or that it has none."""
    return words.month(about.dated) if about.dated else words.text("documents.undated")


def documents_list(programmes: Sequence[str], words: Catalogue, pages: Mapping[str, str]) -> Markup:
    """The document of each of these programmes with its sections, which results and pages link to.

    `pages` has the address of each programme's own page, by the programme's id.
    """
    return joined(*(_document(document(id), words, pages.get(id)) for id in programmes))


def _document(about: Document, words: Catalogue, page: str | None) -> Markup:
    title = element("cite", about.title, lang="fr")
    sections = _sections(about.programme, list(about.sections.items()))
    publisher = words.text("documents.publisher", publisher=about.publisher)
    return element(
        "div",
        element("p", element("strong", title, f" ({when_dated(about, words)})")),
        element("p", publisher),
        page and element("p", element("a", words.text(f"programme.{about.programme}"), href=page)),
        sections,
        class_="document",
    )


def _sections(programme: str, sections: Sequence[tuple[str, str]]) -> Markup:
    items = (
        element("li", heading, id=f"{programme}-{section}", lang="fr")
        for section, heading in sections
    )
    return element("ul", *items)
