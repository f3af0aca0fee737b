"""What the button Sync with manager asks before anything is written, and says when it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from goalsheet.excel.message import AGAIN, NEXT, counted
from goalsheet.layout.last_state import NOBODY
from goalsheet.merge.actions import Action, AddRow, Conflict, GiveId, SetCell
from goalsheet.merge.copy import Side
from goalsheet.merge.later import is_for_now
from goalsheet.sync.participant import Participant
from goalsheet.sync.plan_words import access, change, listed, said
from goalsheet.sync.result import Result
from goalsheet.sync.steps import Done
from goalsheet.tracker.logs import ConflictEntry, Review

_MOST = 6  # of a group that a message box has room for
_GOOGLE = "https://docs.google.com"
_INTO = {Side.WORKBOOK: "Into this workbook", Side.SHEET: "Into the Google spreadsheet"}
_OTHER = "This workbook was last synced with another spreadsheet, perhaps by HR. Say yes only if this one is meant."
_FOLLOWS = "Check-ins, marks and figures in the Google spreadsheet are brought up to date."
_SAVE = (
    "Save the workbook now: only then it keeps this and remembers the sync. (If you close it without saving, the next "
    "sync brings your manager's words again. What you typed and did not save is not here then, but in the list of "
    "conflicts.)"
)


def question(one: Participant, plan: Result) -> str:
    """What would be done, and whether it shall be."""
    manager = plan.outcome.target.review.manager
    parts = [f"Sync with {manager.name or 'your manager'}?"]
    if plan.outcome.done is Done.MADE:
        parts.append(_first(one, manager.email))
    else:
        parts += _groups(plan)
        parts += [_FOLLOWS] if plan.outcome.done is Done.UPDATED else []
        parts += _access(plan)
    if one.state.partner and one.state.partner != plan.outcome.file:
        parts.append(_OTHER)
    return NEXT.join(parts)


def _first(one: Participant, email: str) -> str:
    goals, check_ins = sum(goal.is_used for goal in one.tracker.goals), len(one.tracker.check_ins)
    shared = f"shared with {email}" if email else "shared with nobody yet, for no e-mail address is known"
    return (
        f"A Google spreadsheet is made with {counted(goals, 'goal')} and {counted(check_ins, 'check-in')}, and "
        f"{shared}. Private notes, journal and reflections stay here."
    )


def _groups(plan: Result) -> Iterator[str]:
    """The actions side by side, with what is listed of them, then what gives way, then what is only to be said."""
    actions = _for_now(plan)
    deeds = [action for action in actions if isinstance(action, SetCell | AddRow | GiveId)]
    for side, title in _INTO.items():
        yield from _group(title, [action for action in deeds if action.side is side])
        yield from _listed(plan) if side is Side.WORKBOOK else ()
    yield from _conflicts("These edits give way, and are kept in the list of conflicts", plan, actions)
    yield from _group("Besides", [one for one in actions if not isinstance(one, SetCell | AddRow | GiveId | Conflict)])


def _listed(plan: Result) -> Iterator[str]:
    """New lines on the sheets on which they gather, but for those of which the question speaks already."""
    reviews = [[listed(line)] for one in plan.people for line in one.lines if isinstance(line, Review)]
    waited = [[listed(line)] for one in plan.people for line in one.waited if isinstance(line, ConflictEntry)]
    yield from _shown("On its sheet Reviews", reviews)
    yield from _shown("On its sheet Conflicts, from the last sync", waited)
    yield from _later(plan)


def _for_now(of: Result) -> list[Action]:
    """What is done in this sync."""
    return [action for one in of.people for action in one.actions if is_for_now(action, one.later)]


def _later(of: Result) -> Iterator[str]:
    """What the next sync sets and lists."""
    lines = [line for one in of.people for line in one.waiting]
    number = sum(len(one.later) for one in of.people)
    told = [counted(number, "more cell")] if number else []
    if lines:
        told.append(f"{counted(len(lines), 'more line')} on {' and '.join(sorted({type(one).TITLE for one in lines}))}")
    if told:
        yield f"{' and '.join(told)} with the next sync."


def _access(of: Result) -> Iterator[str]:
    lines = [f"  {line}" for line in access(of.outcome.sharing)]
    if lines:
        yield "\n".join(["Who can open the Google spreadsheet:", *lines])


def _group(title: str, actions: Sequence[Action]) -> Iterator[str]:
    yield from _shown(title, [list(_lines(action)) for action in actions])


def _conflicts(title: str, of: Result, actions: Sequence[Action]) -> Iterator[str]:
    """What gives way, with who had changed either side last; a press is about one person."""
    touched = next((one.touched for one in of.people), NOBODY)
    yield from _shown(title, [list(said(action, touched)) for action in actions if isinstance(action, Conflict)])


def _shown(title: str, told: Sequence[Sequence[str]]) -> Iterator[str]:
    """What is told one below the other, the first of it where that is too much for a message box."""
    if told:
        lines = [f"  {line}" for one in told[:_MOST] for line in one]
        rest = [f"  and {len(told) - _MOST} more"] if len(told) > _MOST else []
        yield "\n".join([f"{title}:", *lines, *rest])


def _lines(action: Action) -> Iterator[str]:
    if isinstance(action, SetCell):
        yield change(action)
    else:
        yield from said(action)


def ended(result: Result, server: str, *, is_changed: bool) -> Iterator[str]:
    """What was done, what gave way, what there is to look at, and what to do now."""
    actions = _for_now(result)
    failed = [one.error for one in result.people if one.error]
    yield _done(result, actions)
    yield from (f"{later} {AGAIN}" for later in _later(result))
    yield from (f"But this workbook could not be set: {error} Nothing is lost by that." for error in failed)
    yield from _conflicts("Gave way, and is kept in the list of conflicts", result, actions)
    if result.outcome.done is not Done.MADE:  # who lost access stands in the notes
        yield from (f"{email} can open the Google spreadsheet now." for email, _ in result.outcome.sharing.give)
    yield from map(capital, result.outcome.notes)
    if is_changed and not failed:
        yield _SAVE
    if result.outcome.file:
        yield f"{server or _GOOGLE}/spreadsheets/d/{result.outcome.file}"


def capital(text: str) -> str:
    """A phrase that followed a colon, as a sentence."""
    return text[:1].upper() + text[1:]


def _done(result: Result, actions: Sequence[Action]) -> str:
    manager = result.outcome.target.review.manager
    name = manager.name or "your manager"
    if result.outcome.done is Done.MADE:
        return "A Google spreadsheet was made" + (f" and shared with {name}." if manager.email else ".")
    if result.outcome.done is Done.LOST:
        return f"Nothing was synced with {name}."
    lines = Counter(type(line).TITLE for one in result.people for line in one.lines)
    is_set = lines or any(isinstance(action, SetCell | AddRow) for action in actions)
    waits = any(one.later or one.waiting for one in result.people)
    if not (is_set or waits) and result.outcome.done is Done.UNCHANGED:
        return f"This workbook and the spreadsheet of {name} say the same."
    sets = {side: list(_sets(actions, side)) for side in _INTO}
    sets[Side.WORKBOOK] += [f"{counted(number, 'line')} on {sheet}" for sheet, number in lines.items()]
    told = [f"{into}: {', '.join(sets[side]) or 'nothing new'}." for side, into in _INTO.items()]
    return " ".join([f"Synced with {name}.", *told])


def _sets(actions: Sequence[Action], side: Side) -> Iterator[str]:
    """How much was set on a side."""
    found = Counter(type(action) for action in actions if isinstance(action, SetCell | AddRow) and action.side is side)
    words = {SetCell: "cell", AddRow: "new row"}
    return (counted(found[kind], word) for kind, word in words.items() if found[kind])
