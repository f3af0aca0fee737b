"""The rule on whether sentence and cells count in one unit: minutes or hours, a day or a week, pounds or euros."""

from __future__ import annotations

import re

from goalsheet.smart import conversion, currencies, rates, things
from goalsheet.smart.case import Case
from goalsheet.smart.quantity import COUNT, DURATION, MONEY, PERCENT, POINTS, ZERO, Quantity
from goalsheet.smart.rule import MEASURABLE, Finding, found, row, rule
from goalsheet.smart.told import equal, in_unit, same, told_by_the_sentence
from goalsheet.tracker import choices


@rule(
    "M14",
    "units-differ",
    MEASURABLE,
    on_words=False,
    is_contradiction=True,
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
    """Six minutes are not six hours, nor six a day six a week: progress is reckoned in the unit of the cells."""
    said, cell = told_by_the_sentence(case), case.goal.unit
    if not cell:
        return None
    differing = _things_differ(case, said, cell) if said else None
    if differing or case.goal.target is None:
        return differing
    differing = _rates_differ(case, cell) or (_currencies_differ(said, cell) if said else None)
    return differing or (_kinds_differ(said, cell, case.goal.target) if said else None)


def _kinds_differ(said: Quantity, unit: str, target: float) -> Finding | None:
    """Where the one counts hours and the other minutes, or things and percent."""
    if _is_exchanged(said, unit, target):
        return None
    ours, theirs = _kind_of_unit(said), _kind_of(unit.lower())
    if ours == theirs or not (ours and theirs) or {ours, theirs} <= _SHARES:
        return None
    if _COUNTED in (ours, theirs) and not {ours, theirs} & {PERCENT, MONEY}:
        return None  # "12 visits" may well be counted in "hours of visits"
    verb = "counts" if ours == _COUNTED else "counts in"
    return _units_found(f"The sentence {verb} {said.unit}, the cells {'' if ours == _COUNTED else 'in '}{unit}.", said)


def _units_found(message: str, said: Quantity) -> Finding:
    return found(message, "Write the unit that the numbers are in.", at=said.span, column="unit")


def _things_differ(case: Case, said: Quantity, unit: str) -> Finding | None:
    """Where the sentence counts mugs and the cells bowls, or the one weighs what the other measures by length."""
    target = case.goal.target
    if said.kind not in (COUNT, ZERO) or not (target is None or same(said.value, target, said, unit)):
        return None  # another number: of something else
    if conversion.are_of_two_kinds(said.unit, unit):
        return _units_found(f"The sentence counts in {said.unit}, the cells in {unit}.", said)
    ours, theirs = things.counted_thing(said.unit), things.counted_thing(unit)
    if not (ours and theirs and things.are_different(ours, theirs)) or _names_another(case, unit, ours, theirs):
        return None
    return _units_found(f"The sentence counts {said.unit}, the cells {unit}.", said)


def _names_another(case: Case, unit: str, ours: str, theirs: str) -> bool:
    """Whether elsewhere one names what the other counts: "wash 40 mugs and bowls"."""
    verb = case.sentence.verb  # "plant 40 trees" names no plant
    rest = case.sentence.low[: verb.start] + case.sentence.low[verb.end :] if verb else case.sentence.low
    return any(things.may_be_one(one, theirs) for one in things.named_things(rest)) or any(
        things.may_be_one(one, ours) for one in things.named_things(unit)
    )


def _rates_differ(case: Case, unit: str) -> Finding | None:
    """Where the same number is one a day in the sentence, and one a week in the cells."""
    measures = case.sentence.measures
    said = next((q for q in measures if q.start is not None), measures[0] if len(measures) == 1 else None)
    if said is None or not equal(said.value, case.goal.target or 0.0):
        return None
    ours, theirs = rates.rate_of(case.sentence.low, said), rates.rate_of_unit(unit)
    if not rates.are_different(ours, theirs):
        return None
    return _units_found(f"The sentence counts {ours}, the cells {theirs}.", said)


def _currencies_differ(said: Quantity, unit: str) -> Finding | None:
    if said.kind != MONEY or not currencies.are_different(said.unit, unit):
        return None
    return _units_found(f"The sentence counts in {said.unit}, the cells in {unit}.", said)


def _is_exchanged(said: Quantity, unit: str, target: float) -> bool:
    """Whether the cell holds the sentence's number in its own unit: 0.5 hours for 30 minutes."""
    last = said.value if said.most is None else said.most
    exchanged = in_unit(last, said, unit)
    return not equal(exchanged, last) and equal(exchanged, target)


_COUNTED = "counted"
_SHARES = {PERCENT, POINTS}  # of which kind points are, nobody can tell from the word
_KINDS = {
    PERCENT: re.compile(r"%|\bper ?cent|\bpct\b|\bpercentage"),
    POINTS: re.compile(r"\bpoints?\b|\bpp\b"),
    MONEY: currencies.CURRENCY_SIGN,
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
