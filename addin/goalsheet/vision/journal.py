"""The journal: a question for each day, and for how many weeks somebody has kept writing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

PROMPTS = (
    "What gave you energy today?",
    "Whom did you help, and who helped you?",
    "What would you do again just like that?",
    "What did you avoid? What makes it hard?",
    "Which of your values did you live up to?",
    "What surprised you?",
    "What can you let go of?",
    "What would you tell a friend in your place?",
    "What are you proud of, however small?",
    "What did you find out about yourself?",
    "What do you want more of next week?",
    "Whom do you want to thank?",
    "Where were you brave?",
)
MOST_WEEKS = 104  # a streak is counted no further back

_DAYS = 7


def prompt(serial: int) -> str:
    """The question of the day of that serial."""
    return PROMPTS[serial % len(PROMPTS)]


def week_streak(days: Iterable[dt.date], today: dt.date) -> int:
    """For how many weeks in a row, Monday to Sunday, something was written; a week that still runs breaks nothing."""
    monday = today - dt.timedelta(days=today.weekday())
    written = {-((day - monday).days // _DAYS) for day in days}  # weeks ago; those to come count nothing
    week = 0 if 0 in written else 1
    begun = week
    while week in written and week <= MOST_WEEKS:
        week += 1
    return week - begun
