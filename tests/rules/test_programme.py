"""What a programme's module says, and what stands for what it leaves out."""

import sys
from datetime import date
from types import ModuleType

import pytest

from rules.logic import Situation
from rules.programme import (
    Participant,
    Programme,
    for_organisations,
    programme,
    programmes,
    wanted_for_organisations,
    wanted_programmes,
)
from rules.results import Allowance, Hours

PERSON = Participant(date(2026, 5, 1))

# What a module that leaves the name out says by it.
LEFT_OUT = {
    "EITHER_COST": (),
    "REIMBURSED_UP_TO": {},
    "SOURCES": {},
    "NON_PROFIT_SOURCE": None,
    "CONDITIONS": {},
    "FUNDING": None,
    "FURTHER_FUNDING": {},
}
GIVES = {
    "allowance": ((PERSON, "possible"), Allowance(False, "none", None)),
    "reimbursements": ((Situation(),), {}),
    "hours": ((PERSON,), Hours()),
    "milestones": ((PERSON,), ()),
}


@pytest.fixture
def bare(monkeypatch):
    """A programme whose document has nothing but whom it is for."""
    module = ModuleType("rules.programmes.bare")
    module.criteria = lambda situation: ("criteria", situation)
    monkeypatch.setitem(sys.modules, "rules.programmes.bare", module)
    yield module
    programme.cache_clear()


def test_what_a_module_leaves_out_is_nothing(bare):
    found = programme("bare")
    assert {name: getattr(found, name) for name in LEFT_OUT} == LEFT_OUT
    for name, (given, gives) in GIVES.items():
        assert getattr(found, name)(*given) == gives
    assert found.criteria(1) == ("criteria", 1)


def test_each_name_of_a_programme_but_its_criteria_can_be_left_out():
    functions = {name for name, value in vars(Programme).items() if isinstance(value, staticmethod)}
    assert functions - {"criteria"} == set(GIVES)
    assert set(Programme.__annotations__) == set(LEFT_OUT)


@pytest.mark.parametrize("name", [*LEFT_OUT, *GIVES])
def test_what_a_module_says_counts(bare, name):
    setattr(bare, name, "said")
    assert getattr(programme("bare"), name) == "said"


@pytest.mark.parametrize("name", ["FUNDING", "FURTHER_FUNDING", "CONDITIONS", "NON_PROFIT_SOURCE"])
def test_a_programme_that_says_anything_of_organisations_is_for_them(bare, name, monkeypatch):
    def ids():
        for_organisations.cache_clear()
        programme.cache_clear()
        return list(for_organisations())

    monkeypatch.setattr("rules.programme.programmes", lambda: {"bare": programme("bare")})
    try:
        assert ids() == []
        setattr(bare, name, {"some": "thing"})
        assert ids() == ["bare"]
    finally:
        for_organisations.cache_clear()


def test_all_programmes_are_wanted_or_the_one_that_is_named():
    both = ["paas_action", "interagir"]
    for wanted in (wanted_programmes, wanted_for_organisations):
        assert list(wanted(None)) == [(id, programmes()[id]) for id in both]
        assert list(wanted("interagir")) == [("interagir", programmes()["interagir"])]
    assert list(wanted_for_organisations("no_such")) == []
