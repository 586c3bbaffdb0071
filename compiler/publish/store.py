"""The contents of the last builds' files, one file each, which sites have hard links to.

Most files of a site are what they were in the last build, and to link one costs a disk far less
than to write it.
"""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from compiler.read.kept import write_whole


class Store(NamedTuple):
    """The contents by their hashes, in a folder of their own."""

    folder: Path

    def put(self, file: Path, content: bytes) -> None:
        """Have a file of that content, whatever stood there before. Nobody may write into it:
        who wants another content puts that."""
        kept = self.folder / hashlib.sha256(content).hexdigest()
        # Somebody may have written into a site, and so into what is kept.
        if not _holds(kept, content):
            write_whole(kept, content)
        link(kept, file)

    def write(self, folder: Path, texts: Mapping[str, str]) -> None:
        """Write texts by their paths below a folder."""
        for name, text in texts.items():
            self.put(folder / name, text.encode())

    def forget_unused(self) -> None:
        """Remove the contents that no site has any more."""
        with suppress(FileNotFoundError):
            for kept in os.scandir(self.folder):
                if kept.stat(follow_symlinks=False).st_nlink == 1:
                    os.unlink(kept)


def _holds(file: Path, content: bytes) -> bool:
    try:
        return file.read_bytes() == content
    except FileNotFoundError:
        return False


def link(kept: str | Path, file: str | Path) -> None:
    """Link a file to one that is kept, whatever stood there before."""
    try:
        os.link(kept, file)
    except FileNotFoundError:
        Path(file).parent.mkdir(parents=True)
        os.link(kept, file)
    except FileExistsError:
        os.unlink(file)
        os.link(kept, file)


def empty(folder: Path) -> None:
    """Remove every file below a folder; its folders stay, since making them takes long too."""
    for place, _, names in os.walk(folder):
        for name in names:
            os.unlink(os.path.join(place, name))


def remove_empty_folders(folder: Path) -> None:
    """Remove the folders below a folder in which there is no file."""
    for place, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):  # not empty
            os.rmdir(place)
