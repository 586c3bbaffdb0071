"""The words of a build: a file of messages that cannot be read is told with its line."""

from pathlib import Path

import pytest

from compiler.read import words
from compiler.read.kept import Kept
from compiler.read.mistake import SourceError
from compiler.read.words import use_kept_words

MESSAGES = "calculator/words/messages"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('a = "one\n', "1: a quote is missing on this line: a text begins and ends with one"),
        ("a = « one »\n", "1: »: a text stands between straight quotes"),
        ("\na one\n", "2: this line cannot be read as TOML: Expected '=' after a key in a key"),
        ("[a]\n[a]\n", "2: this line cannot be read as TOML: Cannot declare ('a',) twice"),
    ],
)
def test_slip_in_messages_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str, said: str
) -> None:
    """The calculator reads them before any file is looked at, and names none."""
    for folder in (MESSAGES, "compiler/render/messages"):
        (tmp_path / folder).mkdir(parents=True)
        for language in ("fr", "en"):
            (tmp_path / folder / f"{language}.toml").touch()
    (tmp_path / MESSAGES / "en.toml").write_text(wrong, encoding="utf-8")
    found = (tmp_path / MESSAGES / "en.toml").read_bytes()
    monkeypatch.setattr("calculator.words.catalogue.pkgutil.get_data", lambda *_: found)
    monkeypatch.setattr(words, "_KEPT", {})
    words.catalogue.cache_clear()
    with pytest.raises(SourceError) as told:
        use_kept_words(tmp_path, Kept(tmp_path / "kept"))
    assert str(told.value).startswith(f"{MESSAGES}/en.toml:{said}")
