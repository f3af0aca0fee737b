"""What sync decides, case by case."""

from __future__ import annotations

import datetime as dt

import pytest
from what_happens_when import BEFORE, CASES, DAY, GOAL, SHEET, WORKBOOK, Case, after_sync, goal, goals, told

from goalsheet.merge.actions import CellKey
from goalsheet.merge.agreement import shown_beside
from goalsheet.merge.apply import applied
from goalsheet.merge.copy import Agreed, BaseRow, Row
from goalsheet.merge.decide import decide
from goalsheet.merge.ownership import ownerships
from goalsheet.merge.terms import Terms
from goalsheet.merge.values import Value, same

TERMS = Terms(DAY, "Bo Ek")


@pytest.mark.parametrize("case", [pytest.param(case, id=case.when) for case in CASES])
def test_what_happens_when(case: Case) -> None:
    assert told(decide(case.base, case.workbook, case.sheet, TERMS)) == case.says


@pytest.mark.parametrize("case", [pytest.param(case, id=case.when) for case in CASES])
def test_afterwards_nothing_is_left_to_do(case: Case) -> None:
    plan = decide(case.base, case.workbook, case.sheet, TERMS)
    workbook, sheet = applied(plan, WORKBOOK, case.workbook), applied(plan, SHEET, case.sheet)
    if not plan.stops:
        again = decide(plan.base, workbook, sheet, TERMS)
        assert (again.deeds, again.conflicts, again.base) == ((), (), plan.base)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (None, "", True),
        (None, "  \r\n", True),
        (None, 0.0, False),
        ("two\r\nlines \n", "two\nlines", True),
        ("caf\u00e9", "cafe\u0301", True),
        ("a\x0bb", "ab", True),
        ("a  b", "a b", False),
        ("Yes", "yes", False),
        (0.3, 0.1 + 0.2, True),
        (0.3, 0.300001, False),
        (0.0, 1e-15, True),
        (80, 80.0, True),
        ("80", 80.0, False),
        (dt.date(2026, 6, 30), 46203.0, True),
        (dt.date(2026, 6, 30), 46203.75, True),
        (dt.date(2026, 6, 30), 46204.0, False),
        (dt.date(2026, 6, 30), "2026-06-30", False),
        (dt.date(2026, 6, 30), None, False),
    ],
)
def test_values_are_compared_as_values(one: Value, other: Value, is_same: bool) -> None:  # noqa: FBT001 - an example's answer
    assert same(one, other) is is_same
    assert same(other, one) is is_same


def test_an_edit_that_gave_way_is_kept_all_the_same_if_somebody_chooses_it() -> None:
    workbook, sheet = goals(goal(comment="Great!")), goals(goal(comment="Very good"))
    choices = {CellKey("Goal", "G01", "comment"): WORKBOOK}
    assert told(decide(BEFORE, workbook, sheet, Terms(DAY, choices=choices)))[1:] == [
        "sheet G01 comment: Very good -> Great!, kept what the employee wrote"
    ]


@pytest.mark.parametrize("answer", ["Agreed", "Closed", "Changes requested"])
def test_nobody_chooses_a_managers_answer_that_stands_only_in_the_workbook(answer: str) -> None:
    before = after_sync(goals(goal(agreement="Proposed")))
    workbook, sheet = goals(goal(agreement=answer)), goals(goal(agreement="Proposed"))
    choices = {CellKey("Goal", "G01", "agreement"): WORKBOOK}
    assert told(decide(before, workbook, sheet, Terms(DAY, choices=choices)))[1:] == [
        f"workbook G01 agreement: {answer} -> Proposed, kept what the manager wrote"
    ]


def test_a_suggested_wording_that_is_there_stays() -> None:
    before = after_sync(goals(goal(suggested_wording="Sell more")))
    workbook, sheet = (goals(goal(suggested_wording="Sell more", statement=one)) for one in ("Sell 50", "Sell 50 cars"))
    assert told(decide(before, workbook, sheet, TERMS)) == [
        (
            "conflict G01 statement: Sell 50 | Sell 50 cars, kept the employee's: "
            "it belongs to the employee, but was changed in the Google sheet"
        ),
        "sheet G01 statement: Sell 50 cars -> Sell 50, kept what the employee wrote",
    ]


def test_a_stop_that_was_meant_is_none() -> None:
    before = after_sync(goals(goal(), goal(7, "G02")))
    plan = decide(before, goals(), goals(goal(), goal(7, "G02")), Terms(DAY, accepted=["--accept-emptied"]))
    assert [line.split(",")[0] for line in told(plan)] == ["sheet keeps G01", "sheet keeps G02"]


def test_a_manager_who_answers_all_that_was_proposed_is_no_accident() -> None:
    many = range(1, 13)
    proposed = goals(*(goal(place, f"G{place:02}", agreement="Proposed", comment=None) for place in many))
    answered = goals(*(goal(place, f"G{place:02}", agreement="Agreed", comment=None) for place in many))
    assert decide(after_sync(proposed), proposed, answered, TERMS).stops == ()
    asked = goals(*(goal(place, f"G{place:02}", agreement="Changes requested", comment=None) for place in many))
    assert decide(after_sync(asked), asked, answered, TERMS).stops == ()


