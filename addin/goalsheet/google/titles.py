"""The titles of tabs, of which Google lets no two be the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from goalsheet.google.cells import Json
from goalsheet.google.found import Found
from goalsheet.google.tabs import TABS
from goalsheet.layout import review_guide

_TITLES = {tab.sheet_id: tab.title for tab in TABS} | {review_guide.SHEET_ID: review_guide.TITLE}


def aside(found: Found) -> Iterator[tuple[int, str]]:
    """New titles for tabs that bear the title of another one of ours: Google lets no two tabs be called the same."""
    ours = {title.casefold() for title in _TITLES.values()}
    taken = {there.title.casefold() for there in found.tabs.values()} | ours
    for sheet, there in found.tabs.items():
        if there.title.casefold() in ours and _TITLES.get(sheet) != there.title:
            numbered = (f"{there.title} ({number})" for number in count(2))
            title = next(one for one in numbered if one.casefold() not in taken)
            taken.add(title.casefold())
            yield sheet, title


def copies(found: Found, aside: Mapping[int, str]) -> Iterator[str]:
    """What somebody should know of tabs that are not ours and had the title of one."""
    for sheet, title in aside.items():
        if sheet not in _TITLES:
            was = found.tabs[sheet].title
            yield f'a tab of somebody\'s own was called {was}; it is called "{title}" now, and is left alone.'


def titled(sheet: int, title: str) -> Json:
    """The request that gives a tab a title."""
    return {"updateSheetProperties": {"properties": {"sheetId": sheet, "title": title}, "fields": "title"}}
