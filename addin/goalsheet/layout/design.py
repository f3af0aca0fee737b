"""The whole workbook: every sheet in its order and every defined name. A new sheet is one line in `design`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from goalsheet.layout import dashboard, goals, lists, logs, places, settings, start
from goalsheet.layout.plan import Design
from goalsheet.layout.room import LOG_ROWS, NEW_ACTIONS, NEW_CHECK_INS

ACTIONS = logs.Log(
    places.ACTIONS,
    "actions",
    NEW_ACTIONS,
    "The next steps towards each goal. Type below the last row and the table grows.",
    logs.ACTION_ALERTS,
)
CHECK_INS = logs.Log(
    places.CHECK_INS,
    "check_ins",
    NEW_CHECK_INS,
    "A line each time you look at a goal: where it stands and what happened. Type below the last row to add more.",
    logs.CHECK_IN_ALERTS,
)


@cache
def design(*, buttons: bool = False, long_logs: bool = False) -> Design:
    """The workbook as a plan, the same for everybody; what differs are its slots and the results of its formulas.

    With `buttons` on its sheets it needs macros. `long_logs` have all the rows that a log can be made with.
    """
    steps, check_ins = (replace(log, room=LOG_ROWS) if long_logs else log for log in (ACTIONS, CHECK_INS))
    sheets = (
        start.sheet(buttons=buttons),
        goals.sheet(buttons=buttons),
        logs.sheet(steps),
        logs.sheet(check_ins),
        dashboard.sheet(),
        lists.sheet(),
        settings.sheet(),
    )
    return Design(sheets, places.column_names() | lists.names() | settings.names())
