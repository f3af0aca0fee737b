"""How a survey stands, for whoever it may be told: how many were asked and have answered, never who, nor what.

How many mentors and peers have answered is told only of three or more that were asked together, and only from three
answers on: whoever sees one person fill in a form learns no more from it than that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goalsheet.feedback.answers import Collection
from goalsheet.feedback.survey import ANONYMOUS, FLOOR, Rater, Survey, people
from goalsheet.tracker import choices

_PLURALS = {choices.BOSS: "managers", choices.MENTOR: "mentors", choices.PEER: "peers"}


@dataclass(frozen=True)
class Standing:
    """Who was asked, by what they are to the employee, and how many of them have answered, in words."""

    asked: str
    answered: str


def standing(survey: Survey, collection: Collection) -> Standing:
    """How the survey stands with what has been collected."""
    counts = {relation: len(_asked(survey, relation)) for relation in (choices.BOSS, choices.SELF, *ANONYMOUS)}
    asked = [_called(relation, count) for relation, count in counts.items() if count]
    answered = "; ".join(_answered(survey, collection))
    return Standing(", ".join(asked), answered[:1].upper() + answered[1:])


def _answered(survey: Survey, collection: Collection) -> Iterator[str]:
    for relation in (choices.BOSS, choices.SELF):
        if asked := _asked(survey, relation):
            yield f"{relation.lower()}: {'yes' if _back(asked, collection) else 'not yet'}"
    together = [relation for relation in ANONYMOUS if _asked(survey, relation)]
    is_small = any(people(_asked(survey, relation)) < FLOOR for relation in together)
    for group in [together] if is_small else [[relation] for relation in together]:
        asked = [rater for relation in group for rater in _asked(survey, relation)]
        whose = " and ".join(_PLURALS[relation] for relation in group)
        yield f"{whose}: {_told(asked, _back(asked, collection))}"


def _told(asked: Sequence[Rater], back: Sequence[Rater]) -> str:
    if people(asked) < FLOOR:
        return f"not told, for fewer than {FLOOR} were asked"
    return f"{len(back)} of {len(asked)}" if people(back) >= FLOOR else f"fewer than {FLOOR} of {len(asked)}"


def _asked(survey: Survey, relation: str) -> list[Rater]:
    return [rater for rater in survey.raters if rater.person.relation == relation]


def _back(asked: Sequence[Rater], collection: Collection) -> list[Rater]:
    return [rater for rater in asked if rater.code in collection]


def _called(relation: str, count: int) -> str:
    if relation == choices.SELF:
        return "self"
    return f"{count} {relation.lower()}" if count == 1 else f"{count} {_PLURALS[relation]}"
