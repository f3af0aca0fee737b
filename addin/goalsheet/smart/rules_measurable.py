"""Rules on whether a goal is measurable: how much of what, from where to where, and what will show it."""

from __future__ import annotations

import re

from goalsheet.smart import goal_marks, lexicon
from goalsheet.smart.careers import find_move
from goalsheet.smart.case import Case
from goalsheet.smart.levels import find_level
from goalsheet.smart.quantity import FREQUENCY, PERCENT, TIMES, Quantity
from goalsheet.smart.results import find_result
from goalsheet.smart.rule import MEASURABLE, Finding, found, row, rule
from goalsheet.smart.sentence_marks import MET
from goalsheet.smart.text import Word, overlaps, word_set
from goalsheet.tracker import choices


@rule(
    "M1",
    "nothing-to-measure",
    MEASURABLE,
    on_words=False,
    fails="Work well with the new colleagues in the Leeds office.",
    passes="Hold six handovers with the new colleagues in the Leeds office.",
)
def nothing_to_measure(case: Case) -> Finding | None:
    """Without a number or a result that is there or not, nobody can say at the end whether the goal was reached."""
    if not _is_open(case) or _compares(case) or _digits(case) or case.sentence.bystanders or amount_of_what(case):
        return None
    return found(
        "Nothing says how one will see that it is reached.",
        "Add how much of what (“six handovers”, “from 9 days to 4”), or a result that is either there or not (a"
        " certificate, a launch).",
        column="measure",
    )


def _is_open(case: Case) -> bool:
    """Whether it is not measurable; where only the cells are at fault, the rules on them say so."""
    if goal_marks.is_target_the_start(case) or goal_marks.is_wrong_way(case) or goal_marks.lacks_unit(case):
        return False
    mark = goal_marks.measurable(case)
    return mark is not None and mark < MET


def _compares(case: Case) -> Word | None:
    """The first word that compares or says which way, and not how far."""
    sentence = case.sentence
    changes = (word for word in sentence.words if word.low in lexicon.CHANGES)
    return min((*sentence.comparatives, *changes), key=lambda word: word.start, default=None)


_NUMBER = re.compile(r"(?<!\w)\d+")


def _digits(case: Case) -> re.Match[str] | None:
    """A number that measures nothing: an id, a version, a year."""
    read = [one.span for one in case.sentence.deadlines] + [one.span for one in case.sentence.quantities]
    numbers = _NUMBER.finditer(case.sentence.low)
    return next((number for number in numbers if not overlaps(number.span(), read)), None)


@rule(
    "M2",
    "how-much-is-open",
    MEASURABLE,
    fails="Reduce picking errors in the Hull warehouse by 30 June.",
    passes="Reduce picking errors in the Hull warehouse from 40 to 15 a month by 30 June.",
)
def how_much_is_open(case: Case) -> Finding | None:
    """“Fewer” and “faster” are reached by any change at all, and never for sure."""
    if not _is_open(case):
        return None
    if case.sentence.starts:
        return _without_target(case.sentence.starts[0])
    word = _compares(case)
    if word is None or _digits(case) or case.sentence.bystanders:
        return None
    return found(
        f"“{word.text}” leaves open by how much.",
        "Say from how much to how much, with the unit: “from 40 to 15 a month”.",
        at=word,
        column="target",
    )


def _without_target(start: Quantity) -> Finding:
    return found(
        f"“{start.text}” is where it starts; where it should end is open.",
        f"Say the target, too: “from {start.text} to …”.",
        at=start.span,
        column="target",
    )


@rule(
    "M3",
    "number-measures-nothing",
    MEASURABLE,
    on_words=False,
    fails="Look after goal 3 of the ISO 9001 programme.",
    passes="Close all 14 open points of the ISO 9001 programme.",
)
def number_measures_nothing(case: Case) -> Finding | None:
    """The number of a room, a year, a standard or a list point is not an amount."""
    if not _is_open(case) or case.sentence.starts:
        return None
    if bystander := next(iter(case.sentence.bystanders), None):
        return found(
            f"“{bystander.text}” says who or what it is about, not how much will change.",
            "Add how much of what you will reach.",
            at=bystander.span,
            column="target",
        )
    digits = _digits(case)
    if digits is None:
        return None
    return found(
        f"“{digits.group()}” is a name or a date here, not an amount.",
        "Add how much of what you will reach.",
        at=digits.span(),
        column="target",
    )


