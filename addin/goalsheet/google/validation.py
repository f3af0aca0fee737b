"""What a review column accepts, as Google's data validation."""

from __future__ import annotations

from goalsheet.google.cells import Json
from goalsheet.layout.review import ReviewColumn
from goalsheet.tracker.schema import Kind


def rule(column: ReviewColumn, people: str) -> Json | None:
    """The rule for a column that the manager fills in; None where anything goes. `people` is the range of names."""
    if not column.is_managers:
        return None
    condition = _condition(column, people)
    if condition is None:
        return None
    strict = not (column.choices and column.choices.open_ended)
    return {"condition": condition, "inputMessage": column.help, "strict": strict, "showCustomUi": True}


def _condition(column: ReviewColumn, people: str) -> Json | None:
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
