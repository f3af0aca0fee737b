"""What a sentence already says for the cells of its row."""

from __future__ import annotations

import datetime as dt

import pytest

from goalsheet.smart.case import Case
from goalsheet.smart.fields import propose
from goalsheet.tracker.goal import Goal

TODAY = dt.date(2026, 11, 27)


def proposed(text: str, **cells: object) -> dict[str, object]:
    case = Case(Goal(statement=text, **cells), TODAY)  # type: ignore[arg-type]  # cells by name
    return {proposal.column: proposal.value for proposal in propose(case)}


def test_a_complete_sentence_fills_the_row() -> None:
    text = (
        "Raise on-time deliveries from 88 % to 95 % by 30 June 2027 by confirming slots, so that we keep the contract."
    )
    assert proposed(text) == {
        "category": "Improve performance",
        "kind": "Performance",
        "measure": "Increase",
        "unit": "%",
        "baseline": 88,
        "target": 95,
        "resources": "by confirming slots",
        "why": "so that we keep the contract",
        "due": dt.date(2027, 6, 30),
    }


def test_what_is_filled_in_is_never_proposed_again() -> None:
    assert proposed("Win 25 new clients in H2", category="Other", kind="Performance", target=30.0, due=TODAY) == {
        "measure": "Increase",
        "unit": "new clients",
    }


def test_nothing_is_proposed_for_a_cell_in_which_something_cannot_be_read() -> None:
    spoilt = {"unread": frozenset({"baseline", "due"}), "category": "Other", "kind": "Performance"}
    assert proposed("Raise sales from 25 to 30 cars by 30 June 2027", **spoilt) == {
        "measure": "Increase",
        "unit": "cars",
        "target": 30,
    }


def test_falling_numbers_decrease_and_limits_are_kept() -> None:
    assert proposed("Cut scrap from 4 % to 2 %")["measure"] == "Decrease"
    assert proposed("Keep defects at 0")["measure"] == "Keep at or below"
    assert proposed("Keep churn below 2.5 % in 2027")["measure"] == "Keep at or below"
    assert proposed("Zero missed appointments by June") == {
        "category": "Improve performance",
        "kind": "Performance",
        "measure": "Keep at or below",
        "unit": "missed appointments",
        "target": 0,
        "due": dt.date(2027, 6, 30),
    }


def test_a_change_without_its_start_is_no_target() -> None:
    assert proposed("Increase output by 20 % in three months") == {
        "category": "Improve performance",
        "kind": "Performance",
        "measure": "Increase",
        "due": dt.date(2027, 2, 27),
    }


