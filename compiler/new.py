"""``python -m compiler new``: a programme, page or number of a region, with what is to be written.

Every text that only a person can write holds a mark; a build stops at each, see
`compiler.check.to_be_written`.
"""

import argparse
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from compiler.check.to_be_written import MARKS
from compiler.new_contact import Ask, new_contact, plain_text, refused
from compiler.read.mistake import Mistake, SourceError
from rules.dated import document, programme_ids

ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Files = Mapping[str, str]

# Filled in for a language first; what stands in doubled braces, for a programme afterwards.
MESSAGES = """\
# {remark}

[programme]
{{id}} = "{name}"

[value.{{id}}]
weekly_hours = "{hours}"

[criterion]
{{id}}_adult = "{mark}"

[ask.{{id}}]
offered = "{mark}"

[ask.to_confirm]
{{id}}_adult = "{mark}"

[ask.unknown]
{{id}}_adult = "{mark}"

[situation.verdict.{{id}}]
possible = "{mark}"

[answer.{{id}}]
about = "{mark}"
"""
PAGE: Files = {
    f"docs/{language}/{{slug_{language}}}.md": f"""\
---
page: {{id}}
title: "{{name_{language}}}"
description: "{mark}"
---

# {{name_{language}}}

{mark}
"""
    for language, mark in MARKS.items()
}
PROGRAMME: Files = {
    "rules/programmes/{id}.toml": """\
# {name_en}: what its document states. What begins with # is for whoever edits.

[programme]
order = {order}

[document]
title = "{name_fr}"
publisher = "À ÉCRIRE"
# The month of the document, as the first day of it; take the line away where it has no date.
dated = {month}

# The parts of the document: an id, and the heading as the document has it, in French.
[sections]
all = "À ÉCRIRE"

# An amount or a number of hours: take away those that the document does not state.
[values.weekly_hours]
unit = "hours/week"
certainty = "stated"
source = "all"
dated = [{{ effective = {since}, value = {{ low = 0, high = 15 }} }}]
""",
    "rules/programmes/{id}.py": '''\
"""{name_en}: TO BE WRITTEN, whom it is for and in which order its document says so.

What the document does not speak of is left out: allowance, reimbursements, milestones, and all
about organisations. `tests/compiler/third_programme/` has an example of each.
"""

from collections.abc import Sequence

from rules.asked_hours import asked_hours
from rules.dated import document
from rules.logic import Criterion, Situation, status
from rules.programme import Participant
from rules.results import Hours, Subject

VALUES = document("{id}").parameters

SOURCES: dict[Subject, str] = {{"hours": "{id}.all"}}


def criteria(situation: Situation) -> Sequence[Criterion]:
    """Whom the programme is for."""
    return (Criterion("{id}_adult", status(situation.adult, otherwise="to_confirm"), "{id}.all"),)


def hours(person: Participant) -> Hours:
    """The hours a week, between two numbers."""
    low, high = VALUES["weekly_hours"].range(person.on)
    return asked_hours(person.weekly_hours, low, high)
''',
    "calculator/words/messages/{id}.fr.toml": MESSAGES.format(
        remark="Les mots du programme. Ce qui manque encore est nommé par la construction.",
        name="{name_fr}",
        hours="Heures par semaine",
        mark=MARKS["fr"],
    ),
    "calculator/words/messages/{id}.en.toml": MESSAGES.format(
        remark="The words of the program. What is still missing is named by the build.",
        name="{name_en}",
        hours="Hours a week",
        mark=MARKS["en"],
    ),
    "docs/facts/{id}.yaml": """\
# The facts of the document. The first lines of docs/facts/paas_action.yaml explain the keys.

facts:
  - id: weekly-hours
    section: all
    audience: citizen
    strength: stated
    value: weekly_hours
    fr: À ÉCRIRE
    en: TO BE WRITTEN
""",
    "docs/fr/{slug_fr}.md": PAGE["docs/fr/{slug_fr}.md"].rstrip("\n")
    + " : {{{{ {id}.weekly_hours }}}} par semaine. {{# facts of {id}: weekly-hours #}}\n",
    "docs/en/{slug_en}.md": PAGE["docs/en/{slug_en}.md"].rstrip("\n")
    + ": {{{{ {id}.weekly_hours }}}} a week. {{# facts of {id}: weekly-hours #}}\n",
}
KINDS = {"programme": PROGRAMME, "page": PAGE}
REGION_CONTACT = "region-contact"
OPTIONS = (
    *("name-fr", "name-en", "address-fr", "address-en", "since"),
    *("telephone", "label-fr", "label-en"),
)


