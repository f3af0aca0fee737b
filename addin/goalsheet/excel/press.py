"""A press of a button, from the workbook that called to the message in the end: errors are told, never shown raw."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import xlwings
from xlwings import Book

from goalsheet.errors import GoalsheetError
from goalsheet.excel.message import TITLE, in_its_language

#: What a COM call says while somebody is typing in a cell, or a window waits for an answer.
_BUSY = {-2147418111, -2146777998, -2147417846}
_IS_BUSY = "Excel is busy. Finish the cell that you are typing in (press Enter), then press the button again."
_WAS_CLOSED = "The workbook was closed before the button was done. Open it again, then press the button again."
_NO_WORKBOOK = "Open your goal workbook first, then press the button again."
_UNFINDABLE = "Buttons cannot find a workbook with = in its name ({}). Save it under another name, then press again."
_IS_READ_ONLY = "The workbook is open read-only: save it under another name to keep this."

Act = Callable[[Book], str]  # does the work and gives what is said in the end


class Outcome(NamedTuple):
    """What is said in the end, and whether the button did what it is for."""

    said: str
    done: bool


def press(act: Act) -> bool:
    """Do it with the calling workbook and say how it went; whether it was done.

    Nothing goes to standard output or error.
    On a Mac anything there would be shown as an error.
    """
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        try:
            book = Book.caller()
        except Exception as error:  # noqa: BLE001 - every program has an error of its own for a workbook that is not there
            _say(_in_front(), _IS_BUSY if _is_busy(error) else _unfound(sys.argv))
            return False
        found = outcome(act, book)
        _say(book.app, _worded(book, found.said))
        return found.done


def _in_front() -> xlwings.App | None:
    """The program to say it in; None where there is none at all."""
    try:
        return xlwings.apps.active
    except xlwings.XlwingsError:
        return None


def outcome(act: Act, book: Book) -> Outcome:
    """How it went, whatever happens; until then nothing is drawn."""
    found = None
    try:
        with book.app.properties(screen_updating=False):
            found = _tried(act, book)
        return found._replace(said=f"{found.said}\n\n{_IS_READ_ONLY}") if _is_read_only(book) else found
    except Exception as error:  # noqa: BLE001 - the program is busy, or the workbook was closed meanwhile
        return found or _failed(error, book)


def _tried(act: Act, book: Book) -> Outcome:
    try:
        return Outcome(act(book), done=True)
    except GoalsheetError as error:
        return Outcome(str(error), done=False)
    except Exception as error:  # noqa: BLE001 - the last resort, so that nobody sees a traceback
        return _failed(error, book)


def _failed(error: Exception, book: Book) -> Outcome:
    if _is_busy(error):
        return Outcome(_IS_BUSY, done=False)
    return Outcome(_WAS_CLOSED if _is_closed(book) else _sorry(error), done=False)


def _is_busy(error: Exception) -> bool:
    return getattr(error, "hresult", None) in _BUSY


def _is_closed(book: Book) -> bool:
    """Whether the workbook is there no more: each program has an error of its own for that, so its name is asked."""
    try:
        return not book.name
    except Exception:  # noqa: BLE001 - see above
        return True


def _worded(book: Book, said: str) -> str:
    """What is said, in the workbook's language as far as the workbook can still be asked."""
    try:
        return in_its_language(book, said)
    except Exception:  # noqa: BLE001 - it was closed meanwhile, or the program is busy
        return said


def _is_read_only(book: Book) -> bool:
    from goalsheet.excel.program import program_of  # noqa: PLC0415 - a press imports what it uses, when it does

    program = program_of(book)
    return program.changes_read_only and program.is_read_only(book.api)


def _sorry(error: Exception) -> str:
    from goalsheet.bugs import write_report  # noqa: PLC0415 - only when something went wrong

    cure = "Close the workbook without saving"
    return f"Sorry, this is a mistake in goalsheet itself. {cure}, and please send us {write_report(error)}"


def _unfound(arguments: Sequence[str]) -> str:
    """Why there is no workbook to work on: xlwings cuts its name off at the first =."""
    named = next((one.removeprefix("--wb=") for one in arguments if one.startswith("--wb=")), "")
    return _UNFINDABLE.format(named) if "=" in named else _NO_WORKBOOK


def _say(app: xlwings.App | None, text: str) -> None:
    if app is not None:
        app.alert(text, TITLE)


def today() -> dt.date:
    """Today by this computer's clock."""
    return dt.datetime.now().astimezone().date()


def folder_of(book: Book) -> Path | None:
    """The workbook's path; None where it lies in a cloud, or nowhere yet."""
    path = Path(book.fullname)
    return path if "://" not in book.fullname and path.is_absolute() else None
