"""What Start and the Dashboard show in one line: the rewards earned so far as stars, and the day of the next review."""

from __future__ import annotations

from goalsheet.layout.facts import Figures
from goalsheet.layout.phrases import ARE_HELD, are_days, day_in_words, rows_where
from goalsheet.layout.plan import Live
from goalsheet.progress import rewards, timing

_MOST = 10  # stars
_KINDS = ((rewards.EARNED, "to celebrate"), (rewards.CELEBRATED, "celebrated"), (rewards.RECEIVED, "received"))
_BETWEEN, _NEXT, _DUE = "   ·   ", "Next review: ", "Review due since "


def _count(state: str) -> str:
    return f'COUNTIFS(reward_state,"{state}")'


def badges() -> Live:
    """A star for each reward, and how many are to be celebrated, were celebrated or received."""
    every = "+".join(_count(state) for state, _ in _KINDS)
    said = '&", "&'.join(f'{_count(state)}&" {words}"' for state, words in _KINDS)
    return Live(f'IF({every}=0,"",REPT("★",MIN({_MOST},{every}))&"  "&{said})', _badges)


def _badges(figures: Figures) -> str | None:
    found = [figures.reward_counts[state] for state, _ in _KINDS]
    if not any(found):
        return None
    said = ", ".join(f"{count} {words}" for count, (_, words) in zip(found, _KINDS, strict=True))
    return f"{'★' * min(_MOST, sum(found))}  {said}"


def next_review() -> Live:
    """The day of the next review: one that is noted already, else a rhythm after the last one; none after the cycle."""
    last = f"MAX(IF({rows_where(are_days('review_date'), ARE_HELD)},INT(review_date),0))"
    rhythm = f"MIN(cycle_end,EDATE(MAX(cycle_start,{last}),review_months))"
    return Live(
        f'IF({last}>TODAY(),{last},IF({last}>=cycle_end,"",{rhythm}))', lambda figures: figures.next_review, array=True
    )


def line() -> Live:
    """Both in one line, as the names of the figures on Lists have them."""
    words = f'IF(next_review<TODAY(),"{_DUE}","{_NEXT}")'
    day = f'IF(ISNUMBER(next_review),{words}&{day_in_words("next_review")},"")'
    between = f'IF(AND(reward_badges<>"",ISNUMBER(next_review)),"{_BETWEEN}","")'
    return Live(f"reward_badges&{between}&{day}", _line)


def _line(figures: Figures) -> str | None:
    day = figures.next_review
    words = _DUE if day and day < figures.today else _NEXT
    parts = (_badges(figures), f"{words}{timing.day_in_words(day)}" if day else None)
    return _BETWEEN.join(filter(None, parts)) or None
