"""The buttons as a program of their own: what the recipe for PyInstaller takes in."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SPEC = Path(__file__).parent.parent / "addin" / "frozen" / "goalsheet-buttons.spec"


def test_the_program_takes_in_the_texts_that_buttons_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyInstaller's own part is played by the test: it is no requirement, and a build takes long."""
    taken: dict[str, Any] = {}

    class Analysis:
        pure, scripts, binaries, datas = (), (), (), ()

        def __init__(self, _scripts: list[str], **wanted: Any) -> None:
            taken.update(wanted)

    hooks = ModuleType("PyInstaller.utils.hooks")
    hooks.collect_submodules = lambda package: [package]  # type: ignore[attr-defined]  # made here
    hooks.collect_data_files = lambda package: [(str(one), package) for one in files(package).iterdir()]  # type: ignore[attr-defined]  # made here
    for name, module in (
        ("PyInstaller", ModuleType("p")),
        ("PyInstaller.utils", ModuleType("u")),
        (hooks.__name__, hooks),
    ):
        monkeypatch.setitem(sys.modules, name, module)
    others = dict.fromkeys(("EXE", "PYZ", "COLLECT"), lambda *_, **__: None)
    exec(compile(SPEC.read_text(encoding="utf-8"), SPEC, "exec"), {"Analysis": Analysis, **others})
    assert taken["hiddenimports"] == ["goalsheet.excel", "goalsheet.templates"]
    assert "languages" in {Path(path).name for path, _ in taken["datas"]}
