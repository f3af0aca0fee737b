"""The charts below the Overview's table: how far each person is, and how the goals stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from goalsheet.google.cells import FONT, Json, color
from goalsheet.google.tab_requests import grid, pixels
from goalsheet.layout import looks
from goalsheet.layout.review import FIRST_ROW, HEADER_ROW
from goalsheet.layout.review_overview import TAB
from goalsheet.progress.status import ACHIEVED, AT_RISK, NOT_STARTED, OFF_TRACK, ON_TRACK

_PROGRESS, _STATUSES = 301, 302  # ids of our own choice, so that charts can be mended
_WIDTH, _LEAST_HEIGHT, _A_PERSON = 560, 220, 34  # pixels
_GAP = 3  # rows between table and charts
_BETWEEN = 20  # pixels between the charts, at least
#: Progress is a share, whoever is far ahead or behind.
_WHOLE = {"viewWindowMin": 0, "viewWindowMax": 1, "viewWindowMode": "EXPLICIT"}

_SERIES = {
    _PROGRESS: (("progress", looks.TEAL), ("expected", looks.STATUS_CHART_COLORS[NOT_STARTED])),
    _STATUSES: tuple(
        (name, looks.STATUS_CHART_COLORS[word])
        for name, word in (
            ("achieved", ACHIEVED),
            ("on_track", ON_TRACK),
            ("at_risk", AT_RISK),
            ("off_track", OFF_TRACK),
            ("others", NOT_STARTED),
        )
    ),
}
_TITLES = {_PROGRESS: "Progress and what is expected", _STATUSES: "How the goals stand"}


def adding(people: int) -> Iterator[Json]:
    """The requests that add the charts for so many people."""
    for chart in _SERIES:
        yield _adding(chart, people)


def following(people: int, there: Collection[int]) -> Iterator[Json]:
    """The requests that make the charts follow the table after people joined or left; deleted ones stay deleted."""
    for chart in [chart for chart in _SERIES if chart in there]:
        yield {"deleteEmbeddedObject": {"objectId": chart}}
        yield _adding(chart, people)


def _adding(chart: int, people: int) -> Json:
    made = {"chartId": chart, "spec": _spec(chart, people), "position": _position(chart, people)}
    return {"addChart": {"chart": made}}


def _position(chart: int, people: int) -> Json:
    column = 0 if chart == _PROGRESS else _second_column()
    anchor = {"sheetId": TAB.sheet_id, "rowIndex": FIRST_ROW + people + _GAP - 1, "columnIndex": column}
    height = max(_LEAST_HEIGHT, 90 + _A_PERSON * people)
    return {"overlayPosition": {"anchorCell": anchor, "widthPixels": _WIDTH, "heightPixels": height}}


def _second_column() -> int:
    """The first column (from 0) that begins where the first chart has ended."""
    edges = list(accumulate(map(pixels, TAB.columns), initial=0))
    return next(place for place, edge in enumerate(edges) if edge >= _WIDTH + _BETWEEN)


def _spec(chart: int, people: int) -> Json:
    bottom: Json = {"position": "BOTTOM_AXIS"} | ({"viewWindowOptions": _WHOLE} if chart == _PROGRESS else {})
    basic: Json = {
        "chartType": "BAR",
        "legendPosition": "BOTTOM_LEGEND",
        "headerCount": 1,
        "axis": [{"position": "LEFT_AXIS"}, bottom],
        "domains": [{"domain": _source("person", people)}],
        "series": [_series(name, hue, people) for name, hue in _SERIES[chart]],
    }
    if chart == _STATUSES:
        basic["stackedType"] = "STACKED"
    title = {
        "titleTextFormat": {
            "fontFamily": FONT,
            "fontSize": 12,
            "bold": True,
            "foregroundColorStyle": color(looks.TEAL_DARK),
        }
    }
    return {"title": _TITLES[chart], "fontName": FONT, "basicChart": basic} | title


def _series(name: str, hue: str, people: int) -> Json:
    return {"series": _source(name, people), "targetAxis": "BOTTOM_AXIS", "colorStyle": color(hue)}


def _source(name: str, people: int) -> Json:
    place = TAB.place(name)
    sources: Sequence[Json] = [grid(TAB, (HEADER_ROW, FIRST_ROW + people - 1), (place, place))]
    return {"sourceRange": {"sources": list(sources)}}
