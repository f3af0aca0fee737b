"""Stamping against openpyxl's load + set + save: the same workbook in every respect that openpyxl sees."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
import zlib

import openpyxl
import pytest
from conftest import ANNA, TODAY, sheet_part
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.formula import ArrayFormula

from goalsheet.layout.design import design
from goalsheet.layout.facts import facts
from goalsheet.layout.plan import Field, Slot
from goalsheet.layout.room import number_text
from goalsheet.template.fill import fill
from goalsheet.template.load import load
from goalsheet.template.maker import TrackerMaker
from goalsheet.workbook.build import build
from goalsheet.workbook.checksums import Checked, Sha256
from goalsheet.workbook.package import archive, finished, member, read_members


def plain(value: object) -> object:
    """A cell's value as openpyxl gives it after saving: formulas as text, days with a time, blank as None."""
    if type(value) is dt.date:
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - cells know no time zones
    return getattr(value, "text", value) or None if isinstance(value, (str, ArrayFormula)) else value


@pytest.mark.slow
def test_a_stamped_workbook_is_the_one_openpyxl_would_have_saved(maker: TrackerMaker) -> None:
    filled = facts(fill(load("career-year"), ANNA, TODAY), TODAY)
    expected = openpyxl.load_workbook(io.BytesIO(build(design())))
    for plan in design().sheets:
        for (row, column), cell in plan.cells.items():
            if isinstance(cell.value, Slot):
                read = cell.value.value
                value = read(filled.figures) if isinstance(read, Field) else read(filled)
                expected[plan.title].cell(row, column).value = value
    found = openpyxl.load_workbook(io.BytesIO(maker.make(ANNA)))
    assert found.sheetnames == expected.sheetnames
    for sheet in expected:
        other = found[sheet.title]
        assert other.dimensions == sheet.dimensions
        for row in sheet.iter_rows():
            for cell in row:
                twin = other[cell.coordinate]
                assert plain(twin.value) == plain(cell.value), cell
                assert twin._style == cell._style, cell
        assert str(other.merged_cells) == str(sheet.merged_cells)
        assert other.freeze_panes == sheet.freeze_panes
        assert other.tables.keys() == sheet.tables.keys()
        assert [str(v.sqref) for v in other.data_validations.dataValidation] == [
            str(v.sqref) for v in sheet.data_validations.dataValidation
        ]
        assert len(other.conditional_formatting) == len(sheet.conditional_formatting)
        assert len(other._charts) == len(sheet._charts)
    assert list(found.defined_names) == list(expected.defined_names)


@pytest.mark.slow
def test_parts_that_do_not_vary_are_the_bytes_of_the_base(maker: TrackerMaker) -> None:
    base, made = read_members(build(design()), "base"), read_members(maker.make(ANNA), "made")
    changed = {name for name in base if base[name] != made[name]}
    assert set(base) == set(made)
    assert changed == {sheet_part(sheet.title) for sheet in design().sheets} | {"docProps/core.xml"}


def test_a_made_zip_is_sound(maker: TrackerMaker) -> None:
    with zipfile.ZipFile(io.BytesIO(maker.make(ANNA))) as made:
        assert made.testzip() is None
        assert made.namelist()[0] == "[Content_Types].xml"


@given(st.dictionaries(st.text("abcdeä/.", min_size=1, max_size=9), st.binary(max_size=2000), min_size=1, max_size=5))
def test_what_is_written_into_a_zip_is_read_back(files: dict[str, bytes]) -> None:
    data = b"".join(finished(archive(member(name, content) for name, content in files.items()), []))
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert {name: made.read(name) for name in made.namelist()} == files
        assert all(zlib.crc32(content) == made.getinfo(name).CRC for name, content in files.items())


@given(st.binary(max_size=50), st.integers(0, 20_000))
def test_a_checksum_behind_others_is_the_checksum_of_all(before: bytes, length: int) -> None:
    long = bytes(index % 251 for index in range(length))
    assert Checked(long).crc(zlib.crc32(before)) == zlib.crc32(before + long)


@given(st.lists(st.tuples(st.integers(0, 130_000), st.binary(max_size=3)), max_size=6))
def test_the_sha_256_of_files_that_begin_alike_is_that_of_each(files: list[tuple[int, bytes]]) -> None:
    checksums = Sha256()
    for alike, own in files:
        data = bytes(alike) + own
        assert checksums.of(data) == hashlib.sha256(data).hexdigest()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_its_value(number: float) -> None:
    assert float(number_text(number)) == number


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_no_cell_can_hold_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="no number that a cell can hold"):
        number_text(number)
