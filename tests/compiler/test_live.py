"""`make serve`: builds after each change, and what it tells the pages of them.

A build is that of a small project here, which copies a text; tests/browser/test_live.py has a whole
one.
"""

import http.client
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from compiler.builds import Builds, state
from compiler.live import NEWS, SCRIPT, live_server

# "wrong" is refused, "slow" takes until it is stopped, "broken" ends without a word. What comes
# later, such as the search, takes so long with "long".
BUILD = """
import os, pathlib, subprocess, sys
text = pathlib.Path("docs/page.txt").read_text()
later = "PASSERELLE_REST" in os.environ
if "slow" in text or "long" in text and not later:
    subprocess.run([sys.executable, "-c", "import time; open('tool', 'w'); time.sleep(60)"])
if "broken" in text:
    sys.exit(3)
if "wrong" in text:
    sys.exit("docs/page.txt:1: must be right")
folder = pathlib.Path("site")
folder.mkdir(exist_ok=True)
(folder / "index.html").write_text(f"<body><p>{text}</p></body>")
if not later:
    (folder / "search.txt").write_text(text)
"""
# Which processes have loaded the code of a build, and which one has built last.
WAITING = """
import os, pathlib, runpy, sys
loaded = pathlib.Path("build/loaded")
loaded.parent.mkdir(exist_ok=True)
with loaded.open("a") as file:
    file.write(f"{os.getpid()}\\n")
if sys.stdin.readline():
    pathlib.Path("build/built").write_text(str(os.getpid()))
    runpy.run_module("compiler", run_name="__main__")
"""
LONG_S = 30.0


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "compiler").mkdir()
    (tmp_path / "compiler" / "__init__.py").touch()
    (tmp_path / "compiler" / "__main__.py").write_text(BUILD)
    (tmp_path / "compiler" / "waiting.py").write_text(WAITING)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.txt").write_text("right")
    return tmp_path


@pytest.fixture
def builds(project: Path) -> Iterator[Builds]:
    of_project = Builds(project, os.environ)
    yield of_project
    of_project.stop()


@pytest.fixture
def ask(builds: Builds, project: Path) -> Iterator[Callable[..., tuple[int, str]]]:
    serving = live_server(0, builds, project / "site")
    threading.Thread(target=serving.serve_forever, daemon=True).start()

    def asked(path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", serving.server_port, timeout=LONG_S)
        connection.request(method, path, headers=headers)
        found = connection.getresponse()
        body = found.read()
        connection.close()
        return found.status, body.decode()

    yield asked
    serving.shutdown()
    serving.server_close()


def write(project: Path, text: str) -> None:
    (project / "docs" / "page.txt").write_text(text)


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def in_background(run: Callable[[], None]) -> None:
    threading.Thread(target=run, daemon=True).start()


# ---- builds -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("right", ""),
        ("wrong", "docs/page.txt:1: must be right"),
        ("broken", "The build ended with 3"),
    ],
)
def test_fault_of_a_build(
    builds: Builds, project: Path, capfd: pytest.CaptureFixture[str], text: str, fault: str
) -> None:
    write(project, text)
    builds.build()
    assert (builds.number, builds.fault) == (1, fault)
    # Who looks at the terminal reads it there.
    assert capfd.readouterr().err.strip() == ("" if text == "broken" else fault)


def test_fault_is_gone_after_a_build_that_succeeds(builds: Builds, project: Path) -> None:
    for text in ("wrong", "right"):
        write(project, text)
        builds.build()
    assert (builds.number, builds.fault) == (2, "")


def found(project: Path) -> str:
    """What the search knows of."""
    file = project / "site" / "search.txt"
    return file.read_text() if file.is_file() else ""


def test_search_comes_after_a_build_and_gives_way_to_the_next(
    builds: Builds, project: Path
) -> None:
    builds.build()
    assert builds.wait(0, LONG_S) == 1
    wait_until(lambda: found(project) == "right")
    write(project, "long")
    builds.build()
    wait_until((project / "tool").exists)
    assert found(project) == "right"
    write(project, "another")
    begin = time.monotonic()
    builds.build()
    wait_until(lambda: found(project) == "another")
    assert time.monotonic() - begin < LONG_S
    assert builds.number == 3


def loaded(project: Path) -> list[str]:
    """The processes that have loaded the code of a build so far."""
    file = project / "build" / "loaded"
    return file.read_text().splitlines() if file.is_file() else []


@pytest.mark.parametrize(
    ("changed_file", "waited"),
    [
        ("docs/page.txt", True),
        ("theme/css/a.css", True),
        ("regional_contacts.yaml", True),
        ("compiler/part.py", False),
        ("rules/values.toml", False),
        ("pyproject.toml", False),
    ],
)
def test_next_build_has_loaded_its_code_before_words_change(
    builds: Builds, project: Path, changed_file: str, waited: bool
) -> None:
    in_background(builds.watch)
    wait_until(lambda: len(loaded(project)) == 1)
    file = project / changed_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("another")
    assert builds.wait(0, LONG_S) == 1
    built = (project / "build" / "built").read_text()
    assert (built == loaded(project)[0]) == waited
    # And so has the next one, and no other waits.
    wait_until(lambda: len(loaded(project)) == (2 if waited else 3))
    builds.stop()
    for process in loaded(project):
        with pytest.raises(ProcessLookupError):
            os.kill(int(process), 0)


def changed(project: Path) -> None:
    write(project, "another")


