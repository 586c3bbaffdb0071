"""What every page of one build shares."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from compiler.read.definitions import Definitions
from compiler.read.fact_marks import FactMarks
from compiler.read.facts import Facts
from compiler.read.kept import NOTHING_KEPT, Kept
from compiler.read.navigation import Group
from compiler.read.pages import Page
from compiler.read.paired import Paired
from compiler.read.regions import Directory

# The pages that hold a calculator, and its kind.
CALCULATORS = {"estimate": "participant", "embedded": "participant", "check": "organisation"}

# The pages that run WebAssembly: Python, or the search.
WITH_WEBASSEMBLY = {*CALCULATORS, "comparison", "search"}

NO_MARKS = FactMarks()
NO_DEFINITIONS: Definitions = {}
NO_NAVIGATION: Mapping[str, Sequence[Group]] = {}


class Publication(NamedTuple):
    """What every page of one build shares.

    `pages`: those to publish. `built`: the day whose values the pages show. `scripts` and
    `engine`: addresses of folders from the site's root; `engines`: what is in the latter, as
    JSON. `contact`: whom to write to, if the publisher says so. `fact_marks`: where the pages
    say the `facts`. `site_url`: the absolute address of the site's root. `navigation`: the
    groups of the menus by language. `kept`: what the last build made from the same.
    """

    pages: Paired[Page]
    directory: Directory
    built: date
    scripts: str
    engine: str
    engines: str
    contact: str | None = None
    definitions: Definitions = NO_DEFINITIONS
    facts: Facts = Facts(())
    fact_marks: FactMarks = NO_MARKS
    site_url: str = ""
    navigation: Mapping[str, Sequence[Group]] = NO_NAVIGATION
    kept: Kept = NOTHING_KEPT

    def link(self, page: Page, id: str) -> str:
        """The relative address from a page to the page of that id in the same language."""
        return page.root + self.pages[page.language, id].address


def runs_webassembly(page: Page) -> bool:
    """Whether a page runs WebAssembly, which its policy has to allow."""
    return page.id in WITH_WEBASSEMBLY
