"""The answers for a person, against a second and naive statement of the contract."""

import json
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.dated import document
from rules.participant import has_milestones, participant, read_participant
from rules.programme import programmes

CALM = settings(deadline=None, derandomize=True, database=None, max_examples=200)

# What the answers are made from, on the day that `ask` asks about; its own test holds it.
ALLOWANCE = document("paas_action").parameters["support_allowance"].number(date(2026, 5, 1))

# ---- The contract, stated a second time ----------------------------------------------

ANSWERS = {
    "assistance": [
        "social_assistance",
        "social_solidarity",
        "aim_for_employment",
        "basic_income",
        "none",
    ],
    "adult": [True, False],
    "work_outlook": ["ready", "after_preparation", "long_term"],
}
VERDICTS = ["possible", "to_confirm", "not_possible"]
COSTS = ["transport", "childcare", "other"]


def paas_action_verdict(assistance, adult, work_outlook):
    if assistance == "none":
        return "not_possible"
    return {"after_preparation": "possible", "long_term": "possible", "ready": "to_confirm"}[
        work_outlook
    ]


def interagir_verdict(assistance, adult, work_outlook):
    first = assistance in ("social_assistance", "social_solidarity")
    return "possible" if first and adult and work_outlook == "long_term" else "to_confirm"


VERDICT_OF = {"paas_action": paas_action_verdict, "interagir": interagir_verdict}


def completions(state):
    """Every way to answer what is open, without a thought for speed."""
    for values in product(*ANSWERS.values()):
        whole = dict(zip(ANSWERS, values, strict=True))
        if all(state[key] in (None, whole[key]) for key in ANSWERS):
            yield whole


def reachable_of(id, state):
    found = {VERDICT_OF[id](**whole) for whole in completions(state)}
    return [verdict for verdict in VERDICTS if verdict in found]


def missing_of(id, state):
    """The open questions whose answer alone turns some completion's verdict into another."""
    verdict = VERDICT_OF[id]
    return [
        key
        for key, choices in ANSWERS.items()
        if state[key] is None
        and any(
            verdict(**whole) != verdict(**{**whole, key: choice})
            for whole in completions(state)
            for choice in choices
        )
    ]


def said(answer, yes, otherwise):
    return "unknown" if answer is None else "met" if answer in yes else otherwise


def criteria_of(id, assistance, adult, work_outlook):
    if id == "paas_action":
        four = ANSWERS["assistance"][:4]
        return {
            "receives_assistance": said(assistance, four, "not_met"),
            "held_back": said(work_outlook, ["after_preparation", "long_term"], "to_confirm"),
        }
    return {
        "last_resort_assistance": said(
            assistance, ["social_assistance", "social_solidarity"], "to_confirm"
        ),
        "adult": said(adult, [True], "to_confirm"),
        "long_term_outlook": said(work_outlook, ["long_term"], "to_confirm"),
    }


# ---- Every state of the questions ----------------------------------------------------

STATES = [
    dict(zip(ANSWERS, values, strict=True))
    for values in product(*([None, *choices] for choices in ANSWERS.values()))
]
EVERY_STATE = pytest.mark.parametrize(
    "state", STATES, ids=["-".join(str(v) for v in state.values()) for state in STATES]
)


@EVERY_STATE
def test_verdict_reachable_and_missing(state, ask):
    for id, got in ask(state)["programmes"].items():
        reachable = reachable_of(id, state)
        assert got["reachable"] == reachable
        assert got["verdict"] == (reachable[0] if len(reachable) == 1 else "unknown")
        assert got["missing"] == missing_of(id, state)


@EVERY_STATE
def test_criteria(state, ask):
    for id, got in ask(state)["programmes"].items():
        assert {c["id"]: c["status"] for c in got["criteria"]} == criteria_of(id, **state)
        assert len(got["criteria"]) == len(criteria_of(id, **state))
        assert all(c["source"].startswith(f"{id}.") for c in got["criteria"])


