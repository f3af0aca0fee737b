"""The tab on which a manager sees how surveys on the team's people stand, and answers those they are asked in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from goalsheet.feedback.standing import Standing
from goalsheet.feedback.survey import Survey, Topic
from goalsheet.feedback.words import answer_by, called
from goalsheet.layout import looks
from goalsheet.layout.plan import Value
from goalsheet.layout.review import Tab, hidden, shared, shown
from goalsheet.layout.review_tabs import FEEDBACK
from goalsheet.tracker.schema import Kind

#: What the manager answers on each topic.
ANSWERS = ("strengths", "ideas", "rating")
HINT = (
    "The lilac columns are yours: your own answers count as if you had filled in a form. "
    "Of the others you see how many, never who said what."
)


@dataclass(frozen=True)
class TopicEntry:
    """One topic of one survey."""

    person: str
    about: str
    asked_on: dt.date
    answer_by: dt.date
    asked: str
    answered: str
    key: str


def entries(survey: Survey, standing: Standing) -> Mapping[str, TopicEntry]:
    """The survey's topics by the keys of their rows."""
    found = [
        TopicEntry(
            survey.person,
            _about(topic),
            survey.asked_on,
            answer_by(survey),
            standing.asked,
            standing.answered,
            f"{survey.id}/{place}",
        )
        for place, topic in enumerate(survey.topics)
    ]
    return {entry.key: entry for entry in found}


def _about(topic: Topic) -> str:
    """The topic, and below it the employee's own questions."""
    return "\n".join((called(topic), *topic.asked))


def row(entry: TopicEntry) -> dict[str, Value]:
    """What is shown of a topic, by column."""
    return {column.name: column.read(entry) for column in TAB.columns if column.read}


_PERSON = shown("person", "Person", "Whose work is asked about.", Kind.TEXT, attrgetter("person"), width=20)

TAB = Tab(
    name="surveys",
    sheet_id=106,
    title="Surveys",
    hint=lambda _: HINT,
    columns=(
        replace(_PERSON, look=replace(_PERSON.look, bold=True)),
        shown("about", "Asked about", "The work as a whole, or a goal.", Kind.TEXT, attrgetter("about"), width=36),
        *(shared(FEEDBACK, name, None, is_managers=True) for name in ANSWERS),
        shown(
            "asked",
            "Who was asked",
            "How many, by what they are to the person.",
            Kind.TEXT,
            attrgetter("asked"),
            width=22,
        ),
        shown(
            "answered",
            "Who has answered",
            "Of mentors and peers only how many, and only from three on.",
            Kind.TEXT,
            attrgetter("answered"),
            width=30,
        ),
        shown("asked_on", "Asked on", "The day the survey began.", Kind.DATE, attrgetter("asked_on")),
        shown("answer_by", "Answer by", "The day by which answers are hoped for.", Kind.DATE, attrgetter("answer_by")),
        hidden("key", "Row id", attrgetter("key")),
    ),
    rows=lambda _, __: {},
    color=looks.INDIGO,
    frozen_columns=2,
    row_height=62,
)
