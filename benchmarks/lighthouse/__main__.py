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
RESULTS = HERE.parent / "lighthouse.md"
PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}/"
NODE = PROJECT / ".venv" / "bin" / "node"
PROGRAM = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
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
    "sources": ("sources/", "en/sources/"),
    "about": ("a-propos/", "en/about/"),
}


def scores(address: str, folder: Path) -> tuple[dict[str, float], list[str]]:
    """The scores of one page by category, out of 100, and the audits that were not passed."""
    output = folder / "report.json"
    command = [
        *(str(NODE), str(PROGRAM), address, "--quiet", "--output=json", f"--output-path={output}"),
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    environment = {**os.environ, "CHROME_PATH": os.environ["PASSERELLE_CHROMIUM"]}
    # Now and then its browser does not start: once more, and the second failure counts.
    if subprocess.run(command, env=environment, capture_output=True, timeout=300).returncode:
        subprocess.run(command, check=True, env=environment, capture_output=True, timeout=300)
    report = json.loads(output.read_text(encoding="utf-8"))
    found = {name: 100 * report["categories"][name]["score"] for name in CATEGORIES}
    failed = [
        audit["id"]
        for name in CATEGORIES
        if found[name] < 100 and name != "performance"
        for reference in report["categories"][name]["auditRefs"]
        if (audit := report["audits"][reference["id"]])["score"] not in (None, 1)
    ]
    return found, failed


def main() -> int:
    """Measure every page and write the table; 1 where a page scores less than it must."""
    rows = []
    lacking = []
    with tempfile.TemporaryDirectory() as name, nginx(Path(name), SITE, port=PORT) as address:
        for layout, paths in PAGES.items():
            for path in paths:
                runs = [scores(address + path, Path(name)) for _ in range(RUNS)]
                found = {one: median(run[0][one] for run in runs) for one in CATEGORIES}
                rows.append(
                    f"| {layout} | /{path} | "
                    + " | ".join(f"{found[one]:.0f}" for one in CATEGORIES)
                    + " |"
                )
                print(rows[-1], *runs[-1][1], flush=True)
                lacking += [path for one in CATEGORIES[1:] if found[one] < 100]
                lacking += [path] if found["performance"] < 98 else []
    text = f"""# Lighthouse

Lighthouse {json.loads((HERE / "package.json").read_text())["dependencies"]["lighthouse"]}, mobile,
medians of {RUNS} runs, on nginx with the project's own configuration.

| layout | page | performance | accessibility | best practices | SEO |
|---|---|---|---|---|---|
{chr(10).join(rows)}
"""
    RESULTS.write_text(text, encoding="utf-8")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
