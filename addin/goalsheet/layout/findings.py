"""The sheet Findings, which a button makes: where it says what, so that what is ours on it can be told."""

from __future__ import annotations

TITLE = "Findings"
HEADER = ("Goal", "Cell", "Letter", "What", "What helps")
HEADER_ROW = 4
COUNTED_ROW = 2  # how many things there are, and as of which day
LINK = '=HYPERLINK("#'  # so begins what stands under Cell in a line of ours
