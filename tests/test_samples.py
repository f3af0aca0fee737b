"""The sample files are what the command makes today; mend a failure by `python scripts/samples.py --pictures`."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from goalsheet.scripts.samples import samples

FOLDER = Path(__file__).parent.parent / "sample_workbooks"


def contents(data: bytes) -> dict[str, bytes] | bytes:
    """A workbook's members unpacked: compressed bytes differ between builds of zlib."""
    if data[:2] != b"PK":
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    found: dict[str, bytes] = samples((FOLDER / "filled_in.toml").read_bytes())
    return found


@pytest.mark.parametrize("name", ["people.csv", "empty - goals.xlsx", "filled in - goals.xlsx"])
def test_a_sample_is_what_the_command_makes(name: str, made: dict[str, bytes]) -> None:
    assert contents((FOLDER / name).read_bytes()) == contents(made[name])


def test_there_is_nothing_else_in_the_folder(made: dict[str, bytes]) -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*made, "filled_in.toml", "pictures", "README.md"}
