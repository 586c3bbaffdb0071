"""Where the site tells of one programme: on a page of all, or, of many, on a page of its own."""

from rules.relevance import are_many


def programme_slug(id: str) -> str:
    """A programme's part of an address, the same in every language: ``paas-action``."""
    return id.replace("_", "-")


def part_of(address: str, id: str) -> str:
    """The address of what a page tells of a programme; `address` is that page's, with its last
    slash. Of many programmes each has a page below it."""
    return f"{address}{programme_slug(id)}/" if are_many() else address
