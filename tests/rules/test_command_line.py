"""The command line: `python -m rules participant [--lines] [FILE|-]`."""

import io
import json
import os
import subprocess
import sys
from datetime import date
from types import SimpleNamespace

import pytest

from rules.__main__ import main

DAY = '"on":"2026-05-01"'
PERSON = (
    b'{"on":"2026-05-01","assistance":"basic_income","work_outlook":"ready","weekly_hours":20.5}'
)


# ---- One answer ----------------------------------------------------------------------


def test_one_object_in_one_object_out(command, ask):
    ran = command("participant", given=PERSON)
    assert ran.answer == ask(json.loads(PERSON))


def test_a_dash_is_standard_input(command):
    assert command("participant", "-", given=PERSON) == command("participant", given=PERSON)


def test_a_file(command, tmp_path):
    path = tmp_path / "a person.json"
    path.write_bytes(PERSON)
    assert command("participant", path) == command("participant", given=PERSON)


@pytest.mark.parametrize("given", [b"{}", b" {}\n", b"\r\n{ }\r\n", b"\t{}"])
def test_white_space_around_the_object(given, run):
    assert run(given).answer["programmes"]


def test_without_a_day_the_answer_is_of_today(run):
    before = date.today().isoformat()
    assert before <= run(b"{}").answer["on"] <= date.today().isoformat()


def test_today_is_asked_once_for_the_whole_run(run, monkeypatch):
    """A run that goes on past midnight must not answer its last lines for another day."""
    days = iter([date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)])
    monkeypatch.setattr("rules.__main__.date", SimpleNamespace(today=lambda: next(days)))
    answers = run(b"{}\n{}\n", "--lines").answers
    assert [answer["on"] for answer in answers] == ["2026-12-31", "2026-12-31"]


def test_one_answer_is_printed_for_people_to_read_too(run):
    ran = run(PERSON)
    assert ran.out == json.dumps(ran.answer, indent=2) + "\n"


def test_what_is_printed_is_ascii_and_ends_its_line(run):
    ran = run(PERSON)
    assert ran.out.isascii()
    assert ran.out.endswith("}\n")
    assert ran.err == ""


# ---- Bad input, all the way through --------------------------------------------------


def refused(ran, *keys):
    assert (ran.status, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert [line.partition(": ")[0] for line in ran.err.splitlines()] == list(keys)


def test_the_line_of_the_contract(command):
    ran = command("participant", given=b'{%s,"monthly_costs":{"transport":-5}}' % DAY.encode())
    assert ran == (2, "", "monthly_costs.transport: must be 0 or more, got -5\n")


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        (b"", ["input"]),
        (b"\xff\xfe", ["input"]),
        (b"[" * 100_000, ["input"]),
        (b'{%s,"weekly_hours":%s}' % (DAY.encode(), b"9" * 1_000_000), ["weekly_hours"]),
        (b'{%s,"adult":1,"work_outlook":NaN}' % DAY.encode(), ["adult", "work_outlook"]),
        (b'{%s,"\\ud800":1,"a\\nb":2}' % DAY.encode(), ['"\\ud800"', '"a\\nb"']),
    ],
    ids=["empty", "not UTF-8", "nested", "digits", "two problems", "strange keys"],
)
def test_bad_input(given, keys, command):
    refused(command("participant", given=given), *keys)


def test_a_missing_file(command, tmp_path):
    refused(command("participant", tmp_path / "nobody.json"), "input")


def test_a_folder_instead_of_a_file(command, tmp_path):
    refused(command("participant", tmp_path), "input")


def test_other_paths_that_cannot_be_read(run, tmp_path):
    path = tmp_path / "person.json"
    path.write_bytes(PERSON)
    refused(run(b"", str(path / "inside a file")), "input")
    refused(run(b"", "n" * 5_000), "input")
    refused(run(b"", ""), "input")


@pytest.mark.parametrize("flags", [[], ["--lines"]])
def test_a_missing_file_and_a_folder_with_lines_or_without(flags, run, tmp_path):
    refused(run(b"", *flags, str(tmp_path / "nobody.jsonl")), "input")
    refused(run(b"", *flags, str(tmp_path)), "input")


