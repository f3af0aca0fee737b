"""Guides for talks, to be printed: an interview's questions, and a meeting's agenda with room to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from goalsheet.feedback.agenda import Agenda, GoalLine, StepLine
from goalsheet.feedback.survey import Questions, Topic
from goalsheet.feedback.words import SCALE, called
from goalsheet.layout import looks, paper
from goalsheet.layout.columns import CHARACTERS, line_count
from goalsheet.layout.logs import ACTION_ALERTS
from goalsheet.layout.plan import Cell, Design, Look, Page, Sheet, Value
from goalsheet.progress.timing import day_in_words

INTERVIEW, MEETING = "Interview", "Meeting"
_WIDTHS = {1: 2, 2: 7, 3: 52, 4: 15, 5: 13, 6: 11, 7: 2}
_FIRST, _LAST = 2, 6
_ACROSS = range(_FIRST, _LAST + 1)
_ALL = sum(_WIDTHS[column] for column in _ACROSS)

_LABEL = replace(looks.LABEL, indent=1)
_PROMPT = replace(looks.PROSE, color=looks.INDIGO, bold=True, size=10, valign="center", indent=1)
_TEXT = replace(looks.TEXT, wrap=True, valign="center", indent=1)
_WHY = replace(looks.SMALL, valign="top", indent=1)
_NUMBER = replace(looks.BOLD, color=looks.TEAL, valign="center", indent=1)
_WRITE = replace(looks.INPUT, indent=1)
_HEADER = replace(looks.HEADER, indent=1)
_DAY = replace(_TEXT, format=looks.DATE, align="left")
_NOTE = replace(looks.TEXT, fill=looks.TEAL_SOFT, color=looks.TEAL_DARK, wrap=True, indent=1)


def guides(agenda: Agenda, topics: Sequence[Topic], questions: Questions) -> Design:
    """Both guides as a workbook's plan."""
    return Design((_interview(agenda, topics, questions), _meeting(agenda)), {})


