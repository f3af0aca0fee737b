"""The palette and type scale: every colour and size of the workbook is chosen here."""

from __future__ import annotations

from dataclasses import replace

from goalsheet.layout.plan import Look
from goalsheet.progress import status
from goalsheet.tracker.choices import AGREED, CHANGES_REQUESTED, CLOSED, PROPOSED

INK = "1F2937"
MUTED = "5B6675"
LINE = "D5DCE4"
PALE = "76828F"  # what counts nothing, but has to be read
FAINT = "E9EDF2"
WHITE = "FFFFFF"
MIST = "F4F6F8"  # computed
CREAM = "FFF9E8"  # yours to fill in
LILAC = "EFF1FB"  # your manager's
#: The same on every other row: a table's own bands do not show through cells with a fill.
BANDS = {MIST: "EAEEF3", CREAM: "FFF3D9", LILAC: "E3E7F8"}
TEAL = "0F6B66"
TEAL_DARK = "0B4F4C"
TEAL_LABEL = "106B66"  # in charts: LibreOffice saves a label's colour without leading zeros, and so invalid
TEAL_SOFT = "E3F0EE"
SLATE = "43536A"
STEEL = "566A86"
INDIGO = "4A5590"
GREY = "7B8794"
EXPECTED_LINE = "9AA5B1"  # in charts
GREEN = "1E6B43"
GREEN_SOFT = "DDF1E5"
AMBER = "8A5A00"
AMBER_SOFT = "FFEFC7"
RED = "A3261D"
RED_SOFT = "FBE1DE"
BLUE = "1F5F99"
BLUE_SOFT = "DFECF8"

TITLE = Look(size=20, bold=True, color=TEAL_DARK)
SUBTITLE = Look(size=11, color=MUTED)
HEADING = Look(size=13, bold=True, color=TEAL_DARK, underline=LINE)
TEXT = Look()
PROSE = Look(size=11, wrap=True, valign="top")
BOLD = Look(bold=True)
SMALL = Look(size=9, color=MUTED, wrap=True)
LINK = Look(size=10, bold=True, color=TEAL)
LABEL = Look(size=9, color=MUTED)
REMINDER = Look(size=8.5, wrap=True, valign="center")  # a goal's beginning, where there is no room for all of it
BADGE_LINE = Look(size=11, bold=True, color=AMBER, indent=1)  # rewards as stars
BADGE = Look(size=14, bold=True, color=WHITE, fill=TEAL, align="center", line=WHITE)
BAND = Look(size=11, bold=True, color=WHITE, fill=TEAL, indent=1)
HEADER = Look(size=9, bold=True, color=TEAL_DARK, fill=TEAL_SOFT, wrap=True, line=LINE)

INPUT = Look(fill=CREAM, line=LINE, wrap=True, valign="top", locked=False)
MANAGERS = replace(INPUT, fill=LILAC)
COMPUTED = Look(fill=MIST, line=LINE, valign="top", color=MUTED, wrap=True)

TILE_LABEL = Look(size=9, color=MUTED, fill=MIST, indent=1)
TILE_VALUE = Look(size=20, bold=True, color=TEAL_DARK, fill=MIST, indent=1)
TILE_NOTE = Look(size=9, color=MUTED, fill=MIST, indent=1, valign="top", wrap=True)

DATE = "d mmm yyyy"
PERCENT = "0%"
NUMBER = "General"  # "#,##0.##" would leave a point behind whole numbers: 25.
RATE = "0.00"
#: How large numbers are shown, below zero too: from this size on, by this format. Longer ones would be ####.
LARGE_NUMBERS = ((1_000_000_000, '#,##0,,"M"'), (10_000, "#,##0"))
WHOLE = "0"

#: How each status looks: text colour and fill. The word is always there too.
STATUS_COLORS = {
    status.ACHIEVED: (WHITE, GREEN),
    status.ON_TRACK: (GREEN, GREEN_SOFT),
    status.IN_PROGRESS: (BLUE, BLUE_SOFT),
    status.AT_RISK: (AMBER, AMBER_SOFT),
    status.OFF_TRACK: (RED, RED_SOFT),
    status.OVERDUE: (RED, RED_SOFT),
    status.MISSED: (WHITE, RED),
    status.NOT_STARTED: (MUTED, FAINT),
    status.NO_CHECK_IN: (MUTED, FAINT),
    status.NEEDS_DATES: (AMBER, FAINT),
    status.NEEDS_NUMBERS: (AMBER, FAINT),
}

#: Where the two stand: text colour and fill; a draft has none.
AGREEMENT_COLORS = {
    PROPOSED: (BLUE, BLUE_SOFT),
    CHANGES_REQUESTED: (AMBER, AMBER_SOFT),
    AGREED: (GREEN, GREEN_SOFT),
    CLOSED: (MUTED, FAINT),
}

#: The same as STATUS_COLORS, for a chart's slices.
STATUS_CHART_COLORS = {
    status.ACHIEVED: "1E6B43",
    status.ON_TRACK: "5FAE82",
    status.IN_PROGRESS: "6FA3D4",
    status.AT_RISK: "E9B949",
    status.OFF_TRACK: "D9655B",
    status.OVERDUE: "B5342A",
    status.MISSED: "7F1D17",
    status.NOT_STARTED: "C3CBD5",
    status.NO_CHECK_IN: "9AA5B1",
    status.NEEDS_DATES: "E0D3B0",
    status.NEEDS_NUMBERS: "CDBB8C",
}

#: Moods from great to hard: text colour and fill.
MOOD_COLORS = ((GREEN, GREEN_SOFT), (TEAL, TEAL_SOFT), (AMBER, AMBER_SOFT), (INDIGO, LILAC))
