"""``<file>.br`` and ``<file>.gz`` beside files, for hosts that serve what is compressed already.

Compressing the bundle takes half a minute, so results are cached by the hash of the content.
"""

import gzip
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

# The stock bundle is only a fallback: a few per cent less are not worth half a minute.
QUALITY, QUALITY_OF_STOCK = 11, 9
# Where there are many programmes, of what there is of each of them: 3 % more for a third of the
# time.
QUALITY_OF_MANY = 10
OF_MANY = {".html", ".json", ".csv"}
# A window of 16 MB: larger than any file.
WINDOW = 24


COMPRESSIBLE = {
    *(".html", ".css", ".js", ".mjs", ".json", ".webmanifest", ".svg", ".xml", ".txt"),
    *(".csv", ".vcf", ".wasm", ".zip", ".whl", ".image"),
}


def compressible(site: Path) -> list[Path]:
    """The files below a folder that compress well; the search's own parts are small already."""
    return [file for file in site.rglob("*") if file.is_file() and file.suffix in COMPRESSIBLE]


def compress(files: Iterable[Path], cache: Path, best: bool = False, many: bool = False) -> None:
    """Write the two forms beside each file; `cache` is a folder for earlier results.

    `many` is for a site of many programmes: pages and data take less time, scripts and the bundle
    as long as ever. `best` compresses the stock bundle as well as the rest, which takes longer.
    """
    cache.mkdir(parents=True, exist_ok=True)
    # Files of the same content are one job: two threads would write one file at the same time.
    jobs: defaultdict[tuple[str, int], list[Path]] = defaultdict(list)
    # Large files first: they take longest.
    for file in sorted(files, key=lambda file: file.stat().st_size, reverse=True):
        quality = QUALITY if best else _quality(file, many)
        jobs[hashlib.sha256(file.read_bytes()).hexdigest(), quality].append(file)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = [pool.submit(_compress, *key, same, cache) for key, same in jobs.items()]
        for one in done:
            one.result()


def _quality(file: Path, many: bool) -> int:
    if file.parent.name == "stock":
        return QUALITY_OF_STOCK
    return QUALITY_OF_MANY if many and file.suffix in OF_MANY else QUALITY


def _compress(digest: str, quality: int, files: list[Path], cache: Path) -> None:
    """Compress one content, whose hash is `digest`, and link the results beside `files`."""
    for ending in ("br", "gz"):
        kept = cache / f"{digest}-{quality}.{ending}"
        if not kept.is_file():
            plain = files[0].read_bytes()
            draft = kept.with_suffix(f".{ending}.part")
            draft.write_bytes(
                _brotli(plain, quality) if ending == "br" else gzip.compress(plain, mtime=0)
            )
            draft.replace(kept)
        for file in files:
            beside = file.with_name(f"{file.name}.{ending}")
            beside.unlink(missing_ok=True)
            os.link(kept, beside)


def _brotli(content: bytes, quality: int) -> bytes:
    return bytes(brotli.compress(content, quality=quality, lgwin=WINDOW))
