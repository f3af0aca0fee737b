"""How somebody's tracker stands, as far as an e-mail may say it: numbers of goals and days, never what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from goalsheet.progress import rhythm
from goalsheet.progress.reviews import next_review
from goalsheet.progress.summary import Outlook, summarise
from goalsheet.report.brief_wins import journey, reached_on, uncelebrated
from goalsheet.tracker.agreement import is_by_both
from goalsheet.tracker.choices import CHANGES_REQUESTED
from goalsheet.tracker.person import Person
from goalsheet.tracker.tracker import Tracker

#: A goal that was reached longer ago is no news.
NEWS = dt.timedelta(days=31)


@dataclass(frozen=True)
class Standing:
    """One workbook on one day; goals are told by their numbers. In a cycle that is over nothing is asked any more.

    Goals in a workbook that is as it was made are the template's: nobody has written any.
    """

    path: Path
    person: Person
    cycle: str
    begins: dt.date
    is_over: bool
    goals: int
    not_agreed: tuple[str, ...]
    changes_requested: tuple[str, ...]
    stale: tuple[str, ...]
    achieved: tuple[str, ...]
    next_review: dt.date | None
    is_untouched: bool = False


def standing(path: Path, tracker: Tracker, day: dt.date, *, is_untouched: bool = False) -> Standing:
    """How the tracker in that file stands."""
    outlooks = [one for _, one in summarise(tracker, day).outlooks]
    return Standing(
        path=path,
        person=tracker.person,
        cycle=" ".join(tracker.cycle.name.split()),
        begins=tracker.cycle.start,
        is_over=day > tracker.cycle.end,
        goals=len(outlooks),
        not_agreed=_numbers(one for one in outlooks if not is_by_both(one.goal.agreement, one.goal.agreed_by)),
        changes_requested=_numbers(one for one in outlooks if one.goal.agreement == CHANGES_REQUESTED),
        stale=_numbers(one for one in outlooks if _is_stale(one, day)),
        achieved=_numbers(_lately_achieved(tracker, outlooks, day)),
        next_review=next_review(tracker.reviews, tracker.cycle, tracker.review_months, day),
        is_untouched=is_untouched,
    )


def _numbers(outlooks: Iterable[Outlook]) -> tuple[str, ...]:
    """The goals' numbers; what else somebody wrote in that column is left out, for it may be words."""
    return tuple((one.goal.id or "") if _is_number(one.goal.id or "") else "–" for one in outlooks)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isalnum() and len(text) <= _LONGEST_NUMBER


_LONGEST_NUMBER = 6


def _is_stale(one: Outlook, day: dt.date) -> bool:
    return rhythm.staleness(one.goal, one.goal.last_check_in, one.goal.status or "", day) is not None


def _lately_achieved(tracker: Tracker, outlooks: list[Outlook], day: dt.date) -> Iterable[Outlook]:
    way = journey(tracker, outlooks, day)
    for one in uncelebrated(outlooks, tracker.reviews):
        when = reached_on(one.goal, way)
        if when is not None and day - NEWS <= when:
            yield one


def newest_of_each(standings: Iterable[Standing]) -> tuple[list[Standing], list[Standing]]:
    """The workbook of each person that counts, in order, and the others: of two the later cycle's, or saved later."""
    found: dict[str, Standing] = {}
    others = []
    for one in standings:
        key = one.person.id or str(one.path)
        before = found.get(key)
        if before is None:
            found[key] = one
        else:
            newer, older = sorted((one, before), key=_age, reverse=True)
            found[key] = newer
            others.append(older)
    return list(found.values()), others


def _age(one: Standing) -> tuple[dt.date, int]:
    return one.begins, one.path.stat().st_mtime_ns
