"""The register of facts: ``docs/facts/<programme>.yaml``, checked and typed.

Each fact of a programme's source document is registered once, with its section, the strength of
the document's word (stated, may, must …) and, where it is a number, the value of the rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from calculator.words.catalogue import LANGUAGES
from calculator.words.typography import typeset
from compiler.read.mistake import Mistake, SourceError, refuse
from compiler.read.model_mistakes import model_mistakes
from compiler.read.regions import Directory
from compiler.read.yaml_file import YamlFile, read_yaml
from rules.dated import Document, document, programme_ids

# How firmly a document says something. The first six are also the certainties of the rules'
# values.
Strength = Literal[
    "stated", "required", "entitled", "may_receive", "receives", "might_be_granted",
    "may_be_entitled", "may", "aims", "believes", "priority", "depends", "invites",
]  # fmt: skip
Audience = Literal["citizen", "organisation", "both"]

# The rules know one certainty where the document has two words.
CERTAINTIES = {"may_be_entitled": "may_receive"}

# What a fact may be tied to beside the values: the document's own date.
DOCUMENT_DATE = "document_date"


class _Model(BaseModel):
    """Base of the models; a field's description says in mistakes what is accepted there."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_min_length=1)


class Entry(_Model):
    """A fact as written in its file."""

    id: str = Field(
        pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
        description="small letters, digits and hyphens, such as support-allowance",
    )
    section: str = Field(description="the id of a section of the document")
    audience: Audience = Field(description="citizen, organisation or both")
    strength: Strength = Field(description=f"one of {', '.join(get_args(Strength))}")
    value: str | None = Field(None, description="the id of a value of the rules")
    region: str | None = Field(None, description="the slug of a region")
    fr: str = Field(description="the fact in French")
    en: str = Field(description="the fact in English")


class Register(_Model):
    """The facts of one document."""

    facts: tuple[Entry, ...] = Field(description="a list of facts, each with its keys")


class Fact(NamedTuple):
    """A fact of a source document.

    `id`: ``<programme>.<id in the file>``. `words`: the fact by language, typeset. `shown`: the
    placeholder that a place which says the fact has to hold, as documents write it
    (``paas_action.support_allowance``). `file` and `line`: where it is registered;
    `word_lines`: the line of its words by language.
    """

    id: str
    programme: str
    section: str
    audience: str
    strength: str
    words: Mapping[str, str]
    shown: str | None
    file: str
    line: int
    word_lines: Mapping[str, int]


@dataclass(frozen=True)
class Facts:
    """Every registered fact, in the order of the programmes and of their documents."""

    facts: tuple[Fact, ...]

    def by_id(self) -> Mapping[str, Fact]:
        """The facts by their ids."""
        return {fact.id: fact for fact in self.facts}

    def of(self, programme: str) -> Sequence[Fact]:
        """The facts of a programme, in the order of its document."""
        return self._by_programme.get(programme, ())

    @cached_property
    def _by_programme(self) -> Mapping[str, Sequence[Fact]]:
        # Read for every page of a programme, of which there may be many.
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.programme, []).append(fact)
        return found


def load_facts(folder: Path, directory: Directory) -> Facts:
    """Read the register of each programme that has values.

    Raises SourceError with the mistakes of all files.
    """
    mistakes: list[Mistake] = []
    facts: list[Fact] = []
    slugs: set[str] = {region.slug for region in directory.regions}
    for programme in programme_ids():
        reader = _Reader(document(programme), slugs)
        try:
            facts += reader.read(folder / f"{programme}.yaml")
        except SourceError as error:
            mistakes += sorted(error.mistakes, key=lambda mistake: mistake[1:])
    for file in sorted(folder.glob("*.yaml")):
        if file.stem not in programme_ids():
            sentence = f"there is no programme {file.stem}; accepted: {', '.join(programme_ids())}"
            mistakes.append(Mistake(f"docs/facts/{file.name}", 1, sentence))
    refuse(mistakes)
    return Facts(tuple(facts))


class _Reader:
    """Reads the register of one programme; `slugs` are those of all regions."""

    def __init__(self, about: Document, slugs: set[str]) -> None:
        self.about, self.slugs = about, slugs

    def read(self, path: Path) -> list[Fact]:
        """The facts of a file. Raises SourceError."""
        file = read_yaml(path, f"docs/facts/{path.name}")
        mistakes = list(file.mistakes)
        try:
            register = Register.model_validate(file.content)
        except ValidationError as error:
            raise SourceError([*mistakes, *model_mistakes(error, Register, file)]) from error
        facts = []
        lines: dict[str, int] = {}
        for index, entry in enumerate(register.facts):
            line = file.line(("facts", index, "id"))
            if (first := lines.setdefault(entry.id, line)) != line:
                sentence = f"id {entry.id} is already on line {first}; accepted: once"
                mistakes.append(Mistake(file.name, line, sentence))
            mistakes += [
                file.mistake(("facts", index, key), sentence)
                for key, sentence in self._wrong_keys(entry)
            ]
            facts.append(self._fact(entry, index, file))
        refuse(mistakes)
        return facts

    @cached_property
    def values(self) -> set[str]:
        """The values that a fact may be tied to: those that the document states."""
        stated = {id for id, each in self.about.parameters.items() if each.stated}
        return stated | ({DOCUMENT_DATE} if self.about.dated else set())

    def _wrong_keys(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Each key whose value is not accepted, and why."""
        sections = ", ".join(self.about.sections)
        if entry.section not in self.about.sections:
            yield "section", f"section is {entry.section}; accepted: {sections}"
        if entry.region and entry.region not in self.slugs:
            yield "region", f"region is {entry.region}; accepted: a slug of regional_contacts.yaml"
        if not entry.value:
            return
        if entry.value not in self.values:
            known = ", ".join(sorted(self.values))
            yield "value", f"value is {entry.value}, which the rules lack; accepted: {known}"
        elif entry.value != DOCUMENT_DATE:
            value = self.about.parameters[entry.value]
            section = value.source.partition(".")[2]
            certainty = CERTAINTIES.get(entry.strength, entry.strength)
            if entry.section != section:
                yield "section", f"section is {entry.section}, but that of its value is {section}"
            if certainty != value.certainty:
                yield (
                    "strength",
                    f"strength is {entry.strength}, but that of its value is {value.certainty}",
                )

    def _fact(self, entry: Entry, index: int, file: YamlFile) -> Fact:
        programme = self.about.programme
        shown = f"{programme}.{entry.value}" if entry.value else None
        if entry.region:
            shown = "region.telephone_link"
        return Fact(
            id=f"{programme}.{entry.id}",
            programme=programme,
            section=entry.section,
            audience=entry.audience,
            strength=entry.strength,
            words={each: typeset(getattr(entry, each), each) for each in LANGUAGES},
            shown=shown,
            file=file.name,
            line=file.line(("facts", index, "id")),
            word_lines={each: file.line(("facts", index, each)) for each in LANGUAGES},
        )
