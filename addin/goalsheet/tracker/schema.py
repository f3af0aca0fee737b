"""What a column is: the one description from which headers, dropdowns, locks, parsing and docs are derived."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from typing import Any


class Owner(Enum):
    """Who may write a column; everyone else only reads it."""

    EMPLOYEE = "employee"
    MANAGER = "manager"
    HR = "HR"
    TOOL = "goalsheet"


class Kind(Enum):
    """What a cell of the column holds."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    PERCENT = "percent"  # a share: 0.3 is shown as 30 %
    DATE = "date"
    CHOICE = "one of a list"


#: The kinds that hold a number.
NUMBERS = (Kind.NUMBER, Kind.WHOLE, Kind.PERCENT)


@dataclass(frozen=True)
class Choices:
    """A dropdown: its name in the workbook and what it offers; `open_ended` lists also take own words.

    `words` is empty where the list differs from person to person (the organisation's objectives, the goals' ids).
    """

    name: str
    words: tuple[str, ...] = ()
    open_ended: bool = False


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `lowest` and `highest` bound a number, in the column's own unit; `not_before` names the column whose date comes
    first. Workbooks made before a `later` column do not have it.
    """

    name: str
    title: str
    kind: Kind
    owner: Owner
    help: str
    choices: Choices | None = None
    lowest: float | None = None
    highest: float | None = None
    not_before: str | None = None
    private: bool = False
    computed: bool = False
    later: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its columns in reading order and the noun for one row; a private table never leaves the workbook."""

    name: str
    title: str
    row: type
    columns: tuple[Column, ...]
    private: bool = False

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}


def filled_in(of: Table) -> tuple[Column, ...]:
    """The columns that tell whether a row is in use: what people type; in a list that only goalsheet writes, all."""
    typed = tuple(column for column in of.columns if column.owner is not Owner.TOOL)
    return typed or tuple(column for column in of.columns if not column.computed)


def column(
    title: str,
    kind: Kind,
    owner: Owner,
    help: str,  # noqa: A002 - the word that the schema's readers expect
    *,
    choices: Choices | None = None,
    lowest: float | None = None,
    highest: float | None = None,
    not_before: str | None = None,
    private: bool = False,
    computed: bool = False,
    later: bool = False,
) -> Any:
    """A dataclass field that is a column; blank (None) unless a row says otherwise."""
    described = {
        "title": title,
        "kind": kind,
        "owner": owner,
        "help": help,
        "choices": choices,
        "lowest": lowest,
        "highest": highest,
        "not_before": not_before,
        "private": private,
        "computed": computed,
        "later": later,
    }
    return dataclasses.field(default=None, metadata=described)


@cache
def table(row: type) -> Table:
    """The table that a row's dataclass declares (its title and privacy are the class's `TITLE` and `PRIVATE`).

    A field that was not made by `column` is none.
    """
    private = bool(getattr(row, "PRIVATE", False))
    columns = tuple(
        Column(name=field.name, **{**field.metadata, "private": private or field.metadata["private"]})
        for field in dataclasses.fields(row)
        if field.metadata
    )
    return Table(row.__name__, row.TITLE, row, columns, private)  # type: ignore[attr-defined]  # every row class has it
