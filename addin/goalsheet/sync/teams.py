"""Which people go into which spreadsheet, and what stands in the way of that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from goalsheet.errors import Problem
from goalsheet.google import drive
from goalsheet.layout.review_content import INDIVIDUAL, Review, Seen, review
from goalsheet.tracker.person import Manager, Person


@dataclass(frozen=True)
class Target:
    """One spreadsheet to be: whose it is (a manager's or an employee's id), and what it shows."""

    of: str
    review: Review

    @property
    def readers(self) -> dict[str, str]:
        """Who gets access, and which: the manager writes, an employee comments on a spreadsheet of one's own."""
        employee = self.review.members[0].person.email if self.review.layout == INDIVIDUAL else ""
        wanted = {employee: "commenter", self.review.manager.email: "writer"}
        return {email: role for email, role in wanted.items() if email}

    @property
    def outline(self) -> Target:
        """The same without what it shows: all that has to be kept of it once it is done."""
        members = tuple(replace(one, goals=(), check_ins=()) for one in self.review.members)
        nobody: frozenset[str] = frozenset()
        shown = replace(self.review, members=members, elsewhere=nobody, known=None, doubtful=nobody)
        return replace(self, review=shown)


@dataclass(frozen=True)
class Targets:
    """All spreadsheets to be, and what somebody has to look at."""

    targets: tuple[Target, ...]
    problems: tuple[Problem, ...]
    without_manager: tuple[str, ...] = ()


def all_of(found: Collection[Targets]) -> Targets:
    """Those of several parts of a company together."""
    return Targets(
        tuple(one for part in found for one in part.targets),
        tuple(one for part in found for one in part.problems),
        tuple(one for part in found for one in part.without_manager),
    )


def targets(
    layout: str, seen: Sequence[Seen], as_of: dt.date, others: Collection[str] = (), *, is_complete: bool = True
) -> Targets:
    """The spreadsheets for these people; whoever has no manager is left out and named.

    `others` are the ids of people who are in other spreadsheets; not `is_complete` says that workbooks could not be
    read.
    """
    problems: list[Problem] = []
    teams: dict[tuple[str, str], list[Seen]] = {}
    without_manager = []
    for one in _each_once(seen, problems):
        person = one.tracker.person
        of = person.id if layout == INDIVIDUAL else manager_id(person.manager)
        if not person.manager:
            without_manager.append(_name(person))
        else:
            teams.setdefault((of, one.tracker.cycle.name), []).append(one)
    counted = {one.tracker.person.id for team in teams.values() for one in team}
    doubtful = frozenset(one.tracker.person.id for one in seen) - counted
    everybody = frozenset(counted) | frozenset(others)
    made = [_target(layout, of, team, as_of, everybody, problems) for (of, _), team in teams.items()]
    told = [replace(one, review=replace(one.review, doubtful=doubtful, is_complete=is_complete)) for one in made]
    return Targets(tuple(told), tuple(problems), tuple(without_manager))


def manager_id(manager: Manager) -> str:
    """What a manager stays known by."""
    return manager.id or manager.email.lower() or manager.name


def _name(person: Person) -> str:
    return f"{person.name or 'Somebody'} ({person.id})"


def _each_once(seen: Iterable[Seen], problems: list[Problem]) -> Iterable[Seen]:
    """Everybody's workbook of a cycle; of whom there are several, nobody can know which one counts."""
    found: dict[tuple[str, str], list[Seen]] = {}
    for one in seen:
        found.setdefault((one.tracker.person.id, one.tracker.cycle.name), []).append(one)
    for several in found.values():
        if len(several) > 1:
            what = f"there are {len(several)} workbooks, and nobody can know which one counts: none was synced."
            cure = "Keep the one that the person works in, and move the others away."
            problems.append(Problem(_name(several[0].tracker.person), what, cure))
        else:
            yield several[0]


def _target(
    layout: str, of: str, team: Sequence[Seen], as_of: dt.date, everybody: frozenset[str], problems: list[Problem]
) -> Target:
    managers = {one.tracker.person.manager for one in team}
    manager = team[0].tracker.person.manager
    emails = {one.email.lower() for one in managers if one.email}
    doubt = _doubt(managers, emails)
    if doubt:
        where = manager.name or manager.email or manager.id
        cure = "Correct HR's list and make the workbooks again."
        problems.append(Problem(where, f"{doubt}, so that the spreadsheet is shared with nobody.", cure))
    email = "" if doubt else manager.email or emails.pop()
    manager = Manager(manager.id, manager.name, email, manager.first_name)
    elsewhere = everybody - {one.tracker.person.id for one in team}
    return Target(of, replace(review(layout, manager, team, as_of), elsewhere=elsewhere))


def retold(target: Target, team: Sequence[Seen]) -> Target:
    """The same spreadsheet with what its people's trackers say now."""
    old = target.review
    new = review(old.layout, old.manager, team, old.as_of)
    return replace(
        target,
        review=replace(new, elsewhere=old.elsewhere, doubtful=old.doubtful, is_complete=old.is_complete),
    )


def _doubt(managers: Collection[Manager], emails: Collection[str]) -> str:
    """Why it is not known whom a team's spreadsheet is for; blank if it is."""
    if not emails:
        return "no e-mail address is known"
    if len(emails) > 1:
        return f"the workbooks name several addresses ({_listed(emails)})"
    known = {one.name for one in managers if one.email}
    others = {one.name for one in managers if one.name} - known
    return f"the workbooks name several managers with this id ({_listed(known | others)})" if others else ""


def _listed(emails: Iterable[str]) -> str:
    return ", ".join(sorted(emails))


def about(target: Target) -> drive.About:
    """What is noted on the target's file."""
    return drive.about(target.review.cycle.name, target.review.layout, target.of)
