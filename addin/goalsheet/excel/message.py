"""The one message box that a button ends with, and the questions it asks before it changes what somebody typed."""

from __future__ import annotations

from collections.abc import Sequence

from xlwings import Book

from goalsheet.errors import Problem

TITLE = "goalsheet"
NEXT = "\n\n"  # between the sentences of a message
IS_HIDDEN = "It is hidden: right-click a sheet's tab and choose Unhide."
AGAIN = "That was as much as one press can do: press the button again."
_SHOWN = 3  # problems that a message names


def yes(book: Book, question: str) -> bool:
    """Whether somebody says yes."""
    return book.app.alert(in_its_language(book, question), TITLE, "yes_no") == "yes"


def in_its_language(book: Book, message: str) -> str:
    """A message in the language of the workbook's tabs, which no cell has to be read for; hints stay English."""
    # Imported here: whoever only says that there is no workbook needs none of it.
    from goalsheet.language.shelf import language_of_tabs  # noqa: PLC0415 - a press imports what it uses, when it does
    from goalsheet.layout.places import ACTIONS, GOALS  # noqa: PLC0415 - as above
    from goalsheet.layout.words import TABS  # noqa: PLC0415 - as above

    tabs = [sheet.name for sheet in book.sheets]
    return language_of_tabs(tabs, TABS, (GOALS.title, ACTIONS.title)).paragraphs(message)


def counted(number: int, noun: str) -> str:
    """1 goal, 2 goals."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def problems_in_short(problems: Sequence[Problem]) -> str:
    """What could not be read, the first of it by name."""
    if not problems:
        return ""
    named = "\n".join(f"  {problem}" for problem in problems[:_SHOWN])
    rest = f"\n  and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
    return f"{counted(len(problems), 'cell')} could not be used:\n{named}{rest}"
