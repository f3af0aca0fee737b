"""From a sentence to cells: what could be filled in from what the sentence already says. Offered, never forced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goalsheet.smart import lexicon
from goalsheet.smart.case import Case
from goalsheet.smart.quantity import AT_MOST, FREQUENCY, PERCENT, POINTS, TIMES, ZERO, Quantity
from goalsheet.smart.results import find_result
from goalsheet.smart.sentence import Sentence
from goalsheet.smart.text import Span
from goalsheet.tracker import choices
from goalsheet.tracker.goal import Goal


@dataclass(frozen=True)
class Proposal:
    """A value for a blank cell, and the letters of the statement that it comes from."""

    column: str
    value: object
    span: Span | None = None


def propose(case: Case) -> tuple[Proposal, ...]:
    """What the sentence says for cells that are blank, in the order of the columns; cells that are filled stay."""
    found = {proposal.column: proposal for proposal in _all(case.sentence)}
    useless = _NUMBERS if case.goal.measure in _WITHOUT_NUMBERS else ()
    order = [name for name in Goal.__dataclass_fields__ if name in found and name not in useless and not case.has(name)]
    return tuple(found[name] for name in order)


_NUMBERS = ("unit", "baseline", "target")
_WITHOUT_NUMBERS = (choices.MILESTONES, choices.YES_NO, choices.LEVELS)


def _all(sentence: Sentence) -> Iterator[Proposal]:
    if not sentence.content:
        return
    yield Proposal("category", _category(sentence))
    yield Proposal("kind", choices.LEARNING if _learns(sentence) else choices.PERFORMANCE)
    if sentence.deadline and sentence.deadline.day:
        yield Proposal("due", sentence.deadline.day, sentence.deadline.span)
    if sentence.means:
        yield Proposal("resources", sentence.means.text, sentence.means.span)
    if sentence.purpose:
        yield Proposal("why", sentence.purpose.text, sentence.purpose.span)
    main = _main_quantity(sentence)
    if main:
        yield from _numbers(sentence, main)
    elif result := find_result(sentence):
        yield Proposal("measure", choices.YES_NO, result.span)


def _main_quantity(sentence: Sentence) -> Quantity | None:
    """The quantity that the goal is about: one that goes from a value to another before all others."""
    measures = [quantity for quantity in sentence.measures if quantity.kind != FREQUENCY]
    return next((quantity for quantity in measures if quantity.start is not None), measures[0] if measures else None)


def _numbers(sentence: Sentence, main: Quantity) -> Iterator[Proposal]:
    """Measure, unit, start and target; a change without its start ("by 20 %") is no target yet."""
    yield Proposal("measure", _measure(sentence, main), main.span)
    unit = "%" if main.kind in (PERCENT, POINTS) else main.unit
    if unit and main.kind != TIMES and not (main.is_change and main.kind == PERCENT):
        yield Proposal("unit", unit, main.span)
    if main.start is not None:
        yield Proposal("baseline", main.start, main.span)
    if not main.is_change and main.kind != TIMES:
        yield Proposal("target", main.most if main.most is not None else main.value, main.span)


def _measure(sentence: Sentence, main: Quantity) -> str:
    verb = sentence.verb.low if sentence.verb else ""
    if verb in _KEEPING:
        return choices.KEEP_BELOW if main.bound == AT_MOST or main.value == 0 else choices.KEEP_ABOVE
    if main.start is not None:
        return choices.DECREASE if main.value < main.start else choices.INCREASE
    falls = verb in lexicon.CHANGE_DOWN or main.kind == ZERO or main.bound == AT_MOST
    return choices.DECREASE if falls else choices.INCREASE


_KEEPING = frozenset({"keep", "maintain", "hold", "stay", "remain", "ensure"})


def _learns(sentence: Sentence) -> bool:
    return bool(sentence.verb and sentence.verb.low in lexicon.LEARNING_VERBS | {"master"})


def _category(sentence: Sentence) -> str:
    improve, learn, change, advance, _ = choices.CATEGORY.words
    verb = sentence.verb.low if sentence.verb else ""
    if verb in lexicon.CAREER_MOVES - {"promoted"}:
        return change
    if verb == "promoted" or sentence.word_in(lexicon.ADVANCEMENT):
        return advance
    is_learning = _learns(sentence) or (sentence.word_in(lexicon.PROOFS) and not sentence.measures)
    return learn if is_learning else improve
