"""A review spreadsheet as it was found: tabs, what stands in their cells, and how they are protected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goalsheet.google import commits
from goalsheet.google.cells import Json
from goalsheet.google.commits import Commits
from goalsheet.google.left import Left, left

#: What stands in cells, by the name of the part and by row and column.
Parts = dict[str, dict[tuple[int, int], Json]]

#: All that is asked for, in one request.
FIELDS = (
    f"spreadsheetId,properties(title,locale),{commits.FIELDS},"
    "sheets(properties(sheetId,title,index,gridProperties(rowCount,columnCount)),protectedRanges,"
    "merges,charts(chartId),data(startRow,startColumn,rowMetadata(pixelSize),"
    "rowData.values(userEnteredValue,effectiveValue(errorValue(type)),dataValidation(condition,strict))))"
)


@dataclass(frozen=True)
class FoundTab:
    """One tab; `cells` are userEnteredValues by row and column from 1, without blanks, `rules` what cells accept.

    `errors` are what cells show in which a formula goes wrong.
    """

    sheet_id: int
    title: str
    row_count: int
    column_count: int
    cells: Mapping[tuple[int, int], Json]
    protections: Sequence[Json]
    charts: frozenset[int]
    heights: Mapping[int, int] = field(default_factory=dict)  # in pixels, by row
    merges: Sequence[Json] = ()
    rules: Mapping[tuple[int, int], Json] = field(default_factory=dict)
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def text(self, row: int, place: int) -> str:
        """The text of a cell, blank if it holds none."""
        return str(self.cells.get((row, place), {}).get("stringValue", ""))


@dataclass(frozen=True)
class Found:
    """A whole spreadsheet, its tabs by id, what sync has committed to it, and left in it.

    `is_answer` says that it is what a batch of ours returned: what differs from that was written in this very moment.
    """

    title: str
    locale: str
    tabs: Mapping[int, FoundTab]
    commits: Commits = field(default_factory=Commits)
    left: Left = field(default_factory=Left)
    is_answer: bool = False


def found(answer: Mapping[str, Any], *, is_answer: bool = False) -> Found:
    """What spreadsheets.get, or a batchUpdate that returns the spreadsheet, says."""
    properties = answer.get("properties", {})
    tabs = [_tab(sheet) for sheet in answer.get("sheets", [])]
    notes = answer.get("developerMetadata", [])
    return Found(
        title=properties.get("title", ""),
        locale=properties.get("locale", ""),
        tabs={tab.sheet_id: tab for tab in tabs},
        commits=commits.commits(notes),
        left=left(notes),
        is_answer=is_answer,
    )


def _tab(sheet: Mapping[str, Any]) -> FoundTab:
    properties, data = sheet.get("properties", {}), sheet.get("data", [])
    size = properties.get("gridProperties", {})
    parts = _parts(data)
    return FoundTab(
        sheet_id=properties.get("sheetId", 0),
        title=properties.get("title", ""),
        row_count=size.get("rowCount", 0),
        column_count=size.get("columnCount", 0),
        cells=parts["userEnteredValue"],
        protections=sheet.get("protectedRanges", []),
        charts=frozenset(chart.get("chartId", 0) for chart in sheet.get("charts", [])),
        heights=dict(_heights(data)),
        merges=sheet.get("merges", []),
        rules=parts["dataValidation"],
        errors=dict(_errors(parts)),
    )


#: What Google's types of errors look like in a cell.
_SHOWN = {
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
}


def _errors(parts: Parts) -> Iterator[tuple[tuple[int, int], str]]:
    """The errors that cells show: of a formula, or typed as such."""
    for held in (parts["effectiveValue"], parts["userEnteredValue"]):
        for cell, value in held.items():
            if "errorValue" in value:
                yield cell, _SHOWN.get(value["errorValue"].get("type", ""), "#ERROR!")


def _heights(data: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    return [
        (block.get("startRow", 0) + down + 1, row["pixelSize"])
        for block in data
        for down, row in enumerate(block.get("rowMetadata", []))
        if "pixelSize" in row
    ]


def _parts(data: Sequence[Mapping[str, Any]]) -> Parts:
    """What is told of cells, by its name: looked at once, for cells are by far the most of a spreadsheet."""
    parts: Parts = {"userEnteredValue": {}, "effectiveValue": {}, "dataValidation": {}}
    for block in data:
        first, left = block.get("startRow", 0) + 1, block.get("startColumn", 0) + 1
        for row, line in enumerate(block.get("rowData", []), first):
            for column, cell in enumerate(line.get("values", []), left):
                for name, part in cell.items():
                    if part and name in parts:
                        parts[name][row, column] = part
    return parts
