"""What a sync does, case by case, in users' words; each is an example of its test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goalsheet.merge.actions import Action, AddRow, Conflict, GiveId, KeepRow, Plan, SetCell, Stop, Stray, Torn, Unmark
from goalsheet.merge.copy import Agreed, Base, BaseRow, Copy, Row, Side, TableCopy
from goalsheet.merge.values import Value

DAY = dt.date(2026, 7, 1)
WORKBOOK, SHEET = Side.WORKBOOK, Side.SHEET
SHOWN = ("statement", "target", "agreement", "comment", "suggested_wording")
FEEDBACK_SHOWN = ("date", "strengths", "my_answer")
GOAL: Mapping[str, Value] = {"statement": "Sell 50", "target": 50.0, "agreement": "Draft", "comment": "Good"}

Rows = Sequence[Row]


def goal(place: int = 6, name: str = "G01", **cells: Value) -> Row:
    """A goal that differs from the usual one in some cells."""
    return Row(place, name, {**GOAL, **cells})


def feedback(place: int = 4, name: str = "F01", **cells: Value) -> Row:
    return Row(place, name, {"date": DAY, "strengths": "Calm with angry customers", **cells})


def goals(*rows: Row, columns: Sequence[str] = SHOWN, more: Sequence[str] = ()) -> Copy:
    """A copy that holds these goals."""
    return {"Goal": TableCopy(frozenset([*columns, *more]), rows)}


def feedbacks(*rows: Row, elsewhere: Sequence[str] = ()) -> Copy:
    return {"Feedback": TableCopy(frozenset(FEEDBACK_SHOWN), rows, elsewhere=frozenset(elsewhere))}


def after_sync(copy: Copy, kept_on: Side | None = None, agreed: Agreed | None = None) -> Base:
    """The last state in which both sides were like that."""
    return Base(
        {
            table: {
                row.id: BaseRow({column: row.cells.get(column) for column in one.columns}, kept_on, agreed)
                for row in one.rows
            }
            for table, one in copy.items()
        }
    )


@dataclass(frozen=True)
class Case:
    """What somebody did since the last sync, what follows, and the three copies that show it."""

    when: str
    then: str
    base: Base
    workbook: Copy
    sheet: Copy
    says: Sequence[str]


BEFORE = after_sync(goals(goal()))
TWO = after_sync(goals(goal(), goal(7, "G02", statement="Learn SQL", comment="How?")))

CASES = (
    Case(
        "Nobody changed anything.",
        "Nothing is done; no file and no spreadsheet is touched.",
        BEFORE,
        goals(goal()),
        goals(goal()),
        [],
    ),
    Case(
        "The employee changes a goal.",
        "The Google sheet shows it.",
        BEFORE,
        goals(goal(target=45.0)),
        goals(goal()),
        ["sheet G01 target: 50.0 -> 45.0, the employee changed it"],
    ),
    Case(
        "The manager writes a comment.",
        "It stands in the workbook.",
        BEFORE,
        goals(goal()),
        goals(goal(comment="Very good")),
        ["workbook G01 comment: Good -> Very good, the manager changed it"],
    ),
    Case(
        "The manager deletes a comment.",
        "It is gone from the workbook, too.",
        BEFORE,
        goals(goal()),
        goals(goal(comment=None)),
        ["workbook G01 comment: Good -> None, the manager changed it"],
    ),
    Case(
        "Both change different cells of one goal.",
        "Both changes reach the other side.",
        BEFORE,
        goals(goal(target=45.0)),
        goals(goal(comment="Very good")),
        [
            "workbook G01 comment: Good -> Very good, the manager changed it",
            "sheet G01 target: 50.0 -> 45.0, the employee changed it",
        ],
    ),
    Case(
        "Both make the same change.",
        "It is no change any more.",
        BEFORE,
        goals(goal(target=45.0)),
        goals(goal(target=45.0)),
        [],
    ),
    Case(
        "The manager's comment is overwritten in the workbook.",
        "The manager's words come back; the other ones are kept in the list of conflicts.",
        BEFORE,
        goals(goal(comment="Great!")),
        goals(goal()),
        [
            (
                "conflict G01 comment: Great! | Good, kept the manager's: "
                "it belongs to the manager, but was changed in the workbook"
            ),
            "workbook G01 comment: Great! -> Good, kept what the manager wrote",
        ],
    ),
    Case(
        "The manager writes a comment, and somebody else another one in the workbook.",
        "The manager's is kept, and both stand in the list of conflicts.",
        BEFORE,
        goals(goal(comment="Great!")),
        goals(goal(comment="Very good")),
        [
            (
                "conflict G01 comment: Great! | Very good, kept the manager's: "
                "it belongs to the manager, but was changed in the workbook, and the manager changed it, too"
            ),
            "workbook G01 comment: Great! -> Very good, kept what the manager wrote",
        ],
    ),
    Case(
        "A goal is reworded in the Google sheet.",
        "The employee's words stay; the other ones become the suggested wording and stand in the list of conflicts.",
        BEFORE,
        goals(goal()),
        goals(goal(statement="Sell 50 cars")),
        [
            (
                "conflict G01 statement: Sell 50 | Sell 50 cars, kept the employee's: "
                "it belongs to the employee, but was changed in the Google sheet"
            ),
            "workbook G01 suggested_wording: None -> Sell 50 cars, the manager's rewording of the goal",
            "sheet G01 statement: Sell 50 cars -> Sell 50, kept what the employee wrote",
            "sheet G01 suggested_wording: None -> Sell 50 cars, the manager's rewording of the goal",
        ],
    ),
    Case(
        "First sync: both have the same.",
        "Nothing is done.",
        Base(),
        goals(goal()),
        goals(goal()),
        [],
    ),
    Case(
        "First sync: only one side has a comment.",
        "The other side gets it.",
        Base(),
        goals(goal(comment="Good")),
        goals(goal(comment=None)),
        ["sheet G01 comment: None -> Good, it was filled in only in the workbook"],
    ),
    Case(
        "First sync: one side has said something of a goal that is a draft on the other.",
        "What was said counts: Draft is what every new goal starts as.",
        Base(),
        goals(goal(agreement="Draft"), goal(7, "G02", agreement="Proposed")),
        goals(goal(agreement="Changes requested"), goal(7, "G02", agreement="Draft")),
        [
            "workbook G01 agreement: Draft -> Changes requested, the manager filled it in",
            "sheet G02 agreement: Draft -> Proposed, it was filled in only in the workbook",
        ],
    ),
    Case(
        "First sync: both have something, and not the same.",
        "Whose cell it is decides; both stand in the list of conflicts.",
        Base(),
        goals(goal(target=45.0)),
        goals(goal()),
        [
            "conflict G01 target: 45.0 | 50.0, kept the employee's: both sides wrote in it before the first sync",
            "sheet G01 target: 50.0 -> 45.0, kept what the employee wrote",
        ],
    ),
    Case(
        "The employee writes a new goal.",
        "It gets a row in the Google sheet.",
        BEFORE,
        goals(goal(), Row(7, "G02", {"statement": "Learn SQL"})),
        goals(goal()),
        ["sheet + G02 statement=Learn SQL, it is new"],
    ),
    Case(
        "The employee copies the row of a goal.",
        "The copy is a goal of its own, without what the manager said of the other one.",
        BEFORE,
        goals(goal(), goal(7, "G01", statement="Sell 60")),
        goals(goal()),
        [
            "workbook row 7 becomes G02, G01 stands in two rows",
            "workbook G02 comment: Good -> None, the row is a copy, and this was said of the other one",
            "workbook G02 agreement: Draft -> None, the row is a copy, and this was said of the other one",
            "sheet + G02 statement=Sell 60 target=50.0, it is new",
        ],
    ),
    Case(
        "A row has lost its number.",
        "It gets a new one.",
        after_sync(goals(goal())),
        goals(goal(), Row(9, "", {"statement": "Learn SQL"})),
        goals(goal()),
        ["workbook row 9 becomes G02, the row has no number yet", "sheet + G02 statement=Learn SQL, it is new"],
    ),
    Case(
        "The employee deletes a goal.",
        "It stays in the Google sheet, marked, until the manager empties the lilac cells of its row.",
        TWO,
        goals(goal()),
        goals(goal(), goal(7, "G02", statement="Learn SQL", comment="How?")),
        ["sheet keeps G02, the employee has deleted it; empty the manager's cells in its row if nobody needs it"],
    ),
    Case(
        "The employee deletes a goal that is reworded in the Google sheet at the same time.",
        "The goal is deleted; the other words stand in the list of conflicts.",
        TWO,
        goals(goal()),
        goals(goal(), goal(7, "G02", statement="Learn R", comment="How?")),
        [
            "conflict G02 statement: None | Learn R, kept the employee's: the employee has deleted the row",
            "sheet keeps G02, the employee has deleted it; empty the manager's cells in its row if nobody needs it",
        ],
    ),
    Case(
        "The manager has emptied the row of a goal that was deleted.",
        "It is gone for good.",
        after_sync(goals(goal()), SHEET),
        goals(),
        goals(),
        [],
    ),
    Case(
        "A goal that was deleted is back.",
        "It counts again.",
        after_sync(goals(goal()), SHEET),
        goals(goal(target=45.0)),
        goals(goal(target=None)),
        [
            "sheet G01 is back, it is back on both sides",
            "sheet G01 target: None -> 45.0, the employee filled it in",
        ],
    ),
    Case(
        "A goal's row is deleted in the Google sheet.",
        "It comes back, with what the manager had said.",
        TWO,
        goals(goal(), goal(7, "G02", statement="Learn SQL", comment="How?")),
        goals(goal()),
        [
            (
                "sheet + G02 statement=Learn SQL target=50.0 comment=How? agreement=Draft, "
                "it is gone from the Google sheet, where rows are not deleted"
            )
        ],
    ),
    Case(
        "A goal is deleted on both sides.",
        "It is forgotten.",
        TWO,
        goals(goal()),
        goals(goal()),
        [],
    ),
    Case(
        "Rows are sorted or moved on one side.",
        "Nothing is done, for a goal is known by its number; in the Google sheet, it is said once.",
        TWO,
        goals(goal(), goal(7, "G02", statement="Learn SQL", comment="How?")),
        goals(goal(4, "G02", statement="Learn SQL", comment="How?"), goal(5)),
        [],
    ),
    Case(
        "Only some of the columns are sorted in the workbook, so that goals have exchanged their words.",
        "Nothing is done in that spreadsheet; it says which rows, and the flag that says it was meant.",
        TWO,
        goals(goal(statement="Learn SQL"), goal(7, "G02", statement="Sell 50", comment="How?")),
        goals(goal(comment="Very good"), goal(7, "G02", statement="Learn SQL", comment="How?")),
        ["workbook G01 G02 torn, they have exchanged their words, as when only some of the columns are sorted"],
    ),
    Case(
        "A row appears in the Google sheet whose goal is in no workbook.",
        "It stays as it is, and it is said.",
        BEFORE,
        goals(goal()),
        goals(goal(), goal(9, "G09")),
        ["sheet row 9 G09 stays, rows are added by the employee only"],
    ),
    Case(
        "The manager adds feedback or recognition.",
        "It gets a row in the workbook.",
        Base(),
        feedbacks(),
        feedbacks(Row(4, "", {"strengths": "Calm"})),
        ["sheet row 4 becomes F01, the row has no number yet", "workbook + F01 strengths=Calm, it is new"],
    ),
    Case(
        "The manager deletes feedback.",
        "It stays in the workbook until the employee deletes it, too; the sync says so.",
        after_sync(feedbacks(feedback(), feedback(5, "F02"))),
        feedbacks(feedback(), feedback(5, "F02")),
        feedbacks(feedback()),
        ["workbook keeps F02, the manager has deleted it; delete it here, too, if nobody needs it"],
    ),
    Case(
        "The manager picks another person for feedback.",
        "It leaves the first one's workbook and reaches the other's; an answer is kept in the list of conflicts.",
        after_sync(feedbacks(feedback(my_answer="Thanks"), feedback(5, "F02"))),
        feedbacks(feedback(my_answer="Thanks"), feedback(5, "F02")),
        feedbacks(feedback(5, "F02"), elsewhere=["F01"]),
        [
            "conflict F01 my_answer: Thanks | None, kept the manager's: the manager gave it to somebody else",
            "workbook F01 date: 2026-07-01 -> None, the manager gave it to somebody else",
            "workbook F01 strengths: Calm with angry customers -> None, the manager gave it to somebody else",
            "workbook F01 my_answer: Thanks -> None, the manager gave it to somebody else",
            "workbook F01 id: F01 -> None, the manager gave it to somebody else",
        ],
    ),
    Case(
        "The employee answers feedback.",
        "The manager sees the answer.",
        after_sync(feedbacks(feedback())),
        feedbacks(feedback(my_answer="Thanks")),
        feedbacks(feedback()),
        ["sheet F01 my_answer: None -> Thanks, the employee changed it"],
    ),
    Case(
        "All goals are gone from one side.",
        "The sync stops and names the flag that says it was meant.",
        TWO,
        goals(),
        goals(goal(), goal(7, "G02", statement="Learn SQL", comment="How?")),
        ["stop: all rows are gone from the workbook (--accept-emptied)"],
    ),
    Case(
        "Everything has changed at once on one side.",
        "The sync stops and names the flag that says it was meant.",
        after_sync(goals(*(goal(place, f"G{place:02}") for place in range(1, 6)))),
        goals(*(goal(place, f"G{place:02}", statement=f"Other {place}", target=1.0) for place in range(1, 6))),
        goals(*(goal(place, f"G{place:02}") for place in range(1, 6))),
        ["stop: everything that was written in the workbook has changed at once (--accept-all-changed)"],
    ),
    Case(
        "All that the manager wrote, of one person or of all, is gone from the Google sheet.",
        "The sync stops and names the flag that says it was meant.",
        after_sync(goals(*(goal(place, f"G{place:02}") for place in range(1, 6)))),
        goals(*(goal(place, f"G{place:02}") for place in range(1, 6))),
        goals(*(goal(place, f"G{place:02}", comment=None) for place in range(1, 6))),
        ["stop: nothing stands in the Google sheet any more of what was written there (--accept-emptied)"],
    ),
    Case(
        "The employee proposes a goal.",
        "The Google sheet says so, with the day; the manager agrees or asks for changes.",
        BEFORE,
        goals(goal(agreement="Proposed"), more=["agreed_by"]),
        goals(goal()),
        [
            "workbook G01 agreed_by: None -> Employee, 1 Jul 2026, follows from the agreement",
            "sheet G01 agreement: Draft -> Proposed, the employee proposed it, or took that back",
        ],
    ),
    Case(
        "The manager agrees.",
        "Who agreed and when is noted, and the goal as the manager saw it is remembered.",
        BEFORE,
        goals(goal(), more=["agreed_on", "agreed_by", "agreed_target", "changed_since_agreed"]),
        goals(goal(agreement="Agreed")),
        [
            "workbook G01 agreement: Draft -> Agreed, the manager changed it",
            "workbook G01 agreed_on: None -> 2026-07-01, follows from the agreement",
            "workbook G01 agreed_by: None -> Bo Ek, 1 Jul 2026, follows from the agreement",
            "workbook G01 agreed_target: None -> 50.0, follows from the agreement",
        ],
    ),
    Case(
        "The employee changes a goal after it was agreed, or while the manager agreed.",
        "Both see what was changed since.",
        BEFORE,
        goals(goal(target=45.0), more=["agreed_on", "changed_since_agreed"]),
        goals(goal(agreement="Agreed")),
        [
            "workbook G01 agreement: Draft -> Agreed, the manager changed it",
            "workbook G01 agreed_on: None -> 2026-07-01, follows from the agreement",
            "workbook G01 changed_since_agreed: None -> target 50 → 45, follows from the agreement",
            "sheet G01 target: 50.0 -> 45.0, the employee changed it",
        ],
    ),
    Case(
        "The manager takes the agreement back.",
        "Nothing counts as agreed any more.",
        after_sync(goals(goal(agreement="Agreed")), agreed=Agreed({"target": 50.0}, DAY)),
        goals(
            goal(agreement="Agreed", target=45.0, agreed_on=DAY, changed_since_agreed="target 50 → 45"),
            more=["agreed_on", "changed_since_agreed"],
        ),
        goals(goal(agreement="Changes requested", target=45.0)),
        [
            "workbook G01 agreement: Agreed -> Changes requested, the manager changed it",
            "workbook G01 agreed_on: 2026-07-01 -> None, follows from the agreement",
            "workbook G01 changed_since_agreed: target 50 → 45 -> None, follows from the agreement",
        ],
    ),
    Case(
        "Something stands in a cell that cannot be read.",
        "Nothing is done about that cell.",
        BEFORE,
        goals(Row(6, "G01", {**GOAL, "target": None}, frozenset({"target"}))),
        goals(goal()),
        [],
    ),
    Case(
        "The manager writes what cannot be: a word that is not offered, no date or number, a goal that is not there.",
        "The sync names the cell each time; until it is mended, it does not go into the workbook.",
        BEFORE,
        goals(goal()),
        goals(Row(4, "G01", {**GOAL, "agreement": "Maybe"}, frozenset({"agreement"}))),
        [],
    ),
)


#: What no part of one person's shows alone: test_mixed_rows.py plays it on a spreadsheet of several people.
OF_ALL = (
    (
        "In the Google sheet only some columns are sorted, or cells pasted over others, of one person or of many.",
        "Nothing of that spreadsheet is done; it says which rows, how to undo it, and the flag that says it was meant.",
    ),
)


def told(plan: Plan) -> list[str]:
    """A plan's actions, a line each, those on conflicts and the workbook first."""
    return [_line(one) for one in plan.actions]


