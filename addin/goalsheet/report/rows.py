"""Many alike values in little room: names of columns once, words that come again by their number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_SHARE_DIGITS = 4
#: The columns whose words come again and again.
_CODED = frozenset(("status", "agreement", "smart", "staleness", "pace", "objective", "manager", "department", "cycle"))


class _Words:
    """Words by their number, in order of first use."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        return self.numbers.setdefault(word, len(self.numbers))


def compact(told: Mapping[str, Any]) -> dict[str, Any]:
    """The teams, objectives and people of an answer as rows; `words` are those that stand there as numbers."""
    words = _Words()
    people = [{**one, "goals": None} for one in told["people"]]
    goals = [[_flat({**goal, "helps": None}) for goal in one["goals"]] for one in told["people"]]
    goal_keys = list(dict.fromkeys(key for own in goals for goal in own[:1] for key in goal))
    made = {
        "teams": _rows([_flat(one) for one in told["teams"]], words),
        "people": _rows([_flat(one) for one in people], words),
        "goalKeys": goal_keys,
        "goals": [[_row(goal, goal_keys, words) for goal in own] for own in goals],
        "objectives": told["objectives"],
        "coded": sorted(_CODED),
    }
    return made | {"words": list(words.numbers)}


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with what is in its parts beside it, as `labels.SMART`; without what is missing at once everywhere."""
    found: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            found |= {f"{key}.{name}": part for name, part in value.items()}
        else:
            found[key] = value
    return found


def _rows(rows: Sequence[Mapping[str, Any]], words: _Words) -> dict[str, Any]:
    keys = list(rows[0]) if rows else []
    return {"keys": keys, "rows": [_row(one, keys, words) for one in rows]}


def _row(one: Mapping[str, Any], keys: Iterable[str], words: _Words) -> list[Any]:
    return [_value(key, one.get(key), words) for key in keys]


def _value(key: str, value: Any, words: _Words) -> Any:
    if key in _CODED and isinstance(value, str):
        return words.number(value)
    return round(value, _SHARE_DIGITS) if isinstance(value, float) else value
