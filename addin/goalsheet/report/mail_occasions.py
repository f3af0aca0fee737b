"""The occasions on which somebody is written to, and who is, on each. A new one is an entry and a text a language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from goalsheet.report.mail_standing import Standing
from goalsheet.tracker.person import Manager

SOON = dt.timedelta(days=14)


@dataclass(frozen=True)
class Occasion:
    """Why somebody is written to: the name of its text, the line in help, whom it is for, and when it is due."""

    name: str
    help: str
    is_due: Callable[[Standing, dt.date], bool]
    to_manager: bool = False
    is_asked_for: bool = False  # only where it is named: it is due once, and nobody can tell when


def _is_review_due(one: Standing, day: dt.date) -> bool:
    return one.next_review is not None and one.next_review <= day + SOON


def _has_to_write(one: Standing, _day: dt.date) -> bool:
    return not one.is_over and (not one.goals or one.is_untouched)


def _is_to_agree(one: Standing, _day: dt.date) -> bool:
    return not one.is_over and bool(one.not_agreed)


def _has_to_agree(one: Standing, day: dt.date) -> bool:
    """Whether the employee is written to for it: whoever has nothing of their own yet is asked for that first."""
    return _is_to_agree(one, day) and not one.is_untouched


OCCASIONS = (
    Occasion("invitation", "everybody: here is your workbook", lambda one, _: not one.is_over, is_asked_for=True),
    Occasion("goals-missing", "whoever has written no goal yet", _has_to_write),
    Occasion("not-agreed", "whoever has goals that are not agreed", _has_to_agree),
    Occasion("not-agreed-manager", "their managers, one e-mail each", _is_to_agree, to_manager=True),
    Occasion(
        "check-in-due",
        "whoever has not looked at a goal for long",
        lambda one, _: bool(one.stale) and not one.is_untouched,
    ),
    Occasion("review-due", "whoever has a review within two weeks", _is_review_due),
    Occasion("review-due-manager", "their managers, one e-mail each", _is_review_due, to_manager=True),
    Occasion("congratulation", "whoever reached a goal within a month", lambda one, _: bool(one.achieved)),
)
NAMES = tuple(occasion.name for occasion in OCCASIONS)


@dataclass(frozen=True)
class Letter:
    """An e-mail to be written: on which occasion, to whom, in which language, and about whose workbooks.

    `key` tells people of one name apart.
    """

    occasion: Occasion
    name: str
    address: str
    language: str
    key: str
    about: tuple[Standing, ...]

    @property
    def workbook(self) -> Path | None:
        """The reader's own workbook; None for a manager, who gets no other people's."""
        return None if self.occasion.to_manager else self.about[0].path


def letters(standings: Sequence[Standing], day: dt.date, names: Sequence[str] = ()) -> list[Letter]:
    """The letters that are due, occasion by occasion: on those that are named, or else on all but what is asked for."""
    wanted = [one for one in OCCASIONS if (one.name in names if names else not one.is_asked_for)]
    return [letter for occasion in wanted for letter in _on(occasion, standings, day)]


def _on(occasion: Occasion, standings: Sequence[Standing], day: dt.date) -> list[Letter]:
    due = [one for one in standings if occasion.is_due(one, day)]
    if not occasion.to_manager:
        return [_to_employee(occasion, one) for one in due]
    teams: dict[str, list[Standing]] = {}
    for one in due:
        if manager := one.person.manager:
            teams.setdefault(_key(manager), []).append(one)
    languages = {one.person.id: one.person.language for one in standings}
    return [_to_manager(occasion, team, languages) for team in teams.values()]


def _key(manager: Manager) -> str:
    return manager.id or manager.email.casefold() or manager.name


def _to_employee(occasion: Occasion, one: Standing) -> Letter:
    person = one.person
    return Letter(occasion, person.name, person.email, person.language, person.id or str(one.path), (one,))


def _to_manager(occasion: Occasion, team: Sequence[Standing], languages: dict[str, str]) -> Letter:
    """One letter on the whole team, in the language of the manager's own workbook, where there is one."""
    manager = team[0].person.manager
    language = languages.get(manager.id, "") if manager.id else ""
    return Letter(occasion, manager.name, manager.email, language, _key(manager), tuple(team))
