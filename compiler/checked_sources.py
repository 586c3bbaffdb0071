"""The sources of the site, read and checked before anything is made from them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from compiler.check.fact_marks import check_fact_marks
from compiler.check.hard_coded_numbers import check_hard_coded_numbers
from compiler.check.markup import check_markup
from compiler.check.paired_text import check_paired_text
from compiler.check.pairs import check_pairs, outline
from compiler.check.replaced_values import check_replaced_values
from compiler.check.to_be_written import check_to_be_written
from compiler.check.wording import check_wording
from compiler.missing_messages import check_messages
from compiler.read.documents import Document
from compiler.read.facts import Facts
from compiler.read.kept import NOTHING_KEPT, Kept, hash_of, named
from compiler.read.paired import Paired
from compiler.read.results import Results, results
from compiler.read.sources import Sources, files_beside_documents, read_sources

# Everything that is checked but the documents.
REST = ("beside the documents",)


def checked_sources(project: Path, on: date, kept: Kept = NOTHING_KEPT) -> Sources:
    """Read and check what the project's folder holds; `on` is the day of the values.

    Raises SourceError.
    """
    beside = kept.depending(named(files_beside_documents(project), project))
    sources = read_sources(project, beside)
    with results(beside, "checked") as passed:
        keys = list(_keys(sources.documents))
        _check(project, _unchecked(sources, passed, keys), sources.documents, on, kept)
        for key in [REST, *keys]:
            passed.of(key, lambda: True)
    check_fact_marks(sources.fact_marks, sources.facts)
    return sources


def _keys(documents: Paired[Document]) -> Iterator[Sequence[str]]:
    """For each id what its check depends on: the documents, and of others what links lead to."""
    others = hash_of(map(outline, documents))
    for languages in documents.by_id.values():
        yield [others, *(repr((one.source, one.meta, one.text)) for one in languages.values())]


def _unchecked(sources: Sources, passed: Results, keys: Iterable[Sequence[str]]) -> Sources:
    """The sources without what has passed all checks in the last build."""
    groups = zip(keys, sources.documents.by_id.values(), strict=True)
    unchecked = [one for key, group in groups if not passed.has(key) for one in group.values()]
    some = sources._replace(documents=Paired(unchecked))
    return some._replace(message_files=(), facts=Facts(())) if passed.has(REST) else some


def _check(
    project: Path, sources: Sources, among: Iterable[Document], on: date, kept: Kept
) -> None:
    """Check the sources; their documents may link to any `among` others."""
    check_to_be_written(project, sources)
    check_replaced_values(project)
    check_markup(sources.documents)
    check_messages(sources.message_files, on, kept)
    check_wording(project, sources)
    # Before the languages are compared: a hard-coded number is a placeholder that lacks, too.
    check_hard_coded_numbers(sources.documents, sources.facts, sources.message_files, on)
    check_pairs(sources.documents, among)
    check_paired_text(sources.documents)
