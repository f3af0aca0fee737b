"""The report as one HTML file that needs nothing else: the same figures as JSON, drawn, and drawn further on demand."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from goalsheet.language.catalogue import ENGLISH, Catalogue
from goalsheet.progress.status import AT_RISK, MISSED, OFF_TRACK, OVERDUE, STATUSES
from goalsheet.report.cohort import LABELS, LACKS, LOADS, Cohort
from goalsheet.report.notes import Notes
from goalsheet.report.pages import render
from goalsheet.report.rows import compact
from goalsheet.report.stacks import columns, row
from goalsheet.smart.rule import CRITERIA
from goalsheet.tracker.choices import AGREEMENT

#: What the browser may do with the page: run this script, use this style, and nothing else, from nowhere else.
_POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
)
_SAID = re.compile(r'say\("([^"]+)"')  # by the script
#: What HTML or an old browser might take for something else in a script's data.
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def page(told: Mapping[str, Any], of: Cohort, said: Notes, language: Catalogue = ENGLISH) -> str:
    """The page of an answer, which says the same as `of` and `said`, in that language."""
    style, script = (_text(name) for name in ("report.css", "report.js"))
    return render(
        "report.html",
        language,
        told=told,
        of=of,
        said=said,
        policy=_POLICY.format(style=_digest(style), script=_digest(script)),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        data=Markup(_data(told, of, language, script)),  # noqa: S704 - without any character that HTML knows
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


def _in_words(person: Mapping[str, Any], language: Catalogue) -> Mapping[str, Any]:
    """A person with what the figures of goals say in words; the coach's hints stay English."""
    if language.is_english:
        return person
    goals = [{**goal, "why": language.told(goal["why"])} if goal.get("why") else goal for goal in person["goals"]]
    return {**person, "goals": goals}


def _texts(script: str) -> list[str]:
    """What the script says, and what it says of goals."""
    offered = (*STATUSES, *LABELS, *AGREEMENT.words, *(title for title, _ in (*LACKS.values(), *LOADS.values())))
    return [*dict.fromkeys((*_SAID.findall(script), *offered))]


def _text(name: str) -> str:
    return (files("goalsheet.templates") / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(told: Mapping[str, Any], of: Cohort, language: Catalogue, script: str) -> str:
    """What the script draws tables from."""
    known = {
        "asOf": told["as_of"],
        "language": language.code,
        "texts": {text: language.word(text) for text in _texts(script)} if not language.is_english else {},
        "lacks": {name: title for name, (title, _) in LACKS.items()},
        "loads": {name: title for name, (title, _) in LOADS.items()},
        "criteria": CRITERIA,
        "labels": LABELS,
        "statuses": STATUSES,
        "days": [day.isoformat() for day in of.days],
        "helps": [[*goal, *parent] for goal, parent in of.alignment.parents.items()],
        **compact({**told, "people": [_in_words(one, language) for one in told["people"]]}),
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