@EVERY_STATE
def test_what_is_granted_follows_from_the_state(state, ask):
    costs = {"transport": "10", "childcare": "20"}
    answers = ask({**state, "monthly_costs": costs})["programmes"]

    paas_action, refused = answers["paas_action"], state["assistance"] == "none"
    assert paas_action["allowance"] == {
        "stated": True,
        "certainty": "none" if refused else "may_receive",
        "monthly": {"low": "0.00", "high": "0.00" if refused else f"{ALLOWANCE:.2f}"},
    }
    assert bool(paas_action["reimbursements"]) != refused
    assert paas_action["monthly_total"] == {
        "low": "0.00",
        "high": "0.00" if refused else f"{ALLOWANCE + 30:.2f}",
        "high_if_one": None if refused else f"{ALLOWANCE + 20:.2f}",
        "complete": True,
    }

    interagir = answers["interagir"]
    allowance, known, other = interagir_certainties(state["assistance"])
    assert interagir["allowance"] == {"stated": False, "certainty": allowance, "monthly": None}
    counts = known != "not_stated"
    assert interagir["reimbursements"] == [
        {
            "cost": cost,
            "certainty": certainty,
            "monthly": {"low": "0.00", "high": high} if counts and high else None,
        }
        for cost, certainty, high in (
            ("transport", known, "10.00"),
            ("childcare", known, "20.00"),
            ("other", other, None),
        )
    ]
    assert interagir["monthly_total"] == {
        "low": "0.00",
        "high": "30.00" if counts else "0.00",
        "high_if_one": None,
        "complete": False,
    }


def interagir_certainties(assistance):
    """Of the allowance, of transport and childcare, and of other costs."""
    if assistance is None:
        return "depends", "depends", "depends"
    if assistance in ("social_assistance", "social_solidarity"):
        return "entitled", "may_receive", "in_some_cases"
    return "not_stated", "not_stated", "not_stated"


@EVERY_STATE
def test_one_more_answer_never_opens_what_was_closed(state, ask):
    before = ask(state)["programmes"]
    for key, choices in ANSWERS.items():
        for choice in choices if state[key] is None else ():
            after = ask({**state, key: choice})["programmes"]
            for id in before:
                assert set(after[id]["reachable"]) <= set(before[id]["reachable"])
                assert set(after[id]["missing"]) <= set(before[id]["missing"]) - {key}
                assert before[id]["verdict"] in ("unknown", after[id]["verdict"])


@EVERY_STATE
def test_a_missing_question_can_change_the_verdict_and_no_other_open_one_can(state, ask):
    """Told by the answers themselves: two of them that differ in this question only."""
    verdicts = {
        tuple(whole.values()): {id: got["verdict"] for id, got in ask(whole)["programmes"].items()}
        for whole in completions(state)
    }
    for id, got in ask(state)["programmes"].items():
        for number, key in enumerate(ANSWERS):
            if state[key] is not None:
                assert key not in got["missing"]
                continue
            seen = {}
            for whole, verdict in verdicts.items():
                others = whole[:number] + whole[number + 1 :]
                seen.setdefault(others, set()).add(verdict[id])
            assert (key in got["missing"]) == any(len(found) > 1 for found in seen.values())


@EVERY_STATE
def test_null_is_the_same_as_absent(state, ask):
    answered = {key: value for key, value in state.items() if value is not None}
    assert ask(answered) == ask(state)


def test_hours_dates_and_costs_change_no_verdict(ask):
    """They are not among the questions that the contract's verdicts name."""
    more = {"weekly_hours": 168, "start_date": "2026-05-01", "monthly_costs": {"other": 9}}
    for state in STATES:
        plain, full = ask(state)["programmes"], ask({**state, **more})["programmes"]
        for id in plain:
            for what in ("verdict", "reachable", "missing", "criteria", "allowance"):
                assert full[id][what] == plain[id][what]


# ---- The whole output ----------------------------------------------------------------

