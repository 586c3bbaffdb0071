"""Sentence lengths and standard indexes of French and English text.

Flesch reading ease for English (206.835 - 1.015 words a sentence - 84.6 syllables a word),
its French adaptation by Kandel and Moles (207 - 1.015 - 73.6), and LIX (words a sentence +
per cent of words of more than six letters). Syllables are Pyphen's, as in textstat.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from pyphen import Pyphen

FLESCH = {"fr": (207.0, 1.015, 73.6), "en": (206.835, 1.015, 84.6)}
PATTERNS = {"fr": "fr", "en": "en_US"}

SENTENCE_END = re.compile(r"(?<=[.!?…])[»”’)\u00a0]*\s+")
# Spaces split words, no-break spaces too; signs alone (: $ –) are none.
WORD = re.compile(r"\S*[\w\ue000]\S*")
LETTERS = re.compile(r"[^\w]|_")
LONG_WORD = 7  # letters: LIX counts words of more than six
# Fewer words in a row are a label, a name in a list or a short heading, not a sentence.
SENTENCE_WORDS = 4
# Stands for an official name: one word, without syllables and letters of its own.
NAME = "\ue000"


class Figures(NamedTuple):
    """What was measured. `flesch` is the index; without words all are 0.

    `mean` is that of the indexes, over all that ends like a sentence; `rhythm` is the mean of
    the sentences of at least SENTENCE_WORDS words, of which there are `full_sentences`.
    """

    words: int
    sentences: int
    mean: float
    longest: int
    longest_sentence: str
    flesch: float
    lix: float
    rhythm: float
    full_sentences: int


def measure(blocks: Iterable[str], language: str, names: Sequence[str] = ()) -> Figures:
    """The figures of a text given by block; each block ends a sentence.

    Each of `names` counts as one word and is left out of the syllables a word, so that it
    neither helps nor harms.
    """
    sentences = [s for block in blocks for s in sentences_of(_with_names(block, names))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Figures(0, 0, 0, 0, "", 0, 0, 0, 0)
    mean = len(words) / len(sentences)
    own = [word for word in words if NAME not in word]
    per_word = sum(syllables(word, language) for word in own) / len(own) if own else 1.0
    long = sum(len(LETTERS.sub("", word)) >= LONG_WORD for word in own)
    base, by_length, by_syllables = FLESCH[language]
    longest = max(sentences, key=len)
    full = [len(sentence) for sentence in sentences if len(sentence) >= SENTENCE_WORDS]
    return Figures(
        words=len(words),
        sentences=len(sentences),
        mean=mean,
        longest=len(longest),
        longest_sentence=" ".join(longest).replace(NAME, "[…]"),
        flesch=base - by_length * mean - by_syllables * per_word,
        lix=mean + 100 * long / len(words),
        rhythm=sum(full) / len(full) if full else 0,
        full_sentences=len(full),
    )


def words_in(text: str, names: Sequence[str] = ()) -> int:
    """How many words a text has; each of `names` is one."""
    return len(WORD.findall(_with_names(text, names)))


def sentences_of(block: str) -> list[list[str]]:
    """The words of each sentence of a block."""
    found = (WORD.findall(sentence) for sentence in SENTENCE_END.split(block))
    return [words for words in found if words]


def _with_names(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = text.replace(name, NAME)
    return text


def syllables(word: str, language: str) -> int:
    """The syllables of a word, at least one, as hyphenation sees them."""
    return len(_pyphen(language).positions(LETTERS.sub("", word).lower())) + 1


@cache
def _pyphen(language: str) -> Pyphen:
    return Pyphen(lang=PATTERNS[language])
