"""The report as one HTML file that needs nothing else: the same figures as JSON, drawn, and drawn further on demand."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from goalsheet.progress.status import AT_RISK, MISSED, OFF_TRACK, OVERDUE, STATUSES
from goalsheet.report.cohort import LABELS, LACKS, LOADS, Cohort
from goalsheet.report.notes import Notes
from goalsheet.report.pages import render
from goalsheet.report.rows import compact
from goalsheet.report.stacks import columns, row
from goalsheet.smart.rule import CRITERIA

#: What the browser may do with the page: run this script, use this style, and nothing else, from nowhere else.
_POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
)
#: What HTML or an old browser might take for something else in a script's data.
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def page(told: Mapping[str, Any], of: Cohort, said: Notes) -> str:
    """The page of an answer, which says the same as `of` and `said`."""
    style, script = (_text(name) for name in ("report.css", "report.js"))
    return render(
        "report.html",
        told=told,
        of=of,
        said=said,
        policy=_POLICY.format(style=_digest(style), script=_digest(script)),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        data=Markup(_data(told, of)),  # noqa: S704 - without any character that HTML knows
        lacks={name: title for name, (title, _) in LACKS.items()},
        loads={name: title for name, (title, _) in LOADS.items()},
        criteria=CRITERIA,
        statuses=STATUSES,
        labels=LABELS,
        places={word: place for place, word in enumerate(STATUSES)},
        now=row(of.everybody.statuses),
        past=columns(of),
        trouble=sum(of.everybody.statuses[word] for word in (AT_RISK, OFF_TRACK, OVERDUE, MISSED)),
    )


def _text(name: str) -> str:
    return (files("goalsheet.templates") / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(told: Mapping[str, Any], of: Cohort) -> str:
    """What the script draws tables from."""
    known = {
        "asOf": told["as_of"],
        "lacks": {name: title for name, (title, _) in LACKS.items()},
        "loads": {name: title for name, (title, _) in LOADS.items()},
        "criteria": CRITERIA,
        "labels": LABELS,
        "statuses": STATUSES,
        "days": [day.isoformat() for day in of.days],
        "helps": [[*goal, *parent] for goal, parent in of.alignment.parents.items()],
        **compact(told),
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