@pytest.mark.skipif(os.name != "posix", reason="file descriptors are closed the POSIX way")
def test_no_standard_input_at_all(root, environment):
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" -m rules participant <&-', sys.executable],
        capture_output=True,
        cwd=root,
        env=environment,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith(b"input: ")


@pytest.mark.parametrize(
    "arguments", [[], ["nobody"], ["participant", "--nothing"], ["participant", "a", "b"]]
)
def test_wrong_arguments(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    said = capsys.readouterr()
    assert stopped.value.code == 2
    assert said.out == ""
    assert "usage: python -m rules" in said.err


# What stands in each help, whatever the width and the wording of Python's own parts.
HELPS = {
    (): (
        "usage: python -m rules [-h]",
        "Answers from the rules of PAAS Action and Interagir, as JSON. positional",
        "participant what each programme says of a person",
        "organisation whether an organisation meets each programme's conditions",
        "diff which answers change between two folders of values",
    ),
    ("participant",): (
        "usage: python -m rules participant [-h] [--lines] [FILE|-] "
        "What each programme says of a person positional",
        "--lines read and print JSON Lines "
        "Verdicts: possible, to_confirm, not_possible, unknown (what is missing decides) and "
        "not_in_force (before in_force_from). In monthly_total, high_if_one is the highest total "
        "if only the dearer of transport and childcare comes back. A certainty that depends "
        "waits for the answer to assistance. ",
    ),
    ("organisation",): (
        "usage: python -m rules organisation [-h] [--lines] [FILE|-] "
        "Whether an organisation meets each programme's conditions positional",
        "--lines read and print JSON Lines "
        "Verdicts: meets_conditions, does_not_meet, unknown (what is missing decides) and "
        "not_in_force (before in_force_from). ",
    ),
    ("diff",): (
        "usage: python -m rules diff [-h] [--json] OLD_VALUES_DIR [NEW_VALUES_DIR] "
        "Which answers change between two folders of values positional",
        "--json print the changes as data "
        "A folder may also be a whole copy of the folder rules, which then answers itself. ",
    ),
}


@pytest.mark.parametrize("asked", HELPS, ids=" ".join)
def test_help(asked, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([*asked, "--help"])
    said = capsys.readouterr()
    assert (stopped.value.code, said.err) == (0, "")
    shown = f" {' '.join(said.out.split())}  "
    for part in HELPS[asked]:
        # A part that ends with a space is the last.
        assert f" {part} " in shown


def test_standard_input_that_is_closed(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", None)
    assert main(["participant"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "input: must be a file that can be read (standard input is closed)\n"


# ---- JSON Lines ----------------------------------------------------------------------


def test_all_cases_as_lines_are_the_answers_one_by_one(command, cases, ask, complaints):
    given = "".join(json.dumps(case.answers) + "\n" for case in cases).encode()
    got = command("participant", "--lines", given=given).answers
    assert len(got) == len(cases) > 50
    for case, answer in zip(cases, got, strict=True):
        if case.problems:
            assert answer == {"errors": complaints(json.dumps(case.answers))}
        else:
            assert answer == ask(case.answers)


def line(hours):
    return f'{{{DAY},"weekly_hours":{hours}}}'.encode()


def checks(ran):
    """For each line printed, PAAS Action's check, or the keys that were wrong."""
    return [
        [error.partition(": ")[0] for error in answer["errors"]]
        if "errors" in answer
        else answer["programmes"]["paas_action"]["hours"]["check"]
        for answer in ran.answers
    ]


def test_a_bad_line_is_answered_in_its_place_and_the_rest_go_on(run):
    given = b"\n".join(
        [
            line(20),
            b"nonsense",
            line(21),
            b"",
            line(-1),
            b"[]",
            b"\xff",
            b"[" * 100_000,
            line(1),
            b"",
        ]
    )
    assert checks(run(given, "--lines")) == [
        "within",
        ["input"],
        "above_maximum",
        ["input"],
        ["weekly_hours"],
        ["input"],
        ["input"],
        ["input"],
        "within",
    ]


def test_lines_are_printed_without_spaces(run):
    ran = run(PERSON + b"\n", "--lines")
    (answer,) = ran.answers
    assert ran.out == json.dumps(answer, separators=(",", ":")) + "\n"


def test_the_place_of_a_fault_is_one_of_its_line(run):
    """Not of the line break behind it."""
    (answer,) = run(b'{"adult":true\n', "--lines").answers
    assert "line 1, column 14" in answer["errors"][0]


def test_a_bad_line_says_what_a_bad_input_says(run):
    for bad in (b'{"adult":1,"on":"2026-03-31"}', b"nonsense", b"", b"{}{}", b'{"\\ud800":1}'):
        (answer,) = run(bad + b"\n", "--lines").answers
        assert answer == {"errors": run(bad).err.splitlines()}


def test_lines_answer_as_one_object_does(run):
    (answer,) = run(PERSON, "--lines").answers
    assert answer == run(PERSON).answer


def test_every_answer_is_one_line_of_ascii(run):
    ran = run(PERSON + b"\n" + b'{"\\u2028\xc3\xa9":1}\n', "--lines")
    assert ran.out.isascii()
    assert ran.out.count("\n") == 2
    assert ran.out.endswith("\n")


def test_no_lines_no_answers(run):
    assert run(b"", "--lines") == (0, "", "")


def test_blank_lines_are_lines(run):
    assert checks(run(b"\n" + line(1) + b"\n  \n", "--lines")) == [["input"], "within", ["input"]]


def test_the_last_line_may_lack_its_end(run):
    assert checks(run(line(1) + b"\n" + line(21), "--lines")) == ["within", "above_maximum"]


def test_lines_may_end_as_windows_ends_them(run):
    given = line(1) + b"\r\n" + b"\r\n" + line(21) + b"\r\n"
    assert checks(run(given, "--lines")) == ["within", ["input"], "above_maximum"]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\r"])
def test_only_a_line_feed_ends_a_line(sign, run):
    """Python would also split text at these; JSON Lines does not."""
    given = f'{{"a{sign}b":1}}\n'.encode() + line(1)
    first, second = run(given, "--lines").answers
    assert len(first["errors"]) == 1
    assert "programmes" in second


def test_a_byte_order_mark_in_front_is_no_part_of_a_line(run):
    assert checks(run(b"\xef\xbb\xbf" + line(1) + b"\n" + line(2), "--lines")) == [
        "within",
        "within",
    ]


def test_lines_from_a_file(run, tmp_path):
    path = tmp_path / "people.jsonl"
    path.write_bytes(line(1) + b"\n" + line(21) + b"\n")
    assert checks(run(b"", "--lines", str(path))) == ["within", "above_maximum"]
    assert checks(run(b"", str(path), "--lines")) == ["within", "above_maximum"]


def test_many_lines_keep_their_order(run):
    hours = [number % 41 for number in range(500)]
    ran = run(b"\n".join(map(line, hours)), "--lines")
    assert checks(ran) == ["within" if h <= 20 else "above_maximum" for h in hours]


# ---- Stopped on the way --------------------------------------------------------------

# Neither an answer, nor a crash, nor bad input: the status of a program that an interrupt
# has ended, 128 and the signal's number.
STOPPED = 130


@pytest.mark.skipif(os.name != "posix", reason="a pipe that its reader leaves the POSIX way")
@pytest.mark.parametrize(("flags", "lines"), [([], 1), (["--lines"], 1), (["--lines"], 200)])
def test_a_reader_that_stops_reading_is_no_error(flags, lines, root, environment):
    """As `| head -1` does: what was asked for is there, and nobody hears of the rest."""
    process = subprocess.Popen(
        [sys.executable, "-m", "rules", "participant", *flags],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=root,
        env=environment,
    )
    process.stdout.close()
    try:
        process.stdin.write((line(1) + b"\n") * lines)
        process.stdin.close()
    except BrokenPipeError:
        pass  # it noticed before we had written everything
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait() == STOPPED
    assert said == b""


def test_a_person_who_stops_it_sees_no_traceback(monkeypatch, capsys):
    class Interrupted(io.BytesIO):
        def read(self, *_):
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Interrupted(), encoding="utf-8"))
    assert main(["participant"]) == STOPPED
    assert capsys.readouterr() == ("", "")
