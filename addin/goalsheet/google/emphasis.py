"""Colours that follow what stands in cells, and the filter views that a manager finds ready."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goalsheet.google.cells import Json, color, in_locale
from goalsheet.google.tab_requests import grid
from goalsheet.layout import looks
from goalsheet.layout.review import FIRST_ROW, HEADER_ROW, Tab
from goalsheet.layout.review_overview import EVERYBODY
from goalsheet.layout.review_overview import TAB as OVERVIEW_TAB
from goalsheet.layout.review_tabs import CHECK_INS_TAB, GOALS_TAB
from goalsheet.progress.status import AT_RISK, MISSED, NO_CHECK_IN, OFF_TRACK, OVERDUE, STATUSES
from goalsheet.smart.verdict import NEARLY, NOT_YET, SMART
from goalsheet.tracker.choices import AGREEMENT, FEELING

Colors = Mapping[str, tuple[str, str]]  # word -> text colour and fill
_DRAFT, _PROPOSED, _CHANGES, _AGREED, _CLOSED = AGREEMENT.words
_AGREEMENT_COLORS: Colors = {
    _PROPOSED: (looks.BLUE, looks.BLUE_SOFT),
    _CHANGES: (looks.AMBER, looks.AMBER_SOFT),
    _AGREED: (looks.GREEN, looks.GREEN_SOFT),
    _CLOSED: (looks.MUTED, looks.FAINT),
}
_SMART_COLORS: Colors = {
    SMART: (looks.GREEN, looks.GREEN_SOFT),
    NEARLY: (looks.BLUE, looks.BLUE_SOFT),
    NOT_YET: (looks.AMBER, looks.AMBER_SOFT),
}
WORDS: tuple[tuple[Tab, str, Colors], ...] = (
    (GOALS_TAB, "status", looks.STATUS_COLORS),
    (GOALS_TAB, "smart", _SMART_COLORS),
    (GOALS_TAB, "agreement", _AGREEMENT_COLORS),
    (CHECK_INS_TAB, "feeling", {word: looks.STATUS_COLORS[word] for word in FEELING.words}),
)
#: Counts on the Overview that are coloured unless they are none.
_COUNTS = {"at_risk": looks.STATUS_COLORS[AT_RISK], "off_track": looks.STATUS_COLORS[OFF_TRACK]}
STALE_DAYS = 30
#: What a filter view is about: what stays, by column. Statuses are said by what is hidden.
_TROUBLE = (AT_RISK, OFF_TRACK, OVERDUE, MISSED, NO_CHECK_IN)


def colors(tab: Tab, locale: str) -> Iterator[Json]:
    """The rules that colour a tab's cells."""
    for index, rule in enumerate(_rules(tab, locale)):
        yield {"addConditionalFormatRule": {"rule": rule, "index": index}}


def _rules(tab: Tab, locale: str) -> Iterator[Json]:
    for of, column, words in WORDS:
        if of is tab:
            for word, (ink, fill) in words.items():
                yield _rule(tab, column, _condition("TEXT_EQ", word), ink, fill)
    if tab is OVERVIEW_TAB:
        yield _whole_row(tab, f'=$A{FIRST_ROW}="{EVERYBODY}"', locale, looks.TEAL_SOFT, looks.TEAL_DARK)
        for column, (ink, fill) in _COUNTS.items():
            yield _rule(tab, column, _condition("NUMBER_GREATER", "0"), ink, fill)
        late = f"{tab.letter('next_check_in')}{FIRST_ROW}"
        overdue = in_locale(f'=AND({late}<>"",{late}<TODAY())', locale)
        yield _rule(tab, "next_check_in", _condition("CUSTOM_FORMULA", overdue), *looks.STATUS_COLORS[AT_RISK])
        for fill, even in ((looks.MIST, "TRUE"), (looks.BANDS[looks.MIST], "FALSE")):
            yield _whole_row(tab, f'=AND($A{FIRST_ROW}<>"",ISEVEN(ROW())={even})', locale, fill)


def _whole_row(tab: Tab, formula: str, locale: str, fill: str, ink: str | None = None) -> Json:
    return _rule(tab, None, _condition("CUSTOM_FORMULA", in_locale(formula, locale)), ink, fill)


def _rule(tab: Tab, column: str | None, condition: Json, ink: str | None, fill: str) -> Json:
    places = (tab.place(column), tab.place(column)) if column else (1, len(tab.columns))
    look: Json = {"backgroundColorStyle": color(fill)}
    if ink:
        look["textFormat"] = {"foregroundColorStyle": color(ink), "bold": True}
    return {
        "ranges": [grid(tab, (FIRST_ROW, None), places)],
        "booleanRule": {"condition": condition, "format": look},
    }


def _condition(kind: str, *values: str) -> Json:
    return {"type": kind, "values": [{"userEnteredValue": value} for value in values]}


def filter_views(tab: Tab, locale: str) -> Iterator[Json]:
    """The filter views of Goals."""
    if tab is not GOALS_TAB:
        return
    calm = [word for word in STATUSES if word not in _TROUBLE]
    last = f"{tab.letter('last_check_in')}{FIRST_ROW}"
    stale = in_locale(f'=AND($A{FIRST_ROW}<>"",OR({last}="",{last}<TODAY()-{STALE_DAYS}))', locale)
    yield _view(tab, "Mine to agree", "agreement", {"hiddenValues": [_AGREED, _CLOSED]})
    yield _view(tab, "At risk", "status", {"hiddenValues": [*calm, ""]})
    yield _view(
        tab, "Stale: no check-in for a month", "last_check_in", {"condition": _condition("CUSTOM_FORMULA", stale)}
    )
    yield _view(tab, "By person", "person", None)


def _view(tab: Tab, title: str, column: str, criteria: Json | None) -> Json:
    place = tab.place(column) - 1
    view: Json = {"title": title, "range": grid(tab, (HEADER_ROW, None), (1, len(tab.columns)))}
    if criteria:
        view["filterSpecs"] = [{"columnIndex": place, "filterCriteria": criteria}]
    else:
        view["sortSpecs"] = [{"dimensionIndex": place, "sortOrder": "ASCENDING"}]
    return {"addFilterView": {"filter": view}}
