"""``<file>.br`` and ``<file>.gz`` beside files, for hosts that serve what is compressed already.

Compressing well takes half a minute for the engine, so what was compressed once is kept by its
content.
"""

import gzip
import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

# The stock engine is the way out, not the way: half a minute for a few per cent is too much.
QUALITY, QUALITY_OF_STOCK = 11, 9
# A window of 16 MB, so that all of a file can be looked back on.
WINDOW = 24


def compress(files: Iterable[Path], cache: Path, best: bool = False) -> None:
    """Write the two forms beside each file; `cache` is a folder for what was done before.

    `best` takes the time for the stock engine too.
    """
    cache.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        # Large files first: they take longest.
        ordered = sorted(files, key=lambda file: file.stat().st_size, reverse=True)
        list(pool.map(lambda file: _compress(file, cache, best), ordered))


def _compress(file: Path, cache: Path, best: bool) -> None:
    content = file.read_bytes()
    quality = QUALITY_OF_STOCK if file.parent.name == "stock" and not best else QUALITY
    name = f"{hashlib.sha256(content).hexdigest()}-{quality}"
    for ending in ("br", "gz"):
        kept = cache / f"{name}.{ending}"
        if not kept.is_file():
            draft = kept.with_suffix(f".{ending}.part")
            draft.write_bytes(
                _brotli(content, quality) if ending == "br" else gzip.compress(content, mtime=0)
            )
            draft.replace(kept)
        beside = file.with_name(f"{file.name}.{ending}")
        beside.unlink(missing_ok=True)
        os.link(kept, beside)


def _brotli(content: bytes, quality: int) -> bytes:
    return bytes(brotli.compress(content, quality=quality, lgwin=WINDOW))
