"""Fill the placeholders of documents: the Markdown that MkDocs is given."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, StrictUndefined, Template, TemplateError

from compiler.read.definitions import with_definitions
from compiler.read.fact_marks import with_fact_anchors
from compiler.read.mistake import SourceError
from compiler.read.pages import Page
from compiler.read.words import words_of
from compiler.render import blocks
from compiler.render.context import Context, context_of, programmes_of
from compiler.render.first_day import with_first_day
from compiler.render.policy import page_policy
from compiler.render.publication import Publication, runs_webassembly
from rules import VALUES_KNOWN_UNTIL
from rules.dated import programme_ids
from rules.relevance import are_many


class Unknown(StrictUndefined):
    """An unknown placeholder; of a programme's values the message says which there are."""

    @property
    def _undefined_message(self) -> str:
        if isinstance(self._undefined_obj, dict):
            known = ", ".join(sorted(self._undefined_obj))
            return f"'{self._undefined_name}' is no value here; accepted: {known}"
        return super()._undefined_message


# Markup stands in documents as it is, not escaped: all of it is written by the site's authors.
ENVIRONMENT = Environment(undefined=Unknown, keep_trailing_newline=True)


def render(page: Page, publication: Publication) -> Page:
    """The page with its text and its front matter filled.

    Raises SourceError, with file and line, for an unknown placeholder.
    """
    context = context_of(page, publication)
    words = words_of(page.language)
    meta = {
        key: _filled(value, page.document.line_of(key), page, context)
        if isinstance(value, str)
        else value
        for key, value in page.meta.items()
    }
    meta["policy"] = page_policy(engine=runs_webassembly(page))
    # What a printed page says of its amounts.
    meta["documents"] = blocks.dated_documents(_dated(page), words)
    meta["values_on"] = words.day(publication.built)
    # What a copy says that was kept for months.
    meta["checked"] = VALUES_KNOWN_UNTIL.isoformat()
    meta["checked_on"] = words.day(VALUES_KNOWN_UNTIL)
    text = _filled(with_fact_anchors(page), page.document.first_line, page, context)
    text = with_first_day(page, text, publication.built, words)
    definitions = publication.definitions.get(page.language, ())
    return page._replace(meta=meta, text=with_definitions(text, definitions, words))


def _dated(page: Page) -> Sequence[str]:
    """The programmes whose documents a printed page names: a few all, of many those it is about."""
    if not are_many():
        return programme_ids()
    return [page.id] if page.id in programme_ids() else programmes_of(page)


def _filled(template: str, first_line: int, page: Page, context: Context) -> str:
    """The template filled; `first_line` is the line of the document's file on which it begins."""
    if "{" not in template:  # nor any placeholder
        return template
    try:
        return _template(template).render(context)
    except TemplateError as error:
        line = _line(error) + first_line - 1
        raise SourceError([page.document.mistake(line, str(error.message))]) from error


@cache
def _template(text: str) -> Template:
    """The template of a text, compiled once a process."""
    return ENVIRONMENT.from_string(text)


def _line(error: TemplateError) -> int:
    """The line of the template that an error came from; Jinja puts it into the traceback."""
    if lineno := getattr(error, "lineno", None):
        return int(lineno)
    line = 1
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
