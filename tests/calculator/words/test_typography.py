"""No-break spaces and apostrophes that nobody has to type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.words.typography import NO_BREAK_SPACE, typeset

FRENCH_TEXT = st.text(alphabet="aéh1 \u00a0:$%«».,;!?(){}\n’'")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("173 $", "173~$"),
        ("173 $ par mois", "173~$ par mois"),
        ("(173 $)", "(173~$)"),
        ("{amount} $", "{amount}~$"),
        ("50 %.", "50~%."),
        ("Source : le document", "Source~: le document"),
        ("Erreur : ", "Erreur~: "),
        ("les points :\n", "les points~:\n"),
        ("« oui »", "«~oui~»"),
        ("« oui ».", "«~oui~»."),
        ("« {text} » ou « non »", "«~{text}~» ou «~non~»"),
        ("173~$", "173~$"),
        ("100 000 $ ou 1 234 567,50 $", "100~000~$ ou 1~234~567,50~$"),
        ("1 800 463-5907, 418 727-5677", "1~800~463-5907, 418~727-5677"),
        ("de 8 h 30 à 16 h", "de 8~h~30 à 16~h"),
        ("l'aide d'un « ami », aujourd'hui", "l’aide d’un «~ami~», aujourd’hui"),
        ("l'{name}", "l’{name}"),
        # None before these, and nothing where there was no space.
        ("Quoi ? Non ! Bon ; fin", "Quoi ? Non ! Bon ; fin"),
        ("173$, à 12:30, https://a.example", "173$, à 12:30, https://a.example"),
        ("$ par mois", "$ par mois"),
        (" $ par mois", " $ par mois"),
        ("deux  : espaces", "deux  : espaces"),
        ("de $x à %s", "de $x à %s"),
        (
            "en 2026 100 personnes, 80 heures, 3 habits",
            "en 2026 100 personnes, 80 heures, 3 habits",
        ),
        ("'mot", "'mot"),
        ("", ""),
    ],
)
def test_french(typed: str, printed: str) -> None:
    expected = printed.replace("~", NO_BREAK_SPACE)
    assert typeset(typed.replace("~", NO_BREAK_SPACE), "fr") == expected


@given(FRENCH_TEXT)
def test_nothing_but_spaces_and_apostrophes_changes(text: str) -> None:
    assert _plain(typeset(text, "fr")) == _plain(text)


def _plain(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ").replace("’", "'")


@given(FRENCH_TEXT)
def test_once_is_enough(text: str) -> None:
    printed = typeset(text, "fr")
    assert typeset(printed, "fr") == printed


@given(FRENCH_TEXT)
def test_english_has_its_apostrophes_only(text: str) -> None:
    assert typeset(text, "en").replace("’", "'") == text.replace("’", "'")
    assert typeset("people's « 5 » don't: {name}'s", "en") == "people’s « 5 » don’t: {name}’s"
