"""The number that a sentence tells for the target, and whether a cell tells the same."""

from __future__ import annotations

from goalsheet.smart.case import Case
from goalsheet.smart.conversion import convert, magnitude
from goalsheet.smart.quantity import FREQUENCY, MONEY, RATIO, TIMES, Quantity
from goalsheet.tracker import choices


def told_by_the_sentence(case: Case) -> Quantity | None:
    """The quantity that stands for the target: one that goes from a value to another, else the only one there is.

    Levels from -2 to +2 are a scale of the cells: no number of a sentence stands for one.
    """
    if case.goal.measure == choices.LEVELS:
        return None
    measures = [q for q in case.sentence.measures if q.kind != RATIO and (q.kind != FREQUENCY or q.start is not None)]
    way = next((q for q in measures if q.start is not None), None)
    is_plain = len(measures) == 1 and not measures[0].is_change and measures[0].kind != TIMES
    return way or (measures[0] if is_plain else None)


def same(number: float, cell: float, said: Quantity, unit: str) -> bool:
    """Equal, also where the cell holds 0.95 for 95 %, hours for minutes, or thousands."""
    other = in_unit(number, said, unit)
    return any(equal(number, share) for share in (cell, cell * 100, cell / 100)) or equal(other, cell)


def in_unit(number: float, said: Quantity, unit: str) -> float:
    """A number of the sentence in the unit of the cells, as far as one leads to the other."""
    if said.kind == MONEY:
        return number / magnitude(unit)
    exchanged = convert(number, said.unit, unit)
    return number if exchanged is None else exchanged


def equal(number: float, other: float) -> bool:
    """Equal but for rounding dust."""
    return abs(number - other) < _TOLERANCE * max(1.0, abs(number))


_TOLERANCE = 1e-6
