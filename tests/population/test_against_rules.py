"""Every column of the SQL beside what `python -m rules participant --lines` prints."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.population.conftest import (
    DAY,
    Given,
    by_the_rules,
    columns_of,
    population,
    read_csv,
    write_csv,
)

PEOPLE = 20_000


@pytest.mark.slow
def test_twenty_thousand_people_get_the_same_answers(
    tmp_path: Path, some_people: Callable[[int, int, float], Given]
) -> None:
    given = some_people(PEOPLE, 20, 0.03)
    file = write_csv(tmp_path / "people.csv", given.columns, given.people)
    out = tmp_path / "answers.csv"
    population(file, "--people", out, "--keep", "id", "--on", DAY)
    answered = {row.pop("id"): row for row in read_csv(out)}
    refused = {row["id"]: row["reason"] for row in read_csv(tmp_path / "answers.rejects.csv")}

    # A day is always given, since the rules would take today's in its place.
    people = [person | {"on": person["on"].strip() or DAY} for person in given.people]
    kinds = set()
    for person, found in zip(people, by_the_rules(people), strict=True):
        id = person["id"]
        if "errors" in found:
            assert id not in answered, person
            keys = [error.partition(":")[0] for error in found["errors"]]
            reasons = [reason.partition(":")[0] for reason in refused[id].split("; ")]
            assert sorted(reasons) == sorted(keys), (person, found, refused[id])
            kinds |= set(keys)
        else:
            assert id not in refused, (person, refused[id])
            assert answered[id] == columns_of(found), person
    assert len(answered) > PEOPLE / 2
    assert len(refused) > PEOPLE / 10
    assert len(kinds) == 9  # every question was refused somewhere
