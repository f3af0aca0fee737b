"""How a schema column looks on a sheet: width, look, number format, and what may be typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from goalsheet.layout import looks
from goalsheet.layout.plan import Highlight, Look, Validation
from goalsheet.layout.room import address, letters
from goalsheet.tracker.schema import Column, Kind, Owner, Table

_WIDTHS = {Kind.TEXT: 22, Kind.CHOICE: 14, Kind.NUMBER: 10, Kind.WHOLE: 10, Kind.PERCENT: 10, Kind.DATE: 13}

#: Where a column needs another width than its kind has, in characters.
_OWN_WIDTHS = {
    ("Goal", "id"): 6,
    ("Goal", "statement"): 44,
    ("Goal", "category"): 15,
    ("Goal", "kind"): 13,
    ("Goal", "measure"): 16,
    ("Goal", "unit"): 13,
    ("Goal", "depends_on"): 16,
    ("Goal", "guardrail"): 15,
    ("Goal", "evidence"): 22,
    ("Goal", "resources"): 24,
    ("Goal", "obstacle_plan"): 28,
    ("Goal", "commitment"): 12,
    ("Goal", "why"): 22,
    ("Goal", "objective"): 19,
    ("Goal", "parent_goal"): 14,
    ("Goal", "value"): 13,
    ("Goal", "weight"): 9,
    ("Goal", "start"): 12,
    ("Goal", "due"): 12,
    ("Goal", "rhythm"): 13,
    ("Goal", "progress"): 13,
    ("Goal", "status"): 16,
    ("Goal", "guardrail_kept"): 11,
    ("Goal", "remark"): 32,
    ("Goal", "average_pace"): 15,
    ("Goal", "forecast"): 28,
    ("Goal", "forecast_edited"): 19,
    ("Goal", "agreement"): 18,
    ("Goal", "comment"): 27,
    ("Goal", "suggested_wording"): 27,
    ("Goal", "rating"): 15,
    ("Goal", "agreed_on"): 12,
    ("Goal", "agreed_by"): 19,
    ("Goal", "hint"): 30,
    ("Action", "goal"): 8,
    ("CheckIn", "goal"): 8,
    ("Action", "goal_text"): 30,
    ("CheckIn", "goal_text"): 30,
    ("Action", "action"): 40,
    ("Action", "who"): 16,
    ("Action", "alert"): 10,
    ("Action", "value_by_then"): 14,
    ("Action", "result"): 27,
    ("CheckIn", "confidence"): 11,
    ("CheckIn", "note"): 40,
    ("CheckIn", "next_step"): 30,
    ("Feedback", "source"): 11,
    ("Feedback", "form"): 11,
    ("Feedback", "goal"): 8,
    ("Feedback", "goal_text"): 24,
    ("Feedback", "strengths"): 34,
    ("Feedback", "ideas"): 34,
    ("Feedback", "my_answer"): 28,
    ("Feedback", "question"): 28,
    ("Feedback", "waiting"): 11,
    ("Reward", "goal"): 8,
    ("Reward", "state"): 12,
    ("Reward", "reward"): 34,
    ("Reward", "when"): 20,
    ("Reward", "goal_text"): 26,
    ("Reward", "given_by"): 18,
    ("Reward", "reason"): 34,
    ("Review", "goal"): 8,
    ("ConflictEntry", "row"): 8,
    ("ConflictEntry", "workbook"): 40,
    ("ConflictEntry", "sheet"): 40,
    ("ConflictEntry", "whose"): 14,
    ("ConflictEntry", "outcome"): 40,
    ("Review", "goal_text"): 24,
    ("Review", "moved"): 34,
    ("Review", "stuck"): 34,
    ("Review", "field"): 16,
    ("Review", "old"): 20,
    ("Review", "new"): 20,
    ("Review", "reason"): 30,
    ("MindMapIdea", "idea"): 28,
    ("MindMapIdea", "parent"): 24,
    ("MindMapIdea", "note"): 34,
    ("JournalEntry", "mood"): 10,
    ("JournalEntry", "went_well"): 32,
    ("JournalEntry", "learned"): 32,
    ("JournalEntry", "next_step"): 26,
    ("JournalEntry", "prompt"): 26,
    ("JournalEntry", "thought"): 32,
}
_READY_WIDTH = 8
_MARK_WIDTH = 11

_FORMATS = {
    Kind.NUMBER: looks.NUMBER,
    Kind.WHOLE: looks.WHOLE,
    Kind.PERCENT: looks.PERCENT,
    Kind.DATE: looks.DATE,
}
_OWN_FORMATS = {"days_left": '0;0" overdue"', "average_pace": looks.RATE}
_CENTERED = (Kind.NUMBER, Kind.WHOLE, Kind.PERCENT, Kind.DATE)

CHARACTERS, _BOLD = 1.2, 0.9  # of the body's size that fit into one unit of width; the share of them that do in bold
_INDENT = 1.5  # characters
_SHORT_TEXTS = ("_ready", "_edited", "_text", "_words", "alert", "status")  # never more than a line is worth
_UNSEEN = ("agreed_statement", "changed_since_agreed")
_LINE_HEIGHT, _MOST_HEIGHT = 13.0, 400.0

#: What an input message begins with where the cell is not the employee's.
_WHOSE = {Owner.MANAGER: "Your manager fills this in. ", Owner.TOOL: "Works by itself. "}
PROMPT_TITLE_ROOM, PROMPT_ROOM, ERROR_ROOM = 32, 255, 225  # Excel's own limits
_FIRST_DAY, _LAST_DAY = "DATE(2000,1,1)", "DATE(2099,12,31)"
_ANY_NUMBER = "1000000000000"


def width(table: Table, column: Column) -> float:
    """The width of a column in characters."""
    if column.name.endswith("_ready"):
        return _READY_WIDTH
    if column.name.endswith("_mark"):
        return _MARK_WIDTH
    return _OWN_WIDTHS.get((table.name, column.name), _WIDTHS[column.kind])


@cache
def look(column: Column) -> Look:
    """How the column's cells look: cream is the employee's, lilac the manager's, grey is computed."""
    base = {Owner.EMPLOYEE: looks.INPUT, Owner.MANAGER: looks.MANAGERS}.get(column.owner, looks.COMPUTED)
    # No "@" for text: Excel shows text of over 255 characters in such cells as ####.
    align = "center" if column.kind in _CENTERED or column.name.endswith("_ready") else "left"
    if column.name in ("goal_text", *_UNSEEN) or column.name.endswith("_words"):
        base = replace(base, wrap=False)  # a reminder, not the text itself; what is kept unseen makes no row taller
    format_code = _OWN_FORMATS.get(column.name) or _FORMATS.get(column.kind, "General")
    bold = column.name == "statement"
    return replace(base, format=format_code, align=align, indent=int(align == "left"), bold=bold)