def test_words_that_were_exchanged_on_purpose_are_merged() -> None:
    before = after_sync(goals(goal(), goal(7, "G02", statement="Learn SQL")))
    workbook = goals(goal(statement="Learn SQL"), goal(7, "G02", statement="Sell 50"))
    sheet = goals(goal(), goal(7, "G02", statement="Learn SQL"))
    assert told(decide(before, workbook, sheet, Terms(DAY, accepted=["--accept-swapped"]))) == [
        "sheet G01 statement: Sell 50 -> Learn SQL, the employee changed it",
        "sheet G02 statement: Learn SQL -> Sell 50, the employee changed it",
    ]


def test_long_texts_that_begin_alike_are_shown_where_they_differ() -> None:
    alike = "Win new clinics in the north and keep those that are there by visits each month, "
    assert shown_beside("statement", f"{alike}three a year", f"{alike}four a year") == (
        '"…are there by visits each month, three a year"',
        '"…are there by visits each month, four a year"',
    )
    assert shown_beside("statement", "Win three", f"{alike}four") == (
        '"Win three"',
        '"Win new clinics in the north and keep those that are there b…"',
    )
    assert shown_beside("target", 50.0, None) == ("50", "(blank)")


def test_what_was_agreed_is_what_the_manager_was_shown_and_the_rest_as_it_is_in_the_workbook() -> None:
    workbook = goals(goal(target=45.0, weight=0.25), more=["weight", "agreed_on", "changed_since_agreed"])
    plan = decide(BEFORE, workbook, goals(goal(agreement="Agreed")), TERMS)
    shown: dict[str, Value] = {"statement": "Sell 50", "target": 50.0, "due": None, "weight": 0.25}
    assert plan.base.tables["Goal"]["G01"].agreed == Agreed(shown, DAY, "Bo Ek")


def test_what_changed_since_the_agreement_is_said_in_words() -> None:
    then = Agreed({"statement": "Sell 50", "target": 50.0, "due": DAY, "weight": 0.25}, DAY, "Bo Ek")
    before = after_sync(goals(goal(agreement="Agreed")), agreed=then)
    cells: dict[str, Value] = {
        "statement": "Sell " + "more " * 20,
        "target": None,
        "due": dt.date(2026, 9, 30),
        "weight": 0.3,
    }
    more = ["due", "weight", "agreed_on", "changed_since_agreed"]
    workbook = goals(Row(6, "G01", {**GOAL, "agreement": "Agreed", "agreed_on": DAY, **cells}), more=more)
    said = told(decide(before, workbook, goals(goal(agreement="Agreed")), TERMS))
    assert said[0] == (
        'workbook G01 changed_since_agreed: None -> wording "Sell 50" → "Sell more more more more more more more more '
        'more more more …"; target 50 → (blank); due date 1 Jul 2026 → 30 Sep 2026; weight 25 % → 30 %, '
        "follows from the agreement"
    )


def test_a_closed_goal_stays_as_agreed() -> None:
    then = Agreed({"target": 50.0}, DAY, "Bo Ek")
    before = after_sync(goals(goal(agreement="Agreed")), agreed=then)
    workbook = goals(goal(agreement="Agreed", agreed_on=DAY), more=["agreed_on"])
    plan = decide(before, workbook, goals(goal(agreement="Closed")), TERMS)
    assert told(plan) == ["workbook G01 agreement: Agreed -> Closed, the manager changed it"]
    assert plan.base.tables["Goal"]["G01"].agreed == then


def test_a_column_that_a_side_does_not_show_is_not_blank_there() -> None:
    shorter = goals(goal(comment=None), columns=["statement", "target", "agreement"])
    plan = decide(BEFORE, goals(goal()), shorter, TERMS)
    assert told(plan) == []
    assert plan.base == BEFORE


def test_of_two_rows_with_one_number_the_one_that_is_most_like_it_was_keeps_it() -> None:
    workbook = goals(goal(5, statement="Sell 60", target=60.0), goal(6))
    assert told(decide(BEFORE, workbook, goals(goal()), TERMS))[0] == (
        "workbook row 5 becomes G02, G01 stands in two rows"
    )


def test_a_goal_that_was_deleted_is_said_once() -> None:
    before = after_sync(goals(goal(), goal(7, "G02")))
    first = decide(before, goals(goal()), goals(goal(), goal(7, "G02")), TERMS)
    assert first.base.tables["Goal"]["G02"] == BaseRow(before.tables["Goal"]["G02"].cells, SHEET)
    assert told(decide(first.base, goals(goal()), goals(goal(), goal(7, "G02")), TERMS)) == []


def test_nothing_private_is_ever_merged() -> None:
    rules = ownerships()
    assert "private_note" not in rules["CheckIn"].writers
    assert {"Reflection", "JournalEntry", "VisionTile", "MindMapIdea"}.isdisjoint(rules)
