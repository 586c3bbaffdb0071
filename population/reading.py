"""Columns of a file as answers: what each question accepts, as SQL.

The same answers are accepted and refused as by `rules.reading`, by the same codes. A text of two
decimals at most is money; a column of whole numbers, decimals or floating numbers may hold them
too. No text, nothing but spaces, and NULL are "not answered".
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from population.expressions import text
from rules.questions import Question

# What kind of column a file has, in words that do not depend on the engine.
KINDS = ("text", "boolean", "integer", "decimal", "float", "date", "timestamp", "other")

TEXTS = ("VARCHAR", "STRING")
NUMBER = "DECIMAL(18, 2)"
# People that a row stands for; what an engine sums stays exact.
WEIGHT = "DECIMAL(18, 6)"
MAXIMUM_WEIGHT = 1_000_000_000


class Source(NamedTuple):
    """The column of an answer, as SQL; `kind` is one of KINDS, `type` the engine's own word.

    `values` says what codes of the file mean: "" is "not answered".
    """

    sql: str
    kind: str
    type: str
    values: Mapping[str, str] = {}
    decimal_sign: str = "."


class Read(NamedTuple):
    """An answer as SQL: its value (NULL where there is none or it is no answer), whether it can
    be accepted, what was given as text, and what is wrong by code, first to last."""

    value: str
    accepted: str
    given: str
    problems: tuple[tuple[str, str], ...]


def read(question: Question, source: Source, first_day: date, latest_start: str) -> Read:
    """How one question is read from its column; `latest_start` is a day as SQL."""
    if source.values and source.kind != "text":
        source = source._replace(sql=f"CAST({source.sql} AS VARCHAR)", kind="text")
    match question.kind:
        case "choice":
            return _choice(question, source)
        case "boolean":
            return _boolean(source)
        case "date":
            limits = (
                [("before_first_value", "{} < " + day(first_day))]
                if question.key == "on"
                else [("too_late", "{} > " + latest_start)]
            )
            return _date(source, limits)
        case _:
            return _number(question, source)


def read_weight(source: Source) -> Read:
    """How many people a row stands for: obligatory where there is such a column."""
    given = _with_point(_plain(source), source)
    value = f"TRY_CAST({given} AS {WEIGHT})"
    accepted = f"COALESCE({value} BETWEEN 0 AND {MAXIMUM_WEIGHT}, FALSE)"
    return Read(value, accepted, given, (("not_a_weight", f"NOT {accepted}"),))


def day(value: date) -> str:
    """A day as SQL."""
    return f"CAST({text(value.isoformat())} AS DATE)"


def as_text(source: Source) -> str:
    """What was given, NULL where that is nothing; codes of the file in the contract's words."""
    plain = _plain(source)
    if not source.values:
        return plain
    meant = " ".join(
        f"WHEN {text(code)} THEN {text(value) if value else 'NULL'}"
        for code, value in source.values.items()
    )
    return f"CASE {plain} {meant} ELSE {plain} END"


def _plain(source: Source) -> str:
    if source.kind == "text":
        # A type of listed words (ENUM) is text too.
        column = source.sql if source.type in TEXTS else f"CAST({source.sql} AS VARCHAR)"
        return f"NULLIF(TRIM({column}), '')"
    return f"CAST({source.sql} AS VARCHAR)"


def _choice(question: Question, source: Source) -> Read:
    given = as_text(source)
    among = f"{given} IN ({', '.join(map(text, question.choices))})"
    # Anything but the words themselves is refused, so that the words need no other form.
    accepted = f"COALESCE({among}, TRUE)"
    return Read(given, accepted, given, (("not_a_choice", f"NOT {accepted}"),))


def _boolean(source: Source) -> Read:
    if source.kind == "boolean":
        return Read(source.sql, "TRUE", _plain(source), ())
    given = as_text(source)
    value = f"CASE LOWER({given}) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END"
    words = source.kind == "text"
    accepted = (
        f"COALESCE(LOWER({given}) IN ('true', 'false'), TRUE)" if words else f"{given} IS NULL"
    )
    return Read(
        value if words else "CAST(NULL AS BOOLEAN)",
        accepted,
        given,
        (("not_a_boolean", f"NOT ({accepted})"),),
    )


