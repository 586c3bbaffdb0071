"""The poster of a region: its words, and the sheet of paper that a page shows and prints.

`compiler.publish.posters` makes the same words a PDF.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import segno

from calculator.words.catalogue import LANGUAGES, Catalogue
from calculator.words.html import Markup, element, joined
from compiler.read.offices import Telephone, display_number, for_programme
from compiler.read.pages import ROOTS, Page
from compiler.read.placeholder_values import placeholders_of
from compiler.read.region_names import in_phrase
from compiler.read.regions import Region
from compiler.read.settings import is_public
from compiler.read.words import words_of
from compiler.render.publication import Publication

# The programme whose allowance the poster tells of.
PROGRAMME = "paas_action"
# More do not fit on the paper; the region's page has them all.
MOST_NUMBERS = 2
STRIPS = 8
PAPERS = ("letter", "a4")
# The names of the PDFs by language: the poster, each paper, and what is in both languages.
FILES = {
    "fr": {"poster": "affiche", "letter": "lettre", "a4": "a4", "both": "bilingue"},
    "en": {"poster": "poster", "letter": "letter", "a4": "a4", "both": "bilingual"},
}
# The name of a paper that is the same in every language.
A4 = "A4"
# The id of the sheet in both languages, which its link leads to.
BOTH = "both-languages"


class Number(NamedTuple):
    """A number as people read it, with what is said of it: toll-free, what it is for."""

    shown: str
    remark: str


class Sheet(NamedTuple):
    """The words of a poster in one language.

    `title`: what the poster is called where it is not seen. `after`: what follows the amount,
    line by line. `added`: the number that this site adds for
    the programme, and `added_mark` what has to be said of it; None where the publisher left it
    out. `link`: what the QR code holds, `code` the code as SVG and `code_says` its text
    alternative; None where the site has no public address, and `search` then says what to look
    for. `address`: the site's address, or else its name, to be typed.
    """

    language: str
    title: str
    who: str
    before: str
    amount: str
    after: Sequence[str]
    offer: str
    call: str
    numbers: Sequence[Number]
    added: str | None
    added_mark: str
    link: str | None
    code: str | None
    code_says: str
    scan: str
    search: str
    address: str
    unofficial: str
    source: str
    strip: str


def sheet(region: Region, language: str, publication: Publication) -> Sheet:
    """The words of a region's poster in a language."""
    words = words_of(language)
    values = placeholders_of(PROGRAMME, publication.built, words)
    phrase = in_phrase(region, language)
    link = _link(region, language, publication)
    added = for_programme(publication.directory.province_wide, PROGRAMME)
    return Sheet(
        language=language,
        title=words.text("poster.title", place=words.text("regions.place", region=phrase)),
        who=words.text("poster.who"),
        before=words.text("poster.before"),
        amount=values["support_allowance"],
        after=words.text("poster.after").split("|"),
        offer=words.text("poster.offer", hours=values["weekly_hours_maximum"]),
        call=words.text("poster.call", office=words.text("regions.office", region=phrase)),
        numbers=_numbers(region, words),
        added=words.text(
            "poster.added",
            name=added[0].name.of(language),
            number=display_number(added[0].telephone),
        )
        if added
        else None,
        added_mark=words.text("contacts.added"),
        link=link,
        code=qr_code(link) if link else None,
        code_says=words.text("poster.code", address=link or ""),
        scan=words.text("poster.scan"),
        search=words.text("poster.search"),
        address=_short(publication.site_url, language) if link else words.text("app.short_name"),
        unofficial=words.text("poster.unofficial"),
        source=words.text("poster.source", date=values["document_date"]),
        strip=words.text("poster.strip"),
    )


def sheets(page: Page, publication: Publication) -> list[Sheet]:
    """The words of the poster of a region's page in its own language, then in the others."""
    assert page.region
    others = (language for language in LANGUAGES if language != page.language)
    return [sheet(page.region, one, publication) for one in (page.language, *others)]


@cache
def qr_code(link: str) -> str:
    """The QR code of an address as SVG, with the white border that readers need."""
    svg = segno.make(link, error="m").svg_inline(border=4, omitsize=True)
    assert isinstance(svg, str)
    return svg


def pdf_file(language: str, paper: str, both: bool) -> str:
    """The name of a PDF beside a poster's page: ``affiche-lettre.pdf``."""
    names = FILES[language]
    parts = (names["poster"], *([names["both"]] if both else []), names[paper])
    return f"{'-'.join(parts)}.pdf"


def poster_previews(page: Page, publication: Publication) -> Markup:
    """The poster of a region's page in its language, and in both in its place when asked for.

    Above each stands what one can do with it. The choice is a link to the second one (CSS's
    ``:target``), so it needs no script, and what is printed is what is seen.
    """
    words = words_of(page.language)
    first, *others = sheets(page, publication)
    script = f"{page.root}{publication.scripts}print_button.js"
    return element(
        "div",
        element(
            "div",
            _actions(page, words, both=True),
            _paper([first, *others]),
            id=BOTH,
            class_="poster-preview poster-both",
        ),
        element(
            "div",
            _actions(page, words, both=False),
            _paper([first]),
            class_="poster-preview poster-one",
        ),
        element("script", type="module", src=script),
        class_="poster-previews",
    )


def _link(region: Region, language: str, publication: Publication) -> str | None:
    """The address of the estimate with the region set, where the site's is known."""
    if not is_public(publication.site_url):
        return None
    estimate = publication.pages[language, "estimate"].address
    return f"{publication.site_url}{estimate}#region={region.slug}"


