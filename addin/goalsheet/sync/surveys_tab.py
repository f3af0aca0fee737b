"""A survey in its manager's review spreadsheet: how it stands is shown there, and the manager may answer there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goalsheet.errors import BadSetting, Problem
from goalsheet.feedback.answers import Answer, Collection, Returned
from goalsheet.feedback.standing import standing
from goalsheet.feedback.survey import Asked, Rater, Survey
from goalsheet.feedback.texts import plain
from goalsheet.google import drive, spreadsheet, surveys_tab
from goalsheet.google.client import Client
from goalsheet.google.found import Found
from goalsheet.google.unread import is_too_long
from goalsheet.google.visit import BEING_SET_UP
from goalsheet.layout.plan import Value
from goalsheet.layout.review_content import TEAM
from goalsheet.layout.review_surveys import TAB, entries, row
from goalsheet.sync.teams import manager_id
from goalsheet.tracker import choices
from goalsheet.tracker.person import Manager
from goalsheet.tracker.tracker import Tracker

_TRIES = 3  # somebody else's sync may come in between
_RATINGS = range(1, 6)


@dataclass(frozen=True)
class SurveysTab:
    """The team's spreadsheet of one manager, of whom others than the manager and HR see nothing."""

    client: Client
    file: drive.File
    manager: Manager
    editors: tuple[str, ...]

    def answers(self, survey: Survey) -> tuple[list[Returned], list[Problem]]:
        """What the manager answers there, as a form that came back; and what of it cannot be taken in."""
        found = surveys_tab.answers(self._found(), set(entries(survey, standing(survey, {}))))
        said = {int(key.rpartition("/")[2]): (row, cells) for key, (row, cells) in found.items()}
        problems = [problem for row, cells in said.values() for problem in _wrong(row, cells)]
        blank = Answer()
        answers = tuple(_answer(said[at][1]) if at in said else blank for at in range(len(survey.topics)))
        if problems or all(answer.is_blank for answer in answers):
            return [], problems
        rater = _rater(survey, self.manager)
        if rater is None:
            cure = "Run goalsheet feedback request with --tab: then the manager is asked, too."
            return [], [Problem(TAB.title, f"{self.manager.name} answers there, but was not asked.", cure)]
        return [Returned(f"The tab {TAB.title}", rater.code, answers)], []

    def show(self, survey: Survey, collection: Collection) -> None:
        """Bring the survey's rows up to how it stands."""
        wanted = {key: row(entry) for key, entry in entries(survey, standing(survey, collection)).items()}
        found = self._found()
        for _ in range(_TRIES):
            requests = list(surveys_tab.bringing(found, wanted, self.editors, self._outsiders()))
            if not requests:
                return
            done = spreadsheet.commit(self.client, self.file.id, found, requests, found.commits.layout)
            if done.failure is None:
                return
            found, failure = done.found, done.failure
        raise failure

    def _found(self) -> Found:
        return spreadsheet.read(self.client, self.file.id)

    def _outsiders(self) -> set[str]:
        return {self.manager.email.lower()} - {"", *(email.lower() for email in self.editors)}


def surveys_tab_of(client: Client, tenant: str, own_email: str, tracker: Tracker) -> SurveysTab:
    """The spreadsheet of the employee's team; BadSetting if there is none.

    One of the layout `individual` is none: the employee reads it, too.
    """
    manager = tracker.person.manager
    wanted = drive.about(tracker.cycle.name, TEAM, manager_id(manager))
    listed = [file for file in drive.files(client, tenant) if file.about == wanted and not file.is_trashed]
    there = next((file for file in listed if not file.name.endswith(BEING_SET_UP)), None)
    if not manager or there is None:
        whose = f"{manager.name}'s team" if manager.name else f"{tracker.person.name}'s manager"
        cure = "Run goalsheet sync --layout team first, or leave out --tab."
        raise BadSetting(f"There is no review spreadsheet of {whose} for {tracker.cycle.name}. {cure}")
    return SurveysTab(client, there, manager, (own_email,) if own_email else ())


def _rater(survey: Survey, manager: Manager) -> Rater | None:
    """The manager among those who are asked."""
    bosses = [rater for rater in survey.raters if rater.person.relation == choices.BOSS]
    return next((rater for rater in bosses if _is(rater.person, manager)), None)


def _is(asked: Asked, manager: Manager) -> bool:
    if asked.email and manager.email:
        return asked.email.casefold() == manager.email.casefold()
    return asked.name.casefold() == manager.name.casefold()


def _answer(cells: dict[str, Value]) -> Answer:
    strengths, ideas = (plain(str(cells[name])) or None if cells[name] else None for name in ("strengths", "ideas"))
    rating = cells["rating"]
    return Answer(strengths, ideas, int(rating) if isinstance(rating, float) else None)


def _wrong(row: int, cells: dict[str, Value]) -> Iterator[Problem]:
    for name, said in cells.items():
        if is_too_long(said):
            where = f"{TAB.title}, {TAB.letter(name)}{row}"
            yield Problem(where, "the text is longer than a cell in Excel can hold.", "Shorten it.")
    if cells["rating"] is not None and cells["rating"] not in _RATINGS:
        where = f"{TAB.title}, {TAB.letter('rating')}{row}"
        yield Problem(where, f'"{cells["rating"]}" is no rating.', "Write a number from 1 to 5.")
