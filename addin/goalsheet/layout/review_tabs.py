"""The tabs of a review spreadsheet; what they show of goals and logs is taken from the schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import Any

from goalsheet.layout import looks
from goalsheet.layout.plan import Value
from goalsheet.layout.review import Content, ReviewColumn, Tab, day, hidden, shared, shown
from goalsheet.layout.review_content import INDIVIDUAL, GoalEntry, Review
from goalsheet.progress.rollup import half_up
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.logs import CheckIn, Feedback, Reward
from goalsheet.tracker.schema import Kind, Owner, Table, table

GOALS, CHECK_INS, FEEDBACK, REWARDS = table(Goal), table(CheckIn), table(Feedback), table(Reward)
_PERSON_WIDTH = 20
_PARTS = 10  # of a bar
_OPEN_ROWS = 100  # for the manager, who cannot add rows to a protected tab, until the next sync

#: What the manager reads of a goal, in this order: what it is and how it goes, and around what is theirs what to agree
#: by and what was agreed. A bar stands beside the progress, and what the check says before what to agree by.
_GOAL_SAYS = ("id", "statement", "target", "unit", "guardrail", "due", "progress")
_GOAL_GOES = ("expected", "status", "last_check_in")
_TO_AGREE_BY, _SINCE_AGREED = ("parent_goal", "commitment"), ("changed_since_agreed", "agreed_by")


def bar(share: float | None) -> str | None:
    """A share as a bar of text, which every program shows."""
    if share is None:
        return None
    return "█" * half_up(max(0.0, min(1.0, share)) * _PARTS) or "▏"


def _person(note: str, read: Callable[[Any], Value] = attrgetter("label")) -> ReviewColumn:
    made = shown("person", "Person", note, Kind.TEXT, read, width=_PERSON_WIDTH)
    return replace(made, look=replace(made.look, bold=True))


def _goal_columns() -> tuple[ReviewColumn, ...]:
    names = (*_GOAL_SAYS, *_GOAL_GOES, *_TO_AGREE_BY, *_SINCE_AGREED)
    read = {name: shared(GOALS, name, attrgetter(f"goal.{name}")) for name in names}
    read["guardrail"] = replace(read["guardrail"], width=22)  # rows are to stay low here
    progress_bar = shown("bar", "", "Progress as a bar.", Kind.TEXT, lambda entry: bar(entry.goal.progress), width=13)
    mine = [column.name for column in GOALS.columns if column.owner is Owner.MANAGER]
    first = ["agreement", *(name for name in mine if name != "agreement")]  # what a manager decides comes first
    return (
        _person("Whose goal it is."),
        *(read[name] for name in _GOAL_SAYS),
        replace(progress_bar, look=replace(progress_bar.look, color=looks.TEAL, wrap=False, size=8)),
        *(read[name] for name in _GOAL_GOES),
        shown("smart", "SMART?", "What the coach says: SMART, nearly, or not yet.", Kind.TEXT, _label, width=10),
        shared(GOALS, "hint", _hint),
        *(read[name] for name in _TO_AGREE_BY),
        *(shared(GOALS, name, attrgetter(f"goal.{name}")) for name in first),
        *(read[name] for name in _SINCE_AGREED),
        hidden("person_id", "Person id", attrgetter("person_id")),
        hidden("counted", "Counts", attrgetter("shares.counted"), Kind.NUMBER),
        hidden("progress_part", "Progress part", attrgetter("shares.progress_part"), Kind.NUMBER),
        hidden("expected_counted", "Expected counts", attrgetter("shares.expected_counted"), Kind.NUMBER),
        hidden("expected_part", "Expected part", attrgetter("shares.expected_part"), Kind.NUMBER),
        hidden("key", "Row id", attrgetter("key")),
    )


def _label(entry: GoalEntry) -> str | None:
    return entry.verdict.label if entry.verdict else None


def _hint(entry: GoalEntry) -> str | None:
    found = entry.verdict.suggestion if entry.verdict else None
    return found.hint if found else None


def _goal_rows(review: Review, last: Mapping[str, int]) -> Mapping[str, Mapping[str, Content]]:
    del last
    return {entry.key: _read(GOALS_TAB, entry) for member in review.members for entry in member.goals}


def _read(tab: Tab, entry: object) -> dict[str, Content]:
    return {column.name: column.read(entry) for column in tab.columns if column.read}


def _goals_hint(review: Review) -> str:
    as_of = f"As of {day(review.as_of)}."
    if review.layout == INDIVIDUAL:
        employee = review.members[0].person.name or "The employee"
        return (
            f"{as_of} The lilac columns are {writer(review)}'s: agreement, comment, suggested wording, rating. "
            f"{employee} can comment on every cell: Insert > Comment."
        )
    return (
        f"{as_of} The lilac columns are yours: agree, comment, suggest, rate. "
        "Data > Filter views has what is yours to agree, what is at risk, what nobody looked at."
    )


def writer(review: Review) -> str:
    """The manager, as the employee reads it."""
    return review.manager.name or "the manager"


def _to_its_writer(review: Review, words: str) -> str:
    """Words for the manager; where the employee reads them, too, they say whom they are for."""
    return f"For {writer(review)}: {words[0].lower()}{words[1:]}" if review.layout == INDIVIDUAL else words


GOALS_TAB = Tab(
    name="goals",
    sheet_id=101,
    title=GOALS.title,
    hint=_goals_hint,
    columns=_goal_columns(),
    rows=_goal_rows,
    row_height=62,  # three lines, so that a comment can be read where nobody may make the row higher
    frozen_columns=3,  # the goal stays in sight beside the manager's columns
)


def _log_columns(of: Table, row: str) -> Iterator[ReviewColumn]:
    """What a log shares: not what is private or goalsheet's own; `row` leads to an entry's row."""
    for column in of.columns:
        if not column.private and column.owner is not Owner.TOOL:
            yield shared(of, column.name, attrgetter(f"{row}.{column.name}"))


def _check_in_rows(review: Review, last: Mapping[str, int]) -> Mapping[str, Mapping[str, Content]]:
    del last
    entries = [entry for member in review.members for entry in member.check_ins]
    return {str(number): _read(CHECK_INS_TAB, entry) for number, entry in enumerate(entries)}


CHECK_INS_TAB = Tab(
    name="check_ins",
    sheet_id=102,
    title=CHECK_INS.title,
    hint=lambda review: f"As of {day(review.as_of)}, the latest first. Nothing to fill in here.",
    columns=(_person("Who looked at the goal."), *_log_columns(CHECK_INS, "check_in")),
    rows=_check_in_rows,
    color=looks.SLATE,
    row_height=22,
)


def _own_rows(of: Table, names: tuple[str, ...]) -> tuple[ReviewColumn, ...]:
    """Columns of rows that the manager adds: what the schema leaves to people is the manager's here."""
    whom = ReviewColumn(
        "person",
        "Person",
        "Whom is it for? Pick a name.",
        Kind.CHOICE,
        replace(looks.MANAGERS, indent=1, bold=True, valign="center"),
        _PERSON_WIDTH,
        people=True,
        is_managers=True,
    )
    columns = [shared(of, name, None, is_managers=True) for name in names]
    return (whom, *(replace(one, choices=None) if one.name == "goal" else one for one in columns))


