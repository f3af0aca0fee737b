"""The Overview of a review spreadsheet: one row a person, live formulas over the tab Goals, and a row for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from goalsheet.layout import looks
from goalsheet.layout.plan import Value
from goalsheet.layout.review import FIRST_ROW, HEADER_ROW, Content, Formula, ReviewColumn, Tab, day, hidden, shown
from goalsheet.layout.review_content import Member, Review
from goalsheet.layout.review_tabs import GOALS_TAB, people_of
from goalsheet.progress.rollup import expected_beside, weighted
from goalsheet.progress.status import ACHIEVED, AT_RISK, MISSED, OFF_TRACK, ON_TRACK, OVERDUE
from goalsheet.smart.verdict import SMART
from goalsheet.tracker.agreement import AGREED_STATES, AND
from goalsheet.tracker.choices import AGREED
from goalsheet.tracker.schema import Kind

EVERYBODY = "All together"
_BAD = (OFF_TRACK, OVERDUE, MISSED)


@dataclass(frozen=True)
class Figure:
    """A column of figures: a formula over one person's goals, its twin, and how all people's figures make one.

    The formula may name a Goals column as {g_status}, this row's person id as {id}, this row's cell as {here_progress}.
    """

    column: ReviewColumn
    formula: str
    twin: Callable[[Member], Value] | None
    together: str = "SUM"


def _count(
    name: str, title: str, note: str, column: str, *words: str, twin: Callable[[Member], Value] | None
) -> Figure:
    counted = "+".join(f'COUNTIFS({{g_person_id}},{{id}},{{g_{column}}},"{word}")' for word in words)
    return Figure(_figure(name, title, note, Kind.WHOLE, 9), f"={counted}", twin)


def _figure(name: str, title: str, note: str, kind: Kind, width: float) -> ReviewColumn:
    return shown(name, title, note, kind, lambda _: None, width=width)


def _with_status(*words: str) -> Callable[[Member], int]:
    return lambda member: sum(entry.goal.status in words for entry in member.goals)


def _share(name: str, title: str, note: str, parts: str, counted: str, twin: Callable[[Member], Value]) -> Figure:
    formula = (
        f'=IFERROR(SUMIFS({{g_{parts}}},{{g_person_id}},{{id}})/SUMIFS({{g_{counted}}},{{g_person_id}},{{id}}),"")'
    )
    return Figure(_figure(name, title, note, Kind.PERCENT, 10), formula, twin, "AVERAGE")


SPARKLINE = (
    '=IF(ISNUMBER({here_progress}),SPARKLINE({here_progress},{{"charttype","bar";"max",1;"color1","#0F6B66"}}),"")'
)

FIGURES = (
    Figure(
        _figure("goals", "Goals", "How many goals the person has.", Kind.WHOLE, 8),
        "=COUNTIFS({g_person_id},{id})",
        lambda member: len(member.goals),
    ),
    _count(
        "smart",
        "SMART",
        "How many of them the coach calls SMART.",
        "smart",
        SMART,
        twin=lambda member: sum(entry.verdict is not None and entry.verdict.label == SMART for entry in member.goals),
    ),
    _share(
        "progress",
        "Progress",
        "Progress of all the person's goals, by their weights.",
        "progress_part",
        "counted",
        lambda member: weighted([entry.goal for entry in member.goals], lambda goal: goal.progress),
    ),
    Figure(_figure("bar", "", "Progress as a bar.", Kind.TEXT, 16), SPARKLINE, None, "SPARKLINE"),
    _share(
        "expected",
        "Expected",
        "Where progress should be by the time that has passed.",
        "expected_part",
        "expected_counted",
        lambda member: expected_beside([entry.goal for entry in member.goals]),
    ),
    _count("on_track", ON_TRACK, "Goals on track.", "status", ON_TRACK, twin=_with_status(ON_TRACK)),
    _count("at_risk", AT_RISK, "Goals at risk.", "status", AT_RISK, twin=_with_status(AT_RISK)),
    _count("off_track", OFF_TRACK, "Goals off track, overdue or missed.", "status", *_BAD, twin=_with_status(*_BAD)),
    _count("achieved", ACHIEVED, "Goals achieved.", "status", ACHIEVED, twin=_with_status(ACHIEVED)),
    Figure(
        _figure("others", "Other", "Not started, just begun, or without check-in or dates.", Kind.WHOLE, 9),
        "={here_goals}-{here_on_track}-{here_at_risk}-{here_off_track}-{here_achieved}",
        lambda member: len(member.goals) - _with_status(ON_TRACK, AT_RISK, *_BAD, ACHIEVED)(member),
    ),
    Figure(
        _figure(
            "agreed", AGREED, "Goals that both have agreed (columns Agreement and Agreed by on Goals).", Kind.WHOLE, 9
        ),
        "="
        + "+".join(
            f'COUNTIFS({{g_person_id}},{{id}},{{g_agreement}},"{state}",{{g_agreed_by}},"{by}")'
            for state in AGREED_STATES
            for by in ("", f"*{AND}*")  # nobody, or both
        ),
        None,  # the manager may have agreed since
    ),
)


def _columns() -> tuple[ReviewColumn, ...]:
    person = shown("person", "Person", "One row a person.", Kind.TEXT, lambda member: member.label, width=20)
    columns = (
        replace(person, look=replace(person.look, bold=True)),
        *(figure.column for figure in FIGURES),
        shown(
            "last_check_in",
            "Last check-in",
            "When the person last looked at a goal.",
            Kind.DATE,
            lambda member: member.last_check_in,
            width=13,
        ),
        shown(
            "next_review",
            "Next review",
            "When the next review is due, by the sheet Reviews, or how many days ago that was.",
            Kind.DATE,
            lambda member: member.next_review,
            width=13,
        ),
        hidden("key", "Person id", lambda member: member.person.id),
    )
    return tuple(replace(column, look=replace(column.look, line=None)) for column in columns)


def or_how_late(due: dt.date, today: dt.date) -> Value:
    """The day, or, once it has passed, how late it is in words: a day alone would look like one to come."""
    late = (today - due).days
    return due if late <= 0 else f"{late} {'day' if late == 1 else 'days'} late"


def _or_how_late(due: dt.date, today: dt.date) -> Formula:
    date, late = f"DATE({due.year},{due.month},{due.day})", f"TODAY()-DATE({due.year},{due.month},{due.day})"
    text = f'=IF({date}<TODAY(),{late}&IF({late}=1," day late"," days late"),{date})'
    return Formula(text, or_how_late(due, today))


def _rows(review: Review, last: Mapping[str, int]) -> Mapping[str, Mapping[str, Content]]:
    rows = {}
    for row, member in enumerate(review.members, FIRST_ROW):
        read: dict[str, Content] = {column.name: column.read(member) for column in TAB.columns if column.read}
        if member.next_review:
            read["next_review"] = _or_how_late(member.next_review, review.as_of)
        rows[member.person.id] = read | {
            figure.column.name: Formula(formula_of(figure, row, last["goals"]), figure.twin and figure.twin(member))
            for figure in FIGURES
        }
    rows[""] = _together(review.members)
    return rows


def _together(members: Sequence[Member]) -> dict[str, Content]:
    """The last row: sums, and the mean of the shares."""
    first, last = FIRST_ROW, FIRST_ROW + len(members) - 1
    found: dict[str, Content] = {"person": EVERYBODY, "key": None, "last_check_in": None, "next_review": None}
    for figure in FIGURES:
        letter = TAB.letter(figure.column.name)
        cells = f"{letter}{first}:{letter}{last}"
        text = f'=IFERROR({figure.together}({cells}),"")' if figure.together == "AVERAGE" else f"=SUM({cells})"
        if figure.together == "SPARKLINE":
            text = SPARKLINE.format(here_progress=f"{TAB.letter('progress')}{last + 1}")
        found[figure.column.name] = Formula(text, None)
    return found


def formula_of(figure: Figure, row: int, goals_last: int) -> str:
    """The formula in a row; `goals_last` is the last row of Goals. Ranges begin at the header, which never moves."""
    here = {f"here_{column.name}": f"{TAB.letter(column.name)}{row}" for column in TAB.columns}
    return figure.formula.format(**_goals_columns(goals_last), **here, id=f"${TAB.letter('key')}{row}")


@cache
def _goals_columns(last: int) -> Mapping[str, str]:
    """How formulas name the columns of Goals, down to its last row."""
    letters = {column.name: GOALS_TAB.letter(column.name) for column in GOALS_TAB.columns}
    return {f"g_{name}": f"{GOALS_TAB.title}!${one}${HEADER_ROW}:${one}${last}" for name, one in letters.items()}


TAB = Tab(
    name="overview",
    sheet_id=0,
    title="Overview",
    hint=lambda review: f"As of {day(review.as_of)}: {people_of(review)}. The figures follow the tab Goals.",
    columns=_columns(),
    rows=_rows,
    color=looks.TEAL_DARK,
    filters=False,
    bare=True,
    row_height=26,
)
