"""Colours that follow what stands in cells, and the filter views that a manager finds ready."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goalsheet.google.cells import Json, color, in_locale
from goalsheet.google.tab_requests import grid
from goalsheet.layout import looks
from goalsheet.layout.review import FIRST_ROW, HEADER_ROW, Tab
from goalsheet.layout.review_overview import EVERYBODY
from goalsheet.layout.review_overview import TAB as OVERVIEW_TAB
from goalsheet.layout.review_tabs import CHECK_INS_TAB, GOALS_TAB
from goalsheet.progress.status import AT_RISK, MISSED, NO_CHECK_IN, OFF_TRACK, OVERDUE, STATUSES
from goalsheet.smart.verdict import NEARLY, NOT_YET, SMART
from goalsheet.tracker.choices import AGREED, CLOSED, FEELING

Colors = Mapping[str, tuple[str, str]]  # word -> text colour and fill
_SMART_COLORS: Colors = {
    SMART: (looks.GREEN, looks.GREEN_SOFT),
    NEARLY: (looks.BLUE, looks.BLUE_SOFT),
    NOT_YET: (looks.AMBER, looks.AMBER_SOFT),
}
WORDS: tuple[tuple[Tab, str, Colors], ...] = (
    (GOALS_TAB, "status", looks.STATUS_COLORS),
    (GOALS_TAB, "smart", _SMART_COLORS),
    (GOALS_TAB, "agreement", looks.AGREEMENT_COLORS),
    (CHECK_INS_TAB, "feeling", {word: looks.STATUS_COLORS[word] for word in FEELING.words}),
)
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
                yield _rule(tab, [column], _condition("TEXT_EQ", word), ink, fill)
    if tab is OVERVIEW_TAB:
        yield from _overview_rules(locale)


def _overview_rules(locale: str) -> Iterator[Json]:
    """Bands, a row for all, and what needs a look.

    Each column with rules of its own has the others, too, on the very same range: LibreOffice knows no order between
    rules whose ranges merely overlap.
    """
    late = f"{OVERVIEW_TAB.letter('next_review')}{FIRST_ROW}"
    own = {
        "at_risk": (_condition("NUMBER_GREATER", "0"), *looks.STATUS_COLORS[AT_RISK]),
        "off_track": (_condition("NUMBER_GREATER", "0"), *looks.STATUS_COLORS[OFF_TRACK]),
        "next_review": (_formula(f'=AND(ISTEXT({late}),{late}<>"")', locale), *looks.STATUS_COLORS[AT_RISK]),
    }
    others = [column.name for column in OVERVIEW_TAB.columns if column.name not in own]
    for columns in (others, *([name] for name in own)):
        total = _formula(f'=$A{FIRST_ROW}="{EVERYBODY}"', locale)
        yield _rule(OVERVIEW_TAB, columns, total, looks.TEAL_DARK, looks.TEAL_SOFT)
        if columns[0] in own:
            yield _rule(OVERVIEW_TAB, columns, *own[columns[0]])
        for fill, even in ((looks.MIST, "TRUE"), (looks.BANDS[looks.MIST], "FALSE")):
            band = _formula(f'=AND($A{FIRST_ROW}<>"",ISEVEN(ROW())={even})', locale)
            yield _rule(OVERVIEW_TAB, columns, band, None, fill)


def _formula(formula: str, locale: str) -> Json:
    return _condition("CUSTOM_FORMULA", in_locale(formula, locale))


def _rule(tab: Tab, columns: Sequence[str], condition: Json, ink: str | None, fill: str) -> Json:
    look: Json = {"backgroundColorStyle": color(fill)}
    if ink:
        look["textFormat"] = {"foregroundColorStyle": color(ink), "bold": True}
    ranges = [grid(tab, (FIRST_ROW, None), (tab.place(name), tab.place(name))) for name in columns]
    return {"ranges": ranges, "booleanRule": {"condition": condition, "format": look}}


def _condition(kind: str, *values: str) -> Json:
    return {"type": kind, "values": [{"userEnteredValue": value} for value in values]}


def filter_views(tab: Tab, locale: str) -> Iterator[Json]:
    """The filter views of Goals."""
    if tab is not GOALS_TAB:
        return
    calm = [word for word in STATUSES if word not in _TROUBLE]
    last = f"{tab.letter('last_check_in')}{FIRST_ROW}"
    stale = in_locale(f'=AND($A{FIRST_ROW}<>"",OR({last}="",{last}<TODAY()-{STALE_DAYS}))', locale)
    yield _view(tab, "Mine to agree", "agreement", {"hiddenValues": [AGREED, CLOSED]})
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
