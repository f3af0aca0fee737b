"""Pages of HTML from our own templates: whatever people wrote is text in them, never markup.

What a page says itself is said in its language: `"{} goals" | say(3)`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files

import jinja2
from markupsafe import Markup

from goalsheet.language.catalogue import ENGLISH, MONTHS, Catalogue
from goalsheet.progress.remarks import percent
from goalsheet.progress.timing import day_in_words


def render(name: str, language: Catalogue = ENGLISH, **values: object) -> str:
    """The page that the template of that name makes of the values, in that language."""
    return _environment(language).get_template(name).render(values)


@cache
def _environment(language: Catalogue) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": percent, "share": _share, **_spoken(language), **_MARKED}
    environment.globals["language"] = language
    return environment


def _spoken(language: Catalogue) -> dict[str, Callable[..., object]]:
    """The filters that say something in the language."""
    return {
        "say": partial(_say, language),
        "say_of": lambda number, one, many: _say(language, one if number == 1 else many, language.number(number)),
        "told": language.told,
        "count": partial(_count, language),
        "whole": language.number,
        "day": partial(in_words, language),
        "month": partial(_month, language),
    }


_MARKED: dict[str, Callable[..., object]] = {
    "code": Markup("<code>{}</code>").format,
    "bold": Markup("<b>{}</b>").format,
    "slanted": Markup("<i>{}</i>").format,
}


def in_words(language: Catalogue, day: dt.date) -> str:
    """A day as the language writes it."""
    if language.is_english:
        return day_in_words(day)
    return language.days(f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def _month(language: Catalogue, day: dt.date) -> str:
    return f"{language.short_months[day.month - 1]} {day.year}"


def _say(language: Catalogue, text: str, *values: object) -> Markup:
    """What we say in the language; the values in it are escaped as any others."""
    return Markup(language.word(text)).format(*values)  # noqa: S704 - our own text


def _share(share: float | None) -> str:
    """A share in whole percent, a dash where there is none."""
    return "–" if share is None else f"{percent(share)} %"


def _count(language: Catalogue, number: int, one: str, many: str) -> str:
    """How many there are, in words."""
    return f"{language.number(number)} {language.word(one if number == 1 else many)}"


def _source(name: str) -> str:
    return (files("goalsheet.templates") / name).read_text(encoding="utf-8")
