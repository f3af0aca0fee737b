"""The catalogues that come with goalsheet: one TOML file a language in templates/languages.

TOML, not gettext: whoever translates needs no tool and compiles nothing, Python reads it by itself, and a press of a
button loads one small file. A language is known by its code (de, de-AT) and by what lists of people call it (Deutsch).
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from goalsheet.language.catalogue import ENGLISH, Catalogue

_ENDING = ".toml"


@cache
def codes() -> tuple[str, ...]:
    """The codes of all languages, English first."""
    found = (one.name for one in (files("goalsheet.templates") / "languages").iterdir())
    return (ENGLISH.code, *sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING)))


@cache
def catalogue(code: str) -> Catalogue:
    """The catalogue of a language by its code; English for one that there is none of."""
    if code not in codes() or code == ENGLISH.code:
        return ENGLISH
    said = tomllib.loads((files("goalsheet.templates") / "languages" / f"{code}{_ENDING}").read_text(encoding="utf-8"))
    about = said.pop("language")
    only: Mapping[str, Mapping[str, str]] = said.pop("only", {})
    words: dict[str, str] = {}
    for part in said.values():
        words |= part
    return Catalogue(code, **_about(about), words=words, only=only)


def _about(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}


def language_of(said: str, otherwise: str = ENGLISH.code) -> Catalogue:
    """The language that a person's entry on the list names: de, de-AT, Deutsch, German."""
    word = said.strip().casefold()
    if not word:
        return catalogue(otherwise)
    short = word.replace("_", "-").partition("-")[0]
    if short in codes():
        return catalogue(short)
    named = (one for one in map(catalogue, codes()) if word in map(str.casefold, one.names))
    return next(named, catalogue(otherwise))


def language_of_tabs(titles: Collection[str], place: str, english: Collection[str]) -> Catalogue:
    """The language that a workbook's sheets are called in, by what a catalogue calls the `english` ones there."""
    if not set(english).isdisjoint(titles):
        return ENGLISH
    named = (one for one in map(catalogue, codes()) if {one.word(title, place) for title in english} <= set(titles))
    return next(named, ENGLISH)
