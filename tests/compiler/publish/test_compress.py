"""Compressed files: made once for a content, and linked beside each file."""

import gzip
import hashlib
import time
from pathlib import Path

import brotli
import pytest

from compiler.publish import compress as module
from compiler.publish.compress import compress, compress_ahead, compressible

TEXT = b"the same words again and again, " * 500


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_brotli_and_gzip_are_written_beside_file(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / "page.js"
    file.write_bytes(TEXT)
    compress([file], cache)
    assert brotli.decompress((tmp_path / "page.js.br").read_bytes()) == TEXT
    assert gzip.decompress((tmp_path / "page.js.gz").read_bytes()) == TEXT
    assert (tmp_path / "page.js.br").stat().st_size < 200


def test_same_content_is_compressed_once(tmp_path: Path, cache: Path) -> None:
    one, other = tmp_path / "one.js", tmp_path / "other.js"
    for file in (one, other):
        file.write_bytes(TEXT)
        compress([file], cache)
    assert (tmp_path / "one.js.gz").samefile(tmp_path / "other.js.gz")
    assert len(list(cache.iterdir())) == 2
    kept = {file.name: file.read_bytes() for file in cache.iterdir()}
    for file in cache.iterdir():
        file.unlink()
    compress([one], cache)
    assert {file.name: file.read_bytes() for file in cache.iterdir()} == kept


def test_files_of_same_content_are_compressed_once_in_parallel(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two threads that wrote the same draft lost it to each other."""
    done: list[bytes] = []

    def slowly(content: bytes, mtime: int) -> bytes:
        done.append(content)
        time.sleep(0.02)
        return b"form of " + content

    monkeypatch.setattr(gzip, "compress", slowly)
    files = [tmp_path / f"{number}.js" for number in range(8)]
    for file in files:
        file.write_bytes(TEXT)
    compress(files, cache)
    assert done == [TEXT]
    assert len({Path(f"{file}.gz").stat().st_ino for file in files}) == 1


def test_what_was_compressed_ahead_is_used(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / name for name in ("page.html", "programme.json", "script.js")]
    for file in files:
        file.write_text(file.name * 99, encoding="utf-8")
    compress_ahead(files, cache, many=True)
    assert {file.name for file in tmp_path.iterdir()} == {*(one.name for one in files), "cache"}
    monkeypatch.setattr(brotli, "compress", None)
    monkeypatch.setattr(gzip, "compress", None)
    compress(files, cache, many=True)
    for file in files:
        assert brotli.decompress(Path(f"{file}.br").read_bytes()) == file.read_bytes()


def test_changed_file_is_compressed_again(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / "page.js"
    for content in (TEXT, TEXT + b"!"):
        file.write_bytes(content)
        compress([file], cache)
        assert gzip.decompress((tmp_path / "page.js.gz").read_bytes()) == content


def test_stock_bundle_is_compressed_at_lower_quality_by_default(
    tmp_path: Path, cache: Path
) -> None:
    file = tmp_path / "stock" / "python_stdlib.zip"
    file.parent.mkdir()
    file.write_bytes(bytes(range(256)) * 300 + TEXT)
    compress([file], cache)
    compress([file], cache, best=True)
    assert len([one for one in cache.iterdir() if one.suffix == ".br"]) == 2


def test_of_many_programmes_pages_take_less_time_and_scripts_as_long(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qualities: dict[str, int] = {}

    def noted(content: bytes, quality: int, lgwin: int) -> bytes:
        qualities[content.decode()] = quality
        return content

    monkeypatch.setattr(brotli, "compress", noted)
    names = ("page.html", "table.csv", "programme.json", "script.js", "passerelle.image")
    for name in names:
        (tmp_path / name).write_text(name, encoding="utf-8")
    compress([tmp_path / name for name in names], cache, many=True)
    assert qualities == dict(zip(names, (10, 8, 8, 11, 11), strict=True))
    compress([tmp_path / name for name in names], cache)
    assert qualities == dict.fromkeys(names, 11)


# Files of a site, and whether they are worth a compressed form.
COMPRESSIBLE = {
    **dict.fromkeys(
        (
            *("index.html", "a/b.css", "a.js", "a.mjs", "a.json", "a.webmanifest", "a.svg"),
            *("a.xml", "robots.txt", "a.csv", "a.vcf", "a.wasm", "a.zip", "a.whl", "a.image"),
        ),
        True,
    ),
    **dict.fromkeys(
        (
            *("a.png", "a.pdf", "a.woff2", "a.pf_meta", "a.html.br", "a.html.gz", "_headers"),
            *("html", ".js", "a.JSX"),
        ),
        False,
    ),
}


def test_what_is_worth_compressing(tmp_path: Path) -> None:
    for name in COMPRESSIBLE:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.js").mkdir()
    found = {file.relative_to(tmp_path).as_posix() for file in compressible(tmp_path)}
    assert found == {name for name, worth in COMPRESSIBLE.items() if worth}


# A file's folder, whether the best is asked for, and with which quality Brotli works.
QUALITIES = [("engine", False, 11), ("stock", False, 7), ("stock", True, 11), ("engine", True, 11)]


@pytest.mark.parametrize(("folder", "best", "quality"), QUALITIES)
def test_what_compressed_forms_are(
    tmp_path: Path, cache: Path, folder: str, best: bool, quality: int
) -> None:
    file = tmp_path / folder / "a.js"
    file.parent.mkdir()
    file.write_bytes(TEXT)
    for form in ("a.js.br", "a.js.gz"):
        (file.parent / form).write_text("of an earlier build", encoding="utf-8")
    compress([file], cache / "not yet there", best)
    digest = hashlib.sha256(TEXT).hexdigest()
    window = 16 if quality < 10 else 24
    expected = {
        f"{digest}-{quality}.br": brotli.compress(TEXT, quality=quality, lgwin=window),
        f"{digest}-{quality}.gz": gzip.compress(TEXT, mtime=0),
    }
    kept = {file.name: file.read_bytes() for file in (cache / "not yet there").iterdir()}
    assert kept == expected
    for ending in ("br", "gz"):
        beside = file.with_name(f"a.js.{ending}")
        assert beside.samefile(cache / "not yet there" / f"{digest}-{quality}.{ending}")


def test_what_is_kept_is_not_made_again(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.js"
    file.write_bytes(TEXT)
    compress([file], cache)
    monkeypatch.setattr(brotli, "compress", None)
    monkeypatch.setattr(gzip, "compress", None)
    compress([file], cache)


def test_large_files_come_first_and_a_failure_is_told(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / f"{size}.js" for size in (2, 30, 1)]
    for file in files:
        file.write_bytes(b"x" * int(file.stem))
    begun: list[int] = []

    def failing(digest: str, quality: int, same: list[Path], kept: Path) -> None:
        begun.append(int(same[0].stem))
        raise OSError("full")

    monkeypatch.setattr(module, "_compress", failing)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    with pytest.raises(OSError, match="full"):
        compress(files, cache)
    assert begun == [30, 2, 1]


@pytest.mark.parametrize(("size", "window"), [(100, 16), (70_000, 17), (9_600_000, 22)])
def test_window_of_what_is_compressed_quickly_fits(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, size: int, window: int
) -> None:
    """One of 16 MB made the largest file take three times as long, and larger."""
    windows: list[int] = []

    def noted(content: bytes, quality: int, lgwin: int) -> bytes:
        windows.append(lgwin)
        return b""

    monkeypatch.setattr(brotli, "compress", noted)
    file = tmp_path / "stock" / "pyodide.wasm"
    file.parent.mkdir()
    file.write_bytes(bytes(size))
    compress([file], cache)
    assert windows == [window]