NOTHING_ANSWERED = {
    "paas_action": {
        "verdict": "unknown",
        "reachable": ["possible", "to_confirm", "not_possible"],
        "missing": ["assistance", "work_outlook"],
        "criteria": [
            {
                "id": "receives_assistance",
                "status": "unknown",
                "source": "paas_action.presentation",
            },
            {"id": "held_back", "status": "unknown", "source": "paas_action.presentation"},
        ],
        "allowance": {
            "stated": True,
            "certainty": "may_receive",
            "monthly": {"low": "0.00", "high": f"{ALLOWANCE:.2f}"},
        },
        "reimbursements": [
            {"cost": "transport", "certainty": "may_receive", "monthly": None},
            {"cost": "childcare", "certainty": "may_receive", "monthly": None},
            {"cost": "other", "certainty": "not_stated", "monthly": None},
        ],
        "monthly_total": {
            "low": "0.00",
            "high": f"{ALLOWANCE:.2f}",
            "high_if_one": None,
            "complete": True,
        },
        "hours": {
            "weekly_minimum": None,
            "weekly_maximum": "20",
            "monthly_average": None,
            "monthly_average_per_week": None,
            "check": None,
        },
        "milestones": [],
    },
    "interagir": {
        "verdict": "unknown",
        "reachable": ["possible", "to_confirm"],
        "missing": ["assistance", "adult", "work_outlook"],
        "criteria": [
            {"id": "last_resort_assistance", "status": "unknown", "source": "interagir.findings"},
            {"id": "adult", "status": "unknown", "source": "interagir.findings"},
            {"id": "long_term_outlook", "status": "unknown", "source": "interagir.findings"},
        ],
        "allowance": {"stated": False, "certainty": "depends", "monthly": None},
        "reimbursements": [
            {"cost": "transport", "certainty": "depends", "monthly": None},
            {"cost": "childcare", "certainty": "depends", "monthly": None},
            {"cost": "other", "certainty": "depends", "monthly": None},
        ],
        "monthly_total": {"low": "0.00", "high": "0.00", "high_if_one": None, "complete": False},
        "hours": {
            "weekly_minimum": {"low": "10", "high": "15"},
            "weekly_maximum": None,
            "monthly_average": "80",
            "monthly_average_per_week": "18.47",
            "check": None,
        },
        "milestones": [],
    },
}


def test_the_whole_answer_where_nothing_was_answered(ask):
    got = ask({})
    assert got.pop("rules_version")
    assert got == {"on": "2026-05-01", "programmes": NOTHING_ANSWERED}


def test_keys_and_programmes_stand_in_the_order_of_the_contract(ask):
    got = ask({})
    assert list(got) == ["rules_version", "on", "programmes"]
    assert list(got["programmes"]) == ["paas_action", "interagir"]
    for id, programme in got["programmes"].items():
        assert list(programme) == list(NOTHING_ANSWERED[id])


def test_the_version_of_the_rules_is_the_packages(ask):
    import rules

    assert ask({})["rules_version"] == rules.RULES_VERSION
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", rules.RULES_VERSION)


# ---- The day -------------------------------------------------------------------------


@pytest.mark.parametrize("on", ["2026-05-01", "2026-11-28", "2026-11-29", "2042-01-01"])
def test_a_day_beyond_what_is_known_says_so(ask, on):
    """Years later the same values are only the last known ones."""
    import rules

    known = date.fromisoformat(on) <= rules.VALUES_KNOWN_UNTIL
    expected = None if known else rules.VALUES_KNOWN_UNTIL.isoformat()
    assert ask({"on": on}).get("values_known_until") == expected
    assert ask({}, today=date.fromisoformat(on)).get("values_known_until") == expected


def test_a_day_that_is_given_goes_before_today(ask):
    assert ask({"on": "2027-01-31"}, today=date(2026, 6, 1))["on"] == "2027-01-31"


def test_without_a_day_it_is_today(ask):
    assert ask({}, today=date(2026, 6, 1))["on"] == "2026-06-01"
    assert ask({"on": None}, today=date(2026, 6, 1))["on"] == "2026-06-01"


def test_without_a_day_and_without_today_it_is_the_calendars():
    before = date.today()
    for got in (participant({}).on.isoformat(), read_participant({}).on.isoformat()):
        assert before.isoformat() <= got <= date.today().isoformat()


# ---- Any person ----------------------------------------------------------------------

KEYS = {
    "verdict": {"possible", "to_confirm", "not_possible", "unknown"},
    "status": {"met", "not_met", "to_confirm", "unknown"},
    "allowance": {"may_receive", "entitled", "depends", "not_stated", "none"},
    "reimbursement": {"may_receive", "in_some_cases", "depends", "not_stated"},
    "check": {
        None,
        "within",
        "above_maximum",
        "below_minimum",
        "depends",
        "meets_start",
        "meets_average",
    },
}

cents = st.integers(0, 100_000_00).map(lambda n: Decimal(n) / 100)
quarter_hours = st.integers(0, 168_00).map(lambda n: Decimal(n) / 100)


def as_json_number(number):
    """The ways in which one number may stand in Python: all are the same answer."""
    ways = [st.just(number), st.just(float(number))]
    if number == int(number):
        ways.append(st.just(int(number)))
    return st.one_of(ways)


