"""Batches of answers as rows of the sheet Feedback: no name, no day of anybody's own, no order that tells."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from goalsheet.feedback.answers import Answer
from goalsheet.feedback.release import Batch
from goalsheet.feedback.survey import Survey
from goalsheet.feedback.texts import is_empty
from goalsheet.tracker.logs import Feedback


def rows(survey: Survey, batches: Iterable[Batch], day: dt.date) -> list[Feedback]:
    """The rows that show the batches, all with the day on which they are shown."""
    return [
        Feedback(
            date=day,
            source=batch.source,
            form=_form(batch),
            goal=survey.topics[batch.topic].goal,
            strengths=answer.strengths,
            ideas=answer.ideas,
            rating=answer.rating,
            asked_on=survey.asked_on,
            question=_question(survey, batch),
        )
        for batch in batches
        for answer in (mixed([one for _, one in batch.answers]) if batch.is_mixed else [batch.answers[0][1]])
    ]


def mixed(answers: list[Answer]) -> Iterator[Answer]:
    """The answers with each column in an order of its own: words that give somebody away tell nothing of the rest.

    Texts stand in the order of their digests, ratings from the best, whoever came first.
    """
    strengths, ideas = _texts(one.strengths for one in answers), _texts(one.ideas for one in answers)
    ratings = sorted((one.rating for one in answers if one.rating is not None), reverse=True)
    for kept, tried, rated in zip_longest(strengths, ideas, ratings):
        yield Answer(kept, tried, rated)


def _texts(said: Iterable[str | None]) -> list[str]:
    return sorted((text for text in said if text and not is_empty(text)), key=_digest)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _form(batch: Batch) -> str | None:
    """How they were asked, where all were asked in one way: else it would tell who was the only one."""
    forms = {rater.person.form for rater, _ in batch.answers}
    return forms.pop() if len(forms) == 1 else None


def _question(survey: Survey, batch: Batch) -> str:
    asked = " ".join(survey.topics[batch.topic].asked) or survey.questions.strengths
    if not batch.is_mixed:
        return asked
    return f"{asked} ({len(batch.answers)} answers together; each column is in an order of its own.)"
