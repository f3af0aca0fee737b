"""Goal attainment scaling: one score for the goals that are measured by levels from -2 to +2.

Kiresuk and Sherman 1968. The score is for one person over time: its range depends on the number of goals, so it must
not rank people; levels are shown before it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from goalsheet.tracker.choices import HIGHEST_LEVEL, LEVELS, LOWEST_LEVEL
from goalsheet.tracker.goal import Goal

SAID, MEANS = "Levels: T-score", "; 50 is as expected throughout."
CORRELATION = 0.3  # that Kiresuk and Sherman suppose between the goals of one person


def levels(goals: Iterable[Goal]) -> list[tuple[float, float]]:
    """Weight and level of the appraised goals that are measured by levels; all weigh 1 unless each has a weight."""
    found = [
        (goal.counted_weight, max(LOWEST_LEVEL, min(HIGHEST_LEVEL, goal.latest)))
        for goal in goals
        if goal.measure == LEVELS and goal.latest is not None
    ]
    return found if all(weight > 0 for weight, _ in found) else [(1.0, level) for _, level in found]


def in_words(score: float | None) -> str:
    """The T-score as it is told, to one digit; blank without one."""
    return "" if score is None else f"{SAID} {math.floor(score * 10 + 0.5) / 10:g}{MEANS}"


def t_score(weighed: Sequence[tuple[float, float]]) -> float | None:
    """The T-score of weights and levels: 50 is "as expected" throughout; None without a level."""
    if not weighed:
        return None
    total = sum(weight for weight, _ in weighed)
    squares = sum(weight * weight for weight, _ in weighed)
    spread = math.sqrt((1 - CORRELATION) * squares + CORRELATION * total * total)
    return 50 + 10 * sum(weight * level for weight, level in weighed) / spread
