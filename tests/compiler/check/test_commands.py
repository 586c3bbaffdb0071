"""What `python -m compiler.check` prints, and with which status it ends."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from compiler.check import __main__ as commands
from compiler.check.readability import measure
from compiler.read.mistake import Mistake, SourceError
from compiler.read.prose import Line

HEAD = (
    "                                             for           words  sent.  mean  rhythm  "
    "longest  index   LIX  all words"
)


@pytest.fixture
def in_small_project(small_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(commands, "PROJECT", small_project)
    monkeypatch.setattr(commands, "WORDS", small_project / "docs" / "words")
    return small_project


@pytest.mark.parametrize(
    "arguments", [[], ["spell"], ["spelling", "x"], ["measure", "de", "x"], ["measure", "fr"]]
)
def test_what_is_no_command_is_told(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(arguments) == 2
    said = "Say one of: spelling, readability, measure fr FILE, measure en FILE\n"
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_text_is_measured(
    in_small_project: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    file = in_small_project / ("a-long-name-" * 4 + "é.txt")
    file.write_text("Le PAAS Action vous dit oui à Montréal.\n\n- Oui.\n", encoding="utf-8")
    assert commands.main(["measure", language, str(file)]) == 0
    blocks = ["Le PAAS Action vous dit oui à Montréal.", "Oui."]
    found = measure(blocks, language, ["PAAS Action"])
    assert (found.words, found.sentences, found.longest, found.rhythm) == (8, 2, 7, 7)
    shown = str(file)[-44:]
    assert capsys.readouterr().out.splitlines() == [
        HEAD,
        f"{shown} {'':13}     8      2   4.0     7.0        7 {found.flesch:6.0f} {found.lix:5.0f}",
    ]


def test_a_text_is_measured_with_the_names_of_the_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Le ministère de l’Emploi et de la Solidarité sociale aide.", encoding="utf-8")
    assert commands.main(["measure", "fr", str(file)]) == 0
    # Three words, the name being one.
    assert capsys.readouterr().out.splitlines()[1][44:].split()[:3] == ["3", "1", "3.0"]


def test_spelling_tells_words_of_no_dictionary(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [Line("docs/fr/a.md", 3, "fr", "un motx"), Line("docs/en/a.md", 4, "en", "un word")]
    monkeypatch.setattr(commands, "prose", lambda _: lines)
    assert commands.main(["spelling"]) == 1
    assert capsys.readouterr() == (
        "",
        "docs/fr/a.md:3: “motx” is not in the fr dictionary: correct it, "
        "or if it is right add it to docs/words/fr.txt\n"
        "docs/en/a.md:4: “un” is not in the en dictionary: correct it, "
        "or if it is right add it to docs/words/en.txt\n",
    )


def test_spelling_is_silent_about_the_project_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["spelling"]) == 0
    assert capsys.readouterr() == ("", "")


def test_spelling_tells_what_is_not_worded_as_wanted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(project: Path, _: object) -> None:
        raise SourceError([Mistake("docs/fr/a.md", 3, "“b”: write “c”")])

    monkeypatch.setattr(commands, "check_wording", refuse)
    assert commands.main(["spelling"]) == 1
    assert capsys.readouterr() == ("", "docs/fr/a.md:3: “b”: write “c”\n")


def test_readability_shows_every_figure(
    in_small_project: Path,
    write_page: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "compiler.check.measured.words_of", lambda language: SimpleNamespace(messages={})
    )
    write_page("index.html", "fr", "home", "<p>On vous dit oui.</p><table><tr><td>173</table>")
    write_page("paas-action/index.html", "fr", "paas-action", "<p>On vous dit oui.</p>")
    write_page("en/index.html", "en", "home", "<p>You can say no.</p>")
    write_page("en/empty/index.html", "en", "home", "")
    assert commands.main(["readability"]) == 0
    fr, en = measure(["On vous dit oui."], "fr"), measure(["You can say no."], "en")
    says_fr, says_en = (
        measure(["une somme que vous recevez."], "fr"),
        measure(["money that you receive."], "en"),
    )

    def row(what: str, count: int, figures: object, rest: str = "") -> str:
        flesch, lix = figures.flesch, figures.lix  # type: ignore[attr-defined]
        return (
            f"{what:44} citizens          {count}      1   {count}.0     {count}.0        {count} "
            f"{flesch:6.0f} {lix:5.0f} {rest}"
        )

    assert capsys.readouterr().out.splitlines() == [
        HEAD,
        "",
        "Before: the two source documents, in French",
        "A document                                                   "
        "702     57  12.3    15.0       36     57    52",
        "",
        "Pages, French",
        row("/", 4, fr, "       5"),
        row("/paas-action/", 4, fr, "       4 of 5"),
        "",
        "Messages of the site, French",
        row(SHORT, 5, says_fr),
        "",
        "Pages, English",
        row("/en/", 4, en, "       4"),
        "",
        "Messages of the site, English",
        row(SHORT, 4, says_en),
        "",
        *commands.EXPLANATION.splitlines(),
        "Limits (docs/words/audiences.toml): citizens 65, organizations 50, "
        "least_mean_sentence 8, mean_sentence 15, longest_sentence 25",
        "",
        "All are within the limits.",
        "",
    ]
    explained = commands.EXPLANATION
    assert explained.startswith("mean and longest: words a sentence; rhythm:")
    assert "\nKandel and Moles; higher is easier. LIX: lower is easier." in explained
    assert explained.endswith("tables and buttons included, and its budget where it has one.")


SHORT = "(short ones together)"


def test_readability_tells_what_is_beyond_a_limit(
    in_small_project: Path,
    write_page: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    long = " ".join(["on te dit"] * 10)
    monkeypatch.setattr(
        "compiler.check.measured.words_of",
        lambda language: SimpleNamespace(messages={"engine.a": long} if language == "en" else {}),
    )
    write_page("paas-action/index.html", "fr", "paas-action", "<p>Oui.</p>" * 6)
    assert commands.main(["readability"]) == 1
    assert capsys.readouterr().out.partition("\nNot within the limits:\n")[2].splitlines() == [
        "/paas-action/ (fr, for citizens): 6 words; at most 5: leave out what another page says",
        "engine (en, for citizens): 30.0 words a sentence; at most 15: cut long sentences in two",
        f"engine (en, for citizens): a sentence of 30 words; at most 25: “{long}”",
    ]
