"""The groups of pages of a MkDocs configuration's ``nav``, in its order."""

from pathlib import PurePosixPath
from typing import NamedTuple

import yaml


class Group(NamedTuple):
    """Pages that stand together: the group's `title`, none for the home page, and each page's
    name in the menus by its file."""

    title: str | None
    names: dict[PurePosixPath, str]


def read_navigation(configuration: str) -> tuple[Group, ...]:
    """The groups of ``nav`` in a configuration's text: its sections, and a group of its own for
    each page outside one."""
    # Composed, not loaded: a configuration has tags that only MkDocs knows.
    root = yaml.compose(configuration, yaml.CSafeLoader)
    return tuple(_group(title, node) for title, node in _entries(_under(root, "nav")))


def _group(title: str, node: yaml.Node) -> Group:
    if isinstance(node, yaml.ScalarNode):
        return Group(None, {PurePosixPath(node.value): title})
    pages = ((name, page) for name, page in _entries(node) if isinstance(page, yaml.ScalarNode))
    return Group(title, {PurePosixPath(page.value): name for name, page in pages})


def _entries(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    """What a list of ``Name: value`` holds."""
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return [
        (name.value, value)
        for item in items
        if isinstance(item, yaml.MappingNode)
        for name, value in item.value
    ]


def _under(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)
