"""Where a finding belongs: the goal's row on its sheet, and the cell that is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goalsheet.excel.tables import OpenTable
from goalsheet.smart.rule import Finding
from goalsheet.smart.verdict import Verdict


@dataclass(frozen=True)
class Place:
    """A goal's row on its sheet."""

    goals: OpenTable
    row: int

    def cell(self, finding: Finding) -> str:
        """The address of the cell that a finding is about: its column's, or the sentence's."""
        column = finding.column if finding.column in self.goals.location.columns else "statement"
        return f"{self.goals.location.columns[column or 'statement']}{self.row}"


Seen = Sequence[tuple[Place, Verdict]]