money = cents.flatmap(lambda n: st.one_of(as_json_number(n), st.just(f"{n:f}")))
people = st.fixed_dictionaries(
    {},
    optional={
        "on": st.dates(date(2026, 4, 1)).map(date.isoformat),
        "assistance": st.sampled_from([None, *ANSWERS["assistance"]]),
        "adult": st.sampled_from([None, True, False]),
        "work_outlook": st.sampled_from([None, *ANSWERS["work_outlook"]]),
        "weekly_hours": st.none() | quarter_hours.flatmap(as_json_number),
        "start_date": st.none() | st.dates(max_value=date(9998, 12, 31)).map(date.isoformat),
        "monthly_costs": st.none()
        | st.fixed_dictionaries({}, optional=dict.fromkeys(COSTS, st.none() | money)),
    },
)


def is_range(value):
    return (
        list(value) == ["low", "high"]
        and all(re.fullmatch(r"(0|[1-9][0-9]*)\.[0-9]{2}", part) for part in value.values())
        and Decimal(value["low"]) <= Decimal(value["high"])
    )


@CALM
@given(people)
def test_every_answer_has_the_shape_of_the_contract(ask, person):
    for id, got in ask(person)["programmes"].items():
        assert list(got) == list(NOTHING_ANSWERED[id])
        assert got["verdict"] in KEYS["verdict"]
        assert got["reachable"]
        assert all(set(c) == {"id", "status", "source"} for c in got["criteria"])
        assert {c["status"] for c in got["criteria"]} <= KEYS["status"]
        allowance, total, hours = got["allowance"], got["monthly_total"], got["hours"]
        assert set(allowance) == {"stated", "certainty", "monthly"}
        assert allowance["certainty"] in KEYS["allowance"]
        assert allowance["stated"] is is_stated(allowance["monthly"])
        costs = [refund["cost"] for refund in got["reimbursements"]]
        assert costs == ([] if got["verdict"] == "not_possible" else COSTS)
        for refund in got["reimbursements"]:
            assert set(refund) == {"cost", "certainty", "monthly"}
            assert refund["certainty"] in KEYS["reimbursement"]
            is_stated(refund["monthly"])
        assert list(total) == ["low", "high", "high_if_one", "complete"]
        assert is_range({"low": total["low"], "high": total["high"]})
        assert total["complete"] in (True, False)
        assert set(hours) == set(NOTHING_ANSWERED[id]["hours"])
        assert hours["check"] in KEYS["check"]
        assert {**hours, "check": None} == NOTHING_ANSWERED[id]["hours"]
        for milestone in got["milestones"]:
            assert set(milestone) == {"id", "on"}
            assert date.fromisoformat(milestone["on"]).isoformat() == milestone["on"]


def is_stated(monthly):
    """Whether an amount is there; where it is, it must be a range of money."""
    assert monthly is None or is_range(monthly)
    return monthly is not None


@CALM
@given(people)
def test_an_answer_survives_a_journey_through_json(ask, person):
    got = ask(person)
    assert json.loads(json.dumps(got)) == got


@CALM
@given(people)
def test_the_persons_answers_are_left_as_they_were(ask, person):
    before = json.dumps(person, default=str)
    assert ask(person) == ask(person)
    assert json.dumps(person, default=str) == before


@CALM
@given(people)
def test_the_order_of_the_keys_does_not_matter(ask, person):
    turned = dict(reversed(person.items()))
    if person.get("monthly_costs"):
        turned["monthly_costs"] = dict(reversed(person["monthly_costs"].items()))
    assert ask(turned) == ask(person)


def comes_back(id, cost, person):
    """Whether the document says of a cost that it may, or could, be reimbursed."""
    if id == "paas_action":
        return cost != "other"
    return interagir_certainties(person.get("assistance"))[1] != "not_stated"


@CALM
@given(people)
def test_totals_are_the_sums_of_what_is_known(ask, person):
    given_costs = person.get("monthly_costs") or {}
    given_costs = {k: Decimal(str(v)) for k, v in given_costs.items() if v is not None}
    for id, got in ask(person)["programmes"].items():
        known = {refund["cost"]: refund["monthly"] for refund in got["reimbursements"]}
        for cost, monthly in known.items():
            stated = cost in given_costs and comes_back(id, cost, person)
            assert (monthly is not None) == stated
            if stated:
                assert Decimal(monthly["low"]) == 0
                assert Decimal(monthly["high"]) == given_costs[cost]
        ranges = [r for r in (got["allowance"]["monthly"], *known.values()) if r]
        for end in ("low", "high"):
            total = sum((Decimal(r[end]) for r in ranges), Decimal(0))
            assert Decimal(got["monthly_total"][end]) == total
        if id == "interagir":
            assert got["monthly_total"]["complete"] is False
        elif got["verdict"] != "not_possible":
            assert got["monthly_total"]["complete"] is (given_costs.get("other", 0) == 0)


