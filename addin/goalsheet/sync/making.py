"""New spreadsheets, made some at a time: one request for each would cost a run as many as everything else together."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from goalsheet.errors import CannotReach, GoalsheetError
from goalsheet.google import drive
from goalsheet.google.client import Client, rest
from goalsheet.google.drive import NewFile

AT_A_TIME = 20
_Made = str | GoalsheetError | None  # an id, what failed, or nothing where it can be tried again


class Making:
    """Makes empty spreadsheets when the first of them is needed, and the next ones along with it.

    They can be found from then on: a run that is stopped leaves some empty ones, which the next run fills.
    """

    def __init__(self, client: Client, new: Iterable[NewFile] = ()) -> None:
        self._client = client
        self._waiting = dict.fromkeys(new)
        self._made: dict[NewFile, _Made] = {}
        self._lock = threading.Lock()
        self._tries = 0  # in a row without an answer; once it was too many, no further batch waits as long

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

    def _ids(self, batch: list[NewFile]) -> list[_Made]:
        """Make them; where no answer tells of some, look which are there, and make the others again."""
        made = self._tried(batch)
        while unsure := [one for one in batch if isinstance(made[one], CannotReach)]:
            self._tries += 1
            if not rest(self._client, self._tries):
                break
            try:
                there = {file.about: file.id for file in reversed(drive.files(self._client, unsure[0].tenant))}
            except GoalsheetError:
                break
            made |= {one: there[one.about] for one in unsure if one.about in there}
            made |= self._tried([one for one in unsure if one.about not in there])
        else:
            self._tries = 0
        return [made[one] for one in batch]

    def _tried(self, batch: list[NewFile]) -> dict[NewFile, _Made]:
        try:
            if len(batch) > 1:
                return dict(zip(batch, drive.create_all(self._client, batch), strict=True))
            return {one: drive.create(self._client, one) for one in batch}
        except GoalsheetError as error:
            return dict.fromkeys(batch, error)
