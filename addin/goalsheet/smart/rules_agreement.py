"""Rules on whether a goal says one thing: its sentence and its cells, and the numbers within the sentence."""

from __future__ import annotations

import re

from goalsheet.smart import lexicon
from goalsheet.smart.case import Case
from goalsheet.smart.conversion import convert, magnitude
from goalsheet.smart.fields import KEEPING
from goalsheet.smart.quantity import COUNT, DURATION, FREQUENCY, MONEY, PERCENT, POINTS, RATIO, TIMES, Quantity
from goalsheet.smart.rule import MEASURABLE, Finding, found, row, rule
from goalsheet.smart.text import any_of
from goalsheet.tracker import choices


@rule(
    "M10",
    "numbers-differ",
    MEASURABLE,
    on_words=False,
    fails=row(
        "Raise on-time deliveries from 88 % to 95 %.", measure=choices.INCREASE, unit="%", baseline=88.0, target=92.0
    ),
    passes=row(
        "Raise on-time deliveries from 88 % to 95 %.", measure=choices.INCREASE, unit="%", baseline=88.0, target=95.0
    ),
)
def numbers_differ(case: Case) -> Finding | None:
    """When sentence and cells tell two numbers, each reader believes another one."""
    said, goal = _told_by_the_sentence(case), case.goal
    if said is None or goal.target is None:
        return None
    last = said.value if said.most is None else said.most
    first = said.start if said.most is None else said.value
    starts_alike = goal.baseline is None or first is None or _same(first, goal.baseline, said, goal.unit or "")
    if _same(last, goal.target, said, goal.unit or "") and starts_alike:
        return None
    cells = f"{goal.baseline:g} to {goal.target:g}" if goal.baseline is not None else f"to {goal.target:g}"
    return found(
        f"The sentence says “{said.text}”, the cells say {cells}.", "Make them the same.", at=said.span, column="target"
    )


def _told_by_the_sentence(case: Case) -> Quantity | None:
    """The quantity that stands for the target: one that goes from a value to another, else the only one there is."""
    measures = [q for q in case.sentence.measures if q.kind not in (FREQUENCY, RATIO)]
    way = next((q for q in measures if q.start is not None), None)
    is_plain = len(measures) == 1 and not measures[0].is_change and measures[0].kind != TIMES
    return way or (measures[0] if is_plain else None)


def _same(number: float, cell: float, said: Quantity, unit: str) -> bool:
    """Equal, also where the cell holds 0.95 for 95 %, hours for minutes, or thousands."""
    other = _in_unit(number, said, unit)
    return any(_equal(number, share) for share in (cell, cell * 100, cell / 100)) or _equal(other, cell)


def _in_unit(number: float, said: Quantity, unit: str) -> float:
    """A number of the sentence in the unit of the cells, as far as one leads to the other."""
    if said.kind == MONEY:
        return number / magnitude(unit)
    exchanged = convert(number, said.unit, unit)
    return number if exchanged is None else exchanged


def _equal(number: float, other: float) -> bool:
    return abs(number - other) < _TOLERANCE * max(1.0, abs(number))


_TOLERANCE = 1e-6


@rule(
    "M14",
    "units-differ",
    MEASURABLE,
    on_words=False,
    fails=row(
        "Shorten the wait at the counter from 12 to 6 minutes.",
        measure=choices.DECREASE,
        unit="hours",
        baseline=12.0,
        target=6.0,
    ),
    passes=row(
        "Shorten the wait at the counter from 12 to 6 minutes.",
        measure=choices.DECREASE,
        unit="min",
        baseline=12.0,
        target=6.0,
    ),
)
def units_differ(case: Case) -> Finding | None:
    """Six minutes are not six hours: progress is reckoned in the unit of the cells."""
    said, cell = _told_by_the_sentence(case), case.goal.unit
    if said is None or not cell or case.goal.target is None or _is_exchanged(said, cell, case.goal.target):
        return None
    ours, theirs = _kind_of_unit(said), _kind_of(cell.lower())
    if ours == theirs or not (ours and theirs) or {ours, theirs} <= _SHARES:
        return None
    if _COUNTED in (ours, theirs) and not {ours, theirs} & {PERCENT, MONEY}:
        return None  # "12 visits" may well be counted in "hours of visits"
    verb = "counts" if ours == _COUNTED else "counts in"
    return found(
        f"The sentence {verb} {said.unit}, the cells {'' if ours == _COUNTED else 'in '}{cell}.",
        "Write the unit that the numbers are in.",
        at=said.span,
        column="unit",
    )


def _is_exchanged(said: Quantity, unit: str, target: float) -> bool:
    """Whether the cell holds the sentence's number in its own unit: 0.5 hours for 30 minutes."""
    last = said.value if said.most is None else said.most
    exchanged = _in_unit(last, said, unit)
    return not _equal(exchanged, last) and _equal(exchanged, target)


