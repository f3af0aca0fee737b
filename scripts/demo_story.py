"""The story that the demo tells: what invented people write, and what their managers answer, from one file."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from goalsheet.layout.plan import Value

Story = Mapping[str, Any]
_AGO, _IN = "_ago", "_in"


def stories() -> Sequence[Story]:
    """All stories; people take them in turn."""
    text = (files("goalsheet.templates") / "demo" / "story.toml").read_text(encoding="utf-8")
    found: Sequence[Story] = tomllib.loads(text)["stories"]
    return found


def told(row: Mapping[str, Any], today: dt.date) -> dict[str, Value]:
    """A row's cells by column: days counted from today are days, and "" is a blank."""
    return dict(_cell(name, said, today) for name, said in row.items())


def _cell(name: str, said: Any, today: dt.date) -> tuple[str, Value]:
    if name.endswith(_AGO):
        return name.removesuffix(_AGO), today - dt.timedelta(days=said)
    if name.endswith(_IN):
        return name.removesuffix(_IN), today + dt.timedelta(days=said)
    return name, None if said == "" else said
