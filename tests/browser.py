"""Chromium for tests of pages: skipped with a reason where there is none, unless it is required."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

REQUIRED = os.environ.get("GOALSHEET_BROWSER") == "required"
if not REQUIRED:
    pytest.importorskip("playwright", reason='needs playwright: pip install -e ".[browser]"')
sync_api: Any = importlib.import_module("playwright.sync_api")


@contextmanager
def launched() -> Iterator[Any]:
    """The system's Chromium, as playwright drives it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        if REQUIRED:
            pytest.fail("Chromium is required here, but there is none on the PATH")
        pytest.skip("needs Chromium on the PATH")
    with sync_api.sync_playwright() as play:
        # A container's root has no sandbox to offer; the pages are our own.
        opened = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()
