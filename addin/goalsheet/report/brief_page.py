"""The brief as a page: one file of HTML that needs nothing else, to read on a screen or to print on A4."""

from __future__ import annotations

from goalsheet.language.catalogue import ENGLISH, Catalogue
from goalsheet.layout.looks import STATUS_COLORS
from goalsheet.report.brief import Brief
from goalsheet.report.pages import render

#: How many lines of each list are shown; the others are counted.
MOST_LINES = 8
_TITLES = (
    ("wins", "Wins to celebrate", "Nothing new to celebrate. What went well all the same?"),
    ("changes", "What changed", "Nothing that the workbook knows of."),
    ("look_at", "Look at these", "Every goal is looked at, and what is said fits the figures."),
    ("open", "Open questions and actions", "Nothing is open."),
)


def brief_page(brief: Brief, language: Catalogue = ENGLISH) -> str:
    """The page in that language; findings of the check stay English."""
    lists = [(title, getattr(brief, name), nothing) for name, title, nothing in _TITLES]
    return render("brief.html", language, brief=brief, lists=lists, most=MOST_LINES, colors=STATUS_COLORS)
