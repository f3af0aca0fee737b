"""A verdict as JSON: the contract of `goalsheet check --lines` and `--format json`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from goalsheet.smart.fields import Proposal
from goalsheet.smart.quantity import Quantity
from goalsheet.smart.verdict import Verdict

LINE_MARKS = ("specific", "measurable", "achievable", "relevant", "timely")


def line_answer(text: str, verdict: Verdict) -> dict[str, Any]:
    """The answer for one sentence, as the command's contract has it; a mark that cannot be given is null."""
    return (
        {"text": text}
        | {name: verdict.marks[name] for name in LINE_MARKS}
        | {"ready": verdict.is_ready}
        | _said(verdict)
    )


def goal_answer(verdict: Verdict, offer: Sequence[Proposal]) -> dict[str, Any]:
    """The answer for one goal of a tracker: as for a line, with what its sentence offers for blank cells.

    Spans count the characters of its `text`, which is the statement as it stands in the cell.
    """
    marks = {name: verdict.marks[name] for name in (*LINE_MARKS, "realistic")}
    proposals = [{"column": one.column, "value": _plain(one.value)} for one in offer]
    own = {"id": verdict.goal.id, "text": verdict.goal.statement, "label": verdict.label, "ready": verdict.is_ready}
    return own | marks | _said(verdict) | {"proposals": proposals}


def _said(verdict: Verdict) -> dict[str, Any]:
    day = verdict.deadline.day if verdict.deadline else None
    return {
        "deadline": day.isoformat() if day else None,
        "quantities": [_quantity(quantity) for quantity in verdict.quantities],
        "findings": [
            {
                "rule": finding.rule,
                "criterion": finding.criterion,
                "message": finding.message,
                "hint": finding.hint,
                "span": list(finding.span) if finding.span else None,
            }
            for finding in verdict.findings
        ],
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    said = {"text": quantity.text, "kind": quantity.kind, "value": quantity.value, "unit": quantity.unit}
    more = {"from": quantity.start, "to": quantity.most, "bound": quantity.bound or None}
    return said | {name: value for name, value in more.items() if value is not None}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