_COUNTED = "counted"
_SHARES = {PERCENT, POINTS}  # of which kind points are, nobody can tell from the word
_KINDS = {
    PERCENT: re.compile(r"%|\bper ?cent|\bpct\b|\bpercentage"),
    POINTS: re.compile(r"\bpoints?\b|\bpp\b"),
    MONEY: re.compile(rf"[€$£¥]|\b(?:{any_of('euros? eur usd gbp chf dollars? pounds? k€ t€ sek nok dkk')})\b"),
    "seconds": re.compile(r"^(?:seconds?|secs?|s)\b"),
    "minutes": re.compile(r"^(?:minutes?|mins?)\b"),
    "hours": re.compile(r"^(?:hours?|hrs?|h)\b"),
    "days": re.compile(r"^(?:(?:working|business|calendar) )?days?\b"),
    "weeks": re.compile(r"^weeks?\b"),
    "months": re.compile(r"^months?\b"),
    "years": re.compile(r"^years?\b"),
}


def _kind_of(unit: str) -> str:
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(unit)), _COUNTED if unit else "")


def _kind_of_unit(said: Quantity) -> str:
    if said.kind in (PERCENT, POINTS, MONEY):
        return said.kind
    return _kind_of(said.unit.lower()) if said.kind in (COUNT, DURATION) else ""


@rule(
    "M15",
    "measure-differs",
    MEASURABLE,
    fails=row(
        "Reduce overtime in the laundry.", measure=choices.INCREASE, unit="hours a month", baseline=10.0, target=40.0
    ),
    passes=row(
        "Reduce overtime in the laundry.", measure=choices.DECREASE, unit="hours a month", baseline=40.0, target=10.0
    ),
)
def measure_differs(case: Case) -> Finding | None:
    """A goal to reduce something that is measured by “Increase” counts every step ahead as one back."""
    verb, measure = case.sentence.verb, case.goal.measure
    said = _told_by_the_sentence(case)
    if verb is None or any(quantity.start is not None for quantity in case.sentence.quantities):
        return None
    if verb.low in KEEPING and said and said.bound and measure in (choices.INCREASE, choices.DECREASE):
        way, cure = "that it stays", "one of “Keep at or above”, “Keep at or below”, “Keep in range”"
    elif verb.low in lexicon.CHANGE_DOWN and measure == choices.INCREASE:
        way, cure = "down", "“Decrease”"
    elif verb.low in lexicon.CHANGE_UP - {"improve"} and measure == choices.DECREASE:
        way, cure = "up", "“Increase”"
    else:
        return None
    return found(
        f"“{verb.text}” says {way}, but it is measured by “{measure}”.",
        f"Choose {cure} under “Measured by”, or reword the sentence.",
        at=verb,
        column="measure",
    )


@rule(
    "M16",
    "numbers-contradict",
    MEASURABLE,
    on_words=False,
    fails="Raise output by 20 %, from 100 to 150 parts a day, by June.",
    passes="Raise output by 20 %, from 100 to 120 parts a day, by June.",
)
def numbers_contradict(case: Case) -> Finding | None:
    """Two numbers that cannot both be right leave open which of them was agreed."""
    change = next((q for q in case.sentence.measures if _is_share_of_the_way(q)), None)
    way = _way_of_a_change(case)
    if change is None or way is None or not way[0]:
        return None
    (start, end), is_percent = way, _is_in_percent(case)
    told, real = _change_in_percent(change), 100 * abs(end - start) / abs(start)
    as_points = abs(end - start) if is_percent else real
    if min(abs(told - real), abs(told - as_points)) <= _ROUNDED:
        return None
    more = "more" if end > start else "less"
    return found(
        f"From {start:g} to {end:g} is {real:.0f} % {more}, not {told:.0f} %.",
        "Mend one of the numbers, or leave the percentage out.",
        at=change.span,
        column="target",
    )


def _way_of_a_change(case: Case) -> tuple[float, float] | None:
    """From where to where by the sentence, else by the cells of what rises or falls."""
    said = _way_of_the_sentence(case)
    if said is not None and said.start is not None:
        return said.start, said.value
    goal = case.goal
    if goal.measure not in (choices.INCREASE, choices.DECREASE) or goal.baseline is None or goal.target is None:
        return None
    return goal.baseline, goal.target


def _way_of_the_sentence(case: Case) -> Quantity | None:
    return next((q for q in case.sentence.measures if q.start is not None), None)


def _is_in_percent(case: Case) -> bool:
    said = _way_of_the_sentence(case)
    return said.kind == PERCENT if said else "%" in (case.goal.unit or "")


_ROUNDED = 1.5  # percent; people round


def _is_share_of_the_way(quantity: Quantity) -> bool:
    return quantity.start is None and (quantity.kind == TIMES or (quantity.is_change and quantity.kind == PERCENT))


def _change_in_percent(change: Quantity) -> float:
    if change.kind == PERCENT:
        return change.value
    return 100 * (change.value if change.text.lower().startswith("by ") else abs(1 - change.value))
