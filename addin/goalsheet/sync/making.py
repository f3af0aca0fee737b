"""New spreadsheets, made some at a time: one request for each would cost a run as many as everything else together."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from goalsheet.errors import GoalsheetError
from goalsheet.google import drive
from goalsheet.google.client import Client
from goalsheet.google.drive import NewFile

AT_A_TIME = 20


class Making:
    """Makes empty spreadsheets when the first of them is needed, and the next ones along with it.

    They can be found from then on: a run that is stopped leaves some empty ones, which the next run fills.
    """

    def __init__(self, client: Client, new: Iterable[NewFile] = ()) -> None:
        self._client = client
        self._waiting = dict.fromkeys(new)
        self._made: dict[NewFile, str | GoalsheetError | None] = {}
        self._lock = threading.Lock()

    def file(self, new: NewFile) -> str:
        """The id of one that is made by now; raises what went wrong."""
        with self._lock:
            if new not in self._made:
                self._make(new)
            made = self._made.pop(new)
        if isinstance(made, GoalsheetError):
            raise made
        return made or drive.create(self._client, new)

    def _make(self, first: NewFile) -> None:
        others = [one for one in self._waiting if one != first][: AT_A_TIME - 1]
        # In the order of the list, whichever was asked for first: that is how people find them in their Drive.
        batch = [one for one in self._waiting if one == first or one in others] or [first]
        for one in batch:
            self._waiting.pop(one, None)
        self._made |= dict(zip(batch, self._ids(batch), strict=True))

    def _ids(self, batch: list[NewFile]) -> list[str | GoalsheetError | None]:
        if len(batch) == 1:
            return [None]  # by a request of its own, then
        try:
            return drive.create_all(self._client, batch)
        except GoalsheetError as error:
            return [error] * len(batch)
