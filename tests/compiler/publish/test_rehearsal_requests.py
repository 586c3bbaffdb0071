"""What the engine is rehearsed with: all of it for the programmes there are, and with many not in
proportion to their square."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.build_growth import copy_with
from calculator.handle_request import answer
from compiler.publish import rehearsal_requests
from compiler.publish.rehearsal_requests import requests
from rules.dated import programme_ids
from rules.states import participant_states

LIST = "import json; from compiler.publish.rehearsal_requests import requests as r; \
print(json.dumps(list(r())))"


def asked_with(folder: Path, more: int) -> list[dict[str, Any]]:
    """The requests of a project with so many more programmes."""
    folder.mkdir()
    project = copy_with(folder, more)
    done = subprocess.run(
        [sys.executable, "-c", LIST],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        check=True,
    )
    return [json.loads(request) for request in json.loads(done.stdout)]


def test_few_programmes_are_asked_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsal_requests, "TOGETHER", len(programme_ids()))
    asked = [json.loads(request) for request in requests()]
    assert len(asked) > 4000
    assert not any("programme" in one for one in asked)


@pytest.mark.slow
def test_requests_grow_with_the_programmes_and_not_with_their_square(tmp_path: Path) -> None:
    answers = {}
    for more in (10, 20):
        asked = asked_with(tmp_path / str(more), more)
        together = sum("programme" not in one for one in asked)
        assert together > 40, "some are asked as the page asks"
        all_of_them = more + len(programme_ids())
        answers[more] = len(asked) - together + together * all_of_them
    states = sum(1 for _ in participant_states())
    # Each programme has its states, and its part in what is asked of all together.
    assert answers[20] - answers[10] < 10 * (states + 60)


@pytest.mark.slow
def test_every_programme_of_many_is_asked_for_every_state(tmp_path: Path) -> None:
    asked = asked_with(tmp_path / "twelve", 10)
    states: dict[str, set[str]] = {}
    kinds: dict[str, set[str]] = {}
    for one in asked:
        if "programme" in one:
            states.setdefault(one["programme"], set()).add(json.dumps(one["fields"]))
            kinds.setdefault(one["programme"], set()).add(one["kind"])
    assert len(states) == 10 + len(programme_ids())
    for id, found in states.items():
        assert len(found) >= sum(1 for _ in participant_states()), id
        assert kinds[id] == {"participant", "organisation"}, id


def test_request_for_one_programme_is_answered_as_in_the_request_for_all() -> None:
    one_of_each = {}
    for text in requests():
        asked = json.loads(text)
        asked.pop("programme", None)
        one_of_each.setdefault((asked["kind"], asked["language"]), asked)
    for asked in one_of_each.values():
        whole = json.loads(answer(json.dumps(asked)))
        found = list(whole["answer"]["programmes"])
        # A programme may have nothing for organisations; people are answered about all.
        assert set(found) <= set(programme_ids())
        assert asked["kind"] == "organisation" or len(found) == len(programme_ids())
        assert {"paas_action", "interagir"} <= set(found)
        for place, id in enumerate(found):
            alone = json.loads(answer(json.dumps(asked | {"programme": id})))
            assert list(alone["answer"]["programmes"]) == [id]
            assert alone["answer"]["programmes"][id] == whole["answer"]["programmes"][id]
            assert alone["cards"] == [whole["cards"][place]]
