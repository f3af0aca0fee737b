"""Native charts in the palette: bars, a line, a burn-up, a ring, a map."""

from __future__ import annotations

from openpyxl.chart import BarChart, DoughnutChart, LineChart, ScatterChart
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series as ChartSeries
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.layout.plan import Chart, Series

GRID = "E3E8EE"
TEXT = "5B6675"
INK = "1F2937"
LINK = "9FB8B5"
_LINK_WIDTH = 15875  # in the drawing's own unit, 12,700 of which are a point
_SMALL = 900  # hundredths of a point

_KINDS = {
    "bars": BarChart,
    "line": LineChart,
    "burn-up": ScatterChart,
    "ring": DoughnutChart,
    "map": ScatterChart,
}


def draw_chart(sheet: Worksheet, plan: Chart) -> None:
    """Put the chart on the sheet."""
    chart = _KINDS[plan.kind]()
    chart.width, chart.height = plan.width, plan.height
    chart.style = 2
    chart.roundedCorners = False
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    for order, series in enumerate(plan.series):
        chart.series.append(_link(series, order) if plan.kind == "map" else _series(plan, series, order))
    if plan.kind == "map":
        _map(chart, *plan.reach)
    else:
        {"bars": _bars, "line": _line, "burn-up": _burn_up, "ring": _ring}[plan.kind](chart)
    sheet.add_chart(chart, _anchor(plan))


def _anchor(plan: Chart) -> str | TwoCellAnchor:
    if plan.until is None:
        return plan.anchor
    begin, end = (AnchorMarker(col=column - 1, row=row - 1) for row, column in map(coordinate_to_tuple, _ends(plan)))
    return TwoCellAnchor(editAs="twoCell", _from=begin, to=end)


def _ends(plan: Chart) -> tuple[str, str]:
    return plan.anchor, plan.until or plan.anchor


def _series(plan: Chart, series: Series, order: int) -> ChartSeries:
    drawn = ChartSeries(idx=order, order=order)
    drawn.tx = SeriesLabel(v=series.title)
    if series.across:
        drawn.xVal = AxDataSource(numRef=NumRef(f=series.across))
        drawn.yVal = NumDataSource(numRef=NumRef(f=series.values))
    else:
        drawn.val = NumDataSource(numRef=NumRef(f=series.values))
        dates = plan.kind == "line"
        labels = {"numRef": NumRef(f=plan.labels)} if dates else {"strRef": StrRef(f=plan.labels)}
        drawn.cat = AxDataSource(**labels)
    drawn.graphicalProperties = GraphicalProperties(solidFill=series.color, ln=LineProperties(noFill=True))
    if plan.kind in ("line", "burn-up"):
        drawn.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=series.color, w=28575))
        drawn.smooth = False
        drawn.marker.symbol = "none"
    for index, color in enumerate(series.colors):
        point = DataPoint(idx=index, spPr=GraphicalProperties(solidFill=color, ln=LineProperties(solidFill="FFFFFF")))
        drawn.dPt.append(point)
    return drawn


def _link(series: Series, order: int) -> ChartSeries:
    """A line from one point to another, on whose end stands what its cell says."""
    drawn = ChartSeries(idx=order, order=order)
    drawn.tx = SeriesLabel(strRef=StrRef(f=series.title))
    drawn.xVal = AxDataSource(numRef=NumRef(f=series.across))
    drawn.yVal = NumDataSource(numRef=NumRef(f=series.values))
    drawn.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINK, w=_LINK_WIDTH))
    drawn.smooth = False
    drawn.marker.symbol = "none"
    drawn.dLbls = DataLabelList(dLbl=[_label(series.color)], **_NOT_SHOWN)
    return drawn


_NOT_SHOWN = {f"show{part}": False for part in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")}


def _label(color: str) -> DataLabel:
    """The middle's label is full of its colour; the others are white, so that no line runs through them."""
    is_middle = color != TEXT
    fill, edge, ink = (color, color, "FFFFFF") if is_middle else ("FFFFFF", LINK, INK)
    return DataLabel(
        idx=1,
        dLblPos="ctr",
        spPr=GraphicalProperties(solidFill=fill, ln=LineProperties(solidFill=edge)),
        txPr=_text(_SMALL, ink, bold=is_middle),
        **(_NOT_SHOWN | {"showSerName": True}),
    )


def _map(chart: ScatterChart, across: float, up: float) -> None:
    """Nothing but the links, over all of the chart."""
    chart.scatterStyle = "lineMarker"
    for axis, reach in ((chart.x_axis, across), (chart.y_axis, up)):
        axis.scaling.min, axis.scaling.max = -reach, reach
        axis.delete = True
        axis.majorGridlines = None
    chart.legend = None
    chart.layout = Layout(manualLayout=ManualLayout("inner", "edge", "edge", x=0, y=0, w=1, h=1))


def _bars(chart: BarChart) -> None:
    """Bars only, as wide and high as the chart: what they mean stands in the cells around them."""
    chart.type = "bar"
    chart.gapWidth = 60
    chart.overlap = 0
    chart.x_axis.scaling.orientation = "maxMin"  # the first goal on top
    chart.x_axis.delete = chart.y_axis.delete = True
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.y_axis.majorGridlines = None
    chart.legend = None
    chart.layout = Layout(manualLayout=ManualLayout("inner", "edge", "edge", x=0, y=0, w=1, h=1))


def _line(chart: LineChart) -> None:
    _axes(chart)
    chart.x_axis.number_format = "d mmm"
    chart.x_axis.tickLblSkip = 1
    chart.legend.position = "t"


def _burn_up(chart: ScatterChart) -> None:
    """From the first day to the last, which stand in cells below it: 0 to 1 along the axis."""
    chart.scatterStyle = "lineMarker"
    _axes(chart)
    chart.x_axis.scaling.min, chart.x_axis.scaling.max = 0, 1
    chart.x_axis.delete = True
    chart.x_axis.majorGridlines = None
    chart.legend.position = "t"
    chart.layout = Layout(manualLayout=ManualLayout("inner", "edge", "edge", x=0.17, y=0.15, w=0.8, h=0.8))


def _axes(chart: LineChart | ScatterChart) -> None:
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.y_axis.majorUnit = 0.25
    chart.y_axis.number_format = "0%"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=GRID))
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = _text(_SMALL)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=GRID))
        axis.majorTickMark = axis.minorTickMark = "none"
    chart.legend.txPr = _text(_SMALL)


def _ring(chart: DoughnutChart) -> None:
    chart.holeSize = 58
    chart.legend = None
    chart.layout = Layout(manualLayout=ManualLayout(x=0.02, y=0.02, w=0.96, h=0.96))


def _text(size: int, color: str = TEXT, *, bold: bool = False) -> RichText:
    properties = CharacterProperties(sz=size, b=bold, solidFill=color)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)])
