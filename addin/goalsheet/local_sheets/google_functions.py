"""Functions that Google works out and this server does not: it refuses their formulas, for it would show an error.

`google_functions.json` has the names of Google's functions; what is missing there is `#NAME?` in its cell.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files

from goalsheet.local_sheets import range_functions  # noqa: F401 - importing them registers them
from goalsheet.local_sheets.functions import RANGED, SCALAR, SPECIAL
from goalsheet.local_sheets.refusals import not_served

_CALLED = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|([A-Za-z_][\w.]*)\s*\(")


def require_functions(formula: str) -> None:
    """501 for a formula with a function that Google works out and this server does not."""
    lost = _unserved(formula)
    if lost:
        raise not_served(f"the function {lost}")


@lru_cache(maxsize=4096)
def _unserved(formula: str) -> str:
    """The first of those functions; blank if there is none."""
    called = (found[1].upper() for found in _CALLED.finditer(formula) if found[1])
    return next((name for name in called if name in _googles() and not _is_served(name)), "")


@cache
def _googles() -> frozenset[str]:
    text = (files("goalsheet.local_sheets") / "google_functions.json").read_text(encoding="utf-8")
    return frozenset(json.loads(text))


def _is_served(name: str) -> bool:
    return name in SCALAR or name in RANGED or name in SPECIAL