@pytest.mark.parametrize(
    ("text", "measure", "baseline", "target", "unit"),
    [
        ("Keep the fridges between 2 and 6 °C all year", "Keep in range", 2, 6, "°C"),
        ("Hold stock cover at 10 to 14 days in 2027", "Keep in range", 10, 14, "days"),
        ("Keep complaints at or below 3 in 2027", "Keep at or below", None, 3, "complaints"),
        ("Keep complaints at or below 3 a month", "Keep at or below", None, 3, "a month"),
        ("Stay at or above 95 % on-time delivery through 2027", "Keep at or above", None, 95, "%"),
        ("Bring down the waiting time at the counter to 6 minutes by June", "Decrease", None, 6, "minutes"),
        ("Get response time down to 4 hours by March", "Decrease", None, 4, "hours"),
        ("Get the reply rate up to 60 % by March", "Increase", None, 60, "%"),
        ("Bring the guest rating up to 4.6 out of 5 by September", "Increase", None, 4.6, "of 5"),
        ("Raise the audit score to 90, up from 82, by June", "Increase", 82, 90, None),
        ("Lift the audit score to 8.2 out of 10, up from 7.5, by June", "Increase", 7.5, 8.2, "of 10"),
        ("Improve the margin by 2 points to 5 % by June", "Increase", None, 5, "%"),
        ("Grow the list by 500 to 3,000 subscribers by June", "Increase", None, 3000, "subscribers"),
        ("Reduce errors by 10 to 20 in 2027", "Decrease", None, None, "errors"),
        ("Plant 300 native saplings along the brook by April", "Increase", None, 300, "native saplings"),
        ("Grow newsletter subscribers from 2,300 to 4,000 by June", "Increase", 2300, 4000, "subscribers"),
        ("Cut the wait from 2 hours to 30 minutes by June", "Decrease", 120, 30, "minutes"),
        ("Cut the wait from 2 working days to 4 hours by June", "Decrease", None, 4, "hours"),
        ("Raise NPS from 31 to 45 by June", "Increase", 31, 45, "NPS"),
        ("Increase visits from 14 to 20 a week by June", "Increase", 14, 20, "a week"),
        ("Halve the set-up time from 40 minutes by June", "Decrease", 40, 20, "minutes"),
        ("Spend no more than 20 hours a month on reporting", "Keep at or below", None, 20, "hours a month"),
        ("Reach 75 points in the audit by June", "Increase", None, 75, "points"),
        ("Lower the cold room from -5 °C to -18 °C by June", "Decrease", -5, -18, "°C"),
        ("Move the result from -£500 to £0 by June", "Increase", -500, 0, "£"),
        ("Hold eight workshops by June", "Increase", None, 8, "workshops"),
        ("Hold absence at 4 % in 2027", "Keep at or above", None, 4, "%"),
        ("Maintain 12 machines until June", None, None, None, None),
        ("Keep 40 records up to date", None, None, None, None),
        ("Keep at most 5 open tickets in 2027", "Keep at or below", None, 5, "open tickets"),
        ("Keep our 12 machines running at 95 % in 2027", "Keep at or above", None, 95, "%"),
        ("Repair half a dozen bikes by June", "Increase", None, 6, "bikes"),
        ("Cut paper use by two thirds by June", "Decrease", None, None, None),
        ("Cut paper use by two thirds from 90 boxes by June", "Decrease", 90, 30, "boxes"),
        ("Raise sales by a third from 60 units by June", "Increase", 60, 80, "units"),
        ("Raise the margin by 50 basis points by June", "Increase", None, None, "basis points"),
        ("Cap my overtime at 5 hours a month", "Keep at or below", None, 5, "hours a month"),
        ("Limit my overtime to 5 hours a month", "Keep at or below", None, 5, "hours a month"),
        ("Zero accidents until December", "Keep at or below", None, 0, "accidents"),
        ("Reduce to zero accidents by December", "Decrease", None, 0, "accidents"),
        ("No more than two falls a month until December", "Keep at or below", None, 2, "falls a month"),
        ("Bake 120 loaves a day by June", "Increase", None, 120, "loaves a day"),
        ("Win five new accounts worth £50k by June", "Increase", None, 5, "new accounts"),
        ("Write 3 of the 10 chapters by June", "Increase", None, 3, "chapters"),
        ("Reduce the error rate from 1 in 20 to 1 in 50 by June", None, None, None, None),
    ],
)
def test_the_numbers_of_a_sentence_fill_its_cells(
    text: str, measure: str | None, baseline: float | None, target: float | None, unit: str | None
) -> None:
    found = proposed(text)
    assert [found.get(name) for name in ("measure", "baseline", "target", "unit")] == [measure, baseline, target, unit]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Move into a product manager role by October", "Change career path"),
        ("Move from accounting to controlling by June", "Change career path"),
        ("Get a job as a midwife at the new clinic by June", "Change career path"),
        ("Move the archive into the new office by June", "Improve performance"),
        ("Switch the fleet to electric vans by June", "Improve performance"),
        ("Become a senior data analyst by December", "Advance"),
        ("Step up to head of department by June", "Advance"),
    ],
)
def test_another_job_is_told_from_the_next_rank_and_from_moving_things(text: str, category: str) -> None:
    assert proposed(text)["category"] == category


def test_results_that_are_there_or_not_are_yes_or_no() -> None:
    assert proposed("Pass the PMP exam by March") == {
        "category": "Learn a skill",
        "kind": "Performance",
        "measure": "Yes / no",
        "due": dt.date(2027, 3, 31),
    }
    assert proposed("Transition from marketing to sales by June")["category"] == "Change career path"
    assert proposed("Get promoted to senior nurse by year-end")["category"] == "Advance"


def test_a_day_that_the_calendar_lacks_is_not_proposed() -> None:
    assert "due" not in proposed("Publish the atlas by 31 June 2027")


def test_a_sentence_that_says_nothing_proposes_nothing() -> None:
    assert proposed("") == {}
