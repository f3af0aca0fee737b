"""How a survey stands, for whoever it may be told: how many were asked and have answered, never who, nor what.

How many mentors and peers have answered is told only of three or more that were asked together, and only from three
answers on: whoever sees one person fill in a form learns no more from it than that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goalsheet.feedback.answers import Collection
from goalsheet.feedback.survey import ANONYMOUS, FLOOR, Survey
from goalsheet.tracker import choices

_PLURALS = {choices.BOSS: "managers", choices.MENTOR: "mentors", choices.PEER: "peers"}


@dataclass(frozen=True)
class Standing:
    """Who was asked, by what they are to the employee, and how many of them have answered, in words."""

    asked: str
    answered: str


def standing(survey: Survey, collection: Collection) -> Standing:
    """How the survey stands with what has been collected."""
    counts = {relation: _count(survey, relation) for relation in (choices.BOSS, choices.SELF, *ANONYMOUS)}
    asked = [_called(relation, count) for relation, count in counts.items() if count]
    answered = "; ".join(_answered(survey, collection))
    return Standing(", ".join(asked), answered[:1].upper() + answered[1:])


def _answered(survey: Survey, collection: Collection) -> Iterator[str]:
    for relation in (choices.BOSS, choices.SELF):
        if _count(survey, relation):
            yield f"{relation.lower()}: {'yes' if _back(survey, collection, relation) else 'not yet'}"
    together = [relation for relation in ANONYMOUS if _count(survey, relation)]
    is_small = any(_count(survey, relation) < FLOOR for relation in together)
    for group in [together] if is_small else [[relation] for relation in together]:
        asked = sum(_count(survey, relation) for relation in group)
        back = sum(_back(survey, collection, relation) for relation in group)
        whose = " and ".join(_PLURALS[relation] for relation in group)
        yield f"{whose}: {_told(asked, back)}"


def _told(asked: int, back: int) -> str:
    if asked < FLOOR:
        return f"not told, for fewer than {FLOOR} were asked"
    return f"{back} of {asked}" if back >= FLOOR else f"fewer than {FLOOR} of {asked}"


def _count(survey: Survey, relation: str) -> int:
    return sum(rater.person.relation == relation for rater in survey.raters)


def _back(survey: Survey, collection: Collection, relation: str) -> int:
    return sum(rater.person.relation == relation and rater.code in collection for rater in survey.raters)


def _called(relation: str, count: int) -> str:
    if relation == choices.SELF:
        return "self"
    return f"{count} {relation.lower()}" if count == 1 else f"{count} {_PLURALS[relation]}"
