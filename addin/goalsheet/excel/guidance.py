"""The buttons that say how to go on: 1:1 brief, Help."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import platformdirs
from xlwings import Book

from goalsheet.excel.message import NEXT
from goalsheet.excel.open_tracker import OpenTracker, read_open_tracker
from goalsheet.excel.press import folder_of
from goalsheet.layout.buttons import BUTTONS
from goalsheet.tracker.logs import Feedback, Review, Reward

_MORE = "For anything else, ask whoever gave you this workbook, which is HR in most companies."


def read_all(book: Book) -> OpenTracker:
    """The open tracker with all that a conversation is about; CannotRead if the workbook is none."""
    return read_open_tracker(book, with_objectives=True, later=(Feedback, Reward, Review))


def folder(book: Book) -> Path:
    """Where a page about the workbook belongs: beside it or, where it lies in a cloud, among one's documents."""
    path = folder_of(book)
    return path.parent if path else platformdirs.user_documents_path()


def show_page(page: Path) -> str:
    """Open a page in the browser, and say where it is."""
    opens = webbrowser.open(page.absolute().as_uri())
    how = "It opens in your browser: print it from there." if opens else "Open it in your browser, and print it there."
    return f"The page for your conversation is {page}.{NEXT}{how}"


def show_help(_book: Book) -> str:
    """What each button does."""
    return NEXT.join([*(f"{button.label}: {button.supertip}" for button in BUTTONS), _MORE])
