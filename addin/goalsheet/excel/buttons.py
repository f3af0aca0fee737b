"""What each button calls: `import goalsheet.excel.buttons as b; b.check_goals()`.

A press starts a Python: each handler imports what it uses when it is called, so that no other button waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import Book

from goalsheet.excel.press import folder_of, press, today

if TYPE_CHECKING:
    from goalsheet.smart.days import Habits


def check_goals() -> bool:
    """Say how SMART all goals are, and offer what their sentences say for empty cells."""

    def act(book: Book) -> str:
        from goalsheet.excel import checking

        return checking.check_goals(book, today(), habits(book))

    return press(act)


def check_this_goal() -> bool:
    """Say how SMART the selected goal is."""

    def act(book: Book) -> str:
        from goalsheet.excel import checking

        return checking.check_this_goal(book, today(), habits(book))

    return press(act)


def update_progress() -> bool:
    """Set the forecasts."""

    def act(book: Book) -> str:
        from goalsheet.excel import forecasts

        return forecasts.update_progress(book, today())

    return press(act)


def log_check_in() -> bool:
    """Make a row for a check-in of the selected goal."""

    def act(book: Book) -> str:
        from goalsheet.excel import check_ins

        return check_ins.log_check_in(book, today())

    return press(act)


def adopt_suggestion() -> bool:
    """Take the manager's wording for the selected goal."""

    def act(book: Book) -> str:
        from goalsheet.excel import suggestion

        return suggestion.adopt_suggestion(book)

    return press(act)


def celebrate() -> bool:
    """Name the goals that are achieved, and celebrate the rewards that are earned."""

    def act(book: Book) -> str:
        from goalsheet.excel import forecasts

        return forecasts.celebrate(book, today())

    return press(act)


def sync_with_manager() -> bool:
    """Bring the workbook and the spreadsheet in which the manager reviews it up to date, both ways."""

    def act(book: Book) -> str:
        from goalsheet.excel.open_side import OpenSide
        from goalsheet.sync.button import sync_with_manager

        return sync_with_manager(OpenSide.of(book), today(), habits(book), google_settings(book))

    return press(act)


def one_to_one_brief() -> bool:
    """Write what to take along to the conversation with the manager, and open it."""

    def act(book: Book) -> str:
        from goalsheet.excel import guidance
        from goalsheet.report.brief_file import write_brief

        opened = guidance.read_all(book)
        where = guidance.folder(book)
        page = write_brief(opened.tracker, today(), habits(book), None, where, language=opened.language)
        return guidance.show_page(page)

    return press(act)


def show_help() -> bool:
    """Say what each button does."""

    def act(book: Book) -> str:
        from goalsheet.excel import guidance

        return guidance.show_help(book)

    return press(act)


def habits(book: Book) -> Habits:
    """How the people behind the workbook write dates and count quarters, as its folder says."""
    from goalsheet.folder import FolderSettings
    from goalsheet.smart.days import USUAL

    path = folder_of(book)
    return FolderSettings().habits(path) if path else USUAL


def google_settings(book: Book) -> dict[str, str]:
    """What the workbook's folder says of the side at Google."""
    from goalsheet.folder import FolderSettings

    path = folder_of(book)
    return FolderSettings().google(path) if path else {}
