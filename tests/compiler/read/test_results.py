"""Many small results in one file: made once for the same, and never where something is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.read.kept import Kept
from compiler.read.results import results


def made(kept: Kept, *asked: tuple[str, str]) -> list[str]:
    """Ask for the results of (made from, text) in one build; the texts that were made for it."""
    found: list[str] = []

    def make(text: str) -> Callable[[], str]:
        return lambda: found.append(text) or text  # type: ignore[func-returns-value]

    with results(kept, "name") as known:
        for made_from, text in asked:
            known.of([made_from], make(text))
    return found


def test_what_was_made_from_the_same_is_used_again(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "base")
    assert made(kept, ("a", "1"), ("b", "2"), ("a", "3")) == ["1", "2"]
    assert made(kept, ("a", "4"), ("b", "5"), ("c", "6")) == ["6"]
    # What a build did not use is not there for the next.
    assert made(kept, ("a", "7")) == []
    assert made(kept, ("a", "8"), ("b", "9")) == ["9"]


def test_the_result_is_that_of_its_own_parts(tmp_path: Path) -> None:
    with results(Kept(tmp_path, "base"), "name") as known:
        assert known.of(["a"], lambda: 1) == 1
    with results(Kept(tmp_path, "base"), "name") as known:
        assert known.has(["a"])
        assert not known.has(["b"])
        assert known.of(["b"], lambda: 2) == 2
        assert known.has(["b"])
        assert known.of(["a"], lambda: 3) == 1


def test_another_base_has_other_results(tmp_path: Path) -> None:
    assert made(Kept(tmp_path, "base"), ("a", "1")) == ["1"]
    assert made(Kept(tmp_path, "other"), ("a", "2")) == ["2"]
    assert made(Kept(tmp_path, "base"), ("a", "3")) == ["3"]


@pytest.mark.parametrize(
    "spoil", [lambda old: old[:40], lambda old: b"", lambda old: old[:-1] + b"\0", lambda old: b"x"]
)
def test_a_spoilt_file_is_not_read(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    kept = Kept(tmp_path, "base")
    made(kept, ("a", "1"))
    file = tmp_path / "name"
    file.write_bytes(spoil(file.read_bytes()))
    assert made(kept, ("a", "2")) == ["2"]


def test_of_a_build_that_stops_nothing_is_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "base")

    def stop() -> None:
        with results(kept, "name") as known:
            known.of(["a"], lambda: 1)
            raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"):
        stop()
    assert made(kept, ("a", "1")) == ["1"]


def test_without_a_folder_nothing_is_kept() -> None:
    assert made(Kept(), ("a", "1")) == ["1"]
    assert made(Kept(), ("a", "2")) == ["2"]
