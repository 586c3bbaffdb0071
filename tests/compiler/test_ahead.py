"""Work of a build that is begun before it is needed."""

import sys
from pathlib import Path

import pytest

from compiler.ahead import ahead


def leave(file: Path) -> None:
    file.write_text("made", encoding="utf-8")


def fail() -> None:
    raise ValueError("in the middle")


def be_stopped() -> None:
    raise KeyboardInterrupt


def test_work_is_done_beside(tmp_path: Path) -> None:
    process = ahead(leave, tmp_path / "file")
    process.join()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "made"
    assert process.daemon  # it does not outlive the build


@pytest.mark.parametrize("work", [fail, be_stopped])
def test_work_that_fails_says_nothing(work: object, capfd: pytest.CaptureFixture[str]) -> None:
    process = ahead(work)  # type: ignore[arg-type]
    process.join()
    sys.stderr.flush()
    assert process.exitcode == 0
    assert capfd.readouterr() == ("", "")