@dataclass
class _Page:
    """A sheet that grows downwards."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=lambda: {1: 8.0})
    merges: list[str] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    row: int = 2

    def block(self) -> None:
        """From here on up to the next block nothing is torn apart by the end of a page."""
        self.blocks.append(self.row)

    def add(self, cells: dict[int, tuple[Value, Look]], height: float) -> None:
        """A row of cells by their columns."""
        self.cells |= {(self.row, column): Cell(value, look) for column, (value, look) in cells.items()}
        self.heights[self.row] = height
        self.row += 1

    def wide(self, text: Value, look: Look, height: float | None = None) -> None:
        """One cell over the width of the page, as high as its text needs."""
        self.merges.append(f"B{self.row}:F{self.row}")
        blank: dict[int, tuple[Value, Look]] = dict.fromkeys(_ACROSS, (None, look))
        self.add(blank | {_FIRST: (text, look)}, height or _height(str(text or ""), look, _ALL))

    def gap(self, height: float = 10) -> None:
        """Some room."""
        self.add({}, height)

    def sheet(self, title: str, color: str) -> Sheet:
        """The sheet as a plan."""
        scale, last = paper.scale([_WIDTHS.values()], paper.UPRIGHT), self.row - 1
        ends = paper.page_ends(self.blocks, last, self.heights, scale)
        return Sheet(
            title=title,
            cells=self.cells,
            widths=_WIDTHS,
            heights=self.heights,
            merges=self.merges,
            color=color,
            page=Page(f"'{title}'!$A$1:$G${last}", scale=scale, row_breaks=ends),
        )


def _height(text: str, look: Look, width: float) -> float:
    """Of a text in a cell of that width in characters, in points."""
    return line_count(text, int((width - 2) * CHARACTERS * 10 / look.size)) * look.size * 1.35 + 6


# The interview


def _interview(agenda: Agenda, topics: Sequence[Topic], questions: Questions) -> Sheet:
    page = _Page()
    page.wide(f"Interview on the work of {agenda.person}", looks.TITLE, 34)
    page.wide(agenda.cycle, looks.SUBTITLE, 18)
    page.gap(8)
    page.wide(
        "Half an hour is enough. Say what it is for and who will see what is said; listen, and ask for an example. "
        "For answers without a name, somebody other than the employee has to ask.",
        _NOTE,
    )
    page.gap()
    for label in ("Who is asked, and who asks", "Day"):
        page.add({2: (label, _LABEL), 4: (None, _WRITE), 5: (None, _WRITE), 6: (None, _WRITE)}, 22)
        page.merges += [f"B{page.row - 1}:C{page.row - 1}", f"D{page.row - 1}:F{page.row - 1}"]
    for number, topic in enumerate(topics, 1):
        page.gap()
        page.block()
        page.wide(f"{number}   {called(topic)}", replace(looks.BAND, wrap=True))
        for text in (*topic.asked, questions.strengths, questions.ideas):
            _question(page, text)
        page.add({2: (f"{questions.rating}   {SCALE}", _PROMPT), 6: (None, _WRITE)}, 24)
        page.merges.append(f"B{page.row - 1}:E{page.row - 1}")
    page.gap()
    page.block()
    page.wide(f"{len(topics) + 1}   To end with", looks.BAND, 24)
    _question(page, "What should have been asked, and was not?")
    page.wide("Thank them, and say what happens next with what they said.", replace(_WHY, valign="center"), 24)
    return page.sheet(INTERVIEW, looks.INDIGO)


def _question(page: _Page, text: str, height: float = 64) -> None:
    page.wide(text, _PROMPT, max(_PROMPT_HEIGHT, _height(text, _PROMPT, _ALL)))
    page.wide(None, _WRITE, height)


# The meeting


def _meeting(agenda: Agenda) -> Sheet:
    page = _Page()
    page.wide(f"Talk about the goals of {agenda.person}", looks.TITLE, 34)
    with_whom = f"with {agenda.manager}" if agenda.manager else ""
    page.wide("   ·   ".join(filter(None, (agenda.cycle, day_in_words(agenda.day), with_whom))), looks.SUBTITLE, 18)
    page.gap(8)
    page.wide(_about(agenda), _NOTE)
    number = 0
    for number, (title, minutes, prompt, lines) in enumerate(_points(agenda), 1):
        _band(page, f"{number}   {title}", minutes)
        page.wide(prompt, _PROMPT, _PROMPT_HEIGHT)
        for place, line in enumerate(lines):
            if place:
                page.block()
            _goal(page, line)
        page.wide(None, _WRITE, 46)
    _steps(page, number + 1, agenda.steps)
    _agreed(page, number + 2)
    page.wide(_next(agenda), looks.BOLD, 18)
    return page.sheet(MEETING, looks.TEAL)


_PROMPT_HEIGHT = 26


def _next(agenda: Agenda) -> str:
    """When to talk again."""
    if agenda.next_review is None:
        return "Next talk:"
    day = day_in_words(agenda.next_review)
    return f"Next review: {day}" if agenda.next_review >= agenda.day else f"Review due since {day}. Next talk:"


def _points(agenda: Agenda) -> Iterator[tuple[str, int, str, tuple[GoalLine, ...]]]:
    yield "What went well", 10, "What are you proud of? What made it work?", agenda.well
    yield "Where help is needed", 15, "What is in the way? What would help, and who can give it?", agenda.help
    if agenda.unclear:
        yield "What nobody can tell yet", 5, "What is missing so that it can be seen?", agenda.unclear
    yield "Feedback, both ways", 10, "What should I keep doing, and what could I do differently?", ()


def _about(agenda: Agenda) -> str:
    goals = len(agenda.well) + len(agenda.help) + len(agenda.unclear)
    told = [f"{_count(goals, 'goal')}: {len(agenda.well)} going well, {len(agenda.help)} in need of help"]
    told += [f"{_count(len(agenda.steps), 'open step')}"]
    told += [f"{_count(agenda.waiting, 'request')} for feedback without an answer"] if agenda.waiting else []
    return f"{'; '.join(told)}. Whoever the goals belong to speaks first."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


def _band(page: _Page, title: str, minutes: int) -> None:
    page.gap()
    page.block()
    right = replace(looks.BAND, bold=False, align="right", size=10)
    blank: dict[int, tuple[Value, Look]] = dict.fromkeys(_ACROSS, (None, looks.BAND))
    page.merges.append(f"B{page.row}:D{page.row}")
    page.merges.append(f"E{page.row}:F{page.row}")
    page.add(blank | {_FIRST: (title, looks.BAND), 5: (f"{minutes} minutes", right), 6: (None, right)}, 24)


def _goal(page: _Page, line: GoalLine) -> None:
    color, fill = looks.STATUS_COLORS[line.status]
    status = Look(size=9, bold=True, color=color, fill=fill, align="center")
    page.merges += [f"C{page.row}:D{page.row}", f"E{page.row}:F{page.row}", f"C{page.row + 1}:F{page.row + 1}"]
    height = _height(line.statement, _TEXT, _WIDTHS[3] + _WIDTHS[4])
    page.add({2: (line.goal, _NUMBER), 3: (line.statement, _TEXT), 5: (line.status, status), 6: (None, status)}, height)
    page.add({3: (line.why, _WHY)}, _height(line.why, _WHY, _ALL - _WIDTHS[2]))


def _steps(page: _Page, number: int, steps: Sequence[StepLine]) -> None:
    _band(page, f"{number}   Open steps", 10)
    if not steps:
        page.wide("None. Which is the next one, and whose is it?", _PROMPT, _PROMPT_HEIGHT)
        return
    _headers(page, "Goal", "Step", "Who", "Due", "")
    for step in steps:
        page.block()
        color, fill = ACTION_ALERTS["alert"].get(step.alert, (looks.MUTED, looks.WHITE))
        alert = Look(size=9, bold=True, color=color, fill=fill, align="center", line=looks.LINE)
        cells: tuple[tuple[Value, Look], ...] = (
            (step.goal, _NUMBER),
            (step.action, _TEXT),
            (step.who or "whose?", _TEXT),
            (step.due or "by when?", _DAY),
            (step.alert or None, alert),
        )
        height = max(18, _height(step.action, _TEXT, _WIDTHS[3]), _height(step.who, _TEXT, _WIDTHS[4]))
        page.add(dict(enumerate(((value, _lined(look)) for value, look in cells), _FIRST)), height)


def _agreed(page: _Page, number: int) -> None:
    _band(page, f"{number}   What we agree", 10)
    _headers(page, "Goal", "What", "Who", "By when", "Done")
    for _ in range(5):
        page.add(dict.fromkeys(_ACROSS, (None, _WRITE)), 26)
    page.gap()


def _headers(page: _Page, *titles: str) -> None:
    page.add(dict(enumerate(((title, _HEADER) for title in titles), _FIRST)), 20)


def _lined(look: Look) -> Look:
    return replace(look, line=looks.LINE)
