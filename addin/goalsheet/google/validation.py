"""What a review column accepts, as Google's data validation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

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
        if wanted and not (found and {*_told(found)} == {_accepted(wanted)}):
            yield {"setDataValidation": {"range": grid(tab, (FIRST_ROW, last), (place, place)), "rule": wanted}}


def taken(tab: Tab, there: FoundTab, gone: Collection[int]) -> dict[int, int]:
    """In how many cells of which columns the rule is another, or none; not counting columns that are `gone`.

    Rows that somebody added below all others may never have had one.
    """
    filled = max((row for row, _ in there.cells), default=0)
    rows = range(FIRST_ROW, min(there.row_count, max(filled, tab.last_row(0))) + 1)
    columns = {place: rule(column, "") for place, column in enumerate(tab.columns, 1) if place not in gone}
    wanted = {place: _accepted(one) for place, one in columns.items() if one}
    found = {place: [there.rules.get((row, place), {}) for row in rows] for place in wanted}
    others = {place: sum(not _is_of(one, told) for told in _told(found[place])) for place, one in wanted.items()}
    return {place: number for place, number in others.items() if number}


def _is_of(wanted: tuple[str, ...], found: tuple[str, ...]) -> bool:
    """Whether what is accepted is that, be it for more or fewer people."""
    return wanted[:1] == found[:1] if wanted[0] == "ONE_OF_RANGE" else wanted == found


def _told(rules: Iterable[Json]) -> Iterator[tuple[str, ...]]:
    """What each of the rules accepts; neighbours mostly have the same one."""
    last: Json | None = None
    accepted: tuple[str, ...] = ()
    for one in rules:
        if one != last:
            last, accepted = one, _accepted(one)
        yield accepted


def _accepted(found: Json) -> tuple[str, ...]:
    """The kind of a rule with its words or range; Google may write a tab's name or a number in another way."""
    condition = found.get("condition", {})
    kind = condition.get("type", "")
    values = [str(one.get("userEnteredValue", "")) for one in condition.get("values", [])]
    said = {"ONE_OF_LIST": values, "ONE_OF_RANGE": [value.rpartition("!")[2] for value in values]}
    return (kind, *said.get(kind, []))


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