@CALM
@given(people)
def test_one_of_two_costs_is_the_dearer_alone(ask, person):
    """PAAS Action names transport "or" childcare: without the cheaper one it is so much less."""
    costs = person.get("monthly_costs") or {}
    transport, childcare = (
        Decimal(str(costs.get(cost) or 0)) for cost in ("transport", "childcare")
    )
    answer = ask(person)
    stated = document("paas_action").parameters["support_allowance"]
    allowance = stated.number(date.fromisoformat(answer["on"]))
    for id, got in answer["programmes"].items():
        high, one = got["monthly_total"]["high"], got["monthly_total"]["high_if_one"]
        both = transport > 0 and childcare > 0
        if id == "paas_action" and both and got["verdict"] != "not_possible":
            assert Decimal(high) - Decimal(one) == min(transport, childcare)
            assert Decimal(one) == allowance + max(transport, childcare)
        else:
            assert one is None


@CALM
@given(people)
def test_interagirs_certainties_follow_from_the_assistance_alone(ask, person):
    got = ask(person)["programmes"]["interagir"]
    allowance, known, other = interagir_certainties(person.get("assistance"))
    assert got["allowance"] == {"stated": False, "certainty": allowance, "monthly": None}
    assert [one["certainty"] for one in got["reimbursements"]] == [known, known, other]


@CALM
@given(people)
def test_nothing_is_said_to_begin_where_everything_is_in_force(ask, person):
    for got in ask(person)["programmes"].values():
        assert "in_force_from" not in got
        assert got["verdict"] != "not_in_force"


@CALM
@given(people, st.sampled_from(COSTS), cents, cents)
def test_a_higher_cost_never_lowers_a_total(ask, person, cost, one, other):
    totals = {}
    for amount in sorted({one, other}):
        costs = {**(person.get("monthly_costs") or {}), cost: amount}
        totals[amount] = ask({**person, "monthly_costs": costs})["programmes"]
    lower, higher = totals[min(one, other)], totals[max(one, other)]
    for id in lower:
        before, after = lower[id]["monthly_total"], higher[id]["monthly_total"]
        assert Decimal(before["low"]) == Decimal(after["low"]) == 0
        grown = Decimal(after["high"]) - Decimal(before["high"])
        counts = lower[id]["reimbursements"] and comes_back(id, cost, person)
        assert grown == (abs(one - other) if counts else 0)


@CALM
@given(quarter_hours)
def test_hours_are_checked_as_the_contract_says(ask, hours):
    answers = ask({"weekly_hours": hours})["programmes"]
    exact = Fraction(hours)
    assert answers["paas_action"]["hours"]["check"] == (
        "within" if exact <= 20 else "above_maximum"
    )
    expected = "meets_average"
    if exact < 10:
        expected = "below_minimum"
    elif exact < 15:
        expected = "depends"
    elif exact * 52 / 12 < 80:
        expected = "meets_start"
    assert answers["interagir"]["hours"]["check"] == expected


def test_every_hundredth_of_an_hour_around_every_threshold(ask):
    """Hundredths are the finest answer there is, so both sides of each threshold are here."""
    changes = {"paas_action": [], "interagir": []}
    before = ask({"weekly_hours": 0})["programmes"]
    for hundredths in range(1, 2102):
        hours = Decimal(hundredths) / 100
        now = ask({"weekly_hours": hours})["programmes"]
        for id, found in changes.items():
            if now[id]["hours"] != before[id]["hours"]:
                found.append((str(hours), now[id]["hours"]["check"]))
        before = now
    assert changes == {
        "paas_action": [("20.01", "above_maximum")],
        "interagir": [("10", "depends"), ("15", "meets_start"), ("18.47", "meets_average")],
    }


@CALM
@given(st.dates(max_value=date(9998, 12, 31)))
def test_milestones_agree_with_another_library(ask, start):
    got = ask({"start_date": start.isoformat()})["programmes"]
    assert got["paas_action"]["milestones"] == []
    assert got["interagir"]["milestones"] == [
        {"id": "monthly_average_due", "on": (start + relativedelta(months=6)).isoformat()},
        {"id": "reevaluation", "on": (start + relativedelta(months=12)).isoformat()},
    ]


