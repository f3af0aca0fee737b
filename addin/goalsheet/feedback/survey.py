"""A survey: what one employee asks, and the people who are asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from goalsheet.tracker import choices

#: From people of these relations nobody may know who said what; a manager's and one's own answers are told as theirs.
ANONYMOUS = (choices.MENTOR, choices.PEER)
#: So many answers it takes, of one relation and on one topic, before any of them is shown.
FLOOR = 3


@dataclass(frozen=True)
class Questions:
    """What is asked on each topic; the usual questions where a template has none of its own."""

    strengths: str = "What works well, and should go on? Give an example."
    ideas: str = "What could be done differently? One thing, with an example."
    rating: str = "How often do you see good work here?"


USUAL = Questions()


@dataclass(frozen=True)
class Topic:
    """What the questions are about: a goal by its number and in words, or, without one, the work as a whole.

    `asked` are the employee's own questions.
    """

    goal: str | None = None
    statement: str | None = None
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked: what they are to the employee, and how they are asked."""

    name: str
    email: str
    relation: str
    form: str

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody may know which answer is theirs."""
        return self.relation in ANONYMOUS

    @property
    def folded_name(self) -> str:
        """The name as names are compared: without case, and with one blank between its words."""
        return " ".join(self.name.casefold().split())


@dataclass(frozen=True)
class Rater:
    """Somebody who is asked, and the code on their form, which says nothing about them."""

    code: str
    person: Asked


@dataclass(frozen=True)
class Survey:
    """All that is asked of all raters; everybody gets the same questions, for their own would give them away."""

    id: str
    person_id: str
    person: str
    cycle: str
    asked_on: dt.date
    questions: Questions
    topics: tuple[Topic, ...]
    raters: tuple[Rater, ...] = ()

    def rater(self, code: str) -> Rater | None:
        """The rater with that code, None if it is nobody's."""
        return next((one for one in self.raters if one.code == code), None)


def people(raters: Iterable[Rater]) -> int:
    """How many people they are for sure: those of one name may be one person with several addresses."""
    return len({rater.person.folded_name for rater in raters})
