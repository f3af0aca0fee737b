"""What a sentence already says for the cells of its row."""

from __future__ import annotations

import datetime as dt

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


def test_falling_numbers_decrease_and_limits_are_kept() -> None:
    assert proposed("Cut scrap from 4 % to 2 %")["measure"] == "Decrease"
    assert proposed("Keep defects at 0")["measure"] == "Keep at or below"
    assert proposed("Keep churn below 2.5 % in 2027")["measure"] == "Keep at or below"
    assert proposed("Zero missed appointments by June") == {
        "category": "Improve performance",
        "kind": "Performance",
        "measure": "Decrease",
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


def test_results_that_are_there_or_not_are_yes_or_no() -> None:
    assert proposed("Pass the PMP exam by March") == {
        "category": "Learn a skill",
        "kind": "Performance",
        "measure": "Yes / no",
        "due": dt.date(2027, 3, 31),
    }
    assert proposed("Transition from marketing to sales by June")["category"] == "Change career path"
    assert proposed("Get promoted to senior nurse by year-end")["category"] == "Advance"


def test_a_sentence_that_says_nothing_proposes_nothing() -> None:
    assert proposed("") == {}
