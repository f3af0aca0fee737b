"""The form on which one person gives feedback: a card for each topic, and a hidden sheet that says which form it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from goalsheet.feedback.survey import Rater, Survey, Topic
from goalsheet.feedback.words import SCALE, called, what_to_do, who_sees_it
from goalsheet.layout import looks, paper
from goalsheet.layout.columns import CHARACTERS, line_count
from goalsheet.layout.plan import Cell, Design, Look, Page, Sheet, Validation
from goalsheet.layout.room import address

TITLE, HIDDEN = "Feedback", "Form"
VERSION = 1
LEFT, RIGHT, MARK = 2, 4, 5  # columns: what works, what to try, and the rating at the right edge
_WIDTHS = {1: 2, LEFT: 46, 3: 2, RIGHT: 34, MARK: 12, 6: 2}
_ALL = sum(_WIDTHS[column] for column in range(LEFT, MARK + 1))
_CARDS_FROM = 8
_BOX_HEIGHT = 104
PARTS = ("strengths", "ideas", "rating")

_BOX = replace(looks.INPUT, size=11, indent=1)
_RATING = replace(looks.INPUT, size=14, bold=True, align="center", valign="center")
_NOTE = replace(looks.TEXT, fill=looks.TEAL_SOFT, color=looks.TEAL_DARK, wrap=True, indent=1)
_OWN = replace(looks.PROSE, color=looks.INDIGO, bold=True, valign="bottom", indent=1)
_QUESTION = replace(looks.LABEL, size=10, wrap=True, valign="bottom", indent=1)


@dataclass(frozen=True)
class _Card:
    """A topic's rows, from the first on."""

    first: int
    place: int
    topic: Topic

    @property
    def own(self) -> int:
        """Where the employee's own questions stand."""
        return self.first + 1

    @property
    def questions(self) -> int:
        """Where the questions stand, above the boxes."""
        return self.own + len(self.topic.asked)

    @property
    def boxes(self) -> int:
        return self.questions + 1

    @property
    def rating(self) -> int:
        return self.boxes + 1

    @property
    def end(self) -> int:
        """The first row behind the card and the gap below it."""
        return self.rating + 2


def form(survey: Survey, rater: Rater) -> Design:
    """The form as a plan; the names of its cells say which answer stands where, wherever they are moved."""
    cards = list(_cards(survey))
    cells = _head(survey, rater)
    for card in cards:
        cells |= _card(survey, card)
    heights, scale = _heights(survey, rater, cards), paper.scale([_WIDTHS.values()], paper.UPRIGHT)
    visible = Sheet(
        title=TITLE,
        cells=cells,
        widths=_WIDTHS,
        heights=heights,
        merges=["B2:E2", "B3:E3", "B5:E5", "B6:E6", *(merge for card in cards for merge in _merges(card))],
        validations=[_rating_rule(card) for card in cards],
        protected=True,
        color=looks.TEAL,
        page=Page(
            f"'{TITLE}'!$A$1:$F${cards[-1].rating}",
            scale=scale,
            row_breaks=paper.page_ends([card.first for card in cards], cards[-1].rating, heights, scale),
        ),
    )
    return Design((visible, _hidden(survey, rater)), names(survey))


def names(survey: Survey) -> dict[str, str]:
    """The defined names of a form's cells: `answer_1_ideas` and `question_1_ideas` are the first topic's."""
    found = {}
    for card in _cards(survey):
        answers = ((card.boxes, LEFT), (card.boxes, RIGHT), (card.rating, MARK))
        questions = ((card.questions, LEFT), (card.questions, RIGHT), (card.rating, LEFT))
        found[f"topic_{card.place + 1}"] = _fixed(card.first, LEFT)
        for part, answer, question in zip(PARTS, answers, questions, strict=True):
            found[name("answer", card.place, part)] = _fixed(*answer)
            found[name("question", card.place, part)] = _fixed(*question)
    return found


def _fixed(row: int, column: int) -> str:
    return f"'{TITLE}'!{address(row, column, fixed='cr')}"


def name(kind: str, place: int, part: str) -> str:
    """The name of one cell of the topic at that place."""
    return f"{kind}_{place + 1}_{part}"


def printed(survey: Survey) -> dict[str, str]:
    """What stands in the cells that nobody has to change, by the cells' names."""
    found = {f"topic_{place + 1}": heading(survey, place) for place in range(len(survey.topics))}
    return found | {
        name("question", place, part): text
        for place in range(len(survey.topics))
        for part, text in zip(PARTS, _questions(survey), strict=True)
    }


def heading(survey: Survey, place: int) -> str:
    """A topic's title."""
    return f"{place + 1}   {called(survey.topics[place])}"


