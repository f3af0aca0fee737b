"""Who has said yes to a goal and when, what is kept of it, and what is no longer as it was agreed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from goalsheet.progress.agreed import ONE_SIDED, since_agreed
from goalsheet.tracker.agreement import is_by_both, kept, signed
from goalsheet.tracker.goal import Goal

DAY = dt.date(2026, 3, 5)
NAMES = ("Anna Müller", "Bo Ek")
ANNA, BO = "Anna Müller, 3 Mar 2026", "Bo Ek, 5 Mar 2026"
GOAL = Goal(id="G01", statement="Sell 50", target=50.0, due=dt.date(2026, 12, 31), weight=0.25, agreement="Agreed")
AGREED = dataclasses.replace(
    GOAL,
    agreed_on=DAY,
    agreed_by=BO,
    agreed_statement="Sell 50",
    agreed_target=50.0,
    agreed_due=dt.date(2026, 12, 31),
    agreed_weight=0.25,
)


@pytest.mark.parametrize(
    ("before", "state", "after"),
    [
        (None, None, None),
        (None, "Draft", None),
        (None, "Proposed", "Anna Müller, 5 Mar 2026"),
        (ANNA, "Proposed", ANNA),
        (ANNA, "Changes requested", None),
        (ANNA, "Agreed", f"{ANNA}; {BO}"),
        (None, "Agreed", BO),
        (f"{ANNA}; Bo Ek, 4 Mar 2026", "Agreed", f"{ANNA}; Bo Ek, 4 Mar 2026"),
        (f"{ANNA}; {BO}", "Closed", f"{ANNA}; {BO}"),
        (f"{ANNA}; {BO}", "Proposed", "Anna Müller, 5 Mar 2026"),
        (f"{ANNA}; {BO}", "Draft", None),
    ],
)
def test_the_employee_says_yes_by_proposing_and_the_manager_by_agreeing(
    before: str | None, state: str | None, after: str | None
) -> None:
    assert signed(before, state, NAMES, DAY) == after


@pytest.mark.parametrize(
    ("states", "is_agreed"),
    [
        (("Proposed", "Agreed"), True),
        (("Proposed", "Agreed", "Closed"), True),
        (("Agreed",), False),  # the employee has not proposed it
        (("Proposed", "Changes requested", "Agreed"), False),  # nor again after changes were requested
        (("Proposed", "Changes requested", "Proposed", "Agreed"), True),
        (("Proposed",), False),
        (("Agreed", "Proposed", "Agreed"), True),
    ],
)
def test_a_goal_is_agreed_only_if_both_have_said_yes(states: tuple[str, ...], is_agreed: bool) -> None:  # noqa: FBT001 - pytest hands over by name
    by: str | None = None
    for state in states:
        by = signed(by, state, NAMES, DAY)
    assert is_by_both(states[-1], by) is is_agreed


def test_where_nobody_is_noted_the_word_counts() -> None:
    assert is_by_both("Agreed", None)
    assert not is_by_both("Changes requested", None)


def test_who_has_no_name_is_called_by_the_part_they_play() -> None:
    assert signed(signed(None, "Proposed", ("", ""), DAY), "Agreed", ("", ""), DAY) == (
        "Employee, 5 Mar 2026; Manager, 5 Mar 2026"
    )


def test_what_was_agreed_is_kept_once_and_goes_with_the_agreement() -> None:
    first = dataclasses.replace(GOAL, **kept(GOAL, NAMES, DAY))  # type: ignore[arg-type]  # by the columns' names
    assert first == AGREED
    later = dataclasses.replace(first, target=45.0)
    assert dataclasses.replace(later, **kept(later, NAMES, dt.date(2026, 6, 1))) == later  # type: ignore[arg-type]  # a row of columns by name
    closed = dataclasses.replace(later, agreement="Closed")
    assert dataclasses.replace(closed, **kept(closed, NAMES, DAY)) == closed  # type: ignore[arg-type]  # as above
    asked = dataclasses.replace(later, agreement="Changes requested")
    assert set(kept(asked, NAMES, DAY).values()) == {None}


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({}, None),
        ({"target": 45.0}, "target 50 → 45"),
        ({"target": 45.0, "agreement": "Closed"}, "target 50 → 45"),
        ({"target": 45.0, "agreement": "Proposed"}, None),
        ({"target": 45.0, "agreed_on": None}, None),
        ({"target": 45.0, "agreed_by": None}, "target 50 → 45"),
        ({"target": 45.0, "agreed_by": BO}, ONE_SIDED),
        ({"target": 45.0, "agreed_by": BO, "agreement": "Closed"}, None),
        ({"target": None, "due": None}, "target 50 → (blank); due date 31 Dec 2026 → (blank)"),
        ({"weight": None}, "weight 25 % → (blank)"),
        ({"target": None, "unread": frozenset({"target"})}, None),
        ({"target": 50.0 + 1e-12}, None),
        ({"target": 100 / 3}, "target 50 → 33.3333"),
        ({"weight": 0.3, "due": dt.date(2027, 1, 15)}, "due date 31 Dec 2026 → 15 Jan 2027; weight 25 % → 30 %"),
        ({"statement": "Sell  50 "}, None),
        ({"statement": "Sell\nmore"}, 'wording "Sell 50" → "Sell more"'),
        ({"statement": "x" * 61}, f'wording "Sell 50" → "{"x" * 60}…"'),
    ],
)  # fmt: skip
def test_what_is_no_longer_as_agreed_is_told_from_what_to_what(cells: dict[str, Any], said: str | None) -> None:
    both = dataclasses.replace(AGREED, agreed_by=f"{ANNA}; {BO}")
    assert since_agreed(dataclasses.replace(both, **cells)) == said
