"""What is kept of a mistake in goalsheet itself, so that somebody can mend it: code, no texts of people."""

from __future__ import annotations

from pathlib import Path

from goalsheet import __version__


def write_report(error: Exception) -> Path:
    """Write where in our code the error came from into a file, and give its place; the file holds no goal texts."""
    import traceback  # noqa: PLC0415 - only when something went wrong

    from platformdirs import user_log_path  # noqa: PLC0415 - the same

    report: Path = user_log_path("goalsheet", ensure_exists=True) / "bug.txt"
    places = traceback.extract_tb(error.__traceback__)
    report.write_text(f"goalsheet {__version__}\n{type(error).__name__}\n" + "".join(places.format()), encoding="utf-8")
    return report
