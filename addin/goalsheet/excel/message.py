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
    return book.app.alert(question, TITLE, "yes_no") == "yes"


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
