"""What stands in several languages, paired once by its id: documents, and pages to publish."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar


class Translated(Protocol):
    """What has a language, and an id that its equals in other languages share."""

    @property
    def language(self) -> str: ...

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Translated)


class Paired(Generic[T]):
    """Items in their order, and each by its id and language.

    `by_id`: the equals of every id by language. Where two items of one language have the same
    id, the first counts.
    """

    def __init__(self, items: Iterable[T]) -> None:
        self.items: Sequence[T] = tuple(items)
        by_id: dict[str, dict[str, T]] = {}
        for item in self.items:
            by_id.setdefault(item.id, {}).setdefault(item.language, item)
        self.by_id: Mapping[str, Mapping[str, T]] = by_id

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __contains__(self, key: tuple[str, str]) -> bool:
        """Whether there is an item of that (language, id)."""
        language, id = key
        return language in self.by_id.get(id, {})

    def __getitem__(self, key: tuple[str, str]) -> T:
        """The item of a (language, id). Raises KeyError."""
        language, id = key
        return self.by_id[id][language]
