"""From a sentence to cells: what could be filled in from what the sentence already says. Offered, never forced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goalsheet.smart import lexicon
from goalsheet.smart.case import Case
from goalsheet.smart.quantity import AT_MOST, COUNT, FREQUENCY, PERCENT, POINTS, RATIO, TIMES, ZERO, Quantity
from goalsheet.smart.rates import rate_of
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
    """What the sentence says for cells that are blank, in the order of the columns.

    Cells that are filled stay, be it with what cannot be read. Nothing in a language that is not understood: units and
    directions would be guessed.
    """
    if not case.is_english:
        return ()
    found = {proposal.column: proposal for proposal in _all(case.sentence)}
    useless = _NUMBERS if case.goal.measure in _WITHOUT_NUMBERS else ()
    taken = {name for name in found if case.has(name)} | case.goal.unread.union(useless)
    return tuple(found[name] for name in Goal.__dataclass_fields__ if name in found and name not in taken)


_NUMBERS = ("unit", "baseline", "target")
_WITHOUT_NUMBERS = (choices.MILESTONES, choices.YES_NO, choices.LEVELS)


def _all(sentence: Sentence) -> Iterator[Proposal]:
    if not sentence.content:
        return
    yield Proposal("category", _category(sentence))
    yield Proposal("kind", choices.LEARNING if _learns(sentence) else choices.PERFORMANCE)
    if sentence.deadline and sentence.deadline.day and sentence.deadline.is_real:
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
    """The quantity that the goal is about: one that goes from a value to another before all others.

    A frequency is it only where its number itself is to be kept or reached: "at or below 3 a month".
    """
    measures = [
        quantity
        for quantity in sentence.measures
        if _can_be_reached(sentence, quantity) and not _is_of_things_kept(sentence, quantity)
    ]
    first = next((quantity for quantity in measures if quantity.start is not None), measures[0] if measures else None)
    return _where_it_leads(sentence, first) if first and first.is_change else first


def _can_be_reached(sentence: Sentence, quantity: Quantity) -> bool:
    way = quantity.start is not None
    if quantity.kind == RATIO and quantity.start is not None:  # "from 1 in 20 to 1 in 50" would begin at 2.5 of 50
        return quantity.start.is_integer() or f"{quantity.start:g}" in quantity.text
    if quantity.kind == RATIO:
        return sum(other.kind == RATIO for other in sentence.measures) == 1
    return quantity.kind != FREQUENCY or way or bool(quantity.bound) or quantity.most is not None


def _is_of_things_kept(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether it only counts what is looked after: "maintain 12 machines" may be to service them or to have them."""
    keeps = sentence.verb is not None and sentence.verb.low in KEEPING - HOLDING - {"ensure"}
    return keeps and not quantity.bound and quantity.most is None and counts_the_object(sentence, quantity)