def _date(source: Source, limits: list[tuple[str, str]]) -> Read:
    given = as_text(source)
    match source.kind:
        case "date":
            value, form = source.sql, "TRUE"
        case "timestamp":
            whole = f"CAST({source.sql} AS DATE)"
            value = f"CASE WHEN {whole} = {source.sql} THEN {whole} END"
            form = f"{value} IS NOT NULL"
        case "text":
            form = f"REGEXP_MATCHES({given}, '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$')"
            # Year 0 is no year to Python; engines have one.
            value = f"CASE WHEN {form} AND {given} >= '0001' THEN TRY_CAST({given} AS DATE) END"
        case _:
            value, form = "CAST(NULL AS DATE)", "FALSE"
    problems = [
        ("not_a_date", f"{given} IS NOT NULL AND NOT {form}"),
        ("impossible_date", f"{given} IS NOT NULL AND {value} IS NULL"),
        *((code, f"{given} IS NOT NULL AND {limit.format(value)}") for code, limit in limits),
    ]
    within = " AND ".join(f"NOT ({limit.format(value)})" for _, limit in limits)
    accepted = f"({given} IS NULL OR COALESCE({within}, FALSE))"
    return Read(value, accepted, given, tuple(problems))


def _number(question: Question, source: Source) -> Read:
    given, maximum = as_text(source), question.maximum
    if source.kind == "text":
        return _typed_number(question, source)
    if source.kind not in ("integer", "decimal", "float"):
        not_it = "not_money" if question.kind == "money" else "not_a_number"
        return Read(
            f"CAST(NULL AS {NUMBER})",
            f"{given} IS NULL",
            given,
            ((not_it, f"{given} IS NOT NULL"),),
        )
    column = source.sql
    rounded = f"TRY_CAST({column} AS {NUMBER})"
    # The nearest decimal is what was meant where it is the same number in the column's own type.
    same = f"CAST({rounded} AS {source.type}) = {column}"
    value = f"CASE WHEN {same} THEN {rounded} END"
    accepted = (
        f"({column} IS NULL OR COALESCE({same} AND {rounded} BETWEEN 0 AND {maximum}, FALSE))"
    )
    infinite = [("not_finite", f"{column} IS NOT NULL AND NOT ({column} BETWEEN -1e300 AND 1e300)")]
    problems = (
        *(infinite if source.kind == "float" else []),
        ("negative", f"{column} < 0"),
        ("too_large", f"{column} > {maximum}"),
        ("too_many_decimals", f"{column} IS NOT NULL AND NOT {accepted}"),
    )
    return Read(value, accepted, given, problems)


def _with_point(given: str, source: Source) -> str:
    """A number that is text, with a point where the file has another decimal sign."""
    if source.kind != "text" or source.decimal_sign == ".":
        return given
    return f"REPLACE({given}, {text(source.decimal_sign)}, '.')"


def _typed_number(question: Question, source: Source) -> Read:
    given, maximum = as_text(source), question.maximum
    given = _with_point(given, source)
    # Of money three decimals are refused even where they are zeros: 1.000 may mean a thousand.
    money = question.kind == "money"
    zeros = "" if money else "0*"
    form = f"REGEXP_MATCHES({given}, '^-?[0-9]+([.][0-9]{{1,2}}{zeros})?$')"
    value = f"CASE WHEN {form} THEN TRY_CAST({given} AS {NUMBER}) END"
    accepted = f"({given} IS NULL OR COALESCE({value} BETWEEN 0 AND {maximum}, FALSE))"
    plain = f"REGEXP_MATCHES({given}, '^-?[0-9]+([.][0-9]+)?$')"
    size = f"TRY_CAST({given} AS DOUBLE)"
    problems = (
        ("not_money" if money else "not_a_number", f"{given} IS NOT NULL AND NOT {plain}"),
        ("negative", f"{size} < 0"),
        ("too_large", f"{size} > {maximum}"),
        ("too_many_decimals", f"{given} IS NOT NULL AND NOT {accepted}"),
    )
    return Read(value, accepted, given, problems)


def problem_text(key: str, reading: Read, words: Mapping[str, str], accepted: str) -> str:
    """What is wrong with an answer as SQL: a sentence, NULL where nothing is.

    `words` are the sentences by code, with `{got}` and `{accepted}`.
    """
    whens = " ".join(
        f"WHEN {wrong} THEN {_sentence(key, words[code].replace('{accepted}', accepted), reading)}"
        for code, wrong in reading.problems
    )
    return f"CASE WHEN {reading.accepted} THEN NULL {whens} END" if whens else "NULL"


def _sentence(key: str, words: str, reading: Read) -> str:
    before, got, after = f"{key}: {words}".partition("{got}")
    if not got:
        return text(before)
    # Nobody reads a megabyte of digits.
    return f"CONCAT({text(before)}, SUBSTRING({reading.given}, 1, 40), {text(after)})"
