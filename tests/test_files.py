"""Files that are written whole or not at all, whatever else happens in their folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goalsheet.workbook.files import keep_backup, sweep, write_whole


@pytest.mark.parametrize("before", [None, b"old"])
def test_a_file_is_written_though_another_run_sweeps_its_folder_meanwhile(
    before: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Ana - goals.xlsx"
    if before is not None:
        path.write_bytes(before)
    close = os.close
    swept: list[Path] = []

    def close_and_sweep(handle: int) -> None:
        close(handle)
        if not swept:
            swept.extend(tmp_path.glob("*.part"))
            sweep(swept)

    monkeypatch.setattr(os, "close", close_and_sweep)
    write_whole(path, b"new")
    assert [one.name for one in swept] == ["Ana - goals.xlsx.part"]
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"Ana - goals.xlsx": b"new"}


def test_a_backup_beside_a_workbook_of_another_kind_stays_of_its_own(tmp_path: Path) -> None:
    old = tmp_path / "Dr. Ana - goals.xlsx"
    old.write_bytes(b"old")
    (tmp_path / "Dr. Bea - goals (backup 1).xlsx").write_bytes(b"older")
    backup = keep_backup(old, beside=tmp_path / "Dr. Bea - goals.xlsm")
    assert (backup.name, backup.read_bytes()) == ("Dr. Bea - goals (backup 2).xlsx", b"old")
    assert not old.exists()