def _short(site_url: str, language: str) -> str:
    """The address of a language's home page as people type it."""
    return (site_url.partition("://")[2] + ROOTS[language]).rstrip("/")


def _numbers(region: Region, words: Catalogue) -> list[Number]:
    """The region's first numbers, toll-free ones before others."""
    ordered = sorted(region.telephones, key=lambda one: not one.toll_free)
    return [
        Number(display_number(one.number), ", ".join(_remarks(one, words)))
        for one in ordered[:MOST_NUMBERS]
    ]


def _remarks(telephone: Telephone, words: Catalogue) -> Iterator[str]:
    if telephone.label:
        yield telephone.label.of(words.language)
    if telephone.collect_calls:
        yield words.text("regions.collect_calls")
    if telephone.toll_free:
        yield words.text("regions.toll_free")


def _actions(page: Page, words: Catalogue, both: bool) -> Markup:
    """The buttons above a sheet. Its script shows the one that prints."""
    downloads = (
        element(
            "a",
            words.text(
                "poster.pdf_both" if both else "poster.pdf_one",
                paper=A4 if paper == "a4" else words.text("poster.letter"),
            ),
            href=pdf_file(page.language, paper, both),
            class_="md-button",
        )
        for paper in PAPERS
    )
    return element(
        "div",
        element(
            "button",
            words.text("poster.print"),
            type="button",
            class_="md-button md-button--primary",
            data_print=True,
            hidden=True,
        ),
        *downloads,
        element("a", words.text("poster.one"), href="#content", class_="md-button")
        if both
        else element("a", words.text("poster.both"), href=f"#{BOTH}", class_="md-button"),
        class_="poster-actions",
    )


def _paper(shown: Sequence[Sheet]) -> Markup:
    """The sheet of paper, in the language of the page or in that and others."""
    first = shown[0]
    return element(
        "div",
        *(_half(one, first) for one in shown),
        element(
            "div",
            element("div", *_calling(shown), class_="poster-calling"),
            *(_code(one, first) for one in shown),
            class_="poster-contact",
        ),
        element("div", *(_notice(one, first) for one in shown), class_="poster-notices"),
        _strips(shown),
        class_="poster" if len(shown) == 1 else "poster poster-two",
        role="group",
        aria_label=first.title,
    )


def _half(shown: Sheet, first: Sheet) -> Markup:
    after = (joined(line, element("br")) for line in shown.after)
    return element(
        "div",
        element("p", shown.who, class_="poster-who"),
        element(
            "p",
            element("span", shown.before, class_="poster-before"),
            " ",
            element("strong", shown.amount, class_="poster-number"),
            " ",
            element("span", *after, class_="poster-after"),
            class_="poster-amount",
        ),
        element("p", shown.offer, class_="poster-offer"),
        class_="poster-half",
        lang=_lang(shown, first),
    )


def _calling(shown: Sequence[Sheet]) -> Iterator[Markup]:
    first = shown[0]
    for one in shown:
        yield element("p", one.call, class_="poster-call", lang=_lang(one, first))
    for place, number in enumerate(first.numbers):
        remark = _remark(shown, place) if number.remark else None
        yield element(
            "p",
            element("span", number.shown, class_="poster-telephone"),
            " " if remark else None,
            remark,
            class_="poster-first" if place == 0 else "poster-second",
        )
    for one in shown:
        if one.added:
            mark = element("span", one.added_mark, class_="contact-mark")
            yield element("p", one.added, " ", mark, class_="poster-added", lang=_lang(one, first))


def _remark(shown: Sequence[Sheet], place: int) -> Markup:
    """What is said of a number, in every language of the sheet."""
    first, *others = (
        element("span", one.numbers[place].remark, lang=_lang(one, shown[0])) for one in shown
    )
    more = (joined(" / ", other) for other in others)
    return element("span", first, *more, class_="poster-remark")


def _code(shown: Sheet, first: Sheet) -> Markup:
    if shown.code is None:
        found = element("p", shown.search, class_="poster-search")
    else:
        found = joined(
            element("p", shown.scan, class_="poster-scan"),
            element(
                "div",
                Markup(shown.code),
                role="img",
                aria_label=shown.code_says,
                class_="poster-qr",
            ),
            element("p", _breakable(shown.address), translate="no", class_="poster-address"),
        )
    return element("div", found, class_="poster-code", lang=_lang(shown, first))


def _notice(shown: Sheet, first: Sheet) -> Markup:
    return element(
        "p",
        element("strong", shown.unofficial),
        " ",
        shown.source,
        lang=_lang(shown, first),
    )


def _strips(shown: Sequence[Sheet]) -> Markup:
    """What people tear off: it repeats the poster, so it is not read aloud."""
    first = shown[0]
    strips = (
        element(
            "div",
            element(
                "div",
                element("strong", one.numbers[0].shown, element("br")),
                one.strip,
                element("br"),
                _breakable(one.address),
            ),
            class_="poster-strip",
            lang=_lang(one, first),
        )
        for one in (shown[place % len(shown)] for place in range(STRIPS))
    )
    return element("div", *strips, class_="poster-strips", aria_hidden="true")


def _breakable(address: str) -> Markup:
    """An address that a narrow column breaks after its dots and slashes only."""
    return Markup(re.sub("([./])", r"\1<wbr>", joined(address)))


def _lang(shown: Sheet, first: Sheet) -> str | None:
    """The language of what stands on a page in another one."""
    return None if shown.language == first.language else shown.language
