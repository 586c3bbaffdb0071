"""Documents in two languages, paired and addressed; and what they become for MkDocs.

A document is Markdown with a front matter. Its ``page`` id pairs it with its equal in the
other language; its path gives its address, as MkDocs has it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import yaml

from calculator.words.catalogue import LANGUAGES

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
REQUIRED = ("page", "title", "description")

# The folder of each language under the site's root; the first is at the root itself.
ROOTS = {language: "" if language == LANGUAGES[0] else f"{language}/" for language in LANGUAGES}


class DocumentError(Exception):
    """Documents that cannot be published; the text is one line a problem."""


class Page(NamedTuple):
    """A document: `file` is its path inside its language's folder, `text` still has its
    placeholders, `first_line` is the line of the file on which `text` begins, `lines` are
    those of the front matter's keys; `template` is the file that it was made from, where
    that is another."""

    language: str
    file: PurePosixPath
    meta: Mapping[str, Any]
    text: str
    first_line: int
    lines: Mapping[str, int] = {}
    template: PurePosixPath | None = None

    @property
    def source(self) -> str:
        """The file that a writer edits, as errors name it."""
        return f"docs/{self.language}/{self.template or self.file}"

    @property
    def id(self) -> str:
        """What the page is, in whichever language."""
        return str(self.meta["page"])

    @property
    def is_template(self) -> bool:
        """Whether it stands for many pages (its file's name starts with an underscore)."""
        return self.file.name.startswith("_")

    @property
    def address(self) -> str:
        """The page's address from the site's root, without a leading slash."""
        folder = self.file.parent if self.file.stem == "index" else self.file.with_suffix("")
        inside = "" if folder == PurePosixPath(".") else f"{folder}/"
        return ROOTS[self.language] + inside

    def line_of(self, key: str) -> int:
        """The line of a key of the front matter."""
        return self.lines.get(key, 1)

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.address.count("/") or "./"


def read_pages(docs: Path) -> list[Page]:
    """Every document below ``docs/fr`` and ``docs/en``.

    Raises DocumentError for a front matter that lacks something, or a page that only one
    language has.
    """
    problems: list[str] = []
    pages = [
        page
        for language in LANGUAGES
        for file in sorted((docs / language).rglob("*.md"))
        if (page := _read(language, file, docs / language, problems))
    ]
    problems += _unpaired(pages)
    if problems:
        raise DocumentError("\n".join(problems))
    return pages


def _read(language: str, file: Path, folder: Path, problems: list[str]) -> Page | None:
    inside = PurePosixPath(file.relative_to(folder).as_posix())
    name = f"docs/{language}/{inside}"
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.append(f"{name}:{line}: must be UTF-8 text, and is not")
        return None
    match = FRONT_MATTER.match(text)
    try:
        meta = yaml.safe_load(match[1]) if match else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problems.append(f"{name}:{mark.line + 2 if mark else 1}: the front matter is not YAML")
        return None
    if not isinstance(meta, dict) or not match:
        problems.append(f"{name}:1: must begin with a front matter between two lines of ---")
        return None
    lacking = [key for key in REQUIRED if not isinstance(meta.get(key), str)]
    if lacking:
        problems.append(f"{name}:1: the front matter lacks {', '.join(lacking)}")
        return None
    keys = enumerate(match[0].splitlines(), start=1)
    lines = {line.partition(":")[0]: number for number, line in keys}
    return Page(language, inside, meta, text[match.end() :], match[0].count("\n") + 1, lines)


def _unpaired(pages: Iterable[Page]) -> Iterator[str]:
    found: dict[str, dict[str, Page]] = {}
    for page in pages:
        other = found.setdefault(page.id, {}).setdefault(page.language, page)
        if other is not page:
            yield f"docs/{page.language}/{page.file}:1: page {page.id} is already {other.file}"
    for id, languages in found.items():
        for language in LANGUAGES:
            if language not in languages:
                (there,) = languages.values()
                yield (
                    f"docs/{there.language}/{there.file}:1: page {id} has no equal in "
                    f"docs/{language}; both languages need it"
                )


def front_matter(page: Page, equals: Mapping[str, Page], site_url: str) -> str:
    """The front matter that the theme reads.

    `equals` are the page in each language, itself included. Beside the document's own keys:
    ``root``, the ``alternates`` with absolute addresses, and the ``switch`` to the other
    language with a relative one.
    """
    alternates = [
        {"lang": language, "href": site_url + equals[language].address} for language in LANGUAGES
    ]
    alternates.append({"lang": "x-default", "href": site_url + equals[LANGUAGES[0]].address})
    other = next(equals[language] for language in LANGUAGES if language != page.language)
    meta = {
        **page.meta,
        "root": page.root,
        "alternates": alternates,
        "switch": {"lang": other.language, "href": page.root + other.address},
    }
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True, sort_keys=False)}---\n"