def test_milestones_of_every_day_of_eight_years(ask):
    day = date(2023, 1, 1)
    while day.year < 2031:
        (due, again) = ask({"start_date": day.isoformat()})["programmes"]["interagir"]["milestones"]
        assert due["on"] == (day + relativedelta(months=6)).isoformat()
        assert again["on"] == (day + relativedelta(years=1)).isoformat()
        day += relativedelta(days=1)


@CALM
@given(quarter_hours, cents)
def test_a_number_is_the_same_however_it_is_written(ask, complaints, hours, cost):
    def with_(hours, cost):
        return {"weekly_hours": hours, "monthly_costs": dict.fromkeys(COSTS, cost)}

    expected = ask(with_(hours, cost))
    assert ask(with_(float(hours), float(cost))) == expected
    assert ask(with_(hours, f"{cost:f}")) == expected
    assert ask(with_(hours, f"{cost:.2f}")) == expected
    if hours == int(hours) and cost == int(cost):
        assert ask(with_(int(hours), int(cost))) == expected
        assert ask(with_(hours, str(int(cost)))) == expected


@pytest.mark.parametrize(
    "written",
    ["12", "12.0", "12.50e0", "1.2e1", "120e-1", "12.000000000000000000000000000000000000000000"],
)
def test_a_number_is_the_same_however_its_json_is_written(written, run):
    plain = written.replace("12.50e0", "12.5")
    expected = run(b'{"on":"2026-05-01","weekly_hours":%s}' % plain.encode()).answer
    text = b'{"on":"2026-05-01","weekly_hours":%s,"monthly_costs":{"transport":%s}}'
    got = run(text % (written.encode(), written.encode())).answer["programmes"]
    assert got["interagir"]["hours"] == expected["programmes"]["interagir"]["hours"]
    high = "12.50" if "5" in written else "12.00"
    assert got["interagir"]["monthly_total"]["high"] == high


@pytest.mark.parametrize("zero", ["0", "-0", "0.0", "-0.0", "0e5", "-0e-5", "0.000"])
def test_a_zero_has_no_sign_and_no_exponent(zero, run):
    text = f'{{"on":"2026-05-01","weekly_hours":{zero},"monthly_costs":{{"transport":{zero}}}}}'
    got = run(text.encode()).answer["programmes"]["interagir"]
    assert got["hours"]["check"] == "below_minimum"
    assert got["reimbursements"][0]["monthly"] == {"low": "0.00", "high": "0.00"}
    assert got["monthly_total"] == {
        "low": "0.00",
        "high": "0.00",
        "high_if_one": None,
        "complete": False,
    }


def test_a_zero_as_text_has_no_sign(ask):
    got = ask({"monthly_costs": {"transport": "-0.00"}})["programmes"]["interagir"]
    assert got["reimbursements"][0]["monthly"] == {"low": "0.00", "high": "0.00"}


@pytest.mark.parametrize("only", ["paas_action", "interagir"])
def test_one_programme_alone_is_answered_as_among_all(only):
    given = {"assistance": "social_assistance", "adult": True, "weekly_hours": 15}
    whole, alone = participant(given, date(2026, 5, 1)), participant(given, date(2026, 5, 1), only)
    assert dict(alone.programmes) == {only: whole.programmes[only]}
    assert alone._replace(programmes=whole.programmes) == whole


# ---- Whether there are dates at all ----------------------------------------------------


@pytest.mark.parametrize("id", ["paas_action", "interagir"])
def test_a_programme_has_dates_where_an_answer_with_a_start_has_some(id):
    answers = {"on": "2026-05-01", "start_date": "2026-05-04"}
    has = bool(participant(answers).programmes[id].milestones)
    assert has_milestones(id, date(2026, 5, 1)) is has is (id == "interagir")


def test_a_programme_is_asked_for_its_dates_on_the_day_and_not_before_it_begins(monkeypatch):
    asked = []

    def milestones(person):
        asked.append((person.on, person.start_date is not None))
        return ["a date"]

    on = date(2026, 5, 1)
    monkeypatch.setattr(programmes()["paas_action"], "milestones", milestones)
    assert has_milestones("paas_action", on) is True
    assert has_milestones("paas_action", date(2026, 3, 31)) is False
    assert asked == [(on, True)]
