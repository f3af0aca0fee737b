"""The Vision board: a wall of tiles with room for pictures, and below it the list that they are filled in from."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from goalsheet.layout import columns, looks, room
from goalsheet.layout.facts import Figures
from goalsheet.layout.places import PREFIXES, line_matching
from goalsheet.layout.plan import Bar, Cell, Field, Highlight, Live, Look, Page, Sheet, Slot, Validation, Value
from goalsheet.layout.room import address, letters
from goalsheet.layout.vision_places import TILES
from goalsheet.tracker.choices import IN_THREE_YEARS, ONE_DAY, THIS_YEAR
from goalsheet.tracker.schema import Column
from goalsheet.tracker.vision import VisionTile
from goalsheet.vision.coverage import trimmed

TITLE = TILES.title
_ACROSS, _STEP, _FIRST_COLUMN = 4, 3, 2  # tiles in a row of the wall; a tile has two columns and one beside it
_PICTURE, _CAPTION, _HORIZON, _GOAL, _GAP = range(5)  # rows of a tile
_HEIGHTS = (96.0, 45.0, 17.0, 36.0, 10.0)  # a caption has three lines
WALL_ROW = 6
_DOWN = room.TILES // _ACROSS
LIST_ROW = WALL_ROW + len(_HEIGHTS) * _DOWN + 1  # its heading, its titles, its rows
LIST_ROWS = range(LIST_ROW + 2, LIST_ROW + 2 + room.TILES)
_LAST = _FIRST_COLUMN + _STEP * _ACROSS - 2
WIDTHS = {1: 2.0, _LAST + 1: 2.0}
WIDTHS |= {
    _FIRST_COLUMN + _STEP * tile + part: width
    for tile in range(_ACROSS)
    for part, width in enumerate((19.0, 11.0, 2.0))
    if _FIRST_COLUMN + _STEP * tile + part <= _LAST
}
#: First and last column of each column of the list.
SPANS = ((2, 6), (7, 8), (9, 9), (10, 11))

#: What stands where a picture may be, by horizon: a sun for this year, a mountain, a star.
SIGNS = {THIS_YEAR: "☀", IN_THREE_YEARS: "▲", ONE_DAY: "★"}
FREE, NEW = "■", "+"
#: The colours of a picture's place by horizon: sign and ground.
GROUNDS = {THIS_YEAR: ("F2C14E", "FFF4D6"), IN_THREE_YEARS: ("6FA3D4", "E4EFF9"), ONE_DAY: ("9A8BD0", "EEEAF9")}
#: What an empty tile asks for, from left to right.
ASKED = ("How I work", "What I can do", "Whom I am with", "Where I am")
HINT = "Pictures: click a tile's upper part, then Insert › Pictures. Captions come from the list below the wall."


def sheet() -> Sheet:
    """The sheet as a plan."""
    cells = _head() | _list()
    for tile in range(room.TILES):
        cells |= _tile(tile)
    return Sheet(
        title=TITLE,
        cells=cells,
        widths=WIDTHS,
        heights=_heights(),
        merges=_merges(),
        validations=list(_validations()),
        highlights=[rule for tile in range(room.TILES) for rule in _tile_highlights(tile)],
        bars=[Bar(address(_row(tile, _HORIZON), _column(tile) + 1), "7FC4B8") for tile in range(room.TILES)],
        protected=True,
        color=looks.INDIGO,
        page=Page(f"'{TITLE}'!$A$1:${letters(_LAST + 1)}${LIST_ROW - 1}", landscape=True),
    )


def names() -> dict[str, str]:
    """The defined name of each column of the list: tile_caption is all captions."""
    return {
        f"{PREFIXES[TILES.name]}_{column.name}": (
            f"'{TITLE}'!${letters(first)}${LIST_ROWS[0]}:${letters(first)}${LIST_ROWS[-1]}"
        )
        for column, (first, _) in zip(TILES.columns, SPANS, strict=True)
    }


def _column(tile: int) -> int:
    return _FIRST_COLUMN + _STEP * (tile % _ACROSS)


def _row(tile: int, part: int) -> int:
    return WALL_ROW + len(_HEIGHTS) * (tile // _ACROSS) + part


def _heights() -> dict[int, float | Callable[[Figures], float] | Slot]:
    heights: dict[int, float | Callable[[Figures], float] | Slot] = {2: 30.0, 3: 18.0, 4: 18.0, 5: 8.0}
    heights |= {
        WALL_ROW + len(_HEIGHTS) * line + part: height for line in range(_DOWN) for part, height in enumerate(_HEIGHTS)
    }
    return heights | {LIST_ROW: 24.0, LIST_ROW + 1: 20.0} | dict.fromkeys(LIST_ROWS, 19.0)


def _merges() -> list[str]:
    across = [
        f"{letters(_column(tile))}{_row(tile, part)}:{letters(_column(tile) + 1)}{_row(tile, part)}"
        for tile in range(room.TILES)
        for part in (_PICTURE, _CAPTION, _GOAL)
    ]
    listed = [
        f"{letters(first)}{row}:{letters(last)}{row}"
        for row in (LIST_ROW + 1, *LIST_ROWS)
        for first, last in SPANS
        if last > first
    ]
    return [*(f"B{row}:{letters(_LAST)}{row}" for row in (2, 3)), f"E4:{letters(_LAST)}4", *across, *listed]


def _head() -> dict[tuple[int, int], Cell]:
    cells = {
        (2, 2): Cell(TITLE, dataclasses.replace(looks.TITLE, size=22)),
        (3, 2): Cell("What I want to see around me, this year and one day. Yours alone, like Vision.", looks.SUBTITLE),
        (4, 2): Cell("← Start", looks.LINK, link="'Start'!A1"),
        (4, 3): Cell("Fill in ↓", looks.LINK, link=f"'{TITLE}'!B{LIST_ROWS[0]}"),
        (4, 5): Cell(HINT, dataclasses.replace(looks.LABEL, align="right")),
    }
    text = "What is on the tiles"
    return cells | {
        (LIST_ROW, place): Cell(text if place == _FIRST_COLUMN else None, looks.HEADING)
        for place in range(_FIRST_COLUMN, _LAST + 1)
    }


_SIGN = Look(size=44, align="center", locked=False, wrap=True)
_CAPTION_LOOK = Look(size=11, bold=True, color=looks.TEAL_DARK, fill=looks.MIST, indent=1, wrap=True)
_SMALL = Look(size=9, color=looks.MUTED, fill=looks.MIST, indent=1)
_SHARE = dataclasses.replace(_SMALL, align="center", indent=0, format=looks.PERCENT)
_GOAL_LOOK = dataclasses.replace(looks.REMINDER, fill=looks.MIST, indent=1, valign="top", color=looks.MUTED)


def _listed(tile: int, name: str) -> str:
    """The cell of the list in which that of a tile stands."""
    places = {column.name: span[0] for column, span in zip(TILES.columns, SPANS, strict=True)}
    return address(LIST_ROWS[tile], places[name], fixed="cr")


def _tile(tile: int) -> dict[tuple[int, int], Cell]:
    caption, horizon, goal = (_listed(tile, name) for name in ("caption", "horizon", "goal"))
    signs = "".join(f'IF({horizon}="{word}","{sign}",' for word, sign in SIGNS.items())
    is_empty = f'TRIM({caption})=""'
    text = line_matching("short", f"TRIM({goal})")
    asked, ground = ASKED[tile % _ACROSS], _ground(tile)
    told = {
        _PICTURE: (Live(f'IF({is_empty},"{NEW}",{signs}"{FREE}"{")" * len(SIGNS)})', _of(tile, _sign)), ground),
        _CAPTION: (Live(f'IF({is_empty},"{asked}",TRIM({caption}))', _of(tile, _captioned(asked))), _CAPTION_LOOK),
        _HORIZON: (Live(f'IF({is_empty},"",{horizon}&"")', _of(tile, _shown_horizon)), _SMALL),
        _GOAL: (Live(f'IFERROR({text}&"","")', _goal_text(tile)), _GOAL_LOOK),
    }
    cells = {}
    for part, (live, look) in told.items():
        cells[_row(tile, part), _column(tile)] = Cell(live, look)
        cells[_row(tile, part), _column(tile) + 1] = Cell(None, dataclasses.replace(look, format="General"))
    listed = _listed(tile, "progress")
    share = Live(f'IF(ISNUMBER({listed}),{listed},"")', Field("vision.tiles", tile, "progress"))
    cells[_row(tile, _HORIZON), _column(tile) + 1] = Cell(share, _SHARE)
    return cells


def _ground(tile: int) -> Look:
    """Where the picture goes; as long as the wall is empty, one row in each horizon's colour."""
    color, fill = list(GROUNDS.values())[tile // _ACROSS % len(GROUNDS)]
    return dataclasses.replace(_SIGN, fill=fill, color=color)


def _of(tile: int, told: Callable[[VisionTile], Value]) -> Callable[[Figures], Value]:
    return lambda figures: told(figures.vision.tiles[tile])


def _captioned(asked: str) -> Callable[[VisionTile], str]:
    return lambda row: trimmed(row.caption) or asked


def _sign(row: VisionTile) -> str:
    if not trimmed(row.caption):
        return NEW
    return next((sign for word, sign in SIGNS.items() if (row.horizon or "").upper() == word.upper()), FREE)


def _shown_horizon(row: VisionTile) -> str | None:
    return row.horizon if trimmed(row.caption) else None


def _goal_text(tile: int) -> Callable[[Figures], Value]:
    def text(figures: Figures) -> Value:
        number = trimmed(figures.vision.tiles[tile].goal).upper()
        goals = zip(figures.goals, figures.lines, strict=True)
        return next((line.short for goal, line in goals if goal.id == number), None)

    return text


def _tile_highlights(tile: int) -> Iterator[Highlight]:
    """A tile is coloured by its horizon as soon as it has a caption."""
    picture = address(_row(tile, _PICTURE), _column(tile))
    end = address(_row(tile, _PICTURE), _column(tile) + 1)
    caption, horizon = _listed(tile, "caption"), _listed(tile, "horizon")
    for word, (sign, ground) in GROUNDS.items():
        yield Highlight(f"{picture}:{end}", f'AND(TRIM({caption})<>"",{horizon}="{word}")', sign, ground)
    yield Highlight(f"{picture}:{end}", f'TRIM({caption})<>""', looks.TEAL, looks.TEAL_SOFT)
    name = address(_row(tile, _CAPTION), _column(tile))
    yield Highlight(f"{name}:{name}", f'TRIM({caption})=""', looks.PALE)


def _list() -> dict[tuple[int, int], Cell]:
    cells = {}
    for column, (first, last) in zip(TILES.columns, SPANS, strict=True):
        for place in range(first, last + 1):
            cells[LIST_ROW + 1, place] = Cell(column.title if place == first else None, columns.header(column))
            for tile, row in enumerate(LIST_ROWS):
                content = _content(column, tile) if place == first else None
                cells[row, place] = Cell(content, dataclasses.replace(columns.look(column), valign="center"))
    return cells


def _content(column: Column, tile: int) -> Slot | Live:
    value = Field("vision.tiles", tile, column.name)
    if not column.computed:
        return Slot(value)
    return Live(FORMULAS[TILES.name, column.name].format(goal=_listed(tile, "goal")), value)


_FOUND = "INDEX(goal_progress,MATCH(TRIM({goal}),goal_id,0))"
FORMULAS = {("VisionTile", "progress"): f'IFERROR(IF(ISNUMBER({_FOUND}),{_FOUND},""),"")'}


def _validations() -> Iterator[Validation]:
    for column, (first, last) in zip(TILES.columns, SPANS, strict=True):
        said = columns.validation(TILES, column, LIST_ROWS[0], LIST_ROWS[-1])
        yield dataclasses.replace(said, cells=f"{letters(first)}{LIST_ROWS[0]}:{letters(last)}{LIST_ROWS[-1]}")
