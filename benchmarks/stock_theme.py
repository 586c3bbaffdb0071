"""The same pages in Material for MkDocs as it comes: what the own theme is compared with.

No search and no fonts from elsewhere, which would make them heavier still.
"""

import os
import subprocess
import sys
from pathlib import Path

from compiler.read.pages import ROOTS
from compiler.read.sources import SETTINGS
from compiler.site import PROJECT

# The theme's name alone: without `custom_dir` nothing of ours is in it.
PROGRAM = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
configuration, language, folder = sys.argv[1:]
theme = {"name": "material", "language": language, "font": False}
build(load_config(configuration, theme=theme, site_dir=folder, strict=False))
"""


def build_stock(folder: Path, site: Path) -> Path:
    """Build what `make site` wrote as Markdown, in both languages, into a folder; returns it.

    The scripts that the text itself asks for are those of the built `site`.

    Raises subprocess.CalledProcessError where MkDocs does not build.
    """
    for language, root in ROOTS.items():
        command = [sys.executable, "-c", PROGRAM, SETTINGS[language], language]
        subprocess.run(
            [*command, str(folder / root)],
            cwd=PROJECT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            check=True,
            capture_output=True,
        )
    (folder / "calculator").symlink_to(site / "calculator")
    return folder