def header(column: Column) -> Look:
    """How the column's title looks: it stands above the cells' texts."""
    own = look(column)
    return replace(looks.HEADER, align=own.align, indent=own.indent)


def large_numbers(table: Table, first_row: int, last_row: int) -> list[Highlight]:
    """Large numbers in the shortest way that can be read, so that they fit their columns; most urgent first."""
    rules = []
    for place, column in enumerate(table.columns, 1):
        if column.kind is Kind.NUMBER:
            name = letters(place)
            cells, cell = f"{name}{first_row}:{name}{last_row}", f"{name}{first_row}"
            rules += [
                Highlight(cells, f"IF(ISNUMBER({cell}),ABS({cell})>={size},FALSE)", format=code)
                for size, code in looks.LARGE_NUMBERS
            ]
    return rules


def validation(table: Table, column: Column, first_row: int, last_row: int) -> Validation:
    """What may be typed into the column's cells and what is said before and after; every column explains itself."""
    place = table.columns.index(column) + 1
    cells = f"{letters(place)}{first_row}:{letters(place)}{last_row}"
    rule, first, second, error, strict = _rule(table, column, first_row)
    return Validation(
        cells,
        rule,
        first,
        second,
        prompt_title=column.title[:PROMPT_TITLE_ROOM],
        prompt=(_WHOSE.get(column.owner, "") + column.help)[:PROMPT_ROOM],
        error=error[:ERROR_ROOM],
        strict=strict,
    )


