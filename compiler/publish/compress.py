"""``<file>.br`` and ``<file>.gz`` beside files, for hosts that serve what is compressed already.

Compressing the bundle takes half a minute, so results are cached by the hash of the content.
"""

import gzip
import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import brotli

from compiler.publish.store import link

# The stock bundle is only a fallback: a few per cent less are not worth half a minute. Quality 9
# takes twice as long as 7 for 0.8 % less.
QUALITY, QUALITY_OF_STOCK = 11, 7
# Where there are many programmes, of what there is of each of them: pages take a third of the time
# for 3 % more, results an eightieth for 12 %, which are some 350 bytes a file. Quality 9 would
# take ten times as long as 8 for 0.2 % less.
QUALITY_OF_PAGES, QUALITY_OF_RESULTS = 10, 8
OF_RESULTS = {".json", ".csv"}
# A window of 16 MB: larger than any file. The qualities below 10 clear tables as large as their
# window for each file, so they get one of the file's size, and no larger than 4 MB: beyond that
# they take longer and find less. 10 and 11 size theirs by the file.
WINDOW, SMALLEST_WINDOW, QUICK_WINDOW = 24, 16, 22

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
    # Files of the same content are one job: two threads would write one file at the same time.
    jobs: defaultdict[tuple[str, int], list[Path]] = defaultdict(list)
    for file in _largest_first(files):
        quality = QUALITY if best else _quality(file, many)
        jobs[hashlib.sha256(file.read_bytes()).hexdigest(), quality].append(file)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = [pool.submit(_compress, *key, same, cache) for key, same in jobs.items()]
        for one in done:
            one.result()


def compress_ahead(files: Iterable[Path], cache: Path, many: bool) -> None:
    """Fill the folder of earlier results with what `compress` will want of files, as they are."""
    for file in _largest_first(files):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        for ending in ENDINGS:
            _made(file, digest, _quality(file, many), ending, cache)


def _largest_first(files: Iterable[Path]) -> list[Path]:
    """They take longest."""
    return sorted(files, key=lambda file: file.stat().st_size, reverse=True)


def _quality(file: Path, many: bool) -> int:
    if file.parent.name == "stock":
        return QUALITY_OF_STOCK
    if many and file.suffix in OF_RESULTS:
        return QUALITY_OF_RESULTS
    return QUALITY_OF_PAGES if many and file.suffix == ".html" else QUALITY


def _compress(digest: str, quality: int, files: list[Path], cache: Path) -> None:
    """Compress one content, whose hash is `digest`, and link the results beside `files`."""
    for ending in ENDINGS:
        kept = _made(files[0], digest, quality, ending, cache)
        for file in files:
            link(kept, file.with_name(f"{file.name}.{ending}"))


def _made(plain: Path, digest: str, quality: int, ending: str, cache: Path) -> Path:
    """The file of one form of a content, whose hash is `digest`."""
    kept = cache / f"{digest}-{quality}.{ending}"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(f".{ending}.{os.getpid()}")
        draft.write_bytes(ENDINGS[ending](plain.read_bytes(), quality))
        # Another process may be at the same: what came first stays, since it may be linked by now.
        with suppress(FileExistsError):
            os.link(draft, kept)
        draft.unlink()
    return kept


def _brotli(content: bytes, quality: int) -> bytes:
    window = WINDOW
    if quality < QUALITY_OF_PAGES:
        window = max(SMALLEST_WINDOW, min(QUICK_WINDOW, len(content).bit_length()))
    return bytes(brotli.compress(content, quality=quality, lgwin=window))


def _gzip(content: bytes, quality: int) -> bytes:
    return gzip.compress(content, mtime=0)


# The forms, and what makes them of a content with Brotli's quality.
ENDINGS = {"br": _brotli, "gz": _gzip}
