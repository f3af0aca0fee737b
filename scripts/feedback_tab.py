"""The manager's review spreadsheet, as `goalsheet feedback` takes it: its flags, and the way to its tab Surveys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goalsheet.feedback.survey import Asked
from goalsheet.folder import TENANT, FolderSettings
from goalsheet.tracker import choices
from goalsheet.tracker.person import Manager
from goalsheet.tracker.tracker import Tracker

if TYPE_CHECKING:
    from goalsheet.sync.surveys_tab import SurveysTab

_Function = TypeVar("_Function", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--tab", "is_wanted", is_flag=True, help="Also in the manager's review spreadsheet: a tab Surveys."),
    click.option("--google-url", metavar="URL", help="A local server (goalsheet local-sheets) instead of Google."),
    click.option(
        "--credentials", metavar="KEY.json|default", help="A service account's key, or this computer's sign-in."
    ),
    click.option("--act-for", metavar="E-MAIL", help="The person for whom the service account acts."),
    click.option("--tenant", metavar="NAME", help="Under which name the spreadsheets are found."),
)


@dataclass(frozen=True)
class TabOptions:
    """What the user has said of the tab, under click's names."""

    is_wanted: bool
    google_url: str | None
    credentials: str | None
    act_for: str | None
    tenant: str | None

    def open(self, file: Path, tracker: Tracker) -> SurveysTab | None:
        """The manager's spreadsheet, by flags and the folder's settings; None where no tab is wanted."""
        if not self.is_wanted:
            return None
        # Imported here: most surveys go on without Google, whose libraries take longer to start than all else.
        from goalsheet.google.client import Line, connect  # noqa: PLC0415 - as said above
        from goalsheet.google.origins import origin  # noqa: PLC0415 - as said above
        from goalsheet.google.sign_in import sign_in  # noqa: PLC0415 - as said above
        from goalsheet.sync.surveys_tab import surveys_tab_of  # noqa: PLC0415 - as said above

        flags = {name: said for name in _NAMES if (said := getattr(self, name))}
        said = {"tenant": TENANT, **FolderSettings().google(file), **flags}
        line = Line(origin(said.get("google_url")))
        account = sign_in(said.get("credentials"), said.get("act_for"), line.origin)
        return surveys_tab_of(connect(account.credentials, line), said["tenant"], account.email, tracker)


_NAMES = ("google_url", "credentials", "act_for", "tenant")


def tab_options(function: _Function) -> _Function:
    """The function as a command takes it, with all that the user may say of the tab."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def with_manager(asked: Sequence[Asked], manager: Manager) -> Sequence[Asked]:
    """Those who are asked, and the manager, who can answer on the tab whether on the list or not."""
    if any(one.relation == choices.BOSS for one in asked):
        return asked
    return (*asked, Asked(manager.name, manager.email, choices.BOSS, choices.SURVEY))
