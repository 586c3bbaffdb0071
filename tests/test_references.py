"""Files that comments, docstrings and handbooks name exist in the repository."""

import ast
import io
import os
import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]

# Named like files and folders of ours, but not in the repository.
ELSEWHERE = {
    # What the build writes: the site, and what nginx is given beside it.
    *(
        "site/",
        "build/",
        "api/schemas/",
        "schemas/",
        "stock/",
        "lean/",
        "engine/",
        "api/",
        "packages/",
        "en/",
    ),
    *("index.html", "engine.json", "api/postal-areas.json", "security.txt"),
    "assets/towns.json",
    *("parameters.json", "regions.json", "regions.csv", "postal-areas.json", "decision-table.csv"),
    "province-wide.csv",
    *("nginx-headers.conf", "nginx-maps.conf", "site/sbom.cdx.json"),
    # Files of the npm package of Pyodide.
    *("pyodide.asm.mjs", "pyodide.mjs", "pyodide-lock.json"),
    # What whoever adds a language makes, Spanish for instance.
    *("es.toml", "mkdocs.es.yml", "docs/es/"),
    # The end of the path that a refusal says, in an example.
    "messages/fr.toml",
    # A library.
    "ruamel.yaml",
    # What somebody who answers for a population calls their own files.
    *("people.csv", "cases.csv", "mapping.toml", "new.toml"),
    *("sums.csv", "answers.rejects.csv", "reform.csv", "reform.svg"),
    # A missing picture, in an edit that the build must refuse.
    "../pont.svg",
}
# Figures of one run, with the names that files had in it, and the code as it was then.
RECORDS = re.compile(r"benchmarks/(results|mutants/(?!README).*)\.md")
EXTENSIONS = (
    "conf|css|csv|html|in|ini|js|json|lua|md|mjs|mmd|png|po|py|sh|sql|svg|toml|txt|ts|yaml|yml"
)
# Neither part of an address (`://` before it) nor of a longer name, nor a pattern (`*.py`).
NAME = re.compile(rf"(?<![\w/.:*<>{{}}$@-])[\w.][\w./-]*\.(?:{EXTENSIONS})\b(?![\w/*<{{(-]|\.\w)")
FOLDER = re.compile(r"`([\w.][\w./-]*/)`")
ADDRESS = re.compile(r"\w+://\S+")
WHOLE = {".md", ".sh", ".in", "Makefile", "package.json", "pyproject.toml"}
HASHED = {".toml", ".yaml", ".yml", ".conf"}
SCRIPTS = {".js", ".mjs", ".css", ".html"}
SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*|\{#.*?#\}|<!--.*?-->", re.DOTALL)


def test_files_named_in_text_exist() -> None:
    tracked = _tracked()
    missing = [
        (path, line, name)
        for path in tracked
        for line, name in _references(path)
        if name not in ELSEWHERE and not _exists(name, path, tracked)
    ]
    made = _ignored({name for _, _, name in missing})
    stale = [f"{path}:{line}: {name}" for path, line, name in missing if name not in made]
    assert not stale, "\n".join(stale)


def _tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for path in listed.stdout.splitlines() if (ROOT / path).is_file()]


def _exists(name: str, citing: str, tracked: list[str]) -> bool:
    """Whether the name leads to one file: from the root, from beside the citing file, from
    tests/, or as the end of a single path. What only stands on this disk does not count."""
    known = set(tracked)
    if name.endswith("/"):
        known = {f"{folder}/" for path in tracked for folder in PurePosixPath(path).parents}
    folders = (os.path.dirname(citing), "", "tests")
    end = "/" if name.endswith("/") else ""
    if any(os.path.normpath(os.path.join(folder, name)) + end in known for folder in folders):
        return True
    return sum(path.endswith(f"/{name}") for path in known) == 1


def _ignored(names: set[str]) -> set[str]:
    """Those that are not to be in the repository, since the project's tools make them."""
    found = subprocess.run(
        ["git", "check-ignore", "--stdin", "-z"],
        cwd=ROOT,
        input="\0".join(names),
        capture_output=True,
        text=True,
        check=False,  # 1 where none is ignored
    )
    return set(found.stdout.split("\0"))


def _references(path: str) -> Iterator[tuple[int, str]]:
    for line, text in _texts(path):
        text = ADDRESS.sub(lambda found: " " * len(found[0]), text)
        for found in (*NAME.finditer(text), *FOLDER.finditer(text)):
            yield line + text.count("\n", 0, found.start()), found[0].strip("`")


def _texts(path: str) -> Iterator[tuple[int, str]]:
    """What people read in a file, with the number of the line on which each text begins."""
    suffix = PurePosixPath(path).suffix
    if RECORDS.fullmatch(path) or (path.startswith("docs/") and suffix == ".md"):
        return
    if suffix in WHOLE or path in WHOLE:
        yield 1, (ROOT / path).read_text("utf-8")
    elif suffix == ".py":
        yield from _python(path)
    elif suffix in HASHED:
        for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1):
            if comment := re.search(r"(?:^|\s)#.*", line):
                yield number, comment[0]
    elif suffix in SCRIPTS:
        text = (ROOT / path).read_text("utf-8")
        for found in SCRIPT_COMMENT.finditer(text):
            yield text.count("\n", 0, found.start()) + 1, found[0]


def _python(path: str) -> Iterator[tuple[int, str]]:
    source = (ROOT / path).read_text("utf-8")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text), lineno=line)):
                yield line, text
