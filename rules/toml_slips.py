"""What people slip in who write TOML and do not know it, and the lines to mend."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date

# What people write, and what to write instead.
SLIPS = (
    (
        r"=\s*\$?\s*\d+,\d+\b|=\s*\$\s*[\d.]+|=\s*\d[\d. \u00a0]*\s*\$",
        "{found}: write a number with a point and no sign, such as 180.00",
    ),
    (
        r"=\s*(?:\d{1,2}[-/]\d{1,2}[-/]\d{4}|\d{4}/\d{1,2}/\d{1,2})",
        "{found}: write a day as 2027-04-01: year, month, day",
    ),
    (
        r"=\s*\d{4}-\d{1,2}(?![-\d])",
        "{found}: write a whole day, such as 2027-04-01, or the first of the month",
    ),
    (r"[“”«»‘’]\s*$", "{found}: a text stands between straight quotes"),
)
DAY = re.compile(r"=\s*(\d{4}-\d{1,2}-\d{1,2})\b")
TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
NO_QUOTE = "a quote is missing on this line: a text begins and ends with one"


def toml_slips(text: str, error: tomllib.TOMLDecodeError) -> list[tuple[int, str]]:
    """Each line of a text that is no TOML, and what is wrong there; never empty.

    TOML's own parser names one place alone, often far behind the slip, in its own words: it is
    told where nothing else is found.
    """
    return list(_found(text)) or [_by_the_parser(text, str(error))]


def _found(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        # Whole texts are taken out first: they may hold the sign of a remark.
        bare = TEXT.sub("''", line).partition("#")[0]
        if complaint := _slip(bare):
            yield number, complaint


def _slip(bare: str) -> str | None:
    for day in DAY.findall(bare):
        try:
            date.fromisoformat(day)
        except ValueError:
            return f"{day} is no day; write year-month-day, such as 2027-04-01"
    for pattern, sentence in SLIPS:
        if found := re.search(pattern, bare):
            return sentence.format(found=found[0].lstrip("= ").strip())
    # A text that ends with a quote, and began without.
    half = bare.count('"') % 2 or re.search(r"=\s*[^\W\d][^']*''", bare)
    return NO_QUOTE if half else None


def _by_the_parser(text: str, reason: str) -> tuple[int, str]:
    place = PLACE.search(reason)
    line = int(place["line"]) if place and place["line"] else max(len(text.splitlines()), 1)
    return line, f"this line cannot be read as TOML: {PLACE.sub('', reason)}"


def line_in_toml(text: str, table: str, key: str = "", place: int = 0) -> int:
    """The line of a key in a table, of the table where it has no such key, and the last line
    where there is no such table: there it would go.

    `place` counts the entries ``value =`` of a key that holds a list of them, from 0.
    """
    lines = text.splitlines()
    heads = [n for n, line in enumerate(lines, start=1) if line.strip().startswith(f"[{table}]")]
    if not heads:
        return max(len(lines), 1)
    inside = range(heads[0] + 1, len(lines) + 1)
    end = next((n for n in inside if lines[n - 1].lstrip().startswith("[values")), len(lines) + 1)
    keys = (n for n in range(heads[0] + 1, end) if re.match(rf"\s*{key}\s*=", lines[n - 1]))
    found = next(keys, heads[0]) if key else heads[0]
    entries = [n for n in range(found, end) for _ in re.findall(r"\bvalue\s*=", lines[n - 1])]
    return entries[place] if key == "dated" and place < len(entries) else found
