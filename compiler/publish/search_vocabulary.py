"""What the search's script knows of words: those of the pages, and those that are no mistakes.

A word that no page has is taken for a slip of the keyboard only where no dictionary has it:
``malade`` is not ``made``. Of the dictionary, the words near to one that the search knows are
published, and no others: only these could be taken for it.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any

from compiler.publish.search_answers import Answer
from compiler.read.dictionaries import listed_words
from compiler.read.kept import NOTHING_KEPT, Kept
from compiler.read.mistake import Mistake, SourceError

TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN = re.compile(r"[^\W_]+")
PROJECT = Path(__file__).resolve().parents[2]
# Shorter words are not corrected at all, see browser/site/search_words.js.
SHORTEST = 4
# As in browser/site/search_words.js.
SINGULAR = re.compile(r"(?<=[^ ]{3})[sx](?= |$)")
DOUBLED = re.compile(r"(.)\1+")


def known_words(
    language: str,
    copies: Mapping[str, str],
    given: Mapping[str, Any],
    answers: Sequence[Answer],
    kept: Kept = NOTHING_KEPT,
) -> dict[str, Any]:
    """The content of ``words.<language>.json``, of the copies of one language.

    Words of which the documents are said to be silent are left out where a page has them: that
    page is found. Raises SourceError for synonyms that lead to no word of the pages.
    """
    texts = [unescape(TAG.sub(" ", copy)).lower() for copy in copies.values()]
    texts += [text.lower() for text in given["pages"].values()]
    found = Counter(word for text in texts for word in WORD.findall(text))
    # The commonest first; words as common as each other by the alphabet, so that builds agree.
    vocabulary = sorted(found, key=lambda word: (-found[word], word))
    plain = {folded(word) for word in vocabulary}
    meant = sorted({word for words in given["synonyms"].values() for word in words.split()})
    unknown = [word for word in meant if not any(one.startswith(word) for one in plain)]
    file = f"compiler/publish/search_words/{language}.toml"
    if unknown:
        sentence = f"no page has the words that [synonyms] leads to: {', '.join(unknown)}"
        raise SourceError([Mistake(file, None, sentence)])
    answers = [*_still_silent(answers, texts)]
    typed = {
        word
        for words in (*given["synonyms"], *(w for a in answers for w in a.words))
        for word in words.split()
    }
    known = plain | typed

    def right() -> str:
        return " ".join(right_words(known, listed_words(PROJECT, language)))

    return {
        "stop": given["stop"].split(),
        "synonyms": given["synonyms"],
        "vocabulary": " ".join(vocabulary),
        "right": kept.text(f"right-words-{language}", sorted(known), right),
        "answers": [one.published() for one in answers],
    }


def _still_silent(answers: Iterable[Answer], texts: Iterable[str]) -> Iterator[Answer]:
    """The answers, without the words that are said to be on no page and that a page has."""
    said = "\n".join(map(_spoken, texts))
    for one in answers:
        words = one.words
        if one.silent:
            words = tuple(word for word in words if _spoken(word) not in said)
        if words:
            yield one._replace(words=words)


def _spoken(text: str) -> str:
    """The words of a text, each in the singular and between spaces."""
    return SINGULAR.sub("", f" {' '.join(SPOKEN.findall(folded(text)))} ")


def right_words(known: Collection[str], words: Iterable[str]) -> list[str]:
    """Those of `words`, without accents, that are one slip from a known word and none themselves.

    Takes time by the number of words, not by that of pairs: words a slip apart have a form in
    common once a letter is left out of one or both.
    """
    near: defaultdict[str, set[str]] = defaultdict(set)
    for word in known:
        if len(word) >= SHORTEST:
            for form in _forms(sound(word)):
                near[form].add(sound(word))
    right = set()
    for word in {folded(one) for one in words} - set(known):
        key = sound(word)
        if len(word) >= SHORTEST and any(
            is_slip(key, other) for form in _forms(key) for other in near.get(form, ())
        ):
            right.add(word)
    return sorted(right)


def sound(word: str) -> str:
    """One letter for those that sound alike, doubled or not: as in browser/site/search_words.js."""
    letters = word.replace("eau", "o").replace("au", "o").replace("ph", "f").replace("y", "i")
    return DOUBLED.sub(r"\1", letters)


def is_slip(one: str, other: str) -> bool:
    """Whether at most one letter must be added, left out, changed or swapped with its neighbour."""
    if len(one) != len(other):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        return shorter in _forms(longer)
    differing = [place for place, letter in enumerate(one) if letter != other[place]]
    if len(differing) < 2:
        return True
    first, last = differing[0], differing[-1]
    return (
        len(differing) == 2
        and last == first + 1
        and one[first : last + 1] == (other[last] + other[first])
    )


def _forms(word: str) -> set[str]:
    """The word, and what it is without each of its letters."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def folded(text: str) -> str:
    """A text in lower case and without accents."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    # A language has few marks: one by one is faster than letter by letter.
    for mark in filter(unicodedata.combining, set(letters)):
        letters = letters.replace(mark, "")
    return letters
