"""Compressed files: made once for a content, and linked beside each file."""

import gzip
import time
from pathlib import Path

import brotli
import pytest

from compiler.publish.compress import compress

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
    assert qualities == dict(zip(names, (10, 10, 10, 11, 11), strict=True))
    compress([tmp_path / name for name in names], cache)
    assert qualities == dict.fromkeys(names, 11)
