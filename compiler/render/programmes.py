"""What speaks of every programme: their number and names in a sentence, their cards, and what
those answer that a document does not speak of itself."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import UndefinedError

from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from compiler.read.mistake import SourceError
from compiler.read.pages import Page
from compiler.read.words import count_in_words, words_of
from compiler.render.programme_answers import LINES, answer_of, for_whom
from compiler.render.programme_comparison import comparison, entries
from compiler.render.publication import Publication
from rules.dated import document, programme_ids
from rules.programme import for_organisations, programmes
from rules.relevance import are_many

# A document's own programmes, in its front matter: those of which it speaks itself.
SPEAKS_OF = "speaks_of"
# The publisher of a programme's document as its file of values has it.
MINISTRY = "Ministère de l’Emploi et de la Solidarité sociale"


def of_programmes(page: Page, publication: Publication) -> dict[str, Any]:
    """The names that any document may use to speak of every programme."""
    words = words_of(page.language)
    ids = programme_ids()
    named = [words.text(f"programme_named.{id}", f"programme.{id}") for id in ids]
    partners = [id for id in for_organisations() if programmes()[id].NON_PROFIT_SOURCE]
    return {
        "two_programmes": len(ids) == 2,
        "few_programmes": not are_many(),
        "programme_count": count_in_words(len(ids), words),
        "programme_names": words.listed(named, every=True),
        "of_ministry": are_of_ministry(),
        "partner_count": count_in_words(len(partners), words),
        "all_have_partners": len(partners) == len(ids),
        "others_have_partners": not {*for_organisations()} <= {*page.meta.get(SPEAKS_OF, ())},
        "others_say": _others_say(page, publication),
    }


def are_of_ministry() -> bool:
    """Whether the ministry that the pages name publishes the document of every programme."""
    return all(document(id).publisher == MINISTRY for id in programme_ids())


def blocks_of_programmes(
    page: Page, publication: Publication
) -> Mapping[str, Callable[[], Markup | str]]:
    """The blocks that list the programmes, by the name that documents have for them."""
    words = words_of(page.language)
    return {
        "programme_cards": lambda: cards(page, publication),
        "programme_list": lambda: listing(_links(page, publication), publication, words),
        "programme_comparison": lambda: comparison(
            _links(page, publication), publication.built, words
        ),
    }


def cards(page: Page, publication: Publication) -> str:
    """A card a programme, in Markdown: its name, how it stands, and for whom it is."""
    words = words_of(page.language)
    parts = []
    for id in programme_ids():
        name = words.text(f"programme.{id}")
        own = publication.pages[page.language, id].file if _has_page(page, id, publication) else ""
        parts += [
            '<div class="programme" markdown>',
            f"### [{name}]({own})" if own else f"### {name}",
            *([note] if (note := status_note(id, words)) else []),
            for_whom(id, words),
            "</div>",
        ]
    return "\n\n".join(parts)


def status_note(id: str, words: Catalogue) -> Markup | None:
    """What is not sure about a programme as a whole, where there is such a thing."""
    status = f"{id}.status_in_full"
    return element("p", words.text(status), class_="status-note") if status in words else None


def listing(links: Mapping[str, str], publication: Publication, words: Catalogue) -> Markup:
    """Every programme, folded, with what the comparison has of it."""
    return joined(
        *(
            element(
                "details",
                element("summary", words.text(f"programme.{id}")),
                status_note(id, words),
                element("dl", *entries(id, publication.built, words)),
                element("p", element("a", words.text("programmes.more"), href=links[id]))
                if id in links
                else None,
                class_="facts",
            )
            for id in programme_ids()
        )
    )


def _links(page: Page, publication: Publication) -> dict[str, str]:
    """The address of each programme's own page from a page, where there is one."""
    return {
        id: publication.link(page, id) for id in programme_ids() if _has_page(page, id, publication)
    }


def _has_page(page: Page, id: str, publication: Publication) -> bool:
    return (page.language, id) in publication.pages


def _others_say(page: Page, publication: Publication) -> Callable[[str], str]:
    """A function for documents: what the programmes say to a question (``amount``) of which the
    document does not speak itself, as list items; nothing where they are many."""
    words = words_of(page.language)
    own = page.meta.get(SPEAKS_OF, ())
    if unknown := [id for id in own if id not in programme_ids()]:
        sentence = f"{unknown[0]} is no programme; accepted: {', '.join(programme_ids())}"
        raise SourceError([page.document.mistake(page.document.line_of(SPEAKS_OF), sentence)])

    def others_say(about: str) -> str:
        if about not in LINES:
            raise UndefinedError(f"{about!r} is no question; accepted: {', '.join(LINES)}")
        said = {
            id: answer_of(id, about, publication.built, words)
            for id in (() if are_many() else programme_ids())
            if id not in own
        }
        return "\n".join(
            f"- **{words.text(f'programme.{id}')}.** {text}" for id, text in said.items() if text
        )

    return others_say
