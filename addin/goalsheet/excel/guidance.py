"""The buttons that say how to go on: 1:1 brief, Help."""

from __future__ import annotations

from xlwings import Book

from goalsheet.excel.message import IS_HIDDEN, NEXT
from goalsheet.layout.buttons import BUTTONS
from goalsheet.layout.dashboard import TITLE as DASHBOARD

_MORE = "For anything else, ask whoever gave you this workbook, which is HR in most companies."


def one_to_one_brief(book: Book) -> str:
    """Show the Dashboard, which is the page to take along for now."""
    titles = [sheet.name for sheet in book.sheets]
    if DASHBOARD not in titles:
        return f"This workbook has no sheet {DASHBOARD}. Open your goal workbook, then press the button again."
    if not book.sheets[DASHBOARD].visible:
        return f"The sheet {DASHBOARD} is the page for your conversation. {IS_HIDDEN} Then press the button again."
    book.sheets[DASHBOARD].activate()
    return "The Dashboard is the page for your conversation for now: press Update progress, then print it."


def show_help(_book: Book) -> str:
    """What each button does."""
    return NEXT.join([*(f"{button.label}: {button.supertip}" for button in BUTTONS), _MORE])
