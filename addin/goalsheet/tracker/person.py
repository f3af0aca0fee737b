"""The people a tracker is for: the employee and the manager."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ADDRESS = re.compile(r"[^@\s,;:<>()\[\]\"\\]+@[^@\s,;:<>()\[\]\"\\.]+(?:\.[^@\s,;:<>()\[\]\"\\.]+)+")


@dataclass(frozen=True, slots=True)
class Manager:
    """Who agrees the goals; blank fields are unknown."""

    id: str = ""
    name: str = ""
    email: str = ""
    first_name: str = ""

    def __bool__(self) -> bool:
        return bool(self.id or self.name or self.email)


@dataclass(frozen=True, slots=True)
class Person:
    """One employee as HR knows them; blank fields are unknown, `extra` holds the roster's other columns."""

    id: str
    first_name: str
    last_name: str
    name: str
    email: str = ""
    job_title: str = ""
    job_family: str = "general"
    department: str = ""
    location: str = ""
    language: str = ""
    start_date: dt.date | None = None
    manager: Manager = Manager()
    extra: Mapping[str, str] = field(default_factory=dict)


def is_address(text: str) -> bool:
    """Tell whether a text can be an e-mail address."""
    local = text.partition("@")[0]
    return bool(_ADDRESS.fullmatch(text)) and ".." not in local and local.strip(".") == local
