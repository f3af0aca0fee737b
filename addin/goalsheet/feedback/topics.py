"""What an employee has chosen to ask about: the open requests on the sheet Feedback, and goals that are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goalsheet.errors import BadSetting, Problem
from goalsheet.feedback.names import name_at_end, names_in
from goalsheet.feedback.survey import Asked, Topic
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import Feedback


def requests(feedback: Iterable[Feedback]) -> list[Feedback]:
    """The rows that ask for something and have no answer yet."""
    asks = (row for row in feedback if row.date is None and not (row.strengths or row.ideas or row.rating))
    return [row for row in asks if row.asked_on or row.question]


def topics(goals: Sequence[Goal], feedback: Iterable[Feedback], named: Iterable[str]) -> tuple[Topic, ...]:
    """The work as a whole, then each goal that a request or a flag names, in the goals' order.

    BadSetting if a goal is named that there is not.
    """
    asked = requests(feedback)
    used = {goal.id.upper(): goal for goal in goals if goal.id and goal.is_used}
    unknown = [number for number in named if number.upper() not in used]
    if unknown:
        raise BadSetting(f"There is no goal {', '.join(unknown)}. Possible are: {', '.join(used) or 'none yet'}.")
    wanted = {number.upper() for number in (*named, *(row.goal or "" for row in asked))}
    about = [
        Topic(goal.id, goal.statement, _questions(asked, number)) for number, goal in used.items() if number in wanted
    ]
    return Topic(asked=_questions(asked, "")), *about


def _questions(asked: Iterable[Feedback], number: str) -> tuple[str, ...]:
    """The employee's own questions on a goal, or with no number on the work as a whole, each once."""
    texts = [row.question.strip() for row in asked if row.question and (row.goal or "").upper() == number]
    return tuple(dict.fromkeys(filter(None, texts)))


def telling(found: Iterable[Topic], raters: Sequence[Asked]) -> list[Problem]:
    """Questions of the employee's that name somebody who is asked: everybody would read them."""
    named = [
        (text, name)
        for topic in found
        for text in topic.asked
        for rater in raters
        if (name := names_in(text, rater.name, rater.email))
    ]
    what = 'your question "{}" names {}, and everybody who is asked would read it.'
    return [
        Problem("Feedback", what.format(text, name), "Word it without the name on the sheet Feedback.")
        for text, name in named
    ]


def ending_in_names(found: Iterable[Topic]) -> list[Problem]:
    """Questions of the employee's with a name behind them, as if to remember who was asked."""
    what = 'your question "{}" ends in what looks like a name, and whoever reads it would know who else is asked.'
    cure = (
        "Take it out on the sheet Feedback, where the column From says whom you asked; "
        "if it is no name, write it without brackets."
    )
    return [
        Problem("Feedback", what.format(text), cure) for topic in found for text in topic.asked if name_at_end(text)
    ]
