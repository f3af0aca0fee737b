"""The button Sync with manager: what `goalsheet sync FILE --layout individual` does, for the workbook that is open.

What would be done is shown and asked about first. Nothing is saved: cells and what the workbook remembers of the sync
stand in the same unsaved workbook, so that they come or go together, and the next sync heals what was not saved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from platformdirs import user_cache_path

from goalsheet.errors import BadSetting, CannotRead, GoalsheetError, LooksLikeAccident
from goalsheet.excel.message import NEXT, problems_in_short, yes
from goalsheet.excel.open_side import OpenSide
from goalsheet.folder import TENANT
from goalsheet.google import drive, token_file
from goalsheet.google.client import Client, Line, connect
from goalsheet.google.failures import LOGIN
from goalsheet.google.origins import Origin, origin
from goalsheet.google.sign_in import Account, sign_in
from goalsheet.layout.review_content import INDIVIDUAL
from goalsheet.merge.safety import OLDER
from goalsheet.smart.days import Habits
from goalsheet.sync.button_words import capital, ended, question
from goalsheet.sync.deciding import Wishes
from goalsheet.sync.exchange import exchange, look, works
from goalsheet.sync.lock import alone
from goalsheet.sync.memory import Memory
from goalsheet.sync.participant import Participant
from goalsheet.sync.result import Result
from goalsheet.sync.steps import Done, Where, steps
from goalsheet.sync.teams import Targets, targets

#: One closed without saving is older than what was synced, and the question says what that would undo.
_WISHES = Wishes(accepted=frozenset({OLDER}))
_NOBODY = (
    "Nobody is signed in to Google on this computer. Type this once in a terminal (IT or HR has the file), then press "
    f"the button again:\n\n{LOGIN}"
)

_MEANT = "If it was meant, save and close the workbook and type in a terminal, with that flag behind it:"
_COMMAND = 'goalsheet sync "{}" --layout individual'


def sync_with_manager(side: OpenSide, day: dt.date, habits: Habits, settings: Mapping[str, str]) -> str:
    """Show the plan, carry it out if somebody says yes, and give what is said in the end.

    GoalsheetError, in words for somebody who has pressed a button, where that cannot be done.
    """
    try:
        with alone(side.path.parent):
            return _for_a_button(_synced(side, day, habits, settings))
    except LooksLikeAccident as error:
        raise GoalsheetError(f"{capital(str(error))}\n\n{_MEANT}\n\n{_COMMAND.format(side.path)}") from error
    except GoalsheetError as error:
        raise GoalsheetError(_for_a_button(str(error))) from error


def _for_a_button(text: str) -> str:
    """What the command says, as somebody understands who has pressed a button."""
    text = text.replace("Run the same command again", "Press the button again")
    return text.replace("run the same command again", "press the button again")


def _synced(side: OpenSide, day: dt.date, habits: Habits, settings: Mapping[str, str]) -> str:
    one = Participant(side, day, habits)
    wanted = targets(INDIVIDUAL, [one.seen], day)
    if not wanted.targets:
        raise CannotRead("This workbook names no manager to sync with. Ask HR for one that does.")
    way = _way(settings)
    plan = way.looked(one, wanted)
    if plan.outcome.error:
        raise plan.outcome.error
    is_change = plan.done in (Done.MADE, Done.UPDATED) or any(who.lines for who in plan.people)
    if (is_change or plan.outcome.sharing) and not yes(side.book, question(one, plan)):
        return "Nothing was changed."
    result = way.carried_out(one, wanted)
    if result.outcome.error:
        raise result.outcome.error
    told = ended(result, way.where.server, is_changed=side.is_changed)
    to_look_at = [f"Look at {problem}" for problem in wanted.problems]
    return NEXT.join(filter(None, (*told, *to_look_at, problems_in_short(side.problems))))


@dataclass(frozen=True)
class _Way:
    """The way to Google, and what is known of the spreadsheets there."""

    client: Client
    where: Where
    memory: Memory

    def looked(self, one: Participant, wanted: Targets) -> Result:
        """What would be done."""
        todo = works(steps(wanted.targets, drive.files(self.client, self.where.tenant)), [one])
        return next(look(self.client, todo, self.memory, self.where, _WISHES))

    def carried_out(self, one: Participant, wanted: Targets) -> Result:
        """What became of it."""
        todo = works(steps(wanted.targets, drive.files(self.client, self.where.tenant)), [one])
        try:
            (result,) = exchange(self.client, todo, self.memory, self.where, _WISHES, at_once=1)
        finally:
            self.memory.tidy()
        return result


def _way(settings: Mapping[str, str]) -> _Way:
    """The way that the settings beside the workbook name; what is known is kept where it is in nobody's folder."""
    line = Line(origin(settings.get("google_url")))
    account = _account(line.origin, settings.get("act_for"))
    tenant, folder = settings.get("tenant", TENANT), settings.get("folder")
    where = Where(tenant, folder, account.email, server=line.origin.base)
    return _Way(connect(account.credentials, line), where, Memory(user_cache_path("goalsheet", ensure_exists=True)))


def _account(server: Origin, act_for: str | None) -> Account:
    """The user's own sign-in, or an invented one on a local server; BadSetting if nobody is signed in."""
    if not server.is_local and token_file.stored() is None:
        raise BadSetting(_NOBODY)
    # Whom HR's service account acts for is nothing to somebody's own sign-in.
    return sign_in(None, act_for if server.is_local else None, server)