def _rule(table: Table, column: Column, first_row: int) -> tuple[str, str | None, str | None, str, bool]:
    if column.owner in (Owner.TOOL, Owner.HR):
        return "any", None, None, "", True  # nothing to type
    if column.choices:
        error = f"{column.title}: please pick one of the list (press Alt+Down to open it)."
        return "list", f"=list_{column.choices.name}", None, error, not column.choices.open_ended
    if column.kind is Kind.DATE:
        return _date_rule(table, column, first_row)
    if column.kind is Kind.TEXT:
        return "any", None, None, "", True
    return _number_rule(column)


def _date_rule(table: Table, column: Column, first_row: int) -> tuple[str, str | None, str | None, str, bool]:
    earliest, reason = _FIRST_DAY, ""
    if column.not_before:
        other = table.column(column.not_before)
        place = address(first_row, table.columns.index(other) + 1, fixed="c")
        earliest, reason = f"MAX({_FIRST_DAY},{place})", f" on or after {other.title}"
    error = f"{column.title}: please type a date{reason}: day, month and year."
    return "date", earliest, _LAST_DAY, error, True


def _number_rule(column: Column) -> tuple[str, str | None, str | None, str, bool]:
    low = f"{column.lowest:g}" if column.lowest is not None else f"-{_ANY_NUMBER}"
    high = f"{column.highest:g}" if column.highest is not None else _ANY_NUMBER
    if column.kind is Kind.PERCENT:
        return "decimal", low, high, f"{column.title}: please type a share between 0 % and 100 %.", True
    kind = "whole" if column.kind is Kind.WHOLE else "decimal"
    if column.lowest is not None and column.highest is not None:
        return kind, low, high, f"{column.title}: please type a number from {low} to {high}.", True
    if column.lowest is not None:
        return kind, low, high, f"{column.title}: please type a number of {low} or more.", True
    return kind, low, high, f"{column.title}: please type just a number; the unit has its own column.", True


def height_reader(table: Table, least: float) -> Callable[[object], float]:
    """What tells the height in points that a row of the table needs for its texts, and at least `least`.

    An estimate: programs measure a row again as soon as somebody types into it.
    """
    texts = [
        (column.name, room_of(width(table, column) - _INDENT, look(column)))
        for column in table.columns
        if column.kind is Kind.TEXT and look(column).wrap and not column.name.endswith(_SHORT_TEXTS)
    ]

    def height(row: object) -> float:
        lines = max(line_count(getattr(row, name), room) for name, room in texts)
        return max(least, _height(lines))

    return height


def needed_height(text: str, width: float) -> float:
    """The height in points that a row needs for a text in a column of that width: the same estimate."""
    return _height(line_count(text, room_of(width - _INDENT, looks.INPUT)))


def room_of(width: float, look: Look) -> int:
    """How many characters fit into a line of that width, at least one."""
    return max(1, int(width * CHARACTERS * (_BOLD if look.bold else 1)))


def _height(lines: int) -> float:
    return min(_MOST_HEIGHT, lines * _LINE_HEIGHT + 4)


def line_count(text: str | None, characters: int) -> int:
    """How many lines the text takes, broken at blanks."""
    if not text or (len(text) <= characters and "\n" not in text):
        return 1
    return sum(1 + _breaks(line, characters) for line in text.split("\n"))


def _breaks(line: str, characters: int) -> int:
    count = 0
    while len(line) > characters:
        blank = line.rfind(" ", 0, characters + 1)
        line = line[blank + 1 :] if blank > 0 else line[characters:]
        count += 1
    return count
