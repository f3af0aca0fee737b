"""Pictures of the pages that people look at in a browser: the demo's report, brief and review spreadsheet.

    python -m goalsheet.scripts.page_pictures FOLDER

They are taken in the system's Chromium, which playwright drives (`pip install -e ".[browser]"`).
"""

from __future__ import annotations

import importlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from .demo import invented
from .demo_server import serving
from .demo_telling import Demo
from .generate import SAMPLE
from .today import the_day

_PEOPLE = 25
_MANAGER = "marcus.feld@example.com"
_SIZE = {"width": 1100, "height": 700}  # pixels


def take_page_pictures(out: Path) -> None:
    """Put the pictures into a folder, of a demo as of today, which is the day that all its commands go by."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / SAMPLE).write_text(invented(_PEOPLE), encoding="utf-8")
        demo = Demo(folder, the_day(None))
        demo.make_workbooks()
        demo.let_employees_write()
        demo.look_at_goals()
        with serving(folder) as url:
            demo.let_managers_answer(url)
            demo.report()
            _photograph(folder, url, out)


def _photograph(folder: Path, url: str, out: Path) -> None:
    play: Any = importlib.import_module("playwright.sync_api")
    with play.sync_playwright() as driver:
        # A container's root has no sandbox to offer; the pages are our own.
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=_SIZE)
        for title in ("report", "brief"):
            page.goto((folder / f"{title}.html").as_uri())
            page.screenshot(path=out / f"{title}.png")
        page.goto(url)
        page.get_by_role("button", name=_MANAGER).click()
        page.get_by_role("link", name="Marcus Feld").first.click()
        page.wait_for_selector("#sheet td")
        page.screenshot(path=out / "review.png")
        browser.close()


if __name__ == "__main__":
    take_page_pictures(Path(sys.argv[1]))