def new(project: Path, arguments: Sequence[str], ask: Ask) -> str:
    """Write the files that the arguments ask for; returns what to do next, as text.

    Raises SourceError where something cannot be, and then writes nothing.
    """
    asked = _parser().parse_args(arguments)
    if asked.kind == REGION_CONTACT:
        return new_contact(project, asked, ask)
    values = _values(asked, ask)
    files = {
        path.format(**values): text.format(**values) for path, text in KINDS[asked.kind].items()
    }
    there = [
        Mistake(name, None, "is there already; choose another id or address")
        for name in files
        if (project / name).exists()
    ]
    if there:
        raise SourceError(there)
    for name, text in files.items():
        (project / name).write_text(text, encoding="utf-8")
    return _next_steps(project, asked.kind, files)


def _values(asked: argparse.Namespace, ask: Ask) -> Mapping[str, str]:
    id = _matching("id", asked.id, ID, "small letters, digits and _, such as paas_reussir")
    name_fr = asked.name_fr or ask("Name in French", "")
    name_en = asked.name_en or ask("Name in English", name_fr)
    slug = id.replace("_", "-")
    address = "small letters, digits and -, such as paas-reussir"
    values = {
        "id": id,
        "name_fr": plain_text("--name-fr", name_fr),
        "name_en": plain_text("--name-en", name_en),
        "slug_fr": _matching(
            "--address-fr",
            asked.address_fr or ask("Address of the French page", slug),
            SLUG,
            address,
        ),
        "slug_en": _matching(
            "--address-en",
            asked.address_en or ask("Address of the English page", slug),
            SLUG,
            address,
        ),
    }
    if asked.kind == "programme":
        since = asked.since or ask("First day on which it holds", f"{date.today():%Y-%m}-01")
        try:
            day = date.fromisoformat(since)
            values |= {"since": day.isoformat(), "month": day.replace(day=1).isoformat()}
        except ValueError:
            raise refused("--since", f"must be a day such as 2027-04-01, got {since}") from None
        values["order"] = str(max(int(document(one).order) for one in programme_ids()) + 1)
    return values


def _matching(name: str, text: str, pattern: re.Pattern[str], accepted: str) -> str:
    if not pattern.fullmatch(text):
        raise refused(name, f"must be {accepted}, got {text or 'nothing'}")
    return text


def _next_steps(project: Path, kind: str, files: Files) -> str:
    marked = [
        f"    {name}:{number}: {line.strip()}"
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if any(mark in line for mark in MARKS.values())
    ]
    steps = [
        "Written:",
        *(f"    {name}" for name in files),
        "To be written by you (the build stops at each until it is):",
        *marked,
        "Then:",
        "    run make serve, and mend what it names",
    ]
    if kind == "programme":
        steps.append("    have somebody who writes Python look at the criteria in its module")
    else:
        steps.insert(-1, "    put the page into a group of nav in mkdocs.yml and mkdocs.en.yml")
    return "\n".join(steps)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m compiler new", description="Write the files of something new."
    )
    parser.add_argument("kind", choices=[*KINDS, REGION_CONTACT])
    parser.add_argument("id", help="its name for machines, such as paas_reussir; or a region")
    for option in OPTIONS:
        parser.add_argument(f"--{option}")
    return parser
