"""`python -m benchmarks.lighthouse`: Lighthouse's four scores of every layout, as a table.

The site has to be built for the address at which it is measured (`ADDRESS`): a page whose
canonical address is elsewhere scores less. `make report` sees to that.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from deploy.local import nginx

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
SITE = PROJECT / "site"
# A chapter of benchmarks/report.md, which is what is kept.
RESULTS = PROJECT / "build" / "lighthouse.md"
PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}/"
NODE = PROJECT / ".venv" / "bin" / "node"
PROGRAM = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Of speed; of all else, 100.
ENOUGH = 98
# The score of speed differs from run to run: the middle one of three is told.
RUNS = int(os.environ.get("PASSERELLE_LIGHTHOUSE_RUNS", "3"))

# One page of each layout.
PAGES = {
    "home": ("", "en/"),
    "programme": ("paas-action/", "en/paas-action/"),
    "programme, undated": ("interagir/", "en/interagir/"),
    "calculator": ("estimer/", "en/estimate/"),
    "situations": ("situations/", "en/situations/"),
    "organisations": ("organismes/", "en/organizations/"),
    "checklist": ("organismes/verifier/", "en/organizations/check/"),
    "directory": ("regions/", "en/regions/"),
    "region": ("regions/estrie/", "en/regions/estrie/"),
    "questions": ("questions/", "en/questions/"),
    "comparison": ("comparer/", "en/compare/"),
    "search": ("recherche/", "en/search/"),
    "sources": ("sources/", "en/sources/"),
    "about": ("a-propos/", "en/about/"),
    "accessibility": ("accessibilite/", "en/accessibility/"),
    "for other sites": ("integrer/", "en/embed/"),
    "embedded calculator": ("integrer/calculateur/", "en/embed/calculator/"),
}
# Shown inside other sites, and asks not to be found by itself: what searches think of it is
# no fault.
UNLISTED = "embedded calculator"
ATTEMPTS = 3


class LighthouseError(Exception):
    """Lighthouse did not measure a page; the text is the last that it said."""


def scores(address: str, folder: Path) -> tuple[dict[str, float], list[str]]:
    """The scores of one page by category, out of 100, and the audits that were not passed."""
    output = folder / "report.json"
    command = [
        *(str(NODE), str(PROGRAM), address, "--quiet", "--output=json", f"--output-path={output}"),
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    environment = {**os.environ, "CHROME_PATH": os.environ["PASSERELLE_CHROMIUM"]}
    # Now and then its browser does not start, or stands still on a busy machine.
    for attempt in range(1, ATTEMPTS + 1):
        try:
            subprocess.run(
                command, check=True, env=environment, capture_output=True, text=True, timeout=120
            )
            break
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            if attempt == ATTEMPTS:
                raise LighthouseError(_last_words(error)) from error
    report = json.loads(output.read_text(encoding="utf-8"))
    found = {name: 100 * (report["categories"][name]["score"] or 0) for name in CATEGORIES}
    failed = [
        audit["id"]
        for name in CATEGORIES
        if found[name] < (ENOUGH if name == "performance" else 100)
        for reference in report["categories"][name]["auditRefs"]
        # Of speed, what counts towards the score; the rest is advice.
        if (audit := report["audits"][reference["id"]])["score"] not in (None, 1)
        and (name != "performance" or reference["weight"])
    ]
    return found, failed


def _last_words(error: subprocess.CalledProcessError | subprocess.TimeoutExpired) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"no answer within {error.timeout:.0f} s"
    return (str(error.stderr).strip() or "it said nothing").splitlines()[-1]


def row(layout: str, path: str, runs: list[dict[str, float]]) -> tuple[str, bool]:
    """The line of a page, and whether it is as good as it must be."""
    found = {one: median(run[one] for run in runs) for one in CATEGORIES}
    told = {one: f"{score:.0f}" for one, score in found.items()}
    if layout == UNLISTED:
        told["seo"], found["seo"] = "not listed", 100
    enough = found["performance"] >= ENOUGH and all(found[one] == 100 for one in CATEGORIES[1:])
    return f"| {layout} | /{path} | {' | '.join(told.values())} |", enough


def main() -> int:
    """Measure every page and write the table; 1 where a page scores less than it must."""
    rows = []
    lacking = 0
    with tempfile.TemporaryDirectory() as name, nginx(Path(name), SITE, port=PORT) as address:
        for layout, paths in PAGES.items():
            for path in paths:
                try:
                    runs = [scores(address + path, Path(name)) for _ in range(RUNS)]
                    line, enough = row(layout, path, [found for found, _ in runs])
                    failed = runs[-1][1]
                except LighthouseError as error:
                    line, enough, failed = f"| {layout} | /{path} | {error} | | | |", False, []
                rows.append(line)
                lacking += not enough
                print(f"      {line}", *failed, flush=True)
    text = f"""# Lighthouse

Lighthouse {json.loads((HERE / "package.json").read_text())["dependencies"]["lighthouse"]}, mobile,
{f"medians of {RUNS} runs" if RUNS > 1 else "one run"}, on nginx with the project's configuration.

| layout | page | performance | accessibility | best practices | SEO |
|---|---|---|---|---|---|
{chr(10).join(rows)}
"""
    RESULTS.write_text(text, encoding="utf-8")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
