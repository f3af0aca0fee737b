"""Pieces that formulas are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

BLANK = '""'


def chosen(cell: str, cases: Mapping[str, str | float | None], otherwise: str = BLANK) -> str:
    """What belongs to the word in `cell`: `cases` by word (None is a blank), else `otherwise`."""
    formula = otherwise
    for word, value in reversed(list(cases.items())):
        formula = f'IF({cell}="{word}",{BLANK if value is None else value},{formula})'
    return formula


def is_one_of(cell: str, words: Iterable[str]) -> str:
    """Whether one of the words stands in `cell`."""
    return "OR(" + ",".join(f'{cell}="{word}"' for word in words) + ")"


def when(condition: str, sentence: str, otherwise: str = BLANK) -> str:
    """The sentence where the condition holds, with a blank behind it for the next one."""
    return f'IF({condition},"{sentence} ",{otherwise})'
