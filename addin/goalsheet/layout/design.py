"""The whole workbook: every sheet in its order and every defined name. A new sheet is one line in `design`."""

from __future__ import annotations

from functools import cache

from goalsheet.layout import dashboard, goals, lists, logs, places, settings, start
from goalsheet.layout.plan import Design

ACTIONS = logs.Log(
    places.ACTIONS,
    "actions",
    "The next steps towards each goal. Type below the last row and the table grows.",
    logs.ACTION_ALERTS,
)
CHECK_INS = logs.Log(
    places.CHECK_INS,
    "check_ins",
    "A line each time you look at a goal: where it stands and what happened. Type below the last row to add more.",
    logs.CHECK_IN_ALERTS,
)


@cache
def design(*, buttons: bool = False) -> Design:
    """The workbook as a plan, the same for everybody; what differs are its slots and the results of its formulas.

    With `buttons` on its sheets it needs macros.
    """
    sheets = (
        start.sheet(buttons=buttons),
        goals.sheet(buttons=buttons),
        logs.sheet(ACTIONS),
        logs.sheet(CHECK_INS),
        dashboard.sheet(),
        lists.sheet(),
        settings.sheet(),
    )
    return Design(sheets, places.column_names() | lists.names() | settings.names())
