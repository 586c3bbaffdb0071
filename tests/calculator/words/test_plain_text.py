"""Plain text for messages: what typesetting adds is taken away, and nothing else."""

import pytest

from calculator.words.plain_text import GSM, GSM_TWO, for_text_message, plain


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("jusqu’à 173\u00a0$", "jusqu'à 173 $"),
        ("«\u00a0oui\u00a0», « non »", '"oui", "non"'),
        ("“yes” – ‘no’…", "\"yes\" - 'no'..."),
        ("1\u202f000", "1 000"),
        ("Côte-Nord, ça, peut-être", "Côte-Nord, ça, peut-être"),
        (" leads and ends ", " leads and ends "),
    ],
)
def test_signs_of_typesetting_become_those_of_a_keyboard(text: str, typed: str) -> None:
    assert plain(text) == typed


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("à confirmer, été, où, Ça", "à confirmer, été, où, Ça"),
        ("Côte, ça, naïf, ÎLES", "Cote, ca, naif, ILES"),
        ("a~b", "a~b"),
        ("\U0001f642!", "!"),
    ],
)
def test_letters_out_of_the_alphabet_lose_their_accent(text: str, sent: str) -> None:
    assert for_text_message(text) == sent


def test_the_alphabet_is_that_of_the_standard() -> None:
    # 128 places, less the escape to the second table and ten Greek capitals.
    assert len(GSM) == 128 - 1 - 10
    assert len(GSM_TWO) == 9
    assert not GSM & GSM_TWO
