"""A verdict as one reads it in a terminal: marks as words, the words that caused them underlined, what to do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import click

from goalsheet.smart.fields import Proposal
from goalsheet.smart.readiness import MARK_WORDS
from goalsheet.smart.rule import Finding
from goalsheet.smart.sentence_marks import GOOD
from goalsheet.smart.text import Span
from goalsheet.smart.verdict import NEARLY, SMART, Verdict
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import table

_COLORS = {SMART: "green", NEARLY: "yellow"}
_MARK_COLORS = ("red", "yellow", "green", "green")
_NAME, _LABEL = 4, 8  # letters of the columns in front of the text
_INDENT = " " * (2 + _NAME + _LABEL + 1)
_FEW = 2  # findings beside the suggestion, unless all are asked for
_TITLES = {column.name: column.title for column in table(Goal).columns}


def lines_of(verdict: Verdict, proposals: Sequence[Proposal], *, width: int, everything: bool) -> Iterator[str]:
    """The lines for one goal, `width` letters wide."""
    name = verdict.goal.id or ""
    label = click.style(f"{verdict.label:<{_LABEL}}", fg=_COLORS.get(verdict.label, "red"), bold=True)
    spans = [finding.span for finding in verdict.findings if finding.span]
    statement = list(_wrapped(verdict.goal.statement or "", spans, width - len(_INDENT)))
    yield f"  {name:<{_NAME}}{label} {statement[0] if statement else ''}"
    yield from (f"{_INDENT}{line}" for line in statement[1:])
    marks = [_mark(name, mark) for name, mark in verdict.marks.items()]
    half = len(marks) // 2
    yield from (_INDENT + " · ".join(part) for part in (marks[:half], marks[half:]))
    yield from _advice(verdict, width, everything=everything)
    if proposals:
        said = ", ".join(f"{_TITLES[one.column]}: {_shown(one.value)}" for one in proposals)
        yield from _block("Could be filled in from the sentence: ", said, width)


def _advice(verdict: Verdict, width: int, *, everything: bool) -> Iterator[str]:
    first = verdict.suggestion
    if first is None:
        return
    yield from _finding("→", first, width)
    others = [finding for finding in verdict.findings if finding is not first]
    shown = others if everything else others[:_FEW]
    for finding in shown:
        yield from _finding("·", finding, width)
    if len(others) > len(shown):
        yield f"{_INDENT}  and {len(others) - len(shown)} more, with --all"


def _finding(bullet: str, finding: Finding, width: int) -> Iterator[str]:
    yield from _block(f"{bullet} ", f"{finding.message} {finding.hint} ({finding.rule})", width)


def _block(lead: str, text: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(text, width, initial_indent=_INDENT + lead, subsequent_indent=_INDENT + "  ")


def _mark(name: str, mark: int | None) -> str:
    if mark is None:
        return click.style(f"{name} cannot be judged", dim=True)
    return f"{name} " + click.style(MARK_WORDS[mark], fg=_MARK_COLORS[mark], bold=mark < GOOD)


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _wrapped(text: str, spans: Sequence[Span], width: int) -> Iterator[str]:
    """The text in lines, the letters in the spans underlined; control characters are left out."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    begin = 0
    for line in textwrap.wrap(plain, max(20, width), drop_whitespace=False, expand_tabs=False):
        marked = [any(start <= place < end for start, end in spans) for place in range(begin, begin + len(line))]
        yield "".join(_runs(line, marked)).strip()
        begin += len(line)


def _runs(line: str, marked: Sequence[bool]) -> Iterator[str]:
    """Stretches of a line, underlined or not."""
    begin = 0
    for place in range(1, len(line) + 1):
        if place == len(line) or marked[place] != marked[begin]:
            part = line[begin:place]
            yield click.style(part, underline=True) if marked[begin] and part.strip() else part
            begin = place
