"""The shape of a mind map: from a list of ideas, each under another, to where each of them is drawn.

The first idea is the middle. Branches leave it to the right, from the top down, and then to the left, so that both
sides have about as many ends; every end has a row of its own, and what has something under it stands half-way between
its ends. Each step is a column of a hidden sheet, too (layout/map_formulas.py): the map follows what is typed.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import Any, cast

from goalsheet.tracker.vision import MindMapIdea
from goalsheet.vision.coverage import trimmed

ROOM = 40  # ideas that are drawn
LEVELS = 3  # around the middle
SHORTEST_SIDE = 3  # rows: fewer ends on a side stand no further apart
LABEL = 22  # characters of an idea that are drawn
UNUSED = -1  # the level of a row without an idea
BEYOND = 9  # where nothing is drawn any more

MIDDLE = "This is the middle: it hangs under nothing."
NAMELESS = "Give the idea a name, and it is drawn."
ORPHAN = "No idea has the name under “Under”. It hangs from the middle for now."
CIRCLE = "Goes round in a circle: pick another idea under “Under”. It hangs from the middle for now."
DEEP = "Three levels are drawn: hang it further up. It hangs from the middle for now."
TWIN = "Twice in the list: what is under this name hangs from the first one."
TOO_MANY = f"Not drawn: the map has room for {ROOM} ideas."


#: What is worked out of each row; rows count from 1, and 0 is none. `parent`, `up2` … are so many steps up, `hung` is
#: what it is drawn under, `branch` and `twig` are the ideas of the first and second level that it belongs to.
COLUMNS = (
    *("text", "under", "used", "parent", "up2", "up3", "up6", "up12", "up24", "up48"),
    *("level", "hung", "branch", "twig", "key", "leaf", "before", "side", "leaf_y"),
    *("from_x", "x", "from_y", "y", "label", "note"),  # begin and end side by side, as a chart reads them
)
Spot = cast("Any", namedtuple)("Spot", COLUMNS)  # noqa: PYI024 - a NamedTuple would list them a second time


@cache
def mind_map(ideas: tuple[MindMapIdea, ...]) -> MindMap:
    """The map of a list of ideas, as far as there is room."""
    return MindMap([(trimmed(row.idea), trimmed(row.parent)) for row in ideas[:ROOM]])


def _shortened(text: str) -> str:
    return text if len(text) <= LABEL else f"{text[: LABEL - 1]}…"


Each = list[Any]  # a column: a value for each row, and before them one for "none"


class MindMap:
    """The columns of the map, one property each, and its few figures."""

    def __init__(self, typed: Sequence[tuple[str, str]]) -> None:
        self.text: Each = ["", *(text for text, _ in typed), *[""] * (ROOM - len(typed))]
        self.under: Each = ["", *(under for _, under in typed), *[""] * (ROOM - len(typed))]

    @cached_property
    def spots(self) -> tuple[Any, ...]:
        """The rows, each with all its columns."""
        return tuple(Spot(*(getattr(self, name)[row] for name in COLUMNS)) for row in range(1, ROOM + 1))

    @cached_property
    def middle(self) -> int:
        """The row of the first idea."""
        return next((row for row, text in enumerate(self.text) if text), 0)

    @property
    def leaves(self) -> int:
        """How many ends there are."""
        return self._leaves(lambda _: True)

    @cached_property
    def right(self) -> int:
        """How many of the ends are on the right."""
        return self._leaves(lambda row: self.side[row] == 1)

    @cached_property
    def deepest(self) -> int:
        """The deepest level."""
        deepest: int = max(self.level)
        return deepest

    def _each(self, told: Callable[[int], object], blank: object = 0) -> Each:
        """What is told of each row that has an idea."""
        return [told(row) if text else blank for row, text in enumerate(self.text)]

    def _leaves(self, counts: Callable[[int], bool]) -> int:
        return sum(leaf for row, leaf in enumerate(self.leaf) if leaf and counts(row))

    @cached_property
    def used(self) -> Each:
        """1 for an idea."""
        return self._each(lambda _: 1)

    @cached_property
    def _first(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for row, text in enumerate(self.text):
            found.setdefault(text.upper(), row)
        return found

    @cached_property
    def parent(self) -> Each:
        """What it was put under; the middle is its own."""

        def put(row: int) -> int:
            if row == self.middle or not self.under[row]:
                return self.middle
            return self._first.get(self.under[row].upper(), self.middle)

        return self._each(put)

    @staticmethod
    def _up(one: Each, other: Each) -> Each:
        return [other[above] for above in one]

    @cached_property
    def up2(self) -> Each:
        """Two steps up."""
        return self._up(self.parent, self.parent)

    @cached_property
    def up3(self) -> Each:
        """Three steps up."""
        return self._up(self.up2, self.parent)

    @cached_property
    def up6(self) -> Each:
        """Six steps up."""
        return self._up(self.up3, self.up3)

    @cached_property
    def up12(self) -> Each:
        """Twelve steps up."""
        return self._up(self.up6, self.up6)

    @cached_property
    def up24(self) -> Each:
        """24 steps up."""
        return self._up(self.up12, self.up12)

    @cached_property
    def up48(self) -> Each:
        """48 steps up, more than there are rows: who is not in the middle by now goes round in a circle."""
        return self._up(self.up24, self.up24)

    @cached_property
    def level(self) -> Each:
        """The steps from the middle; what does not come there within three hangs from it."""

        def steps(row: int) -> int:
            ways = [row, self.parent[row], self.up2[row], self.up3[row]]
            return ways.index(self.middle) if self.middle in ways else 1

        return self._each(steps, UNUSED)

    @cached_property
    def hung(self) -> Each:
        """What it is drawn under."""
        return [
            0 if level < 1 else self.parent[row] if self.up3[row] == self.middle else self.middle
            for row, level in enumerate(self.level)
        ]

    @cached_property
    def branch(self) -> Each:
        """Its idea of the first level."""
        return [(0, row, self.parent[row], self.up2[row])[max(0, level)] for row, level in enumerate(self.level)]

    @cached_property
    def twig(self) -> Each:
        """Its idea of the second level."""
        return [(0, 0, row, self.parent[row])[max(0, level)] for row, level in enumerate(self.level)]

    @cached_property
    def key(self) -> Each:
        """What the rows are sorted by, branch by branch."""
        last = [row if level == LEVELS else 0 for row, level in enumerate(self.level)]
        return [10_000 * a + 100 * b + c for a, b, c in zip(self.branch, self.twig, last, strict=True)]

    @cached_property
    def leaf(self) -> Each:
        """1 for an end: nothing hangs under it."""
        return [int(level > 0 and row not in self.hung) for row, level in enumerate(self.level)]

    @cached_property
    def before(self) -> Each:
        """How many ends come before this one."""

        def earlier(row: int) -> int:
            return self._leaves(lambda other: self.key[other] < self.key[row])

        return [earlier(row) if leaf else 0 for row, leaf in enumerate(self.leaf)]

    @cached_property
    def side(self) -> Each:
        """1 on the right, -1 on the left, by the branch."""

        def side(branch: int) -> int:
            start = self._leaves(lambda row: self.branch[row] < branch)
            own = self._leaves(lambda row: self.branch[row] == branch)
            return 1 if 2 * start + own <= self.leaves else -1

        return [side(branch) if branch else 0 for branch in self.branch]

    @cached_property
    def leaf_y(self) -> Each:
        """How high an end stands, between -1 and 1."""
        return [self._end_y(row) if leaf else None for row, leaf in enumerate(self.leaf)]

    def _end_y(self, row: int) -> float:
        left = self.leaves - self.right
        on_right = self.side[row] == 1
        count, place = (self.right, self.before[row]) if on_right else (left, self.before[row] - self.right)
        return float((count - 1 - 2 * place) / max(self.right, left, SHORTEST_SIDE))

    @cached_property
    def x(self) -> Each:
        """How far to the right it stands, between -3 and 3."""
        step = LEVELS / max(2, self.deepest)
        return self._each(lambda row: self.side[row] * self.level[row] * step, BEYOND)

    @cached_property
    def y(self) -> Each:
        """How high it stands: half-way between its ends."""

        def height(row: int) -> float:
            if row == self.middle:
                return 0.0
            of = self.branch if self.level[row] == 1 else self.twig
            ends = [self.leaf_y[end] for end, leaf in enumerate(self.leaf) if leaf and of[end] == row]
            return float(sum(ends) / len(ends)) if ends else self._end_y(row)

        return self._each(height, BEYOND)

    @cached_property
    def from_x(self) -> Each:
        """Where its line begins; that of the middle is a point."""
        return self._each(lambda row: self.x[self.hung[row] or row], BEYOND)

    @cached_property
    def from_y(self) -> Each:
        """Where its line begins; that of the middle is a point."""
        return self._each(lambda row: self.y[self.hung[row] or row], BEYOND)

    @cached_property
    def label(self) -> Each:
        """What is drawn; a blank where nothing is, which no program replaces by a name of its own."""
        return self._each(lambda row: _shortened(self.text[row]), " ")

    @cached_property
    def note(self) -> Each:
        """What keeps it from hanging where somebody wanted it."""
        return [self._note(row) for row in range(ROOM + 1)]

    def _note(self, row: int) -> str | None:
        text, under = self.text[row], self.under[row]
        if not text:
            return NAMELESS if under else None
        if row == self.middle:
            return MIDDLE if under else None
        if under and under.upper() not in self._first:
            return ORPHAN
        if self.up3[row] != self.middle:
            return DEEP if self.up48[row] == self.middle else CIRCLE
        return TWIN if self._first[text.upper()] != row else None