def _line(action: Action) -> str:
    match action:
        case SetCell(side, key, old, new, why):
            said = f"{_side(side)} {key.id} {key.column}: {old} -> {new}, {why}"
        case AddRow(side, _, name, cells, why):
            filled = "".join(f" {column}={value}" for column, value in cells.items() if value is not None)
            said = f"{_side(side)} + {name}{filled}, {why}"
        case GiveId(side, _, place, name, why):
            said = f"{_side(side)} row {place} becomes {name}, {why}"
        case KeepRow(side, _, name, why):
            said = f"{_side(side)} keeps {name}, {why}"
        case Unmark(side, _, name, why):
            said = f"{_side(side)} {name} is back, {why}"
        case Conflict(key, workbook, sheet, _, kept, why):
            whose = "employee" if kept is WORKBOOK else "manager"
            said = f"conflict {key.id} {key.column}: {workbook} | {sheet}, kept the {whose}'s: {why}"
        case Torn(side, _, ids, why):
            said = f"{_side(side)} {' '.join(ids)} torn, {why}"
        case Stray(side, _, place, name, why):
            said = f"{_side(side)} row {place} {name} stays, {why}"
        case Stop(_, what, flag):
            said = f"stop: {what} ({flag})"
    return said


def _side(side: Side) -> str:
    return side.name.lower()
