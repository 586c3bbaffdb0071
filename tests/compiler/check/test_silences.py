"""What the documents do not say stands on the pages, with whom to ask."""

import re
from collections.abc import Mapping

import pytest

from compiler.read.pages import Page

# What each document is silent about, by a word that only its item has.
SILENCES = {
    "paas_action": (
        *("Qui décide", "faire une demande", "Combien de temps", "réévaluation", "refuse"),
        *("arrête", "minimum d’heures", "dépasser", "transport et la garde", "Jusqu’à combien"),
        *("autres frais", "Quand l’allocation", "impôts", "âge", "un emploi", "Interagir"),
        *("vient après", "une place"),
    ),
    "interagir": (
        *("encore offert", "montant de l’allocation", "Jusqu’à combien", "autres frais"),
        *("mon minimum", "combien de mois", "manque des heures", "maximum", "arrête"),
        *("objectif emploi", "revenu de base", "fait la réévaluation", "impôts", "PAAS Action"),
    ),
    "organizations": (
        *("faire une demande", "accordée mais vide", "payé chaque mois", "alphabétisation"),
        *("encore offert", "qui décide"),
    ),
}
ASKED = {"fr": re.compile(r"Demandez|demandez"), "en": re.compile(r"Ask|ask")}
SILENT = {
    "fr": re.compile(r"ne (le )?dit pas|ne parle pas|n’en donne pas"),
    "en": re.compile(r"(does not|doesn’t) (say|speak|give)"),
}
# What neither document answers stands in one place of the questions page.
TOPICS = {
    "fr": (
        "programmes en même temps",
        "j’arrête",
        "mes heures",
        "Jusqu’à combien",
        "impôts",
        "autres aides",
        "âge",
    ),
    "en": (
        "programs at the same time",
        "I stop",
        "my hours",
        "Up to how much",
        "taxes",
        "other benefits",
        "age",
    ),
}
TO_ASK = {"fr": "Que demander au téléphone?", "en": "What should I ask on the phone?"}
COMPARISON = {"fr": r"Comparer les \w+ programmes\b", "en": r"Compare the \w+ programs\b"}


@pytest.mark.slow
@pytest.mark.parametrize("page", SILENCES)
def test_each_silence_has_its_place(rendered: Mapping[tuple[str, str], Page], page: str) -> None:
    text = rendered["fr", page].text
    (block,) = re.findall(r'<div class="not-stated" markdown>(.*?)</div>', text, re.DOTALL)
    assert [words for words in SILENCES[page] if words not in block] == []
    assert "Posez ces questions" in block


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_question_has_an_answer_for_each_programme(
    rendered: Mapping[tuple[str, str], Page], language: str
) -> None:
    _, *questions = re.split(r"^## ", rendered[language, "questions"].text, flags=re.MULTILINE)
    *both, to_ask, comparison, last = questions
    assert len(both) >= 12
    assert "PAAS Action.**" not in last
    assert to_ask.partition("\n")[0] == TO_ASK[language]
    assert [words for words in TOPICS[language] if words not in to_ask] == []
    assert re.match(COMPARISON[language], comparison)
    for question in both:
        assert question.partition("\n")[0].endswith("?")
        answers = re.findall(r"^- .*\*\*(PAAS Action|Interagir)\.\*\*(.*)$", question, re.MULTILINE)
        assert [name for name, _ in answers] == ["PAAS Action", "Interagir"], question
        for name, answer in answers:
            if SILENT[language].search(answer):
                assert ASKED[language].search(answer), (name, answer)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_people_fear_most_comes_first(
    rendered: Mapping[tuple[str, str], Page], language: str
) -> None:
    """Obligation, loss of the benefit, money, and whom to call, before all else."""
    headings = re.findall(r"^## (.*)$", rendered[language, "questions"].text, re.MULTILINE)
    assert (
        headings[:4]
        == {
            "fr": [
                "Est-ce que je suis obligé de participer?",
                "Est-ce que je perds mon aide si je refuse?",
                "Combien est-ce que je peux recevoir?",
                "Qui appeler?",
            ],
            "en": [
                "Do I have to take part?",
                "Do I lose my assistance if I say no?",
                "How much can I receive?",
                "Who do I call?",
            ],
        }[language]
    )
