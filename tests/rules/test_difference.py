"""What changes between two sets of values: found, counted, with an example of each."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from compiler.publish.data_files import changes_schema
from rules import RULES_VERSION, difference
from rules.__main__ import main
from rules.dated import FOLDER, document, programme_ids
from rules.difference import ValuesUnusableError, changes

pytestmark = pytest.mark.slow


@pytest.fixture
def old(tmp_path):
    """A copy of the values, to be edited into what they might have been."""
    return Path(shutil.copytree(FOLDER, tmp_path / "values"))


RULES = Path(FOLDER).parent
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
        "programmes.paas_action.monthly_total.high_if_one",
    }
    change = found["programmes.paas_action.allowance.monthly.high"]
    assert (change.command, change.old, change.new) == ("participant", f"{now - 2}", f"{now}")
    # The first state, in which nothing is answered, with a number in each field that takes one.
    assert change.example == {
        "on": f"{ALLOWANCE.history[0].effective}",
        "start_date": "2028-02-29",
        "monthly_costs": {"transport": 100, "childcare": 100, "other": 100},
    }
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
    found = {(change.command, change.path): change for change in changes(old)[0]}
    assert set(found) == {
        ("organisation", f"programmes.paas_action.funding.{part}")
        for part in ("monthly_per_place", "monthly.high", "yearly.high")
    }
    change = found["organisation", "programmes.paas_action.funding.monthly.high"]
    assert change.example == {"on": "2026-04-01", "places": 1}
    assert (change.old, change.new) == ("190.00", "200.00")
    # The amount stands in the answer to every state, on the first days of values and today.
    asked = [
        each.effective
        for id in programme_ids()
        for parameter in document(id).parameters.values()
        for each in parameter.history
    ]
    days = len({day for day in (*asked, date.today()) if day and day >= date(2026, 4, 1)})
    per_place = found["organisation", "programmes.paas_action.funding.monthly_per_place"]
    assert per_place.times == days * (3**5 + 3**4 - 3)


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


def test_a_programme_that_begins_later_is_told_as_not_in_force(old):
    """The others have their answers on such a day, so that there is no error."""
    edit(old, "interagir.toml", "[{ value = 80 }]", "[{ effective = 2090-01-01, value = 80 }]")
    found = {(change.command, change.path): change for change in changes(old)[0]}
    kinds = ("participant", "organisation")
    assert set(found) == {(kind, "programmes.interagir") for kind in kinds}
    for change in found.values():
        begins = (change.old["verdict"], change.old["in_force_from"])
        assert begins == ("not_in_force", "2090-01-01")
        assert change.new["verdict"] == "unknown"
    new = found["participant", "programmes.interagir"].new
    assert new["hours"]["monthly_average"] == "80"


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ('unit = "hours/week"', 'unit = "days"', "unit is days; accepted: "),
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
    assert "interagir.toml:65: there must be a part [programme]" in captured.err


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


# ---- What is asked, and what is made of the answers ----------------------------------


@pytest.fixture
def folders(tmp_path):
    """Two folders of values that hold no more than what decides what is asked."""
    for name, dated in (
        ("old", "{ value = { low = 0, high = 168 } }, { effective = 2027-01-01, value = 26 }"),
        ("new", "{ effective = 2026-04-01, value = 6.5 }"),
    ):
        (tmp_path / name).mkdir()
        text = f"# Année\n[values.hours]\ndated = [{dated}]\n"
        (tmp_path / name / "a.toml").write_text(text, encoding="utf-8")
    return tmp_path / "old", tmp_path / "new"


@pytest.fixture
def rules_that_answer(monkeypatch):
    """Have the rules answer, in place of their process, with what a function gives for a set
    of values (`old` or `new`) and what is asked of it: an answer for each, or an exit status."""

    def replace(answers, folders):
        names = {(folder / "a.toml").read_bytes(): folder.name for folder in folders}

        def run(command, *, cwd, input, **_):
            name = names[Path(cwd, "rules", "programmes", "a.toml").read_bytes()]
            asked = [json.loads(text) for text in input.splitlines()]
            answered = answers(name, command[3], asked)
            if isinstance(answered, int):
                return subprocess.CompletedProcess(command, answered, "", "")
            out = "".join(f"{json.dumps(answer)}\n" for answer in answered)
            return subprocess.CompletedProcess(command, 0, out, "")

        monkeypatch.setattr(difference.subprocess, "run", run)

    return replace


@pytest.fixture
def probes(rules_that_answer, folders):
    """What is asked of both sets, by the command that is asked."""
    asked_of = {}

    def answers(name, command, asked):
        asked_of[name, command] = asked  # the last time; the first is to see if they are usable
        return [{}] * len(asked)

    rules_that_answer(answers, folders)
    assert changes(*folders)[0] == []
    for command in ("participant", "organisation"):
        assert asked_of["old", command] == asked_of["new", command]
    return {command: asked_of["new", command] for command in ("participant", "organisation")}


@pytest.mark.parametrize("command", ["participant", "organisation"])
def test_each_day_of_either_set_is_asked_and_today(command, probes):
    days = {"2026-04-01", "2027-01-01", date.today().isoformat()}
    assert {probe["on"] for probe in probes[command]} == days


def test_hours_are_asked_on_both_sides_of_each_number_of_either_set(probes):
    """And of what each makes a week if it is a number of hours a month; none that are refused."""
    (first, *_) = [probe["on"] for probe in probes["participant"]]
    hours = [p["weekly_hours"] for p in probes["participant"] if "weekly_hours" in p]
    expected = [0, 0.01]
    expected += [1.49, 1.5, 1.51]  # 6.5 hours a month
    expected += [5.99, 6, 6.01]  # 26 hours a month
    expected += [6.49, 6.5, 6.51]
    expected += [25.99, 26, 26.01]
    expected += [38.76, 38.77, 38.78]  # 168 hours a month
    expected += [167.99, 168]
    assert first == "2026-04-01"
    assert hours[: len(expected)] == expected
    assert set(hours) == set(expected)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, [("a.1.b", 2, 3)]),
        ({"a": [1]}, {"a": [1, 2]}, [("a", [1], [1, 2])]),
        ({"a": [1]}, {"a": []}, [("a", [1], [])]),
        ({"a": [1]}, {"a": None}, [("a", [1], None)]),
        ({"a": None}, {"a": [1]}, [("a", None, [1])]),
        ({"a": {"b": 1}}, {"a": {"c": 1}}, [("a", {"b": 1}, {"c": 1})]),
        ({"a": {"b": 1}, "c": 1}, {"a": None, "c": 2}, [("a", {"b": 1}, None), ("c", 1, 2)]),
        ({"a": "1"}, {"a": "1"}, []),
    ],
)
def test_the_innermost_parts_that_differ_are_told(old, new, told, rules_that_answer, folders):
    answer = {"old": old, "new": new}
    rules_that_answer(lambda name, _, asked: [answer[name]] * len(asked), folders)
    found, probes = changes(*folders)
    commands = ("participant", "organisation")
    parts = [(c.command, c.path, c.old, c.new) for c in found]
    assert parts == [(command, *part) for command in commands for part in told]
    assert sum(change.times for change in found) == probes * len(told)


def test_rules_that_stop_without_a_word_are_told_in_one(rules_that_answer, folders):
    rules_that_answer(lambda *_: -9, folders)
    with pytest.raises(ValuesUnusableError) as caught:
        changes(*folders)
    assert str(caught.value) == f"{folders[0]}: the rules stopped"


def test_two_releases_answer_each_with_its_own_rules_as_data(tmp_path, capsys):
    newer = tmp_path / "rules"
    shutil.copytree(RULES, newer, ignore=shutil.ignore_patterns("__pycache__"))
    module = newer / "programmes" / "interagir.py"
    text = module.read_text("utf-8")
    assert "elif given < minimum.low:" in text
    module.write_text(text.replace("given < minimum.low:", "given <= minimum.low:"), "utf-8")
    start = newer / "__init__.py"
    version = f'RULES_VERSION = "{RULES_VERSION}"'
    start.write_text(
        start.read_text("utf-8").replace(version, 'RULES_VERSION = "9999.1.0"'), "utf-8"
    )
    assert main(["diff", "--json", str(RULES), str(newer)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["before"], found["rules_version"]) == (RULES_VERSION, "9999.1.0")
    assert found["inputs"] > 100
    (change,) = found["changes"]
    assert change["path"] == "programmes.interagir.hours.check"
    assert (change["old"], change["new"]) == ("depends", "below_minimum")
    assert change["example"]["weekly_hours"] == 10
    jsonschema.validate({"releases": [found]}, changes_schema())


def test_data_is_printed_for_people_to_read_too(monkeypatch, capsys, tmp_path):
    asked = []

    def record(*folders):
        asked.append(folders)
        return {"before": "é", "changes": [{"old": None}]}

    monkeypatch.setattr("rules.__main__.record", record)
    assert main(["diff", "--json", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert said.out == (
        '{\n  "before": "é",\n  "changes": [\n    {\n      "old": null\n    }\n  ]\n}\n'
    )
    assert said.err == ""
    assert [tuple(map(str, folders)) for folders in asked] == [(str(tmp_path), FOLDER)]


def test_each_change_is_printed_with_its_example(monkeypatch, capsys, tmp_path):
    probe = {"on": "2026-05-01", "monthly_costs": {"other": 1}}
    found = [
        difference.Change("participant", "programmes.x.verdict", 7, probe, "possible", None),
        difference.Change("organisation", "on", 1, {}, {"low": "1"}, ["é"]),
    ]
    monkeypatch.setattr("rules.__main__.changes", lambda *folders: (found, 9))
    assert main(["diff", str(tmp_path), str(tmp_path)]) == 0
    assert capsys.readouterr() == (
        "9 inputs asked of both; 2 parts of the answers change\n"
        "participant: programmes.x.verdict: 7 answers\n"
        '    "possible" becomes null, for instance for '
        '{"on":"2026-05-01","monthly_costs":{"other":1}}\n'
        "organisation: on: 1 answers\n"
        '    {"low":"1"} becomes ["\\u00e9"], for instance for {}\n',
        "",
    )
