"""The Journal: a private log with the day's question, the last entry, and for how many weeks somebody kept it up."""

from __future__ import annotations

import dataclasses

from goalsheet.layout import logs, looks, places
from goalsheet.layout.facts import Figures
from goalsheet.layout.phrases import are_days, day_in_words, rows_where
from goalsheet.layout.plan import Cell, Live, Sheet
from goalsheet.layout.room import NEW_JOURNAL, serial
from goalsheet.layout.vision_places import single
from goalsheet.progress import timing
from goalsheet.vision.journal import PROMPTS, prompt

LOG = logs.Log(
    places.JOURNAL,
    "vision.journal",
    NEW_JOURNAL,
    "A line whenever you like, for yourself alone: nothing here is ever sent, synced or reported.",
    logs.MOOD_ALERTS,
)
BEGIN = "Your first line starts the count of weeks."
_STANDS, _ASKS = 4, 6  # columns of what is told above the table


def sheet(log: logs.Log) -> Sheet:
    """The sheet as a plan."""
    plain = logs.sheet(log)
    asked = dataclasses.replace(looks.BOLD, color=looks.INDIGO, indent=1)
    told = {
        (1, _STANDS): Cell(_stands(), dataclasses.replace(looks.LABEL, indent=1)),
        (1, _ASKS): Cell(_asks(), asked),
    }
    return dataclasses.replace(plain, cells={**plain.cells, **told}, color=looks.INDIGO)


def _stands() -> Live:
    streak = single("streak")
    weeks = f'IF({streak}=1,"1 week in a row",{streak}&" weeks in a row")'
    latest = f"MAX(IF({rows_where(are_days('journal_date'))},INT(journal_date),0))"
    formula = f'IF({latest}=0,"{BEGIN}","Last entry: "&{day_in_words(latest)}&"  ·  "&{weeks})'

    def twin(figures: Figures) -> str:
        vision = figures.vision
        if not vision.written_days:
            return BEGIN
        weeks = "1 week in a row" if vision.streak == 1 else f"{vision.streak} weeks in a row"
        return f"Last entry: {timing.day_in_words(max(vision.written_days))}  ·  {weeks}"

    return Live(formula, twin, array=True)


def _asks() -> Live:
    formula = f'"Today: "&INDEX(list_prompt,MOD(TODAY(),{len(PROMPTS)})+1)'
    return Live(formula, lambda figures: f"Today: {prompt(serial(figures.today))}")
