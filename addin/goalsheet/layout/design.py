"""The whole workbook: every sheet in its order and every defined name. A new sheet is one line in `design`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from goalsheet.layout import (
    board,
    dashboard,
    goals,
    journal,
    lists,
    logs,
    mind_map,
    places,
    reviews,
    reward_lines,
    settings,
    start,
    vision,
    vision_figures,
)
from goalsheet.layout.plan import Design
from goalsheet.layout.room import (
    LOG_ROWS,
    MOST_CHECK_INS,
    NEW_ACTIONS,
    NEW_CHECK_INS,
    NEW_CONFLICTS,
    NEW_FEEDBACK,
    NEW_REVIEWS,
    NEW_REWARDS,
)
from goalsheet.tracker.logs import Feedback, Reward

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
FEEDBACK = logs.Log(
    places.FEEDBACK,
    "feedback",
    NEW_FEEDBACK,
    "What your manager, mentors, colleagues and you yourself say. Ask for it; lilac rows are your manager's.",
    logs.FEEDBACK_ALERTS,
    Feedback.BY_MANAGER,
)
REWARDS = logs.Log(
    places.REWARDS,
    "rewards",
    NEW_REWARDS,
    "What you look forward to, and what you were thanked for. Lilac rows are your manager's.",
    logs.REWARD_ALERTS,
    Reward.BY_MANAGER,
)
REVIEWS = logs.Log(
    places.REVIEWS,
    "reviews",
    NEW_REVIEWS,
    "A line for each goal in each review: what moved, what did not, and what you decide. Goals may change; say why.",
    logs.REVIEW_ALERTS,
)
CONFLICTS = logs.Log(
    places.CONFLICTS,
    "conflicts",
    NEW_CONFLICTS,
    "Where two edits met in one cell, one gave way. Sync lists both here; delete a row when it is settled.",
    {},
    state="hidden",  # until a sync has something to list
)
LOGS = (ACTIONS, CHECK_INS, FEEDBACK, REWARDS, REVIEWS, CONFLICTS)


@cache
def design(*, buttons: bool = False, long_logs: frozenset[str] = frozenset()) -> Design:
    """The workbook as a plan, the same for everybody; what differs are its slots and the results of its formulas.

    With `buttons` on its sheets it needs macros. The `long_logs`, by their names, have all the rows that a log can be
    made with.
    """
    shown = (_long(log) if log.rows in long_logs else log for log in LOGS)
    sheets = (
        start.sheet(buttons=buttons),
        vision.sheet(),
        board.sheet(),
        mind_map.sheet(),
        goals.sheet(buttons=buttons),
        *(reviews.sheet(log) if log.table == places.REVIEWS else logs.sheet(log) for log in shown),
        journal.sheet(_long(journal.LOG) if journal.LOG.rows in long_logs else journal.LOG),
        dashboard.sheet(),
        lists.sheet(),
        vision_figures.sheet(),
        settings.sheet(),
    )
    names = places.column_names() | vision.names() | board.names() | lists.names() | reward_lines.names()
    return Design(sheets, names | settings.names())


def _long(log: logs.Log) -> logs.Log:
    """The log with all the rows that it can be made with."""
    return replace(log, room=MOST_CHECK_INS if log is CHECK_INS else LOG_ROWS)
