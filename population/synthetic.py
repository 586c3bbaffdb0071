"""Invented people, to try the tool with: ``python -m population.synthetic OUT``.

Every share is a parameter and means nothing: by default all answers of a question are equally
frequent. No figure here is one of Québec's recipients. The files say so themselves: each row has
the column `invented`.
"""

import argparse
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from population.expressions import identifier, literal, text
from population.files import check_kind, check_outputs, drafts
from population.words import LANGUAGES, PopulationError, say
from rules.questions import PARTICIPANT, Question

# One question in ten is left open; hours and costs are drawn evenly up to these.
OPEN = 0.1
MOST_HOURS = 40
MOST_DOLLARS = 400
GROUPS = ("A", "B", "C", "D", "E")
# A number that no question takes, for rows that are to be bad.
BAD_HOURS = 999


def people_sql(
    count: int, seed: int, shares: Mapping[str, Mapping[str, float]], open_: float, bad: float
) -> str:
    """So many invented people; the same seed and release of DuckDB give the same ones."""
    columns = [
        "range AS id",
        f"{_chosen('area', seed, dict.fromkeys(GROUPS, 1.0), {g: g for g in GROUPS}, 0)} AS area",
    ]
    for question in PARTICIPANT:
        if question.kind != "date":
            value = _answer(question, seed, shares, open_, bad)
            columns.append(f"{value} AS {identifier(question.key)}")
    columns.append("TRUE AS invented")
    listed = ",\n    ".join(columns)
    return f"SELECT {listed}\nFROM range({count})"


def _answer(
    question: Question,
    seed: int,
    shares: Mapping[str, Mapping[str, float]],
    open_: float,
    bad: float,
) -> str:
    if question.values:
        words = {
            str(value).lower() if value in (True, False) else str(value): value
            for value in question.values
        }
        chosen = shares.get(question.key) or dict.fromkeys(words, 1.0)
        return _chosen(question.key, seed, chosen, words, open_)
    chance, drawn = _chance(f"{question.key} open", seed), _chance(question.key, seed)
    if question.kind == "number":
        # Half hours; some rows are bad on purpose.
        value = f"CAST(FLOOR({drawn} * {2 * MOST_HOURS + 1}) / 2 AS DECIMAL(8, 2))"
        wrong = f"WHEN {_chance('bad', seed)} < {bad!r} THEN {BAD_HOURS} " if bad else ""
        return f"CASE {wrong}WHEN {chance} >= {open_!r} THEN {value} END"
    # Half of those who say it have no such cost.
    value = (
        f"CASE WHEN {drawn} < 0.5 THEN 0"
        f" ELSE CAST(({drawn} - 0.5) * {2 * MOST_DOLLARS} AS DECIMAL(8, 2)) END"
    )
    return f"CASE WHEN {chance} >= {open_!r} THEN {value} END"


def _chosen(
    key: str, seed: int, shares: Mapping[str, float], words: Mapping[str, Any], open_: float
) -> str:
    chance, whole = _chance(key, seed), sum(shares.values())
    whens, until = [f"WHEN {chance} < {open_!r} THEN NULL"] if open_ else [], open_
    for word, share in shares.items():
        until += (1 - open_) * share / whole
        whens.append(f"WHEN {chance} < {until!r} THEN {literal(words[word])}")
    # Rounding must not leave anybody over.
    return f"CASE {' '.join(whens[:-1])} ELSE {literal(words[list(shares)[-1]])} END"


def _chance(what: str, seed: int) -> str:
    return f"(hash(range, {seed}, {text(what)}) % 1000000 / 1e6)"


def read_shares(file: Path | None) -> dict[str, dict[str, float]]:
    """Shares by question and answer, from TOML: ``[assistance]`` and ``none = 2`` below it."""
    if file is None:
        return {}
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PopulationError("bad_mapping", file=file, reason=error) from error
    questions = {question.key: question for question in PARTICIPANT if question.values}
    for key, shares in content.items():
        if key not in questions:
            raise PopulationError("no_question", key=key, keys=", ".join(questions))
        accepted = [str(v).lower() if v in (True, False) else str(v) for v in questions[key].values]
        for word, share in shares.items():
            if word not in accepted or type(share) not in (int, float) or share < 0:
                raise PopulationError(
                    "no_value", key=key, value=f"{word} = {share}", accepted=", ".join(accepted)
                )
        if not sum(shares.values()):
            raise PopulationError("bad_mapping", file=file, reason=f"{key}: 0")
    return content


def main(arguments: list[str] | None = None) -> int:
    """Write invented people to a file; returns the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        check_kind(asked.out)
        check_outputs([asked.out], None)
        shares = read_shares(asked.shares)
        sql = people_sql(asked.people, asked.seed, shares, asked.open, asked.bad)
        from population.duck import Duck

        engine = Duck(None, {})
        try:
            with drafts() as made:
                engine.write(sql, made.draft(asked.out))
        finally:
            engine.close()
        print(say(asked.language, "told.invented", file=asked.out, rows=asked.people))
    except PopulationError as error:
        print(say(asked.language, f"stop.{error.id}", **error.about), file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print(say(asked.language, "stop.stopped"), file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m population.synthetic",
        description="Invented people, to try the tool with. Their shares are parameters: nothing "
        "is known here of real recipients.",
    )
    parser.add_argument("out", type=Path, metavar="OUT", help=".parquet or .csv")
    parser.add_argument("--people", type=_count, default=10_000, help="how many, 10000 by default")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same people")
    parser.add_argument(
        "--shares",
        type=Path,
        metavar="TOML",
        help="a table a question: how frequent each answer is",
    )
    parser.add_argument("--open", type=_share, default=OPEN, help="share of questions left open")
    parser.add_argument("--bad", type=_share, default=0.0, help="share of rows that are bad")
    parser.add_argument("--language", default="en", choices=LANGUAGES)
    return parser


def _count(value: str) -> int:
    number = int(value)
    if number < 0:
        raise ValueError
    return number


def _share(value: str) -> float:
    number = float(value)
    if not 0 <= number <= 1:
        raise ValueError
    return number


if __name__ == "__main__":
    sys.exit(main())
