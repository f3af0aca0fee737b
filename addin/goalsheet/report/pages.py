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
    environment.filters |= {"day": day_in_words, "percent": percent}
    return environment


def _source(name: str) -> str:
    return (files("goalsheet.templates") / name).read_text(encoding="utf-8")
