"""What those who are asked are told: by when to answer, and who will see what."""

from __future__ import annotations

import datetime as dt

from goalsheet.feedback.survey import FLOOR, Asked, Survey, Topic
from goalsheet.progress.feedback import PATIENCE
from goalsheet.progress.timing import day_in_words
from goalsheet.tracker import choices

_TOGETHER = {2: "two"}
SCALE = "1 rarely  ·  2 sometimes  ·  3 often  ·  4 mostly  ·  5 always"


def answer_by(survey: Survey) -> dt.date:
    """The day by which the answers are hoped for."""
    return survey.asked_on + dt.timedelta(days=PATIENCE)


def what_to_do(survey: Survey, asked: Asked) -> str:
    """How the form is filled in."""
    day = day_in_words(answer_by(survey))
    back = f"Leave blank what you cannot say. Save it, and send it back by {day} to whoever sent it to you."
    if asked.form == choices.SURVEY:
        return f"Write into the cream cells. {back}"
    return f"Whoever leads the {asked.form.lower()} writes into the cream cells what {asked.name} says. {back}"


def who_sees_it(survey: Survey, asked: Asked) -> str:
    """Who will see what, in all honesty."""
    if asked.relation == choices.SELF:
        return "Your own view stands on your sheet Feedback, beside what others say."
    if asked.relation == choices.BOSS:
        return f"{survey.person} sees your answers as those of their manager."
    others = _TOGETHER[FLOOR - 1]
    return (
        f"{survey.person} does not learn who said what: answers are shown only together with those of at least "
        f"{others} others, without names or dates, and mixed. Do not sign, and tell nothing that only you can know. "
        "Whoever runs the survey can see this form."
    )


def called(topic: Topic) -> str:
    """What a topic is called."""
    return topic.statement or topic.goal or "The work as a whole"
