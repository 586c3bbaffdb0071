"""The figures of pages and groups of messages: of what text, for whom, and held to which limit."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from compiler.check.measured import (
    SHORT,
    Measured,
    audiences,
    beyond_limits,
    measured_messages,
    measured_pages,
    page_ids,
)
from compiler.check.readability import Figures, measure

LIMITS = {
    "citizens": 65,
    "organizations": 50,
    "least_mean_sentence": 8,
    "mean_sentence": 15,
    "longest_sentence": 25,
}
NAMES = {"fr": ["Services d’ici", "PAAS Action"], "en": ["Services of here", "PAAS Action"]}


def test_every_page_is_measured_for_its_readers(
    small_project: Path, write_page: Callable[..., None]
) -> None:
    texts = {
        "index.html": ("fr", "home", "Les Services d’ici vous aident."),
        "en/index.html": ("en", "home", "The Services of here help you."),
        "404.html": ("fr", "missing", "Rien ici."),
        "paas-action/index.html": ("fr", "paas-action", "Le PAAS Action vous aide."),
        "verifier/index.html": ("fr", "check", "Votre organisme participe."),
        "sources/index.html": ("fr", "sources", "Une liste. Des faits."),
    }
    for path, (language, id, text) in texts.items():
        write_page(path, language, id, f"<p>{text}</p><table><tr><td>173</td></tr></table>")

    def measured(path: str, what: str, audience: str, seen: int, **more: object) -> Measured:
        language, _, text = texts[path]
        figures = measure([text], language, NAMES[language])
        return Measured(what, language, audience, figures, None, seen, True)._replace(**more)

    assert list(measured_pages(small_project, small_project / "site")) == [
        measured("404.html", "/404.html", "citizens", 3),
        measured("en/index.html", "/en/", "citizens", 5),
        measured("index.html", "/", "citizens", 5),
        measured("paas-action/index.html", "/paas-action/", "citizens", 5, budget=5),
        measured("sources/index.html", "/sources/", "citizens", 5, connected=False),
        measured("verifier/index.html", "/verifier/", "organizations", 4),
    ]


def test_messages_are_measured_by_group_and_audience(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thirty = " ".join(["Vous dites non."] * 10)
    few = "Vous pouvez dire non à {programme}."
    messages: Mapping[str, str] = {
        # Parts of numbers and dates: no text.
        **dict.fromkeys(("format.date", "hours.one", "months.one", "places.one"), thirty),
        "engine.loading": thirty,
        "engine.failed.again": few,
        "question.adult.title": thirty,
        "question.adult.help": "Une réponse.",
        "question.hours.title": thirty,
        "condition.one": thirty,
        "value.one": "Une valeur.",
        "value.two": "Deux valeurs.",
        "short.one": "Bonjour.",
        "shorter.one": "{count} de plus.",
    }
    monkeypatch.setattr(
        "compiler.check.measured.words_of", lambda language: SimpleNamespace(messages=messages)
    )
    filled = few.replace("{programme}", "\ue000")
    says = {"fr": "une somme que vous recevez.", "en": "money that you receive."}
    expected = [
        (what, language, audience, measure(texts, language, NAMES[language]))
        for language in ("fr", "en")
        for what, audience, texts in (
            ("engine", "citizens", [thirty, filled]),
            ("question.adult", "citizens", [thirty, "Une réponse."]),
            ("question.hours", "citizens", [thirty]),
            ("condition", "organizations", [thirty]),
            (SHORT, "organizations", ["Une valeur.", "Deux valeurs."]),
            (SHORT, "citizens", ["Bonjour.", "\ue000 de plus.", says[language]]),
        )
    ]
    found = list(measured_messages(small_project))
    assert [(one.what, one.language, one.audience, one.figures) for one in found] == expected
    assert {(one.budget, one.visible_words, one.connected) for one in found} == {(None, 0, False)}


def test_the_ids_of_pages_are_those_of_the_documents(
    write_docs: Callable[..., Path], tmp_path: Path
) -> None:
    matter = "---\npage: about\ntitle: A\ndescription: A\n---\n\n# A\n"
    write_docs({"fr/a-propos.md": matter, "en/about.md": matter})
    assert page_ids(tmp_path) == {"about"}


def test_audiences_are_read_from_the_project(small_project: Path) -> None:
    assert audiences(small_project)["limits"] == LIMITS


WITHIN = Measured(
    "/x/",
    "fr",
    "citizens",
    Figures(
        words=100,
        sentences=20,
        mean=5,
        longest=25,
        longest_sentence="Un mot.",
        flesch=65,
        lix=1,
        rhythm=15,
        full_sentences=20,
    ),
    budget=600,
    visible_words=600,
    connected=True,
)


@pytest.mark.parametrize(
    ("figures", "more", "told"),
    [
        ({}, {}, []),
        (
            {"rhythm": 15.04},
            {},
            [
                "/x/ (fr, for citizens): 15.0 words a sentence; at most 15: "
                "cut long sentences in two"
            ],
        ),
        ({"rhythm": 8}, {}, []),
        (
            {"rhythm": 7.9},
            {},
            [
                "/x/ (fr, for citizens): 7.9 words a sentence; at least 8: join sentences with "
                "because, so, if, but"
            ],
        ),
        # A list or a message, or a page of few sentences, need not flow.
        ({"rhythm": 7.9}, {"connected": False}, []),
        ({"rhythm": 7.9, "full_sentences": 19}, {}, []),
        (
            {"longest": 26},
            {},
            ["/x/ (fr, for citizens): a sentence of 26 words; at most 25: “Un mot.”"],
        ),
        (
            {"flesch": 64.9},
            {},
            ["/x/ (fr, for citizens): index 65; at least 65: use shorter words and sentences"],
        ),
        ({"flesch": 64.9}, {"audience": "organizations"}, []),
        (
            {"flesch": 49},
            {"audience": "organizations", "language": "en"},
            ["/x/ (en, for organizations): index 49; at least 50: use shorter words and sentences"],
        ),
        (
            {},
            {"visible_words": 601},
            ["/x/ (fr, for citizens): 601 words; at most 600: leave out what another page says"],
        ),
        ({}, {"visible_words": 601, "budget": None}, []),
        # Nothing was measured, so nothing is beyond a limit.
        ({"words": 0, "flesch": 0}, {}, []),
        (
            {"words": 1, "flesch": 0, "longest": 26, "rhythm": 16},
            {"visible_words": 601},
            [
                "/x/ (fr, for citizens): 16.0 words a sentence; at most 15: "
                "cut long sentences in two",
                "/x/ (fr, for citizens): a sentence of 26 words; at most 25: “Un mot.”",
                "/x/ (fr, for citizens): index 0; at least 65: use shorter words and sentences",
                "/x/ (fr, for citizens): 601 words; at most 600: leave out what another page says",
            ],
        ),
    ],
)
def test_what_is_beyond_a_limit_is_told(
    figures: dict[str, float], more: dict[str, object], told: list[str]
) -> None:
    found = WITHIN._replace(figures=WITHIN.figures._replace(**figures), **more)  # type: ignore[arg-type]
    assert list(beyond_limits(found, LIMITS)) == told
