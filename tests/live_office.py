"""A LibreOffice that runs while tests press buttons on workbooks open in it, and answers their questions."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlwings

from goalsheet.excel import libreoffice
from goalsheet.excel.press import press


class LiveOffice:
    """The program; `answer` is what is said to questions, `said` what the last button said and asked."""

    def __init__(self, pipe: str, folder: Path) -> None:
        self.answer, self.said, self.pipe, self._folder = "no", [""], pipe, folder
        self.app = libreoffice.connect(pipe, self._shown)
        self._number = 0

    def _shown(self, message: str, _title: str, buttons: str) -> str:
        self.said.append(message)
        return self.answer if buttons == "yes_no" else "ok"

    @property
    def calls(self) -> list[str]:
        """What cells were read and written since the last press."""
        found: list[str] = self.app.impl.calls
        return found

    def activate(self) -> None:
        """Let xlwings mean this program: another LibreOffice may have been the last one meant."""
        self.app.engine.activate()

    def open(self, data: bytes, name: str = "goals.xlsx") -> xlwings.Book:
        """Open a workbook, which is then the one that calls."""
        self.close()
        self._number += 1
        path = self._folder / str(self._number) / name
        path.parent.mkdir()
        path.write_bytes(data)
        return self.reopen(path)

    def reopen(self, path: Path) -> xlwings.Book:
        """Open a file."""
        self.activate()
        book = self.app.books.open(str(path))
        book.set_mock_caller()
        return book

    def press(self, handler: Callable[[], bool] | Callable[[xlwings.Book], str]) -> str:
        """Press a button (of goalsheet.excel.buttons, or what takes the book); what is said in the end."""
        self.activate()
        self.said.clear()
        self.calls.clear()
        if handler.__module__ == "goalsheet.excel.buttons":
            handler()  # type: ignore[call-arg]  # those take nothing
        else:
            press(handler)  # type: ignore[arg-type]  # the others take the book
        assert not self.said[-1].startswith("Sorry"), Path(self.said[-1].rsplit(" ", 1)[1]).read_text(encoding="utf-8")
        return self.said[-1]

    def saved(self, book: xlwings.Book, suffix: str = ".xlsx") -> Path:
        """The file as LibreOffice saves it."""
        path = Path(book.fullname).with_name(f"saved{suffix}")
        book.save(str(path))
        return path

    def close(self) -> None:
        """Close all workbooks."""
        for book in self.app.books:
            with contextlib.suppress(Exception):  # whatever a test did to it
                book.close()


def cells(book: xlwings.Book, sheet: str, address: str) -> list[list[Any]]:
    """What stands in some cells now."""
    found: list[list[Any]] = book.sheets[sheet].range(address).options(ndim=2).value
    return found
