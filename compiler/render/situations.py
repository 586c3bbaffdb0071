"""Common situations with their results: the verdicts of the rules, and the answer in short.

They replace the calculator where there is no JavaScript. Kinds of assistance with the same
results stand together, and what does not change with the outlook on work is said once.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from calculator.results.cards import place_note, strength
from calculator.results.comparison_rows import CLOSED
from calculator.results.participant_card import participant_sentence
from calculator.results.short_answer import short_lines, short_list
from calculator.words.catalogue import Catalogue
from calculator.words.html import Markup, element, joined
from rules.logic import DOMAINS
from rules.participant import participant
from rules.results import ProgrammeForPerson

# What the programmes say, by outlook on work and programme.
Said = Mapping[str, Mapping[str, ProgrammeForPerson]]


def situations(
    programmes: Sequence[str], links: Mapping[str, str], on: date, words: Catalogue
) -> Markup:
    """The cards of some programmes (their ids), for each kind of assistance and each outlook on
    work.

    The person is an adult: the page says in words what differs for somebody who is not.
    """
    groups = _alike(programmes, on)
    jumps = (
        element("li", element("a", _names(kinds, words), href=f"#{_id(kinds[0])}"))
        for kinds, _ in groups
    )
    sections = (_section(kinds, said, links, words) for kinds, said in groups)
    return joined(element("ul", *jumps, class_="jumps"), *sections)


def _names(kinds: Sequence[str], words: Catalogue) -> str:
    return words.listed([words.text(f"question.assistance.{kind}") for kind in kinds])


def _id(name: str) -> str:
    return name.replace("_", "-")


@cache
def outcomes(on: date, adult: bool = True) -> Mapping[str, Said]:
    """What every programme says on a day, by kind of assistance: asked once for all pages."""
    return {
        str(assistance): {
            str(outlook): participant(
                {
                    "on": on.isoformat(),
                    "assistance": assistance,
                    "adult": adult,
                    "work_outlook": outlook,
                }
            ).programmes
            for outlook in DOMAINS["work_outlook"]
        }
        for assistance in DOMAINS["assistance"]
    }


def if_not_adult(id: str, on: date, words: Catalogue) -> str:
    """Whether a programme answers somebody who is not an adult otherwise, in a sentence."""
    one, other = (
        [[each[id] for each in said.values()] for said in outcomes(on, adult).values()]
        for adult in (True, False)
    )
    return words.text(f"situation.not_adult.{'same' if one == other else 'other'}")


def _alike(programmes: Sequence[str], on: date) -> list[tuple[list[str], Said]]:
    """The kinds of assistance, those with the same results together."""
    found: list[tuple[list[str], Said]] = []
    for assistance, whole in outcomes(on).items():
        said = {outlook: {id: each[id] for id in programmes} for outlook, each in whole.items()}
        kinds = next((kinds for kinds, other in found if other == said), None)
        if kinds is None:
            found.append(([assistance], said))
        else:
            kinds.append(assistance)
    return found


def _section(
    kinds: Sequence[str], said: Said, links: Mapping[str, str], words: Catalogue
) -> Markup:
    (some, *_) = said.values()
    verdicts = {each: [programmes[each].verdict for programmes in said.values()] for each in some}
    # What the outlook on work does not change stands once, below what it does.
    always = [each for each, found in verdicts.items() if len(set(found)) == 1]
    answers = [
        _answers(f"question.work_outlook.{outlook}", [outlook], differing, words)
        for outlook, programmes in said.items()
        if (differing := {each: programmes[each] for each in some if each not in always})
    ]
    if always:
        alike = {each: some[each] for each in always}
        answers.append(_answers("situation.in_all_cases", list(said), alike, words))
    shown = [each for each, found in verdicts.items() if not set(found) <= set(CLOSED)]
    details = [_details(each, some[each], kinds[0], links, words) for each in shown]
    return joined(
        element("h2", _names(kinds, words), id=_id(kinds[0])),
        element(
            "div",
            *answers,
            element("h3", words.text("situation.details")) if details else None,
            element("div", *details, class_="cards") if details else None,
            class_="situation",
            data_assistance=" ".join(kinds),
        ),
    )


def _answers(
    title: str,
    outlooks: Sequence[str],
    programmes: Mapping[str, ProgrammeForPerson],
    words: Catalogue,
) -> Markup:
    """The verdicts that hold for some outlooks, below the message `title`."""
    return element(
        "div",
        element("h3", words.text(title)),
        element("ul", *(_verdict(each, found, words) for each, found in programmes.items())),
        data_work_outlook=" ".join(outlooks),
    )


def _verdict(id: str, found: ProgrammeForPerson, words: Catalogue) -> Markup:
    verdict = found.verdict
    return element(
        "li",
        element(
            "p",
            element("strong", words.text(f"programme.{id}")),
            " ",
            element("span", words.text(f"verdict_badge.{verdict}"), class_="tag"),
        ),
        element(
            "p",
            _sentence(id, found, words),
        ),
        data_programme=id,
        data_verdict=verdict,
    )


def _sentence(id: str, found: ProgrammeForPerson, words: Catalogue) -> str:
    if found.in_force_from:
        return participant_sentence(id, found, words)
    return words.text(f"situation.verdict.{id}.{found.verdict}")


def _details(
    id: str,
    found: ProgrammeForPerson,
    assistance: str,
    links: Mapping[str, str],
    words: Catalogue,
) -> Markup:
    lines = {
        "allowance": [
            strength(id, "allowance", found.allowance.certainty, found.allowance.stated, words)
        ]
        if found.allowance.exists
        else [],
        "costs": [_costs(id, found, words)] if found.reimbursements else [],
        "choice": _choice(id, assistance, words),
        "call": _own(id, words, "situation.call"),
    }
    items = (
        joined(
            element("dt", words.text(f"situation.label.{name}")),
            element("dd", _linked(name, " ".join(said), links, words)),
        )
        for name, said in lines.items()
        if said
    )
    return element(
        "div",
        element("h4", words.text(f"programme.{id}")),
        short_list(short_lines(found, words)),
        element("dl", *items),
        class_="card",
    )


def _linked(name: str, text: str, links: Mapping[str, str], words: Catalogue) -> Markup | str:
    if name != "call":
        return text
    link = element("a", words.text("situation.directory"), href=links["regions"])
    return joined(text, " ", link)


def _own(id: str, words: Catalogue, *messages: str) -> list[str]:
    """The first of a programme's own messages that there is."""
    ids = (f"{message}.{id}" for message in messages)
    return [words.text(one) for one in ids if one in words][:1]


def _choice(id: str, assistance: str, words: Catalogue) -> list[str]:
    # Where a document speaks of saying no, the calculator's card has the words for it.
    ids = (f"situation.choice.{id}", f"{id}.{place_note(id, assistance, words)}")
    return [words.text(one) for one in ids if one in words][:1]


def _costs(id: str, found: ProgrammeForPerson, words: Catalogue) -> str:
    # A document that grants no allowance to a person speaks of others' costs only.
    told = found.allowance.certainty != "not_stated" and any(
        each.certainty != "not_stated" for each in found.reimbursements
    )
    return words.text(f"situation.costs.{id if told else 'not_stated'}")