def _no_rows(review: Review, last: Mapping[str, int]) -> Mapping[str, Mapping[str, Content]]:
    del review, last
    return {}


def _answer() -> ReviewColumn:
    return replace(shared(FEEDBACK, "my_answer", None), title="Their answer", is_managers=False)


FEEDBACK_TAB = Tab(
    name="feedback",
    sheet_id=103,
    title=FEEDBACK.title,
    hint=lambda review: _to_its_writer(
        review, "Add a row whenever you like: pick a person, then say what works and what to try."
    ),
    columns=(
        *_own_rows(FEEDBACK, Feedback.BY_MANAGER),
        _answer(),
        hidden("key", "Row id", attrgetter("key")),
    ),
    rows=_no_rows,
    color=looks.INDIGO,
    open_rows=_OPEN_ROWS,
)
RECOGNITION_TAB = Tab(
    name="recognition",
    sheet_id=104,
    title="Recognition",
    hint=lambda review: _to_its_writer(
        review, "Say thank you: a row for whoever did well, soon after it happened, and for what exactly."
    ),
    columns=(*_own_rows(REWARDS, Reward.BY_MANAGER), hidden("key", "Row id", attrgetter("key"))),
    rows=_no_rows,
    color=looks.INDIGO,
    open_rows=_OPEN_ROWS,
)


def people_of(review: Review) -> str:
    """How many people and goals it is about, in a sentence."""
    goals = sum(len(member.goals) for member in review.members)
    people = len(review.members)
    whose = f"{people} people" if people > 1 else review.members[0].label
    return f"{whose}, {goals} {'goal' if goals == 1 else 'goals'}"
