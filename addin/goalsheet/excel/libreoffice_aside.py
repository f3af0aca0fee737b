"""A sheet that is not shown while nothing is drawn: LibreOffice works long on each note of the one that is shown.

Whoever asks meanwhile which sheet is shown and what is selected is told what was so before.
"""

from __future__ import annotations

from typing import Any


class Aside:
    """At most one sheet of a document that was shown, with what was selected on it."""

    def __init__(self) -> None:
        self._document: Any = None
        self._sheet: Any = None
        self._selection: Any = None

    def put(self, document: Any, sheet: Any) -> None:
        """Show another sheet than this one, if this one is shown and another one may be."""
        if self._document is not None:
            return
        controller = document.CurrentController
        if controller.ActiveSheet.Name != sheet.Name:
            return
        others = (one for one in document.Sheets if one.IsVisible and one.Name != sheet.Name)
        other = next(others, None)
        if other is not None:
            self._document, self._sheet, self._selection = document, sheet, document.CurrentSelection
            controller.setActiveSheet(other)

    def bring_back(self) -> None:
        """Show it again, with what was selected."""
        if self._document is not None:
            controller, self._document = self._document.CurrentController, None
            controller.setActiveSheet(self._sheet)
            controller.select(self._selection)

    def shown(self, document: Any) -> Any:
        """The sheet of a document that counts as shown."""
        return self._sheet if self._is_of(document) else document.CurrentController.ActiveSheet

    def selection(self, document: Any) -> Any:
        """What counts as selected in a document."""
        return self._selection if self._is_of(document) else document.CurrentSelection

    def _is_of(self, document: Any) -> bool:
        return self._document is not None and bool(self._document == document)
