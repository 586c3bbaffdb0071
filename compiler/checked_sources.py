"""The sources of the site, read and checked before anything is made from them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from compiler.ahead import ahead
from compiler.check.fact_marks import check_fact_marks
from compiler.check.hard_coded_numbers import check_hard_coded_numbers
from compiler.check.markup import check_markup
from compiler.check.paired_text import check_paired_text
from compiler.check.pairs import check_pairs, outline
from compiler.check.programmes import check_pages_of_programmes, check_programmes
from compiler.check.replaced_values import check_replaced_values
from compiler.check.to_be_written import check_to_be_written
from compiler.check.wording import check_wording
from compiler.missing_messages import check_messages, look_for_messages
from compiler.read.documents import Document
from compiler.read.facts import Facts
from compiler.read.kept import NOTHING_KEPT, Kept, hash_of, named
from compiler.read.mistake import Gathered
from compiler.read.paired import Paired
from compiler.read.results import Results, results
from compiler.read.sources import Sources, files_beside_documents, read_sources

# Everything that is checked but the documents.
REST = ("beside the documents",)


def checked_sources(project: Path, on: date, kept: Kept = NOTHING_KEPT) -> Sources:
    """Read and check what the project's folder holds; `on` is the day of the values.

    Raises SourceError.
    """
    # It takes long where there are many programmes, and needs no document.
    looking = ahead(look_for_messages, on, kept) if kept.folder else None
    beside = kept.depending(named(files_beside_documents(project), project))
    sources = read_sources(project, beside)
    with results(beside, "checked") as passed:
        keys = list(_keys(sources.documents))
        rest = not passed.has(REST)
        some = _unchecked(sources, passed, keys)

        def messages() -> None:
            if looking:
                looking.join()
            check_messages(some.message_files, on, kept)

        _check(project, sources, some, on, messages if rest else None)
        for key in [REST, *keys]:
            passed.of(key, lambda: True)
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
    project: Path,
    sources: Sources,
    some: Sources,
    on: date,
    messages: Callable[[], None] | None,
) -> None:
    """Check `some` of the sources, and what all of them say together; also the programmes, and
    their messages by `messages`, unless that is None."""
    found = Gathered()
    found.tried(lambda: check_to_be_written(project, some))
    found.tried(lambda: check_markup(some.documents))
    right = True
    if messages:
        found.tried(lambda: check_replaced_values(project))
        before = len(found.mistakes)
        found.tried(lambda: check_programmes(on))
        found.tried(lambda: check_pages_of_programmes(sources.documents))
        right = len(found.mistakes) == before
    found.tried(lambda: check_wording(project, some))
    found.tried(
        lambda: check_hard_coded_numbers(some.documents, some.facts, some.message_files, on)
    )
    if messages and right:
        found.tried(messages)
    _compare_languages(sources, some.documents, found)
    found.refuse()


def _compare_languages(sources: Sources, some: Paired[Document], found: Gathered) -> None:
    """Compare the pages of which nothing is known to be wrong: a hard-coded number, for instance,
    is a placeholder that lacks, too. So is a fact that one language has and the other lacks."""
    found.tried(lambda: check_pairs(_without_mistakes(some, found), sources.documents))
    compared = len(found.mistakes)
    found.tried(lambda: check_paired_text(_without_mistakes(some, found)))
    unsaid = {mistake.file for mistake in found.mistakes[:compared]}
    if not any(document.source in unsaid for document in sources.documents):
        found.tried(lambda: check_fact_marks(sources.fact_marks, sources.facts))


def _without_mistakes(documents: Paired[Document], found: Gathered) -> Paired[Document]:
    """The documents that have no mistake so far, nor have their equals in other languages."""
    wrong = {mistake.file for mistake in found.mistakes}
    return Paired(
        document
        for document in documents
        if not any(equal.source in wrong for equal in documents.by_id[document.id].values())
    )
