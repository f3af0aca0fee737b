"""The six marks of a goal with its cells: fields first, the sentence where they are blank.

0 absent, 1 vague, 2 good, 3 strong, None where nothing can be judged, which is not a pass. The points follow the rule
table of SMART-GEM (Bowman et al. 2015) and the rubric of Lockspeiser et al. (2013).
"""

from __future__ import annotations

from functools import lru_cache

from goalsheet.smart import lexicon, sentence_marks
from goalsheet.smart.careers import find_move
from goalsheet.smart.case import Case
from goalsheet.smart.readiness import has_enough_to_measure
from goalsheet.smart.rule import ACHIEVABLE, MEASURABLE, REALISTIC, RELEVANT, SPECIFIC, TIMELY
from goalsheet.smart.sentence_marks import ABSENT, GOOD, STRONG, VAGUE
from goalsheet.smart.text import Phrase, Word
from goalsheet.tracker import choices
from goalsheet.tracker.goal import Goal

_REMEMBERED = 16  # many rules ask the same of one sentence, one after the other

Mark = int | None
FAST, TOO_FAST, FAR_TOO_FAST, TOO_EASY = 1.2, 2.0, 3.0, 0.5  # pace needed over pace so far
ROOM = 0.8  # of the hours a week that goals may fill
FIRM_CONFIDENCE, SHAKY_CONFIDENCE = 7, 5
LONG_REASON = 5  # words
MONTHS_AHEAD = 24


def marks_of(case: Case) -> dict[str, Mark]:
    """All marks of a goal, by criterion."""
    return {
        SPECIFIC: specific(case),
        MEASURABLE: measurable(case),
        TIMELY: timely(case),
        ACHIEVABLE: achievable(case),
        RELEVANT: relevant(case),
        REALISTIC: realistic(case),
    }


@lru_cache(_REMEMBERED)
def specific(case: Case) -> Mark:
    """What the sentence says; a vague verb passes with a target of something in the cells, steps make it stronger."""
    if not case.is_english:
        return None
    mark = sentence_marks.specific(case.sentence)
    is_measured = case.has("target") and case.has("unit")
    if mark == VAGUE and is_measured and sentence_marks.names_what_is_measured(case.sentence):
        return GOOD
    return STRONG if mark == GOOD and case.actions else mark


@lru_cache(_REMEMBERED)
def measurable(case: Case) -> Mark:
    """A measure with all that it needs; with a start or the evidence named it is strong."""
    if is_target_the_start(case) or is_wrong_way(case) or is_turned_range(case.goal):
        return VAGUE
    if has_enough_to_measure(case.goal, len(case.actions)):
        return STRONG if case.has("baseline") or case.has("evidence") else GOOD
    from_words = sentence_marks.measurable(case.sentence) if case.is_english or case.sentence.quantities else None
    started = case.has("measure") or case.has("target")
    return max(VAGUE, from_words or ABSENT) if started else from_words


def is_target_the_start(case: Case) -> bool:
    """Whether there is no way to go: a number to raise, lower or add up to ends where it starts."""
    goal = case.goal
    has_a_way = goal.measure in (choices.INCREASE, choices.DECREASE, choices.RUNNING_TOTAL)
    return has_a_way and goal.target is not None and goal.baseline == goal.target


def lacks_unit(case: Case) -> bool:
    """Whether the target is a number of nothing: it has no unit, and its measure needs one."""
    return case.has("target") and not case.has("unit") and case.goal.measure not in _WITHOUT_UNIT


_WITHOUT_UNIT = (choices.LEVELS, choices.YES_NO, choices.MILESTONES, choices.OWN_ESTIMATE)


@lru_cache(_REMEMBERED)
def way_of(case: Case) -> tuple[float, float] | None:
    """From where to where: by the cells, else by the sentence."""
    goal = case.goal
    if goal.baseline is not None and goal.target is not None:
        return goal.baseline, goal.target
    said = next((q for q in case.sentence.measures if q.start is not None), None)
    return (said.start, said.value) if said and said.start is not None and goal.target is None else None


def is_wrong_way(case: Case) -> bool:
    """Whether the numbers go the other way than the measure, or, where none is chosen, the verb says."""
    way = way_of(case)
    if way is None or way[0] == way[1]:
        return False
    verb = case.sentence.verb.low if case.sentence.verb and not case.has("measure") else ""
    rises = case.goal.measure == choices.INCREASE or verb in lexicon.CHANGE_UP - {"improve"}
    falls = case.goal.measure == choices.DECREASE or verb in lexicon.CHANGE_DOWN
    return (rises and way[1] < way[0]) or (falls and way[1] > way[0])


def is_turned_range(goal: Goal) -> bool:
    """Whether a range to keep within begins above its end."""
    start, end = goal.baseline, goal.target
    return goal.measure == choices.KEEP_WITHIN and start is not None and end is not None and start > end


@lru_cache(_REMEMBERED)
def achievable(case: Case) -> Mark:
    """The means: a point each for means or support, for two planned steps, for naming who decides.

    An if-then plan makes a good mark strong. A new job on which somebody else decides is vague until they are named.
    """
    means = sentence_marks.achievable(case.sentence) if case.is_english else None
    if not case.in_workbook:
        return means
    planned = has_planned_steps(case)
    points = (case.has("resources") or (means or 0) >= GOOD) + planned + case.has("depends_on")
    mark = min(STRONG, GOOD - 1 + points) if points else ABSENT
    if case.goal.category in (choices.CHANGE_PATH, choices.ADVANCE) and others_decide(case):
        return min(mark, VAGUE)
    return STRONG if mark == GOOD and case.has("obstacle_plan") else mark


