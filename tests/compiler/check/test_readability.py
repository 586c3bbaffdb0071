"""How sentences, syllables and indexes are counted, on texts counted by hand."""

import pytest

from compiler.check.readability import NAME, measure, sentences_of, syllables, words_in


@pytest.mark.parametrize(
    ("block", "lengths"),
    [
        ("Vous pouvez dire non.", [4]),
        ("Rien n’est sûr. Demandez-le!", [3, 1]),
        ("Qui? Vous? « Oui. » Non…  Peut-être", [1, 1, 1, 1, 1]),
        ("It is $173.50 a month. Ask (now).", [5, 2]),
        ("C’est 173\u00a0$ par mois, ou 45,50\u00a0$\u00a0: voyez.", [7]),
        ("– : …", []),
        ("", []),
    ],
)
def test_sentences_and_words(block: str, lengths: list[int]) -> None:
    assert [len(words) for words in sentences_of(block)] == lengths


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [
        ("fr", "organisme,", 3),
        ("fr", "allocation", 4),
        ("fr", "l’aide", 1),
        ("fr", "173", 1),
        ("en", "organization", 5),
        ("en", "only.", 2),
        ("en", "aid", 1),
    ],
)
def test_syllables(language: str, word: str, count: int) -> None:
    assert syllables(word, language) == count


def test_french_index_is_kandel_and_moles() -> None:
    found = measure(["Un organisme vous aide.", "Vous avancez"], "fr")
    # 4 + 2 words; or-ga-nisme and avan-cez: 3 + 2 + 4 × 1 syllables.
    assert (found.words, found.sentences, found.mean, found.longest) == (6, 2, 3, 4)
    assert found.longest_sentence == "Un organisme vous aide."
    assert found.flesch == pytest.approx(207 - 1.015 * 3 - 73.6 * 9 / 6)
    assert found.lix == pytest.approx(3 + 100 * 2 / 6)


def test_english_index_is_flesch() -> None:
    found = measure(["You may only ask. Now"], "en")
    assert (found.words, found.sentences) == (5, 2)
    assert found.flesch == pytest.approx(206.835 - 1.015 * 2.5 - 84.6 * 6 / 5)


def test_a_name_counts_as_one_word_and_no_syllable() -> None:
    name = "ministère de l’Emploi et de la Solidarité sociale"
    plain = measure(["Le guide vous aide."], "fr")
    named = measure([f"Le {name} vous aide."], "fr", [name])
    assert (named.words, named.mean) == (plain.words, plain.mean)
    assert named.flesch == plain.flesch
    assert named.longest_sentence == "Le […] vous aide."
    assert measure([f"Le {name} vous aide."], "fr").words == 11


def test_what_is_filled_in_counts_as_one_word() -> None:
    assert measure([f"Au plus {NAME} par mois."], "fr").words == 5
    assert measure([NAME], "fr").words == 1


def test_nothing_has_no_figures() -> None:
    assert measure([], "fr") == measure(["…"], "en") == (0, 0, 0, 0, "", 0, 0, 0, 0)


def test_labels_and_lists_of_names_are_not_full_sentences() -> None:
    blocks = ["PAAS Action.", "Le choix est le vôtre.", "Le guide vous aide à dire non. Oui."]
    found = measure(blocks, "fr", ["PAAS Action"])
    # 5 and 7 words; the name and the one word are no sentences.
    assert (found.full_sentences, found.rhythm) == (2, 6)
    assert found.mean == 14 / 4
    assert measure(["Oui. Non."], "fr").rhythm == 0


def test_words_of_a_text_are_counted_with_names_as_one() -> None:
    assert words_in("Le PAAS Action\u00a0: 173\u00a0$ – oui.", ["PAAS Action"]) == 4
