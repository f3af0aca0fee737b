"""The command `goalsheet` as its users type it: in this Python, or in one of its own where the process is the point."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import pytest
from goalsheet.scripts import main

Done = subprocess.CompletedProcess[str]
_PATIENCE = 300  # seconds: whatever hangs fails


def goalsheet(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None, answers: str = "") -> Done:
    """What it does and says when it is run here: to start a Python takes longer than most of what is asked of it."""
    out, err, keyboard = _stream(), _stream(), _stream(answers)
    called = ModuleType("__main__")
    called.__package__ = "goalsheet.scripts"
    with (
        contextlib.chdir(cwd),
        mock.patch.dict(os.environ, _environment(env)),
        mock.patch.dict(sys.modules, {"__main__": called}),
        mock.patch.object(sys, "argv", ["__main__.py", *arguments]),
        mock.patch.object(sys, "stdin", keyboard),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    return Done(arguments, _code(ended.value), _said(out), _said(err))


def goalsheet_process(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None, answers: str = "") -> Done:
    """The same in a Python of its own."""
    command = [sys.executable, "-W", "error", "-m", "goalsheet.scripts", *arguments]
    known = os.environ | _environment(env)
    return subprocess.run(
        command, cwd=cwd, env=known, input=answers, capture_output=True, text=True, check=False, timeout=_PATIENCE
    )


@contextlib.contextmanager
def started(command: list[str], patience: float = _PATIENCE, **how: Any) -> Iterator[subprocess.Popen[str]]:
    """A process that a test stops on the way; whatever hangs, or fails here, it is killed in the end."""
    with subprocess.Popen(command, text=True, encoding="utf-8", **how) as process:
        end = threading.Timer(patience, process.kill)
        end.start()
        try:
            yield process
            process.wait(_PATIENCE)
        finally:
            process.kill()
            end.cancel()


def _environment(env: Mapping[str, str] | None) -> dict[str, str]:
    return {"PYTHONUTF8": "1", "COLUMNS": "100", **(env or {})}


def _stream(text: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8")


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def _code(ended: SystemExit) -> int:
    assert isinstance(ended.code, int)
    return ended.code
