"""By what a plan is made, besides what the copies say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from goalsheet.merge.cells import Choices
from goalsheet.merge.ownership import Ownership, ownerships
from goalsheet.merge.values import Value


@dataclass(frozen=True)
class Terms:
    """When it is, who the manager and the employee are, who writes what, and what somebody has chosen.

    `choices` says whose value is kept in a conflict, `accepted` are the flags of accidents that were meant,
    `rewordings` what has given way in statements before, by the goals' ids. The workbook `is_older`
    where a backup of it was put back, and that was meant.
    """

    today: dt.date
    manager: str = ""
    choices: Choices = field(default_factory=dict)
    accepted: Collection[str] = ()
    rules: Mapping[str, Ownership] = field(default_factory=ownerships)
    employee: str = ""
    rewordings: Mapping[str, Collection[Value]] = field(default_factory=dict)
    is_older: bool = False
