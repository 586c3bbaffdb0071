"""HTML elements from Python: what is text is escaped, what is markup says so."""

from collections.abc import Mapping
from functools import cache
from html import escape


class Markup(str):
    """HTML that is already safe to insert as it stands."""

    __slots__ = ()


# Attributes of what is shown by a script that has started, and by nothing else.
NEEDS_SCRIPT: Mapping[str, bool] = {"hidden": True, "data_needs_script": True}

VOID = {"input", "br", "hr", "link", "meta"}

Child = str | None


def element(tag: str, *children: Child, **attributes: str | bool | None) -> Markup:
    """An element; plain strings are escaped, Markup is not, None is left out.

    An underscore in an attribute's name stands for a hyphen, a trailing one for nothing
    (``class_``, ``data_verdict``). True gives a bare attribute, False and None none.
    """
    written = "".join(
        [
            f" {_name(name)}" if value is True else f' {_name(name)}="{escape(value)}"'
            for name, value in attributes.items()
            if value is not None and value is not False
        ]
    )
    if tag in VOID:
        return Markup(f"<{tag}{written}>")
    return Markup(f"<{tag}{written}>{joined(*children)}</{tag}>")


@cache
def _name(name: str) -> str:
    """The attribute that a keyword stands for."""
    return name.rstrip("_").replace("_", "-")


def button(action: str, text: str, class_: str = "md-button", **attributes: bool) -> Markup:
    """A button for an action of the page's script."""
    return element("button", text, type="button", data_action=action, class_=class_, **attributes)


def unfolding(heading: Markup, *content: Child) -> Markup:
    """A section's heading, below which the rest unfolds."""
    return element("details", element("summary", heading), *content, class_="more")


def by_script(control: Markup, instead: Markup) -> Markup:
    """What is nothing without a running script, and what stands in its place until then.

    `control` has the attributes of `NEEDS_SCRIPT`: browser/site/started.js shows it.
    """
    notice = element("div", instead, class_="notice without-script", data_without_script=True)
    return element("div", control, notice, class_="by-script")


def joined(*children: Child) -> Markup:
    """Several children one after the other."""
    return Markup("".join([_safe(child) for child in children if child is not None]))


def _safe(child: str) -> str:
    return child if isinstance(child, Markup) else escape(child, quote=False)
