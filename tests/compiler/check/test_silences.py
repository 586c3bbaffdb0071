"""What the documents do not say stands on the pages, with whom to ask."""

import re
from collections.abc import Mapping

import pytest

from compiler.read.pages import Page

# What each document is silent about, by a word that only its item has.
SILENCES = {
    "paas_action": (
        *("Qui décide", "faire une demande", "Combien de temps", "refait le point", "dites non"),
        *("arrêtez", "heures à faire au moins", "transport et la garde", "Jusqu’à combien"),
        *("autres frais", "Quel jour", "impôts", "âge"),
    ),
    "interagir": (
        *("Sa date", "montant de l’allocation", "Jusqu’à combien", "autres frais", "plus petit"),
        *("combien de mois", "ne faites pas ces heures", "ne pas dépasser", "arrêtez"),
        *("objectif emploi", "revenu de base"),
    ),
    "organizations": (
        *("faire une demande", "accordée mais vide", "payé chaque mois", "alphabétisation"),
        *("encore offert", "qui décide"),
    ),
}
ASKED = {"fr": re.compile(r"Demandez|demandez"), "en": re.compile(r"Ask|ask")}
SILENT = {
    "fr": re.compile(r"ne (le )?dit pas|ne parle pas"),
    "en": re.compile(r"does not (say|speak)"),
}


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
    assert len(questions) >= 12
    *both, last = questions
    assert "PAAS Action.**" not in last
    for question in both:
        assert question.partition("\n")[0].endswith("?")
        answers = re.findall(r"^- .*\*\*(PAAS Action|Interagir)\.\*\*(.*)$", question, re.MULTILINE)
        assert [name for name, _ in answers] == ["PAAS Action", "Interagir"], question
        for name, answer in answers:
            if SILENT[language].search(answer):
                assert ASKED[language].search(answer), (name, answer)