def counts_the_object(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether it counts what the verb acts on ("hold eight workshops"), and is no level ("hold it at 4 %")."""
    if sentence.verb is None or quantity.kind != COUNT or not quantity.unit or quantity.start is not None:
        return False
    return bool(_BEFORE_AN_OBJECT.fullmatch(sentence.low, sentence.verb.end, quantity.span[0]))


_BEFORE_AN_OBJECT = re.compile(
    r"(?: (?:at least|at most|no more than|not more than|no fewer than|no less than|more than|up to|about|around"
    r"|a minimum of|all|the|my|our|another))* "
)


def _where_it_leads(sentence: Sentence, change: Quantity) -> Quantity:
    """The quantity that a change leads to where the sentence says it: the 5 % of "by 2 points to 5 %"."""
    behind = (other for other in sentence.measures if sentence.low[change.span[1] : other.span[0]].strip() == "to")
    return next(behind, change)


def _numbers(sentence: Sentence, main: Quantity) -> Iterator[Proposal]:
    """Measure, unit, start and target; a change without its start ("by 20 %") is no target yet."""
    measure = _measure(sentence, main)
    yield Proposal("measure", measure, main.span)
    unit = _with_its_rate(sentence, main, _unit(sentence, main) or _counted(sentence, main))
    if unit:
        yield Proposal("unit", unit, main.span)
    if main.kind == TIMES:
        yield from _from_a_factor(sentence, main)
        return
    if measure == choices.KEEP_WITHIN:
        yield Proposal("baseline", main.value, main.span)
    elif main.start is not None:
        yield Proposal("baseline", main.start, main.span)
    if not main.is_change:
        yield Proposal("target", main.most if main.most is not None else main.value, main.span)


def _unit(sentence: Sentence, main: Quantity) -> str:
    if main.kind == RATIO and (parts := _parts(sentence, main)):
        return parts
    if main.kind == TIMES or (main.is_change and main.kind == PERCENT):
        return ""
    return "%" if main.kind == PERCENT or (main.kind == POINTS and _OF_PERCENT.search(main.text.lower())) else main.unit


def _parts(sentence: Sentence, main: Quantity) -> str:
    """What a part of certain things counts: the chapters of "3 of the 10 chapters"; blank for "4.6 out of 5"."""
    if not _OF_CERTAIN_THINGS.search(main.text.lower()):
        return ""
    counted, end = [], main.span[1]
    for word in sentence.content:
        if sentence.low[end : word.start] == " ":
            counted.append(word.text)
            end = word.end
    return " ".join(counted)


_OF_CERTAIN_THINGS = re.compile(r"\bof (?:the|our|my|all)\b")


def _with_its_rate(sentence: Sentence, main: Quantity, unit: str) -> str:
    """The unit with the time it counts for: the loaves a day of "120 loaves a day"."""
    rate = rate_of(sentence.low, main) if unit and main.kind != PERCENT else ""
    return unit if unit == rate else f"{unit} {rate}".strip()


def _counted(sentence: Sentence, main: Quantity) -> str:
    """What a bare number counts where it stands in front: the subscribers of "grow subscribers from 40 to 60"."""
    before = [word for word in sentence.content if word.end <= main.span[0]]
    if main.kind not in (COUNT, ZERO) or not before:
        return ""
    word = sentence.text[before[-1].start : before[-1].end]
    return word if _PLURAL.search(word) or word.isupper() else ""


_PLURAL = re.compile(r"[^su]s$")
_OF_PERCENT = re.compile(r"%|per ?cent|pp")


def _from_a_factor(sentence: Sentence, factor: Quantity) -> Iterator[Proposal]:
    """What "halve the set-up time from 40 minutes" says: where it starts, and so where it leads."""
    starts = (one for one in sentence.measures if sentence.low[: one.span[0]].endswith("from ") and one.start is None)
    if start := next(starts, None):
        yield Proposal("unit", _unit(sentence, start), start.span)
        yield Proposal("baseline", start.value, start.span)
        yield Proposal("target", round(start.value * _part_left(sentence, factor), _DIGITS), start.span)


_DIGITS = 9  # what lies behind them is rounding dust


def _part_left(sentence: Sentence, factor: Quantity) -> float:
    """What is left of the start, or becomes of it: two thirds where it is cut by a third."""
    if not factor.text.lower().startswith("by "):
        return factor.value
    return 1 - factor.value if _falls(sentence, factor) else 1 + factor.value


def _measure(sentence: Sentence, main: Quantity) -> str:
    verb = sentence.verb.low if sentence.verb else ""
    if verb in HOLDING and counts_the_object(sentence, main):
        return choices.INCREASE
    if verb in KEEPING:
        if main.most is not None and main.most > main.value:
            return choices.KEEP_WITHIN
        return choices.KEEP_BELOW if main.bound == AT_MOST or main.value == 0 else choices.KEEP_ABOVE
    if main.start is None and (verb in _LIMITING or (verb not in _LEADING and _is_a_limit(main))):
        return choices.KEEP_BELOW
    return choices.DECREASE if _falls(sentence, main) else choices.INCREASE


def _is_a_limit(main: Quantity) -> bool:
    """Whether the number is the most that is allowed: "zero accidents", "no more than two falls a month"."""
    return main.kind == ZERO or main.bound == AT_MOST


def _falls(sentence: Sentence, main: Quantity) -> bool:
    """Whether the number is to go down: its two ends say so, else the verb, else "down to", else its bound."""
    if main.start is not None:
        return main.value < main.start
    verb = sentence.verb.low if sentence.verb else ""
    if verb in lexicon.CHANGE_UP | lexicon.CHANGE_DOWN:
        return verb in lexicon.CHANGE_DOWN
    if verb in lexicon.LIGHT_VERBS and (way := _UP_OR_DOWN.search(sentence.low, 0, main.span[0])):
        return way.group() == "down"
    return _is_a_limit(main)


_UP_OR_DOWN = re.compile(r"\b(?:up|down)\b")
KEEPING = frozenset({"keep", "maintain", "hold", "stay", "remain", "ensure"})
HOLDING = frozenset({"hold"})  # a level, or a meeting
_LIMITING = frozenset({"cap", "limit"})
#: With these a limit is yet to be reached.
_LEADING = lexicon.CHANGE_UP | lexicon.CHANGE_DOWN | lexicon.LIGHT_VERBS | {"reach", "achieve", "attain", "hit", "move"}


def _learns(sentence: Sentence) -> bool:
    return bool(sentence.verb and sentence.verb.low in lexicon.LEARNING_VERBS | {"master"})


def _category(sentence: Sentence) -> str:
    improve, learn, change, advance, _ = choices.CATEGORY.words
    verb = sentence.verb.low if sentence.verb else ""
    if verb in lexicon.CAREER_MOVES - {"promoted"} or (_MOVES.search(sentence.low) and not sentence.measures):
        return change
    if verb == "promoted" or sentence.word_in(lexicon.ADVANCEMENT):
        return advance
    is_learning = _learns(sentence) or (sentence.word_in(lexicon.PROOFS) and not sentence.measures)
    return learn if is_learning else improve


#: Who moves "into" or "from … to" something without moving a thing, or names a role, goes elsewhere.
_MOVES = re.compile(
    r"\b(?:move|moving|transition|transfer|switch) (?:internally )?(?:into|from .+ (?:to|into)|over (?:in)?to)\b"
    r"|\b(?:move|change|switch|go) (?:from|to|into) .*\b(?:role|position|job|post|profession|department|office)\b"
    r"|\b(?:get|find|take) (?:a|my first) (?:new )?(?:job|position|post|role) (?:as|in)\b"
)
