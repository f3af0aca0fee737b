"""What a review column accepts, as Google's data validation."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from goalsheet.google.cells import Json
from goalsheet.google.found import FoundTab
from goalsheet.google.tab_requests import grid
from goalsheet.layout.review import FIRST_ROW, ReviewColumn, Tab
from goalsheet.layout.review_overview import TAB as OVERVIEW_TAB
from goalsheet.tracker.schema import Kind


def mending(tab: Tab, last: int, people: int, there: FoundTab | None) -> Iterator[Json]:
    """The requests that set what the manager's columns accept down to the last row; none for one that is right."""
    names = f"='{OVERVIEW_TAB.title}'!$A${FIRST_ROW}:$A${FIRST_ROW + people - 1}"
    for place, column in enumerate(tab.columns, 1):
        wanted = rule(column, names)
        found = [there.rules.get((row, place), {}) for row in range(FIRST_ROW, last + 1)] if there else []
        if wanted and not (found and all(_accepted(one) == _accepted(wanted) for one in found)):
            yield {"setDataValidation": {"range": grid(tab, (FIRST_ROW, last), (place, place)), "rule": wanted}}


@dataclass(frozen=True)
class Spoilt:
    """In how many cells of a column what they accept was taken off, or is another."""

    taken: int
    changed: int


def spoilt(tab: Tab, there: FoundTab, gone: Collection[int], dressed: int) -> dict[int, Spoilt]:
    """The columns, by place, in which cells accept anything or something else; not those that are `gone`.

    Rows that somebody added below all others may never have had a rule: those after the `dressed` ones never had.
    """
    filled = max((row for row, _ in there.cells), default=0)
    rows = range(FIRST_ROW, min(dressed, max(filled, tab.last_row(0))) + 1)
    wanted = {place: rule(column, "") for place, column in enumerate(tab.columns, 1) if place not in gone}
    found = {}
    for place, one in wanted.items():
        held = [there.rules.get((row, place), {}) for row in rows] if one else []
        wrong = [rule for rule in held if one and not _is_of(one, rule)]
        if wrong:
            found[place] = Spoilt(taken=wrong.count({}), changed=len(wrong) - wrong.count({}))
    return found


def _is_of(wanted: Json, found: Json) -> bool:
    """Whether it is that rule, be it for more or fewer people."""
    one, other = _accepted(wanted), _accepted(found)
    return one[:2] == other[:2] if one[1] == "ONE_OF_RANGE" else one == other


def _accepted(found: Json) -> tuple[str, ...]:
    """Whether a rule is strict, its kind, its words or range; Google may write a tab's name or a number differently."""
    condition = found.get("condition", {})
    kind = condition.get("type", "")
    values = [str(one.get("userEnteredValue", "")) for one in condition.get("values", [])]
    said = {"ONE_OF_LIST": values, "ONE_OF_RANGE": [value.rpartition("!")[2] for value in values]}
    return ("strict" if found.get("strict") else "", kind, *said.get(kind, []))


def rule(column: ReviewColumn, people: str) -> Json | None:
    """The rule for a column that the manager fills in; None where anything goes. `people` is the range of names."""
    if not column.is_managers:
        return None
    accepted = condition(column, people)
    if accepted is None:
        return None
    strict = not (column.choices and column.choices.open_ended)
    return {"condition": accepted, "inputMessage": column.help, "strict": strict, "showCustomUi": True}


def condition(column: ReviewColumn, people: str) -> Json | None:
    """What a column's cells accept; None where anything goes."""
    if column.people:
        return _of("ONE_OF_RANGE", people)
    if column.choices and column.choices.words:
        return _of("ONE_OF_LIST", *column.choices.words)
    if column.kind is Kind.DATE:
        return {"type": "DATE_IS_VALID"}
    if column.lowest is not None and column.highest is not None:
        return _of("NUMBER_BETWEEN", f"{column.lowest:g}", f"{column.highest:g}")
    return None


def _of(kind: str, *values: str) -> Json:
    return {"type": kind, "values": [{"userEnteredValue": value} for value in values]}
