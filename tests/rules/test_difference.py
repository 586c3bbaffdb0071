"""What changes between two sets of values: found, counted, with an example of each."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rules.__main__ import main
from rules.dated import FOLDER, document
from rules.difference import ValuesUnusableError, changes


@pytest.fixture
def old(tmp_path):
    """A copy of the values, to be edited into what they might have been."""
    return Path(shutil.copytree(FOLDER, tmp_path / "values"))


# The amount that the tests below edit, as its file has it.
ALLOWANCE = document("paas_action").parameters["support_allowance"]


def edit(folder, file, before, after):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, before
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_the_same_values_change_nothing(old):
    found, probes = changes(old)
    assert found == []
    # Every state of both kinds, on the first day of the values and today.
    assert probes >= 2 * (72 + 3**5 + 3**4 - 3)


def test_an_amount_changes_where_it_is_shown(old):
    now = ALLOWANCE.history[0].value
    edit(old, "paas_action.toml", f"value = {now}", f"value = {now - 2}")
    found = {change.path: change for change in changes(old)[0]}
    assert set(found) == {
        "programmes.paas_action.allowance.monthly.high",
        "programmes.paas_action.monthly_total.high",
    }
    change = found["programmes.paas_action.allowance.monthly.high"]
    assert (change.command, change.old, change.new) == ("participant", f"{now - 2}", f"{now}")
    assert change.example["on"] == f"{ALLOWANCE.history[0].effective}"
    # On each of two days, every state but those whose verdict is "not possible", and every
    # threshold of hours.
    assert change.times > 2 * (72 - 12)


def test_a_threshold_changes_the_check_beside_it(old):
    edit(old, "interagir.toml", "value = 80", "value = 78")
    found = {change.path: change for change in changes(old)[0]}
    assert found["programmes.interagir.hours.monthly_average"].new == "80"
    check = found["programmes.interagir.hours.check"]
    assert (check.old, check.new) == ("meets_average", "meets_start")
    assert 18 <= check.example["weekly_hours"] < 18.47


def test_an_organisations_money_changes(old):
    edit(old, "paas_action.toml", "value = 200.00", "value = 190.00")
    assert {(change.command, change.path) for change in changes(old)[0]} == {
        ("organisation", f"programmes.paas_action.funding.{part}")
        for part in ("monthly_per_place", "monthly.high", "yearly.high")
    }


def test_a_later_first_day_is_told_as_errors(old):
    edit(
        old,
        "paas_action.toml",
        f"effective = 2026-04-01, value = {ALLOWANCE.history[0].value} }}",
        f"effective = 2026-06-01, value = {ALLOWANCE.history[0].value} }}",
    )
    (change, *_) = changes(old)[0]
    assert change.path == ""
    assert "2026-06-01" in change.old["errors"][0]


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ('unit = "hours/week"', 'unit = "days"', "unit must begin with one of"),
        ("value = 20 }", 'value = "twenty" }', "value must be a number"),
    ],
)
def test_unusable_values_are_told_in_one_line(old, before, after, named):
    edit(old, "paas_action.toml", before, after)
    with pytest.raises(ValuesUnusableError, match=named) as caught:
        changes(old)
    assert "\n" not in str(caught.value)


def diff(root, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "rules", "diff", *map(str, arguments)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_prints_each_change_with_an_example(old, root):
    edit(old, "paas_action.toml", "value = 20 }", "value = 18 }")
    done = diff(root, old)
    assert (done.returncode, done.stderr) == (0, "")
    assert "participant: programmes.paas_action.hours.weekly_maximum: " in done.stdout
    assert '"18" becomes "20", for instance for {"on":"2026-04-01"' in done.stdout


def test_the_command_in_this_process(old, capsys):
    edit(old, "interagir.toml", "{ value = 12 }", "{ value = 13 }")
    assert main(["diff", str(old)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert '","' in next(text for text in printed if "for instance" in text).partition("for ")[2]
    # A review one month later, for the start that every state is asked with.
    assert any("programmes.interagir.milestones.1.on" in text for text in printed)
    assert any('"2029-03-29" becomes "2029-02-28"' in text for text in printed)


def test_a_broken_set_in_this_process(old, capsys):
    edit(old, "interagir.toml", "[programme]", "[somewhere]")
    assert main(["diff", str(old)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "interagir.toml: programme: must be a table with order" in captured.err


def test_two_folders_can_be_named(old, root, tmp_path):
    new = shutil.copytree(FOLDER, tmp_path / "new")
    assert "0 parts of the answers change" in diff(root, old, new).stdout
    # The second is what the first is held against, not the values of this tree.
    edit(new, "paas_action.toml", "value = 20 }", "value = 18 }")
    assert '"20" becomes "18", for instance for {"on":"2026-04-01"' in diff(root, old, new).stdout


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_a_folder_that_is_none(root, tmp_path, name):
    (tmp_path / "file").write_text("")
    done = diff(root, tmp_path / name)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
