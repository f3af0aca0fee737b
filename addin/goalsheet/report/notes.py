"""What a report has to say about its files and people before anybody trusts its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goalsheet.report.alignment import Place
from goalsheet.report.cohort import Cohort
from goalsheet.report.figures import PersonFigures


@dataclass(frozen=True)
class Notes:
    """What was left out and why, and what is odd: each a list that can be shown as it is.

    `older` has each file that gave way with the one that counts, `away` the managers without a tracker here with how
    many people they have, `hard_to_read` the cells that cannot be read by file, `astray` the goals that name a goal of
    the manager's which is not there, `circles` those that only serve each other.
    """

    unread: Mapping[str, str]
    others: Sequence[str]
    older: Sequence[tuple[str, str]]
    away: Mapping[str, int]
    hard_to_read: Mapping[str, int]
    cycles: Mapping[str, int]
    astray: Sequence[str]
    circles: Sequence[str]

    @property
    def are_mixed(self) -> bool:
        """Whether the trackers are of several cycles."""
        return len(self.cycles) > 1


def notes(
    of: Cohort,
    unread: Mapping[str, str],
    others: Sequence[str],
    older: Sequence[tuple[PersonFigures, PersonFigures]],
) -> Notes:
    """The notes on a cohort."""
    return Notes(
        unread=dict(sorted(unread.items())),
        others=sorted(others),
        older=sorted((one.file, counts.file) for one, counts in older),
        away=_away(of),
        hard_to_read={one.file: one.problems for one in of.people if one.problems},
        cycles=of.cycles,
        astray=_told(of, of.alignment.astray),
        circles=_told(of, of.alignment.circles),
    )


def notes_on_reports(of: Cohort, older: Sequence[tuple[PersonFigures, PersonFigures]]) -> Notes:
    """The same for a manager's own reports: of other people's files nothing is said."""
    return replace(notes(of, {}, [], older), away={}, astray=(), circles=())


def _told(of: Cohort, goals: Sequence[Place]) -> list[str]:
    return [
        f"{of.people[place].name or of.people[place].file}, {of.people[place].goals[index].id}"
        for place, index in goals
    ]


def _away(of: Cohort) -> dict[str, int]:
    """Managers who have no tracker of their own here: they may be at the top, or have left."""
    here = {name for one in of.people for name in _called(one.id, one.email, one.name)}
    return {
        team.manager: len(team.people)
        for team in of.teams
        if (boss := of.people[team.people[0]].manager) and not here & {*_called(boss.id, boss.email, boss.name)}
    }


def _called(own_id: str, email: str, name: str) -> Iterable[str]:
    """By what somebody is found: the surest that is known."""
    return [next((word.strip().casefold() for word in (own_id, email, name) if word.strip()), "")]
