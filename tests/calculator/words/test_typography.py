"""No-break spaces that nobody has to type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.words.typography import NO_BREAK_SPACE, typeset

FRENCH_TEXT = st.text(alphabet="aé1 \u00a0:$%«».,;!?(){}\n’")


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
        # None before these, and nothing where there was no space.
        ("Quoi ? Non ! Bon ; fin", "Quoi ? Non ! Bon ; fin"),
        ("173$, à 12:30, https://a.example", "173$, à 12:30, https://a.example"),
        ("$ par mois", "$ par mois"),
        (" $ par mois", " $ par mois"),
        ("deux  : espaces", "deux  : espaces"),
        ("de $x à %s", "de $x à %s"),
        ("", ""),
    ],
)
def test_french(typed: str, printed: str) -> None:
    expected = printed.replace("~", NO_BREAK_SPACE)
    assert typeset(typed.replace("~", NO_BREAK_SPACE), "fr") == expected


@given(FRENCH_TEXT)
def test_nothing_but_spaces_changes(text: str) -> None:
    printed = typeset(text, "fr")
    assert printed.replace(NO_BREAK_SPACE, " ") == text.replace(NO_BREAK_SPACE, " ")


@given(FRENCH_TEXT)
def test_once_is_enough(text: str) -> None:
    printed = typeset(text, "fr")
    assert typeset(printed, "fr") == printed


@given(FRENCH_TEXT)
def test_english_stays_as_typed(text: str) -> None:
    assert typeset(text, "en") == text
