"""Names of towns in regional_contacts.yaml: how they are compared, and what is wrong with them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

from compiler.read.mistake import Mistake
from compiler.read.yaml_file import YamlFile

# A letter first, and no sign of HTML; in JSON, "|" stands between two names.
NAME = r"^[^\W\d_][^|&<>\"\\\t\n]*$"


def town_key(name: str) -> str:
    """A town's name in lower case, without accents, words joined by hyphens."""
    letters = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def town_mistakes(file: YamlFile) -> Iterator[Mistake]:
    """Names that differ by accents or signs only, out of order, or of no town in the list."""
    towns = _names(file, "towns")
    others = _names(file, "other_town_names")
    lines: dict[str, tuple[int, str]] = {}
    for name, line in (*towns.items(), *others.items()):
        if first := lines.get(town_key(name)):
            finding = f"{name} is already on line {first[0]}, as {first[1]}"
            sentence = f"{finding}; accepted: each name once, accents and signs ignored"
            yield Mistake(file.name, line, sentence)
        lines.setdefault(town_key(name), (line, name))
    for key, names in (("towns", towns), ("other_town_names", others)):
        for before, name in pairwise(names):
            if town_key(name) < town_key(before):
                sentence = f"{key} has {name} after {before}; accepted: alphabetical order"
                yield Mistake(file.name, names[name], sentence)
    for name, line in others.items():
        town = file.nodes["other_town_names", name].value
        if isinstance(town, str) and town not in towns:
            sentence = f"{name} stands for {town}, which towns lacks; accepted: a name in towns"
            yield Mistake(file.name, line, sentence)


def _names(file: YamlFile, key: str) -> Mapping[str, int]:
    """The names below a key in the file's order, each with its line."""
    match file.nodes.get((key,)):
        case (_, dict() as names):
            return {name: file.line((key, name)) for name in names}
    return {}  # the model says so
