"""What `compiler.new` leaves to write is found in every file that a person edits."""

from pathlib import Path

import pytest

from compiler.check.to_be_written import check_to_be_written
from compiler.read.mistake import SourceError
from compiler.read.sources import read_sources

SAID = "“{}”: write what belongs here, in place of these words"


def test_each_mark_is_told_with_its_line(copied_sources: Path) -> None:
    programmes = copied_sources / "rules" / "programmes"
    programmes.mkdir(parents=True)
    check_to_be_written(copied_sources, read_sources(copied_sources))
    (programmes / "later.toml").write_text("\ufeffa = 1\n# TO BE WRITTEN\n", encoding="utf-8")
    (programmes / "later.py").write_text('\n\n"""À ÉCRIRE"""\n', encoding="utf-8")
    (programmes / "later.txt").write_text("TO BE WRITTEN", encoding="utf-8")
    about = copied_sources / "docs/en/about.md"
    text = about.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    about.write_text(
        text.replace(title, 'title: "TO BE WRITTEN"') + "\nTO BE WRITTEN\n", encoding="utf-8"
    )
    messages = copied_sources / "compiler/render/messages/fr.toml"
    message = next(
        line
        for line in messages.read_text(encoding="utf-8").splitlines()
        if line.startswith("publisher =")
    )
    edit(messages, message, f"{message} # À ÉCRIRE")
    facts = copied_sources / "docs/facts/paas_action.yaml"
    edit(facts, "    fr: Devenir", "    fr: À ÉCRIRE Devenir")

    def place(file: Path, mark: str) -> str:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        number = next(at for at, line in enumerate(lines, start=1) if mark in line)
        return f"{file.relative_to(copied_sources).as_posix()}:{number}: {SAID.format(mark)}"

    with pytest.raises(SourceError) as refused:
        check_to_be_written(copied_sources, read_sources(copied_sources))
    assert str(refused.value).splitlines() == [
        place(about, "TO BE WRITTEN"),
        f"docs/en/about.md:{about.read_text(encoding='utf-8').count(chr(10))}: "
        f"{SAID.format('TO BE WRITTEN')}",
        place(messages, "À ÉCRIRE"),
        place(facts, "À ÉCRIRE"),
        place(programmes / "later.py", "À ÉCRIRE"),
        place(programmes / "later.toml", "TO BE WRITTEN"),
    ]


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