def entries(survey: Survey, rater: Rater) -> tuple[tuple[str, str | float], ...]:
    """What the hidden sheet says: which form this is. Nothing tells who else is asked."""
    return (
        ("form_version", VERSION),
        ("survey", survey.id),
        ("code", rater.code),
        ("person", survey.person),
        ("cycle", survey.cycle),
    )


def _cards(survey: Survey) -> Iterator[_Card]:
    first = _CARDS_FROM
    for place, topic in enumerate(survey.topics):
        card = _Card(first, place, topic)
        yield card
        first = card.end


def _questions(survey: Survey) -> tuple[str, str, str]:
    asked = survey.questions
    return asked.strengths, asked.ideas, f"{asked.rating}   {SCALE}"


def _head(survey: Survey, rater: Rater) -> dict[tuple[int, int], Cell]:
    person = rater.person
    subtitle = f"{survey.cycle}   ·   {person.form} with {person.name}"
    if person.form == "Survey":
        subtitle = f"{survey.cycle}   ·   for {person.name}"
    cells = {
        (2, LEFT): Cell(f"Feedback for {survey.person}", looks.TITLE),
        (3, LEFT): Cell(subtitle, looks.SUBTITLE),
        (5, LEFT): Cell(what_to_do(survey, person), _NOTE),
        (6, LEFT): Cell(who_sees_it(survey, person), _NOTE),
    }
    return _filled({(row, column): _NOTE for row in (5, 6) for column in range(LEFT, MARK + 1)}) | cells


def _card(survey: Survey, card: _Card) -> dict[tuple[int, int], Cell]:
    strengths, ideas, rating = _questions(survey)
    own = {
        (card.own + at, LEFT): Cell(f"{survey.person} asks: {text}", _OWN) for at, text in enumerate(card.topic.asked)
    }
    blank = {(card.first, column): looks.BAND for column in range(LEFT, MARK + 1)}
    blank |= {(card.boxes, column): _BOX for column in (LEFT, RIGHT, MARK)}
    return (
        _filled(blank)
        | own
        | {
            (card.first, LEFT): Cell(heading(survey, card.place), replace(looks.BAND, wrap=True)),
            (card.questions, LEFT): Cell(strengths, _QUESTION),
            (card.questions, RIGHT): Cell(ideas, _QUESTION),
            (card.rating, LEFT): Cell(rating, replace(_QUESTION, valign="center", align="right")),
            (card.rating, MARK): Cell(None, _RATING),
        }
    )


def _filled(blank: dict[tuple[int, int], Look]) -> dict[tuple[int, int], Cell]:
    return {place: Cell(None, look) for place, look in blank.items()}


def _merges(card: _Card) -> list[str]:
    rows = (card.first, *range(card.own, card.questions))
    both = [f"B{row}:E{row}" for row in rows]
    return [
        *both,
        f"D{card.questions}:E{card.questions}",
        f"D{card.boxes}:E{card.boxes}",
        f"B{card.rating}:D{card.rating}",
    ]


def _heights(survey: Survey, rater: Rater, cards: list[_Card]) -> dict[int, float]:
    person = rater.person
    heights: dict[int, float] = {1: 8, 2: 34, 3: 18, 4: 8, 7: 10}
    heights |= {5: _height(what_to_do(survey, person), 10), 6: _height(who_sees_it(survey, person), 10)}
    for card in cards:
        heights[card.first] = max(24, _height(heading(survey, card.place), 11))
        heights |= {
            card.own + at: _height(f"{survey.person} asks: {text}", 11) for at, text in enumerate(card.topic.asked)
        }
        heights |= {card.questions: 30, card.boxes: _BOX_HEIGHT, card.rating: 28, card.rating + 1: 14}
    return heights


def _height(text: str, size: float) -> float:
    """Of a paragraph over the width of the form, in points."""
    return line_count(text, int(_ALL * CHARACTERS * 10 / size)) * size * 1.35 + 8


def _rating_rule(card: _Card) -> Validation:
    """A list of the five numbers."""
    return Validation(
        address(card.rating, MARK),
        "list",
        '"1,2,3,4,5"',
        prompt_title="Rating",
        prompt=f"Pick a number: {SCALE.replace('  ·  ', ', ')}. Leave it blank if you cannot say.",
        error="Please pick a number from 1 to 5, or leave the cell blank.",
    )


def _hidden(survey: Survey, rater: Rater) -> Sheet:
    cells = {}
    for row, (key, value) in enumerate(entries(survey, rater), 1):
        cells[row, 1], cells[row, 2] = Cell(key, looks.TEXT), Cell(value, looks.TEXT)
    return Sheet(title=HIDDEN, cells=cells, state="veryHidden", protected=True)
