"""The site is built without what a population needs: neither DuckDB nor any library of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
# What requirements/population.in and spark.in name, and the site's do not.
OPTIONAL = ("duckdb", "matplotlib", "numpy", "polars", "pyspark", "tomlkit")


@pytest.mark.slow
def test_published_sql_needs_no_library_of_a_population():
    code = (
        "import sys\n"
        f"sys.modules.update(dict.fromkeys({OPTIONAL!r}))\n"  # an import of these then fails
        "from compiler.publish import api\n"
        "from compiler.publish.data_files import population_sql\n"
        "print(sorted(population_sql()))\n"
        "import duckdb\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "['population.duckdb.sql', 'population.spark.sql']", done.stderr
    # The library was really out of reach.
    assert "ModuleNotFoundError: import of duckdb halted" in done.stderr


def test_the_library_that_writes_sparks_words_is_of_the_site():
    lines = (ROOT / "requirements/site.in").read_text(encoding="utf-8").splitlines()
    assert "sqlglot" in lines
