"""The files of results that a page fetches where there are many programmes."""

import json
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from typing import NamedTuple

from calculator.comparison import comparison_file
from calculator.programme_file import ProgrammeFile, programme_file
from calculator.results.result import KINDS
from calculator.results.result_index import result_index
from calculator.words.catalogue import LANGUAGES
from compiler.read.kept import hash_of
from compiler.render.publication import Publication
from rules.relevance import FEW, are_many

# Their folder at the site's root. Each file's name has the hash of its content.
RESULTS = "results/"
HASH_DIGITS = 12
# How many programmes a process is given at a time.
SHARE = 4


class ResultFiles(NamedTuple):
    """The `address` of the index from the site's root, and the texts of all files by theirs."""

    address: str
    files: Mapping[str, str]


def result_files(kind_id: str, language: str, publication: Publication) -> ResultFiles | None:
    """The files of a kind of calculator; None where its few programmes stand in the page."""
    return _by_language(kind_id, publication).get(language)


def _by_language(kind_id: str, publication: Publication) -> Mapping[str, ResultFiles]:
    """The files of a kind of calculator in each language; none where there are few programmes."""
    kind = KINDS[kind_id]
    ids = kind.programmes()
    if len(ids) <= FEW:
        return {}

    def make() -> str:
        draw = partial(_in_each_language, kind_id, publication.built)
        # Each programme's is drawn by itself, and drawing them all is most of a build's work.
        with ProcessPoolExecutor() as pool:
            drawn = list(pool.map(draw, ids, chunksize=SHARE))
        found = {}
        for language in LANGUAGES:
            own = {id: one[language] for id, one in zip(ids, drawn, strict=True)}
            found[language] = _named(kind_id, language, own)
        return json.dumps(found)

    made_from = [publication.built.isoformat()]
    text = publication.kept.text(f"results-{kind_id}", made_from, make)
    return {language: ResultFiles(*one) for language, one in json.loads(text).items()}


def _in_each_language(kind_id: str, built: date, id: str) -> Mapping[str, ProgrammeFile]:
    """One programme's file in each language: what the rules say is the same in all."""
    return {language: programme_file(kind_id, id, language, built) for language in LANGUAGES}


def _named(kind_id: str, language: str, drawn: Mapping[str, ProgrammeFile]) -> ResultFiles:
    """The files of each programme in a language, and their index."""
    files: dict[str, str] = {}
    names = {id: _add(f"{id}.{kind_id}.{language}", one, files) for id, one in drawn.items()}
    periods = {id: one["periods"] for id, one in drawn.items()}
    content = result_index(language, periods, names, KINDS[kind_id].chosen_first)
    return ResultFiles(RESULTS + _add(f"{kind_id}.{language}", content, files), files)


def compared_results(language: str, publication: Publication) -> ResultFiles | None:
    """The one file of the page that compares two situations; None where its few programmes stand
    in the page."""
    if not are_many():
        return None

    def make() -> str:
        files: dict[str, str] = {}
        content = comparison_file(language, publication.built)
        name = _add(f"comparison.{language}", content, files)
        return json.dumps([RESULTS + name, files])

    made_from = [publication.built.isoformat()]
    name = f"results-comparison-{language}"
    return ResultFiles(*json.loads(publication.kept.text(name, made_from, make)))


def all_result_files(publication: Publication) -> Mapping[str, str]:
    """The texts of the files of every kind and language, by their addresses."""
    found = [
        *(one for kind_id in KINDS for one in _by_language(kind_id, publication).values()),
        *(compared_results(one, publication) for one in LANGUAGES),
    ]
    return {address: text for one in found if one for address, text in one.files.items()}


def _add(name: str, content: object, files: dict[str, str]) -> str:
    """Add a file, and give its name in the folder."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    file = f"{name}.{hash_of([text])[:HASH_DIGITS]}.json"
    files[RESULTS + file] = text
    return file
