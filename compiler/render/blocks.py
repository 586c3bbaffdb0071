"""Blocks of HTML that documents place with a name: lists and tables made from data."""

from collections.abc import Mapping, Sequence
from datetime import date

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from compiler.read.placeholder_values import write
from compiler.read.regions import Directory, Region, display_number
from rules.dated import DatedValue, Document, Parameter, document, programme_ids


def telephone_link(e164: str) -> Markup:
    """A link that calls a number; `e164` is the number in E.164 (``+14187275677``)."""
    return element("a", display_number(e164), href=f"tel:{e164}", class_="telephone")


def region_list(directory: Directory, regions_address: str, words: Catalogue) -> Markup:
    """Every region with its numbers; `regions_address` leads to the directory's folder."""
    return element(
        "ul",
        *(_region(region, regions_address, words) for region in directory.alphabetical),
        class_="regions",
    )


def _region(region: Region, regions_address: str, words: Catalogue) -> Markup:
    numbers = [
        _number(
            region.telephone,
            words.text("regions.collect_calls") if region.collect_calls else None,
        )
    ]
    if region.toll_free:
        numbers.append(_number(region.toll_free, words.text("regions.toll_free")))
    name = element("a", region.name, href=f"{regions_address}{region.slug}/", class_="region-name")
    return element("li", name, *numbers, data_region=region.slug)


def _number(e164: str, remark: str | None) -> Markup:
    tag = element("span", remark, class_="tag") if remark else None
    return element("span", telephone_link(e164), tag and " ", tag, class_="number")


def values_table(on: date, words: Catalogue) -> Markup:
    """Every value of the rules with its first day, its certainty and its source."""
    columns = ("what", "amount", "since", "strength", "source")
    head = element(
        "tr",
        *(element("th", words.text(f"values.{column}"), scope="col") for column in columns),
    )
    rows = (
        _value_row(about, id, parameter, dated, words)
        for about in map(document, programme_ids())
        for id, parameter in about.parameters.items()
        for dated in parameter.history or (None,)
    )
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
    about: Document, id: str, parameter: Parameter, dated: DatedValue | None, words: Catalogue
) -> Markup:
    programme = about.programme
    if dated is None:
        amount, since = words.text("values.not_stated"), words.text("values.undated")
    else:
        amount = write(parameter._replace(history=(dated,)), dated.effective or date.max, words)
        since = words.day(dated.effective) if dated.effective else words.text("values.undated")
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
        element("td", words.text(f"strength.{parameter.certainty}")),
        element("td", element("a", heading, href=f"#{programme}-{section}")),
        id=f"{programme}-{id}{later}".replace("_", "-"),
    )


def documents_list(words: Catalogue, pages: Mapping[str, str]) -> Markup:
    """Each document with its sections, which results and pages link to.

    `pages` has the address of each programme's own page, by the programme's id.
    """
    return joined(*(_document(document(id), words, pages.get(id)) for id in programme_ids()))


def _document(about: Document, words: Catalogue, page: str | None) -> Markup:
    when = words.month(about.dated) if about.dated else words.text("documents.undated")
    title = element("cite", about.title, lang="fr")
    sections = _sections(about.programme, list(about.sections.items()))
    publisher = words.text("documents.publisher", publisher=about.publisher)
    return element(
        "div",
        element("p", element("strong", title, f" ({when})")),
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