def others_decide(case: Case) -> Word | Phrase | None:
    """The word that tells that somebody else decides, who is not named."""
    if case.has("depends_on") or not case.is_english:
        return None
    sentence = case.sentence
    if move := find_move(sentence):
        return move
    if sentence.verb and sentence.verb.low in lexicon.CAREER_MOVES:
        return sentence.verb
    return next((w for w in sentence.words if w.low in lexicon.DEPENDENCIES and sentence.in_core(w.start)), None)


def has_planned_steps(case: Case) -> bool:
    """Whether at least two steps have a date or a doer."""
    return sum(1 for action in case.actions if action.due or action.who) > 1


def relevant(case: Case) -> Mark:
    """What it serves: an objective, a value or the manager's goal with the reason is strong, any of them good."""
    purpose = sentence_marks.relevant(case.sentence) if case.is_english else None
    if not case.in_workbook:
        return purpose
    reason = len((case.goal.why or "").split())
    serves_company = (case.has("objective") and not is_unknown_objective(case)) or _helps_the_manager(case)
    if serves_company or case.has("value"):
        return STRONG if reason >= LONG_REASON else GOOD
    from_reason = GOOD if reason >= LONG_REASON else VAGUE if reason else ABSENT
    return max(from_reason, purpose or ABSENT)


def is_unknown_objective(case: Case) -> bool:
    """Whether the company, which names its objectives, names another one: what it serves is of no use any more."""
    objective = (case.goal.objective or "").strip()
    return bool(objective and case.objectives) and objective not in case.objectives


def _helps_the_manager(case: Case) -> bool:
    return case.has("parent_goal") and not is_own_parent(case)


def is_own_parent(case: Case) -> bool:
    """Whether the goal names its own words as the manager's goal that it helps to reach."""
    own, parent = (" ".join((text or "").casefold().split()) for text in (case.goal.statement, case.goal.parent_goal))
    return bool(parent) and parent.rstrip(".") == own.rstrip(".")


def timely(case: Case) -> Mark:
    """A due date, else what the sentence says; too far ahead, before the start, after the cycle or over is vague."""
    if not case.has("due"):
        mark = sentence_marks.timely(case.sentence)
        return min(mark, VAGUE) if says_a_past_day(case) else mark
    return VAGUE if is_bad_date(case) else STRONG if has_look_ahead(case) else GOOD


def is_bad_date(case: Case) -> bool:
    """Whether the due date has passed, or lies before the start, after the cycle or more than two years ahead."""
    goal = case.goal
    assert goal.due is not None
    before_start = goal.start is not None and goal.due < goal.start
    return (
        before_start
        or is_after_the_cycle(case)
        or months_ahead(case) > MONTHS_AHEAD
        or (goal.due < case.today and not is_over(case))
    )


def is_after_the_cycle(case: Case) -> bool:
    """Whether the due date lies behind the cycle's last day."""
    return bool(case.cycle and case.goal.due and case.goal.due > case.cycle.end)


def says_a_past_day(case: Case) -> bool:
    """Whether the day in the sentence has passed, and the goal is not over."""
    said = case.sentence.deadline
    return said is not None and said.day is not None and said.day < case.today and not is_over(case)


def is_over(case: Case) -> bool:
    """Whether nothing is left to be done: achieved, or closed by the manager."""
    return case.goal.status == choices.ACHIEVED or case.goal.agreement == choices.CLOSED


def months_ahead(case: Case) -> float:
    """How far the due date lies ahead of today, in months."""
    assert case.goal.due is not None
    return (case.goal.due - case.today).days / 30.44


def has_look_ahead(case: Case) -> bool:
    """Whether somebody looks at it before it is due: a check-in rhythm, or a step with a date before."""
    due = case.goal.due
    return case.has("rhythm") or any(action.due and due and action.due < due for action in case.actions)


@lru_cache(_REMEMBERED)
def realistic(case: Case) -> Mark:
    """The lowest of what the numbers say: pace against the own history, hours against the week, confidence."""
    if not case.in_workbook:
        return None
    known = [mark for mark in (_pace(case), _hours(case), _confidence(case)) if mark is not None]
    return min(known) if known else None


def _pace(case: Case) -> Mark:
    if case.pace is None or case.goal.kind == choices.LEARNING:
        return None
    limits = ((FAST, STRONG), (TOO_FAST, GOOD), (FAR_TOO_FAST, VAGUE))
    return next((mark for limit, mark in limits if case.pace <= limit), ABSENT)


def _hours(case: Case) -> Mark:
    if case.goal.hours_per_week is None:
        return None
    planned = planned_hours(case)
    return STRONG if planned <= ROOM * case.hours_a_week else GOOD if planned <= case.hours_a_week else VAGUE


def planned_hours(case: Case) -> float:
    """The hours a week of all goals that are open."""
    return sum(goal.hours_per_week or 0.0 for goal in case.goals if goal.agreement != choices.CLOSED)


def _confidence(case: Case) -> Mark:
    confidence = case.goal.confidence
    if confidence is None:
        return None
    return GOOD if confidence >= FIRM_CONFIDENCE else VAGUE if confidence >= SHAKY_CONFIDENCE else ABSENT
