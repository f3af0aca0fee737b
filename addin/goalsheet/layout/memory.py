"""Remember what was worked out for the very same objects: hashing hundreds of cells costs more than it saves."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

Result = TypeVar("Result")

MOST = 256


def remember_by_identity(rows: int) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Remember results by the identity of the members of the first `rows` arguments and by the others' values."""

    def decorate(function: Callable[..., Result]) -> Callable[..., Result]:
        remembered: dict[Hashable, tuple[Any, Result]] = {}

        @wraps(function)
        def remembering(*given: Any) -> Result:
            lists = given[:rows]
            key = (*(tuple(map(id, members)) for members in lists), given[rows:])
            found = remembered.get(key)
            if found is None:
                if len(remembered) >= MOST:
                    remembered.clear()
                # The arguments are kept too: an identity means something only while its object lives.
                found = remembered[key] = (lists, function(*given))
            return found[1]

        return remembering

    return decorate
