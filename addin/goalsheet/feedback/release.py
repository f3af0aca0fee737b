"""What may be shown: batches of new answers of three people or more on one topic, that tell of no one whose is whose.

What is shown is never changed afterwards, only more is added, and never answers of fewer than three at once: whoever
compares two states of the workbook learns no more than what any three people said together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from goalsheet.feedback.answers import Answer, Collection
from goalsheet.feedback.survey import ANONYMOUS, FLOOR, Rater, Survey, people
from goalsheet.tracker import choices


@dataclass(frozen=True)
class Batch:
    """Answers on one topic that are shown together, as those of `source`, and who gave them."""

    topic: int
    source: str
    answers: tuple[tuple[Rater, Answer], ...]

    @property
    def is_mixed(self) -> bool:
        """Whether nobody may see whose each answer is."""
        return self.source in (*ANONYMOUS, choices.OTHERS)


def batches(survey: Survey, collection: Collection) -> list[Batch]:
    """All that may be shown now and is not yet, topic by topic."""
    return [batch for topic in range(len(survey.topics)) for batch in _of_topic(survey, collection, topic)]


def _of_topic(survey: Survey, collection: Collection, topic: int) -> Iterator[Batch]:
    left: list[tuple[Rater, Answer]] = []
    for relation in (choices.BOSS, choices.SELF, *ANONYMOUS):
        new = list(waiting(survey, collection, topic, relation))
        if relation not in ANONYMOUS:
            yield from (Batch(topic, relation, (one,)) for one in new)
        elif _are_enough(new):
            yield Batch(topic, relation, tuple(new))
        else:
            left += new
    if _are_enough(left):
        yield Batch(topic, choices.OTHERS, tuple(left))


def _are_enough(answers: Iterable[tuple[Rater, Answer]]) -> bool:
    return people(rater for rater, _ in answers) >= FLOOR


def waiting(survey: Survey, collection: Collection, topic: int, relation: str) -> Iterator[tuple[Rater, Answer]]:
    """The answers on a topic from people of that relation that are not shown."""
    for rater in survey.raters:
        kept = collection.get(rater.code)
        if kept and rater.person.relation == relation and topic not in kept.shown:
            answer = kept.answers[topic]
            if not answer.is_blank:
                yield rater, answer


def with_shown(collection: Collection, shown: Iterable[Batch]) -> Collection:
    """The collection once those batches are shown."""
    kept = dict(collection)
    for batch in shown:
        for rater, _ in batch.answers:
            before = kept[rater.code]
            kept[rater.code] = replace(before, shown=before.shown | {batch.topic})
    return kept
