"""Files of the application: read from its wheel or a folder, written as one file to publish."""

import json
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path


def wheel_files(wheel: Path) -> dict[str, bytes]:
    """The files that a wheel installs, by path; its metadata is left out."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            name: archive.read(name)
            for name in sorted(archive.namelist())
            if not name.endswith("/") and not name.partition("/")[0].endswith(".dist-info")
        }


def folder_files(folder: Path) -> dict[str, bytes]:
    """The files below a folder by their path in it, sorted."""
    found = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def top_level(files: Mapping[str, bytes]) -> list[str]:
    """The names of the top-level modules and packages among some files, sorted."""
    return sorted({path.partition("/")[0].removesuffix(".py") for path in files})


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files as one: four bytes (little endian) for the length of an index, the index (JSON,
    ``{path: size}``), the contents in its order."""
    index = json.dumps({path: len(content) for path, content in files.items()}).encode()
    return struct.pack("<I", len(index)) + index + b"".join(files.values())
