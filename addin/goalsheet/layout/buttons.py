"""The buttons of Excel's tab "Goals": what each is called and what it calls. A new button is one entry here.

The ribbon, the macros of the add-in and those of trackers are written from this table; the handlers are in
excel/buttons.py.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Button:
    """A button: `handler` in Python, the VBA macro that calls it, what people read, and the letter that presses it.

    `icon` is the name of one of Office's own pictures (imageMso).
    """

    handler: str
    label: str
    icon: str
    screentip: str
    supertip: str
    keytip: str

    @property
    def macro(self) -> str:
        """The name of its macro, in the add-in and in trackers alike: check_goals is CheckGoals."""
        return "".join(word.capitalize() for word in self.handler.split("_"))


@dataclass(frozen=True)
class Group:
    """Buttons that stand together on the tab."""

    label: str
    buttons: tuple[Button, ...]


TAB, TAB_KEYTIP = "Goals", "G"
ADDIN = "goalsheet.xlam"  # the file that Excel starts

CHECK_GOALS = Button(
    "check_goals",
    "Check goals",
    "AcceptInvitation",
    "Check all goals",
    "Says for every goal how SMART it is, marks the cells where something is missing, and names the one change that "
    "helps most. Nothing that you typed is changed.",
    "C",
)
CHECK_THIS_GOAL = Button(
    "check_this_goal",
    "Check this goal",
    "ZoomToSelection",
    "Check the selected goal",
    "The same for the goal in whose row you are on the sheet Goals.",
    "T",
)
UPDATE_PROGRESS = Button(
    "update_progress",
    "Update progress",
    "RefreshAll",
    "Update progress and forecasts",
    "Works out from your check-ins and actions when each goal will be reached at its present pace.",
    "U",
)
LOG_CHECK_IN = Button(
    "log_check_in",
    "Log a check-in",
    "DateAndTimeInsert",
    "Log a check-in for the selected goal",
    "Adds a row with today's date under Check-ins for the goal in whose row you are. You fill in how it stands.",
    "L",
)
ADOPT_SUGGESTION = Button(
    "adopt_suggestion",
    "Adopt suggestion",
    "ReviewAcceptChange",
    "Take your manager's wording",
    "Puts the wording that your manager suggests in place of your own, for the selected goal. It asks you first.",
    "A",
)
SYNC_WITH_MANAGER = Button(
    "sync_with_manager",
    "Sync with manager",
    "MeetingsWorkspace",
    "Bring this workbook and your manager's spreadsheet together",
    "Sends your goals and check-ins to the Google spreadsheet in which your manager reviews them, and brings your "
    "manager's words back. It shows first what would be done, and asks. Private notes are never sent.",
    "S",
)
ONE_TO_ONE_BRIEF = Button(
    "one_to_one_brief",
    "1:1 brief",
    "ReviewNewComment",
    "A page for your next conversation",
    "Makes a page of what changed, what to celebrate, what is open and what to ask, and opens it in your browser, to "
    "print and take along to your manager. Nothing private stands in it.",
    "B",
)
CELEBRATE = Button(
    "celebrate",
    "Celebrate",
    "HappyFace",
    "Celebrate what is achieved",
    "Shows the goals that you have reached, and notes today as the day on which you celebrate the rewards you earned.",
    "E",
)
SHOW_HELP = Button(
    "show_help",
    "Help",
    "Help",
    "Help with goals and these buttons",
    "Says what each button does and where to read more.",
    "H",
)

GROUPS = (
    Group("Check", (CHECK_GOALS, CHECK_THIS_GOAL)),
    Group("Progress", (UPDATE_PROGRESS, LOG_CHECK_IN, CELEBRATE)),
    Group("With your manager", (ADOPT_SUGGESTION, SYNC_WITH_MANAGER, ONE_TO_ONE_BRIEF)),
    Group("Help", (SHOW_HELP,)),
)
BUTTONS = tuple(button for group in GROUPS for button in group.buttons)
