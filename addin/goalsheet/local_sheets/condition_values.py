"""How many values a condition takes, by Google's reference, and a refusal of those that have others."""

from __future__ import annotations

from typing import Any

from goalsheet.local_sheets.refusals import bad_request

Json = dict[str, Any]

_NONE = ("BLANK", "NOT_BLANK", "TEXT_IS_EMAIL", "TEXT_IS_URL", "DATE_IS_VALID", "FILTER_EXPRESSION")
_TWO = ("NUMBER_BETWEEN", "NUMBER_NOT_BETWEEN", "DATE_BETWEEN", "DATE_NOT_BETWEEN")
_MANY = 500
#: The fewest and the most values of a condition; any other takes one.
COUNTS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(_NONE, (0, 0)),
    **dict.fromkeys(_TWO, (2, 2)),
    "BOOLEAN": (0, 2),
    "ONE_OF_LIST": (1, _MANY),
    "NUMBER_EQ": (1, _MANY),
    "NUMBER_NOT_EQ": (1, _MANY),
    "TEXT_EQ": (1, _MANY),
    "TEXT_NOT_EQ": (1, _MANY),
    "DATE_EQ": (1, _MANY),
    "DATE_NOT_EQ": (1, _MANY),
}


def require_condition(condition: Json | None) -> None:
    """Refuse no condition, one without a type, and one with fewer or more values than its type takes."""
    kind = (condition or {}).get("type", "CONDITION_TYPE_UNSPECIFIED")
    if condition is None or kind == "CONDITION_TYPE_UNSPECIFIED":
        raise bad_request("No condition type specified.")
    fewest, most = COUNTS.get(kind, (1, 1))
    values = condition.get("values", ())
    if not all(values):
        raise bad_request("ConditionValue.value must be specified.")
    count = len(values)
    if not fewest <= count <= most:
        wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
        raise bad_request(f"ConditionType '{kind}' takes {wanted} ConditionValues, but there are {count}.")
