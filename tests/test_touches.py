"""Who changed the sides of a conflict last, as people read it."""

from __future__ import annotations

import datetime as dt

from goalsheet.layout.last_state import NOBODY, Touch
from goalsheet.merge.copy import Side
from goalsheet.sync.touches import by_and_at, last_changes

MORNING = dt.datetime(2026, 7, 1, 9, 30).astimezone()  # on the clock of whoever runs the tests


def test_of_each_side_its_said_who_changed_it_and_when_as_far_as_that_is_known() -> None:
    touched = {Side.WORKBOOK: Touch("Anna Müller", MORNING), Side.SHEET: Touch("bo@example.com")}
    assert last_changes(touched) == (
        " Last changed: workbook by Anna Müller, 1 Jul 2026, 09:30; Google sheet by bo@example.com."
    )
    assert last_changes({Side.WORKBOOK: Touch(), Side.SHEET: Touch("", MORNING)}) == (
        " Last changed: Google sheet on 1 Jul 2026, 09:30."
    )
    assert (last_changes(NOBODY), by_and_at(None), by_and_at(Touch())) == ("", "", "")
    assert by_and_at(Touch("Anna Müller", MORNING)) == ", last changed: Anna Müller, 1 Jul 2026, 09:30"
