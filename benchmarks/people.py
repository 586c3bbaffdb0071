"""People who do not exist, with the answers that decide a verdict.

A question's answer is a number: 0 for "not answered", then its place among the answers that
the question has, from 1. One question in ten is left open; the other answers are equally
frequent.
"""

from collections.abc import Iterator, Mapping

import numpy

from rules.logic import DOMAINS

SEED = 2026
OPEN = 0.1

# For each question, everybody's answer.
People = Mapping[str, numpy.ndarray]

# What is said of one person: the verdicts of PAAS Action and of Interagir, and the highest
# allowance of PAAS Action.
Answer = tuple[str, ...]


def people(count: int) -> People:
    """So many people, always the same ones."""
    chance = numpy.random.default_rng(SEED)
    found = {}
    for question, answers in DOMAINS.items():
        given = chance.integers(1, len(answers), count, numpy.uint8, endpoint=True)
        found[question] = given * (chance.random(count, numpy.float32) >= OPEN)
    return found


def first(population: People, count: int) -> People:
    """The first so many of a population."""
    return {question: answers[:count] for question, answers in population.items()}


def size(population: People) -> int:
    """How many people there are."""
    return min(map(len, population.values()))


def states(population: People) -> numpy.ndarray:
    """For everybody, the place of their state in the order of `participant_states`."""
    shape = [len(answers) + 1 for answers in DOMAINS.values()]
    return numpy.ravel_multi_index(tuple(population.values()), shape)


def situations(population: People) -> Iterator[dict[str, object]]:
    """Everybody's answers in the words of contract.md."""
    for numbers in zip(*population.values(), strict=True):
        yield {
            question: answers[number - 1]
            for (question, answers), number in zip(DOMAINS.items(), numbers, strict=True)
            if number
        }
