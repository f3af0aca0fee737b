"""A terminal of its own for a program, as somebody would have it before them."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

_SIGNS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_WIDTH = 120  # columns


def on_a_terminal(command: list[str], folder: Path, env: Mapping[str, str] | None = None) -> str:
    """What a program shows there until it ends, without colours."""
    pty = pytest.importorskip("pty", reason="Windows has no terminals that a program can open for itself")
    ours, its = pty.openpty()
    known = {**os.environ, "COLUMNS": str(_WIDTH), "TERM": "xterm", **(env or {})}
    subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=its, stderr=its, env=known, check=True, timeout=60
    )
    os.close(its)
    with os.fdopen(ours, "rb") as shown:
        return _SIGNS.sub("", shown.read1(100_000).decode())