@rule(
    "M17",
    "amount-of-what",
    MEASURABLE,
    fails="Do 12 things by June.",
    passes="Answer 12 tenders by June.",
)
def amount_of_what(case: Case) -> Finding | None:
    """An amount needs the thing that is counted: twelve of what, or 20 % of what."""
    sentence = case.sentence
    amount = next((q for q in sentence.quantities if q not in (*sentence.measures, *sentence.bystanders)), None)
    if amount is None or amount.kind == FREQUENCY or not sentence.in_core(amount.span[0]) or not _is_open(case):
        return None
    return found(
        f"“{amount.text}” does not say what is counted.",
        "Name it: “12 tenders”, “20 % of the repair orders”.",
        at=amount.span,
        column="target",
    )


_RATES = word_set(
    "rate rates share ratio percentage margin churn utilisation utilization availability occupancy quota conversion"
    " coverage"
)


@rule(
    "M4",
    "percent-or-points",
    MEASURABLE,
    fails="Raise the conversion rate of the web shop by 20 % by June.",
    passes="Raise the conversion rate of the web shop from 2.0 % to 2.4 % by June.",
)
def percent_or_points(case: Case) -> Finding | None:
    """20 % more of a rate of 50 % is 60 %; 20 percent points more are 70 %."""
    change = next((q for q in case.sentence.measures if q.is_change and q.kind == PERCENT), None)
    is_rate = case.goal.unit == "%" or case.sentence.word_in(_RATES)
    says_both = goal_marks.way_of(case) is not None
    if change is None or not is_rate or says_both:
        return None
    return found(
        f"“by {change.text}” of a percentage has two readings.",
        "Write the two percentages: “from 50 % to 60 %”; or say “percent points”.",
        at=change.span,
        column="target",
    )


@rule(
    "M5",
    "start-is-unknown",
    MEASURABLE,
    fails="Increase productivity by 20 % in the next three months, using time management tools.",
    passes=(
        "Increase my output from 25 to 30 closed tickets a week in the next three months, using time management tools."
    ),
)
def start_is_unknown(case: Case) -> Finding | None:
    """20 % of what? Without today's value nobody can work out the target."""
    change = next((q for q in case.sentence.measures if (q.is_change or q.kind == TIMES) and q.start is None), None)
    says_both = any(quantity.start is not None for quantity in case.sentence.measures)
    if change is None or change.kind not in (PERCENT, TIMES) or case.has("baseline") or says_both:
        return None
    object_ = next((word.text for word in case.sentence.content), "it")
    return found(
        f"“{change.text}”: of how much, and measured how?",
        f"Say how {object_} is counted, and write the two numbers: from what today to what.",
        at=change.span,
        column="baseline",
    )


@rule(
    "M6",
    "no-evidence",
    MEASURABLE,
    fails="Master Photoshop by the end of February through an online course.",
    passes=row("Master Photoshop by the end of February through an online course.", evidence="Course certificate"),
)
def no_evidence(case: Case) -> Finding | None:
    """A result that is there or not needs something that shows it, or two people will see it differently."""
    is_yes_no = case.goal.measure == choices.YES_NO or (
        not case.has("measure") and not case.sentence.measures and find_result(case.sentence)
    )
    if not is_yes_no or case.has("evidence") or _proves_itself(case):
        return None
    return found(
        "Nothing is named that will show that it is done.",
        "What will you show in the end: a certificate, a report, a signed form? Write it under Evidence.",
        column="evidence",
    )


def _proves_itself(case: Case) -> bool:
    """Whether the result shows itself: a certificate, a contract, a new job, B1."""
    sentence = case.sentence
    if find_move(sentence) or find_level(sentence) or sentence.word_in(lexicon.PAPERS):
        return True
    return any(word.low in lexicon.PROOFS and sentence.in_core(word.start) for word in sentence.words)
