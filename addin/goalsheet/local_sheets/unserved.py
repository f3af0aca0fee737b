"""What Google takes in requests to Sheets and this server does nothing with: it says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_CELLS = ("chipRuns", "dataSourceFormula", "dataSourceTable", "pivotTable")
_SORTING = (
    *("backgroundColor", "backgroundColorStyle", "foregroundColor", "foregroundColorStyle"),
    "dataSourceColumnReference",
)
_CHARTS = (
    *("bubbleChart", "candlestickChart", "dataSourceChartProperties", "histogramChart", "orgChart"),
    *("scorecardChart", "treemapChart", "waterfallChart"),
)
#: By message and field the words that are not served; none where nothing of the field is.
NOT_SERVED: Mapping[tuple[str, str], frozenset[str]] = {
    **{("CellData", name): frozenset() for name in _CELLS},
    **{("SortSpec", name): frozenset() for name in _SORTING},
    **{("ChartSpec", name): frozenset() for name in _CHARTS},
    ("BasicChartSpec", "chartType"): frozenset({"COMBO", "STEPPED_AREA"}),
}


def is_unserved(schema: str, name: str, value: Any) -> bool:
    """Whether the server does nothing with that value of a message's field."""
    words = NOT_SERVED.get((schema, name))
    return words is not None and (not words or value in words)


def unserved(schemas: Mapping[str, Mapping[str, str]], schema: str, value: Any) -> Iterator[str]:
    """All of that in a message that fits Google's description, in words."""
    if isinstance(value, list):
        for one in value:
            yield from unserved(schemas, schema, one)
    elif isinstance(value, dict):
        for name, part in value.items():
            if is_unserved(schema, name, part):
                yield f"{name} {part}" if NOT_SERVED[schema, name] else name
            elif (kind := schemas[schema].get(name, "").lstrip("[")) in schemas:
                yield from unserved(schemas, kind, part)
