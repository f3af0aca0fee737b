"""The buttons that say how to go on: 1:1 brief, Help."""

from __future__ import annotations

from xlwings import Book

from goalsheet.errors import CannotRead
from goalsheet.excel.message import IS_HIDDEN, NEXT
from goalsheet.excel.open_tracker import refuse_no_tracker
from goalsheet.layout.buttons import BUTTONS
from goalsheet.layout.dashboard import TITLE as DASHBOARD

_MORE = "For anything else, ask whoever gave you this workbook, which is HR in most companies."


def one_to_one_brief(book: Book) -> str:
    """Show the Dashboard, which is the page to take along for now; CannotRead where it cannot be shown."""
    refuse_no_tracker(book)
    if DASHBOARD not in [sheet.name for sheet in book.sheets]:
        raise CannotRead(f"{book.name} has no sheet {DASHBOARD} any more. Undo what was done to it, then press again.")
    if not book.sheets[DASHBOARD].visible:
        hidden = f"The sheet {DASHBOARD} is the page for your conversation. {IS_HIDDEN}"
        raise CannotRead(f"{hidden} Then press the button again.")
    book.sheets[DASHBOARD].activate()
    return "The Dashboard is the page for your conversation for now: press Update progress, then print it."


def show_help(_book: Book) -> str:
    """What each button does."""
    return NEXT.join([*(f"{button.label}: {button.supertip}" for button in BUTTONS), _MORE])
