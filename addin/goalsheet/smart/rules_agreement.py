"""Rules on whether a goal says one thing: its sentence and its cells, and the numbers within the sentence."""

from __future__ import annotations

from goalsheet.smart import lexicon, rates
from goalsheet.smart.case import Case
from goalsheet.smart.fields import HOLDING, KEEPING, counts_the_object
from goalsheet.smart.quantity import AT_LEAST, AT_MOST, PERCENT, TIMES, Quantity
from goalsheet.smart.rule import MEASURABLE, Finding, found, row, rule
from goalsheet.smart.told import same, told_by_the_sentence
from goalsheet.tracker import choices


@rule(
    "M10",
    "numbers-differ",
    MEASURABLE,
    on_words=False,
    is_contradiction=True,
    fails=row(
        "Raise on-time deliveries from 88 % to 95 %.", measure=choices.INCREASE, unit="%", baseline=88.0, target=92.0
    ),
    passes=row(
        "Raise on-time deliveries from 88 % to 95 %.", measure=choices.INCREASE, unit="%", baseline=88.0, target=95.0
    ),
)
def numbers_differ(case: Case) -> Finding | None:
    """When sentence and cells tell two numbers, each reader believes another one."""
    said, goal = told_by_the_sentence(case), case.goal
    if said is None or goal.target is None or _is_of_another_period(case, said):
        return None
    last = said.value if said.most is None else said.most
    first = said.start if said.most is None else said.value
    starts_alike = goal.baseline is None or first is None or same(first, goal.baseline, said, goal.unit or "")
    if same(last, goal.target, said, goal.unit or "") and starts_alike:
        return None
    cells = f"{goal.baseline:g} to {goal.target:g}" if goal.baseline is not None else f"to {goal.target:g}"
    return found(
        f"The sentence says “{said.text}”, the cells say {cells}.",
        f"Decide which is right: reword “{said.text}” in the sentence, or put its numbers into the cells.",
        at=said.span,
        column="target",
    )


def _is_of_another_period(case: Case, said: Quantity) -> bool:
    """Whether the cells count a week and the sentence a day: what the one is in the other, nobody can tell."""
    return rates.are_different(rates.rate_of(case.sentence.low, said), rates.rate_of_unit(case.goal.unit or ""))


@rule(
    "M15",
    "measure-differs",
    MEASURABLE,
    is_contradiction=True,
    fails=row(
        "Reduce overtime in the laundry.", measure=choices.INCREASE, unit="hours a month", baseline=10.0, target=40.0
    ),
    passes=row(
        "Reduce overtime in the laundry.", measure=choices.DECREASE, unit="hours a month", baseline=40.0, target=10.0
    ),
)
def measure_differs(case: Case) -> Finding | None:
    """A goal to reduce something that is measured by “Increase” counts every step ahead as one back."""
    if other := _limit_is_turned(case) or _way_is_yes_or_no(case):
        return other
    verb, measure = case.sentence.verb, case.goal.measure
    said = told_by_the_sentence(case)
    if verb is None or any(quantity.start is not None for quantity in case.sentence.quantities):
        return None
    stays = verb.low in KEEPING and not (verb.low in HOLDING and said and counts_the_object(case.sentence, said))
    if stays and said and said.bound and measure in (choices.INCREASE, choices.DECREASE):
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


def _way_is_yes_or_no(case: Case) -> Finding | None:
    """Where the sentence goes from one number to another and its progress is only told by yes or no."""
    way = next((quantity for quantity in case.sentence.measures if quantity.start is not None), None)
    if way is None or way.start is None or case.goal.measure != choices.YES_NO:
        return None
    right = choices.INCREASE if way.value > way.start else choices.DECREASE
    return found(
        f"The sentence goes “{way.text}”, but it is measured by “{choices.YES_NO}”.",
        f"Choose “{right}” under “Measured by”, with the start and the target.",
        at=way.span,
        column="measure",
    )


def _limit_is_turned(case: Case) -> Finding | None:
    """Where a number that is the most is measured as the least, or the other way round."""
    measures, measure = case.sentence.measures, case.goal.measure
    limit = measures[0].bound if len(measures) == 1 and measures[0].start is None else ""
    right = {AT_MOST: choices.KEEP_BELOW, AT_LEAST: choices.KEEP_ABOVE}.get(limit)
    if right is None or measure not in (choices.KEEP_ABOVE, choices.KEEP_BELOW) or measure == right:
        return None
    if case.goal.target is not None and not same(
        measures[0].value, case.goal.target, measures[0], case.goal.unit or ""
    ):
        return None  # another number: "within 4 hours" in 95 % of the cases
    return found(
        f"The sentence says {limit} “{measures[0].text}”, but it is measured by “{measure}”.",
        f"Choose “{right}” under “Measured by”, or reword the sentence.",
        at=measures[0].span,
        column="measure",
    )


@rule(
    "M16",
    "numbers-contradict",
    MEASURABLE,
    on_words=False,
    is_contradiction=True,
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
