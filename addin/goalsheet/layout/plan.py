"""What a sheet is made of, as plain values: the one language between layout and the programs that draw it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from goalsheet.layout.buttons import Button
from goalsheet.layout.facts import Facts, Figures
from goalsheet.tracker.schema import Table

Value = str | float | dt.date | None
Said = Callable[[Value], Value]  # what becomes of a value in another language


@dataclass(frozen=True)
class Look:
    """How a cell looks; sizes in points, colours as RRGGBB."""

    size: float = 10
    bold: bool = False
    color: str = "1F2937"
    fill: str | None = None
    align: str = "left"
    valign: str = "center"
    wrap: bool = False
    shrink: bool = False  # letters get smaller where the text is wider than the cell
    indent: int = 0
    format: str = "General"
    locked: bool = True
    line: str | None = None  # colour of a thin line around the cell
    underline: str | None = None  # colour of a thin line below the cell only


@dataclass(frozen=True)
class Field:
    """Reads one field of one row of the figures: `Field("goals", 0, "due")` is the first goal's due date.

    Said as data, so that all fields of a row can be read in one go; `rows` may be a part's: "vision.tiles".
    """

    rows: str
    index: int
    name: str

    def __call__(self, figures: Figures) -> Value:
        """The field's value."""
        value: Value = getattr(attrgetter(self.rows)(figures)[self.index], self.name)
        return value


@dataclass(frozen=True)
class Slot:
    """A cell that differs from person to person: by who they are, or (a Field) by what their goals say.

    In `own_words` goalsheet says something itself, which is translated. `said` makes of the value what stands there.
    """

    value: Callable[[Facts], Value] | Field
    own_words: bool = False
    said: Said | None = None


@dataclass(frozen=True)
class Live:
    """A formula and its Python twin, which gives the result that is stored beside the formula.

    `array` marks a formula that works through a whole column at once (Ctrl+Shift+Enter in Excel 2016). `said` makes
    of the twin's result what the formula says in another language.
    """

    formula: str
    twin: Callable[[Figures], Value]
    array: bool = False
    said: Said | None = None


@dataclass(frozen=True)
class Cell:
    """One cell: what it holds, how it looks, and where a click leads (`'Goals'!A1`)."""

    value: Value | Slot | Live
    look: Look
    link: str | None = None


@dataclass(frozen=True)
class Validation:
    """What a range accepts, and what is said before and after typing.

    `rule` is list, decimal, whole, date, custom or any. What does not fit is refused if it is
    `strict`; a `warning` asks whether it is meant.
    """

    cells: str
    rule: str
    first: str | None = None
    second: str | None = None
    prompt_title: str = ""
    prompt: str = ""
    error: str = ""
    strict: bool = True
    warning: bool = False


@dataclass(frozen=True)
class Highlight:
    """A conditional format: where `formula` holds, in A1 terms of the range's first cell, these colours.

    `format` is a number format, for instance a word in quotation marks that takes the number's place.
    """

    cells: str
    formula: str
    color: str | None = None
    fill: str | None = None
    bold: bool = False
    underline: str | None = None
    format: str | None = None


@dataclass(frozen=True)
class Bar:
    """A data bar from 0 to `most` in each cell of the range."""

    cells: str
    color: str
    most: float = 1


@dataclass(frozen=True)
class Series:
    """One line or set of bars of a chart; `colors` paints single points.

    The points of a burn-up and of a map also have their places `across`; a map's line is between two points, and its
    title is the cell of what its end says.
    """

    title: str
    values: str
    color: str
    colors: Sequence[str] = ()
    across: str = ""


@dataclass(frozen=True)
class Chart:
    """A native chart over cells: `kind` is bars, line, burn-up, ring or map; `alt` for screen readers.

    It is `width` by `height` centimetres large, or fills the cells from `anchor` up to `until`, which is left out.
    """

    kind: str
    title: str
    anchor: str
    width: float
    height: float
    labels: str
    series: tuple[Series, ...]
    alt: str
    until: str | None = None
    reach: tuple[float, float] = (1, 1)  # how far a map goes to each side, and up and down


@dataclass(frozen=True)
class PlacedButton:
    """A button on a sheet, sizes in pixels: `left` and `top` into the cell (row, column) where it begins.

    It is for the screen only; `printed` ones are for pictures.
    """

    button: Button
    cell: tuple[int, int]
    left: int
    top: int
    width: int
    height: int = 26
    printed: bool = False


@dataclass(frozen=True)
class ExcelTable:
    """A banded Excel table over the columns of a schema table; `formulas` are its calculated columns by title."""

    name: str
    cells: str
    table: Table
    formulas: Mapping[str, str] = field(default_factory=dict)
    alt: str = ""
    filters: bool = True  # a protected sheet cannot be filtered: no buttons there


@dataclass(frozen=True)
class Page:
    """How a sheet is printed: `areas` in A1 terms (or a formula), rows and columns that repeat.

    With a `scale` (in %) it prints at that, a new page after each column of `breaks` and each row of `row_breaks`.
    Without one all is pressed onto one page, or, where it is `long`, onto as many as it takes, each one across.
    """

    areas: str
    landscape: bool = False
    title_rows: str | None = None
    title_columns: str | None = None
    scale: int | None = None
    breaks: tuple[int, ...] = ()
    row_breaks: tuple[int, ...] = ()
    long: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet of the workbook."""

    title: str
    cells: Mapping[tuple[int, int], Cell]
    widths: Mapping[int, float] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    column_looks: Mapping[int, Look] = field(default_factory=dict)
    groups: Sequence[tuple[int, int]] = ()  # first and last column of each outline group
    fold_at_left: bool = False  # a group's button stands over the column before it, else over the one after it
    heights: Mapping[int, float | Callable[[Figures], float] | Slot] = field(default_factory=dict)
    merges: Sequence[str] = ()
    validations: Sequence[Validation] = ()
    highlights: Sequence[Highlight] = ()
    bars: Sequence[Bar] = ()
    charts: Sequence[Chart] = ()
    tables: Sequence[ExcelTable] = ()
    buttons: Sequence[PlacedButton] = ()
    freeze: str | None = None
    state: str = "visible"
    protected: bool = False
    color: str | None = None
    page: Page | None = None


@dataclass(frozen=True)
class Design:
    """A whole workbook: its sheets in order and its defined names; what is said of pages and links to sheets."""

    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
    page_of: str = "Page {} of {}"
    go_to: str = "Go to {}"

    @property
    def has_buttons(self) -> bool:
        """Whether buttons stand on its sheets, so that it needs macros."""
        return any(sheet.buttons for sheet in self.sheets)
