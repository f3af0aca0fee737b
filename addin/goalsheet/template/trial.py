"""Try the texts of a template that is broken elsewhere on an invented person, so that all mistakes are told at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from goalsheet.errors import BadTemplate, Problem
from goalsheet.template.render import Text
from goalsheet.tracker.person import Manager, Person
from goalsheet.tracker.tracker import Cycle, TemplateName

_DAY = dt.date(2027, 1, 1)
_MANAGER = Manager("1", "Bo Ek", "bo@example.com", "Bo")
_PERSON = Person(
    *("2", "Ana", "Ray", "Ana Ray", "ana@example.com", "Clerk", "general", "Sales", "Rome", "en"),
    start_date=_DAY,
    manager=_MANAGER,
    extra=defaultdict(str),  # no list of people is there yet to say which columns it has
)


def mistakes(texts: Iterable[Text], words: Any = None) -> Iterator[Problem]:
    """What goes wrong in those texts for a person of whom everything is known."""
    context = SimpleNamespace(
        person=_PERSON,
        manager=_MANAGER,
        cycle=Cycle("2027", _DAY, dt.date(2027, 12, 31)),
        template=TemplateName("name", "title", "1"),
        words=words,
        today=_DAY,
        begin=_DAY,
    )
    for text in texts:
        try:
            text.render(context)
        except BadTemplate as error:
            yield from error.problems
