"""Typography of documents: code, addresses and attributes, no text for people, stay as typed."""

import re
from itertools import chain

from calculator.words.typography import typeset

# Text to be copied, and what the build fills in or drops.
CODE = (
    r"^```.*?^```|`[^`]*`|<(?P<raw>script|style|pre|code|svg)\b.*?</(?P=raw)>"
    r"|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<!--.*?-->"
)
# Text that is marked as another language's.
MARKED = re.compile(
    rf"{CODE}|(?P<open><(?P<tag>\w+)[^>]*\blang=\"(?P<language>\w\w)\"[^>]*>)"
    r"(?P<inside>.*?)(?P<close></(?P=tag)>)",
    re.MULTILINE | re.DOTALL,
)
# Stands for what is kept while the text around it is typeset: no letter, digit or space.
GAP = "\ufffc"
# Beside code: tags, attributes, addresses, and the line below a table's head.
KEPT = re.compile(
    rf"{CODE}|<[^>]*>|\{{[^{{}}\n]*\}}|(?<=\])\([^)\n]*\)|https?://[^\s)>]+|^[ ]*\|[ :|-]+$|{GAP}",
    re.MULTILINE | re.DOTALL,
)


def typeset_markdown(text: str, language: str) -> str:
    """A document's text, or one of its front matter, typeset in its language; lines stay."""
    text = MARKED.sub(_marked, text)
    kept = [found[0] for found in KEPT.finditer(text)]
    rest = typeset(KEPT.sub(GAP, text), language).split(GAP)
    return "".join(chain.from_iterable(zip(rest, [*kept, ""], strict=True)))


def _marked(match: re.Match[str]) -> str:
    if match["open"] is None:
        return match[0]
    inside = typeset_markdown(match["inside"], match["language"])
    return f"{match['open']}{inside}{match['close']}"
