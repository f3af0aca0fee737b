"""How Google's sentences name the type of a word: `google.apps.sheets.v4.` and what stands here.

The discovery document leaves these names out; they are those of Google's reference. What one message alone has is
called by that message first (reported so for PieChartSpec.PieChartLegendPosition).
"""

from __future__ import annotations

#: Types that several messages share.
SHARED = {
    "majorDimension": "Dimension",
    "dimension": "Dimension",
    "shiftDimension": "Dimension",
    "responseValueRenderOption": "ValueRenderOption",
    "responseDateTimeRenderOption": "DateTimeRenderOption",
    **{name: name[0].upper() + name[1:] for name in ("valueInputOption", "valueRenderOption", "dateTimeRenderOption")},
    "insertDataOption": "AppendValuesRequest.InsertDataOption",
    "commentsViewMode": "CommentsViewMode",
    "sortOrder": "SortOrder",
    "pasteType": "PasteType",
    "themeColor": "ThemeColorType",
    "colorType": "ThemeColorType",
    "visibility": "DeveloperMetadataVisibility",
    "locationType": "DeveloperMetadataLocationType",
    "aggregateType": "ChartAggregateType",
}
SHARED_OF_MESSAGES = {
    ("PasteDataRequest", "type"): "PasteType",
    ("BasicChartSpec", "chartType"): "BasicChartType",
    ("BasicChartSeries", "type"): "BasicChartType",
    ("BasicChartSeries", "targetAxis"): "BasicChartAxisPosition",
    ("BasicChartAxis", "position"): "BasicChartAxisPosition",
    ("LineStyle", "type"): "LineDashType",
    ("BooleanCondition", "type"): "ConditionType",
    ("SlicerSpec", "horizontalAlignment"): "HorizontalAlign",
    ("TextPosition", "horizontalAlignment"): "HorizontalAlign",
    ("CellFormat", "horizontalAlignment"): "HorizontalAlign",
}
#: Types of one message whose name is not that of the field.
OWN = {
    ("BasicChartSpec", "compareMode"): "BasicChartCompareMode",
    ("BasicChartSpec", "legendPosition"): "BasicChartLegendPosition",
    ("BasicChartSpec", "stackedType"): "BasicChartStackedType",
    ("CellFormat", "verticalAlignment"): "VerticalAlign",
    ("ChartAxisViewWindowOptions", "viewWindowMode"): "ViewWindowMode",
    ("ChartSpec", "hiddenDimensionStrategy"): "ChartHiddenDimensionStrategy",
    ("DataLabel", "placement"): "DataLabelPlacement",
    ("DataLabel", "type"): "DataLabelType",
    ("DeveloperMetadataLookup", "locationMatchingStrategy"): "DeveloperMetadataLocationMatchingStrategy",
    ("InterpolationPoint", "type"): "InterpolationPointType",
    ("NumberFormat", "type"): "NumberFormatType",
    ("PieChartSpec", "legendPosition"): "PieChartLegendPosition",
    ("PointStyle", "shape"): "PointShape",
    ("SpreadsheetProperties", "autoRecalc"): "RecalculationInterval",
}


def enum_name(schema: str, field: str) -> str:
    """The name of the type whose words a message's field takes."""
    shared = SHARED_OF_MESSAGES.get((schema, field)) or SHARED.get(field)
    return shared or f"{schema}.{OWN.get((schema, field), field[0].upper() + field[1:])}"


def message_name(schema: str) -> str:
    """The name of a message; a request stands within the batch that it is of."""
    return "BatchUpdateSpreadsheetRequest.Request" if schema == "Request" else schema
