"""Pages of HTML from our own templates: whatever people wrote is text in them, never markup."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import jinja2

from goalsheet.progress.remarks import percent
from goalsheet.progress.timing import day_in_words


def render(name: str, **values: object) -> str:
    """The page that the template of that name makes of the values."""
    return _environment().get_template(name).render(values)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day_in_words, "percent": percent, "share": _share, "count": _count}
    return environment


def _share(share: float | None) -> str:
    """A share in whole percent, a dash where there is none."""
    return "–" if share is None else f"{percent(share)} %"


def _count(number: int, one: str, many: str) -> str:
    """How many there are, in words."""
    return f"{number:,} {one if number == 1 else many}"


def _source(name: str) -> str:
    return (files("goalsheet.templates") / name).read_text(encoding="utf-8")