def added(project: Path) -> None:
    (project / "docs" / "new.txt").touch()


def removed(project: Path) -> None:
    (project / "docs" / "page.txt").unlink()


def restored(project: Path) -> None:
    """Another content of the same length with an older time, as `git checkout` may leave it."""
    write(project, "thgir")
    os.utime(project / "docs" / "page.txt", (1, 1))


@pytest.mark.parametrize("change", [changed, added, removed, restored])
def test_change_of_a_source_is_built(
    builds: Builds, project: Path, change: Callable[[Path], None]
) -> None:
    in_background(builds.watch)
    time.sleep(0.2)
    change(project)
    assert builds.wait(0, LONG_S) == 1


def test_change_during_a_build_is_built_after_it(builds: Builds, project: Path) -> None:
    in_background(builds.watch)
    time.sleep(0.2)
    write(project, "slow")
    while not (project / "tool").exists():
        time.sleep(0.05)
    write(project, "right")
    builds.stop()
    assert builds.wait(0, LONG_S) == 1
    assert builds.wait(1, LONG_S) == 2
    assert builds.fault == ""


def test_change_during_the_first_build_is_built_too(builds: Builds, project: Path) -> None:
    """Nobody watches yet while it runs."""
    write(project, "slow")
    in_background(builds.build)
    while not (project / "tool").exists():
        time.sleep(0.05)
    write(project, "right")
    builds.stop()
    assert builds.wait(0, LONG_S) == 1
    in_background(builds.watch)
    assert builds.wait(1, LONG_S) == 2
    assert builds.fault == ""


@pytest.mark.parametrize(
    "name", ["build/kept", "site/index.html", "docs/__pycache__/a.pyc", ".git/index", "tests/a.py"]
)
def test_what_no_build_reads_is_not_watched(project: Path, name: str) -> None:
    before = state(project)
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).touch()
    assert state(project) == before


def test_stopped_build_stops_its_tools(builds: Builds, project: Path) -> None:
    write(project, "slow")
    in_background(builds.build)
    while not (project / "tool").exists():
        time.sleep(0.05)
    begin = time.monotonic()
    builds.stop()
    # The end of standard error comes once nobody holds it open, a tool that runs on would.
    assert builds.wait(0, LONG_S) == 1
    assert time.monotonic() - begin < LONG_S / 2


def test_stopping_without_a_build_does_nothing(builds: Builds) -> None:
    builds.stop()
    builds.build()
    builds.stop()
    assert builds.number == 1


# ---- what is served -----------------------------------------------------------------------


def test_page_has_the_script_and_its_build(builds: Builds, ask: Callable[..., tuple]) -> None:
    builds.build()
    script = f'<script src="{SCRIPT}" data-build="1" defer></script>'
    for path in ("/", "/index.html", "/?a=b"):
        assert ask(path) == (200, f"<body><p>right</p>{script}</body>")
    assert ask("/", "HEAD") == (200, "")


def test_page_is_not_sent_compressed(
    builds: Builds, ask: Callable[..., tuple], project: Path
) -> None:
    """The compressed form beside it lacks the script."""
    builds.build()
    (project / "site" / "index.html.gz").write_bytes(b"gz")
    status, body = ask("/", **{"Accept-Encoding": "gzip"})
    assert (status, SCRIPT in body) == (200, True)


def test_built_page_stays_as_it_is(
    builds: Builds, ask: Callable[..., tuple], project: Path
) -> None:
    builds.build()
    ask("/")
    assert (project / "site" / "index.html").read_text() == "<body><p>right</p></body>"


def test_missing_page_has_the_script_too(
    builds: Builds, ask: Callable[..., tuple], project: Path
) -> None:
    status, body = ask("/")
    assert (status, SCRIPT in body) == (404, True)
    builds.build()
    (project / "site" / "404.html").write_text("<body>not here</body>")
    status, body = ask("/nothing/")
    assert (status, "not here" in body, SCRIPT in body) == (404, True, True)


def test_script_is_served(ask: Callable[..., tuple]) -> None:
    status, body = ask(SCRIPT)
    assert (status, NEWS in body) == (200, True)


@pytest.mark.parametrize("query", ["", "?after=", "?after=x", "?after=-1", "?after=9", "?other=1"])
def test_news_come_at_once_to_who_knows_another_build(
    builds: Builds, ask: Callable[..., tuple], query: str
) -> None:
    builds.build()
    begin = time.monotonic()
    status, body = ask(NEWS + query)
    assert (status, json.loads(body)) == (200, {"number": 1, "fault": ""})
    assert time.monotonic() - begin < LONG_S / 2


def test_news_come_when_the_next_build_ends(
    builds: Builds, ask: Callable[..., tuple], project: Path
) -> None:
    builds.build()
    write(project, "wrong")
    in_background(builds.build)
    _, body = ask(f"{NEWS}?after=1")
    assert json.loads(body) == {"number": 2, "fault": "docs/page.txt:1: must be right"}


def test_port_in_use_builds_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from compiler import live

    monkeypatch.setenv("PORT", "abc")
    monkeypatch.setattr(Builds, "build", lambda _: pytest.fail("built"))
    assert live.main() == 2
    assert capsys.readouterr().err == "PORT: must be a number from 0 to 65535, got abc\n"


def test_python_of_the_environment_builds() -> None:
    from compiler.builds import COMMAND

    assert COMMAND[0] == sys.executable
