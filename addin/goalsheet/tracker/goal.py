"""A goal: what the employee writes, what the manager adds, what goalsheet computes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from goalsheet.tracker import choices
from goalsheet.tracker.schema import Kind, Owner, column

EMPLOYEE, MANAGER, TOOL = Owner.EMPLOYEE, Owner.MANAGER, Owner.TOOL


@dataclass(frozen=True)
class Goal:
    """One SMART goal; the columns stand in reading order, letter by letter."""

    TITLE: ClassVar[str] = "Goals"
    GROUPS: ClassVar[dict[str, str]] = {  # the first column of each group, and the group's title
        "id": "",
        "statement": "S · Specific",
        "measure": "M · Measurable",
        "resources": "A · Achievable",
        "why": "R · Realistic and relevant",
        "start": "T · Timely",
        "latest": "How it goes",
        "average_pace": "Where it leads",
        "comment": "Together with your manager",
        "specific_mark": "Coach",
    }
    #: What stays in sight of a group that is folded away: the column that sums it up, to the right of what it sums up.
    SUMMARIES: ClassVar[dict[str, str]] = {
        "statement": "specific_ready",
        "measure": "measurable_ready",
        "resources": "achievable_ready",
        "why": "relevant_ready",
        "start": "timely_ready",
        "latest": "status",
        "average_pace": "forecast",
        "comment": "agreement",
        "specific_mark": "hint",
    }

    id: str | None = column("No.", Kind.TEXT, TOOL, "The goal's number. It stays with the goal wherever it moves.")

    statement: str | None = column(
        "Goal",
        Kind.TEXT,
        EMPLOYEE,
        "One sentence: a verb, what exactly, how much, by when. "
        'Example: "Raise first-call resolution from 68 % to 80 % by 30 June with the new call guide."',
    )
    category: str | None = column(
        "Category",
        Kind.CHOICE,
        EMPLOYEE,
        "What kind of step is this for you? Pick one.",
        choices=choices.CATEGORY,
    )
    kind: str | None = column(
        "Type",
        Kind.CHOICE,
        EMPLOYEE,
        "Performance: a result you can already produce. Learning: something you first have to find out how to do.",
        choices=choices.GOAL_KIND,
    )
    specific_ready: str | None = column(
        "S ready?",
        Kind.TEXT,
        TOOL,
        "Specific is ready when the goal, its category and its type are filled in.",
        computed=True,
    )

    measure: str | None = column(
        "Measured by",
        Kind.CHOICE,
        EMPLOYEE,
        "How will you see it? Raise or lower a number, add up to a running total, keep a number in bounds, tick off "
        "milestones (your actions), yes / no, agreed levels from -2 to +2, or your own estimate.",
        choices=choices.MEASURE,
    )
    unit: str | None = column("Unit", Kind.TEXT, EMPLOYEE, "What the numbers count: %, tickets a week, EUR, days …")
    baseline: float | None = column(
        "From (today)",
        Kind.NUMBER,
        EMPLOYEE,
        "Where you start, in the unit. Leave blank if you start from zero. Keep in range: the lower end.",
    )
    target: float | None = column(
        "To (target)",
        Kind.NUMBER,
        EMPLOYEE,
        "The number you want to reach, in the unit; zero is fine. Keep in range: the upper end.",
    )
    guardrail: str | None = column(
        "Guardrail",
        Kind.TEXT,
        EMPLOYEE,
        "What must not get worse while you reach the target, with its limit: "
        '"Complaints stay under 2 % a month." Blank if nothing could suffer.',
        later=True,
    )
    current: float | None = column(
        "Now",
        Kind.NUMBER,
        EMPLOYEE,
        "Where you are now, in the unit (yes / no: 1 when it is done; own estimate: 40 for 40 %). "
        "Once a check-in carries a number, the check-ins count instead.",
    )
    evidence: str | None = column(
        "Evidence", Kind.TEXT, EMPLOYEE, "What you will show when it is done: a report, a certificate, a dashboard …"
    )
    measurable_ready: str | None = column(
        "M ready?",
        Kind.TEXT,
        TOOL,
        "Measurable is ready when the way of measuring, what it needs (target and unit, or actions) "
        "and the evidence are filled in.",
        computed=True,
    )

    resources: str | None = column(
        "Means and support", Kind.TEXT, EMPLOYEE, "What helps you: a course, a tool, time, a budget, a mentor."
    )
    depends_on: str | None = column(
        "Depends on", Kind.TEXT, EMPLOYEE, "Who or what else has to move? Name the person who decides. Blank if nobody."
    )
    obstacle_plan: str | None = column(
        "If … then …",
        Kind.TEXT,
        EMPLOYEE,
        'What could get in the way, and what you will then do: "If the course is full, I take the spring one."',
    )
    confidence: float | None = column(
        "Confidence",
        Kind.WHOLE,
        EMPLOYEE,
        "How sure are you, from 1 (not at all) to 10 (certain)? Under 7: what would raise it by one?",
        lowest=1,
        highest=10,
    )
    commitment: float | None = column(
        "Commitment",
        Kind.WHOLE,
        EMPLOYEE,
        "How much do you want it, from 1 (I was told to) to 5 (I will not let go)? Under 3: talk about it.",
        lowest=1,
        highest=5,
        later=True,
    )
    achievable_ready: str | None = column(
        "A ready?",
        Kind.TEXT,
        TOOL,
        "Achievable is ready when the means are named and there is an action or an if-then plan.",
        computed=True,
    )

    why: str | None = column(
        "Why it matters", Kind.TEXT, EMPLOYEE, "What it does for you, your team or your customers, in your own words."
    )
    objective: str | None = column(
        "Company objective",
        Kind.CHOICE,
        EMPLOYEE,
        "The company objective that this goal serves. Pick one, or leave blank for a purely personal goal.",
        choices=choices.OBJECTIVE,
    )
    parent_goal: str | None = column(
        "Manager's goal",
        Kind.TEXT,
        EMPLOYEE,
        "The goal of your manager's that this one helps to reach: its number there (G02) or its words. Blank if none.",
        later=True,
    )
    value: str | None = column(
        "Personal value",
        Kind.CHOICE,
        EMPLOYEE,
        "The value of yours that this goal lives up to. Pick one or write your own; Vision lists yours.",
        choices=choices.OWN_VALUE,
    )
    hours_per_week: float | None = column(
        "Hours a week", Kind.NUMBER, EMPLOYEE, "How much time you will give it, in hours a week.", lowest=0, highest=80
    )
    weight: float | None = column(
        "Weight",
        Kind.PERCENT,
        EMPLOYEE,
        "How much it counts among your goals. All weights together make 100 %; a goal without one then does not count. "
        "Leave all blank to count them equally.",
        lowest=0,
        highest=1,
    )
    relevant_ready: str | None = column(
        "R ready?",
        Kind.TEXT,
        TOOL,
        "Realistic and relevant is ready when the reason and an objective or a value are filled in, "
        "and the hours a week or your confidence.",
        computed=True,
    )

    start: dt.date | None = column("Start", Kind.DATE, EMPLOYEE, "The day you begin.")
    due: dt.date | None = column(
        "Due", Kind.DATE, EMPLOYEE, "The day by which it is done, on or after the start.", not_before="start"
    )
    rhythm: str | None = column(
        "Check-in",
        Kind.CHOICE,
        EMPLOYEE,
        "How often you will look at it and write a line under Check-ins.",
        choices=choices.RHYTHM,
    )
    timely_ready: str | None = column(
        "T ready?",
        Kind.TEXT,
        TOOL,
        "Timely is ready when start and due date are filled in, in the right order, and a check-in rhythm is chosen.",
        computed=True,
    )

    latest: float | None = column(
        "Latest value",
        Kind.NUMBER,
        TOOL,
        "What counts today: the number of the latest check-in (running total: From and all check-ins together), "
        "else what stands under Now.",
        computed=True,
    )
    progress: float | None = column(
        "Progress",
        Kind.PERCENT,
        TOOL,
        "How much of the way from the start to the target is done, between 0 % and 100 %. Blank: nothing to go by yet.",
        computed=True,
    )
    expected: float | None = column(
        "Expected",
        Kind.PERCENT,
        TOOL,
        "How much of the time between start and due date has passed, both days counted; "
        "from step to step where Actions say a value by then.",
        computed=True,
    )
    days_left: float | None = column(
        "Days left",
        Kind.WHOLE,
        TOOL,
        "Days until the due date; negative when it has passed; blank once it is achieved.",
        computed=True,
    )
    last_check_in: dt.date | None = column(
        "Last check-in", Kind.DATE, TOOL, "The date of the latest check-in for this goal.", computed=True
    )
    guardrail_kept: str | None = column(
        "Guardrail kept?",
        Kind.CHOICE,
        EMPLOYEE,
        "Does what stands under Guardrail hold today? Look at it whenever you look at the goal.",
        choices=choices.KEPT,
        later=True,
    )
    remark: str | None = column(
        "Worth knowing",
        Kind.TEXT,
        TOOL,
        "What the figures alone do not say: below the start, beyond the target, no check-in for long, "
        "or something to correct.",
        computed=True,
    )
    status: str | None = column(
        "Status",
        Kind.TEXT,
        TOOL,
        "Progress against expected: on track, at risk or off track by the limits on Start; neutral in the first days.",
        computed=True,
    )

    average_pace: float | None = column(
        "Average pace",
        Kind.NUMBER,
        TOOL,
        "The average change a week since the start, in the unit. Blank where a measure has no pace.",
        computed=True,
    )
    forecast_of: dt.date | None = column(
        "Forecast of",
        Kind.DATE,
        TOOL,
        "The day on which the forecast was made; filled in by Update progress.",
        later=True,
    )
    forecast_edited: str | None = column(
        "After the forecast",
        Kind.TEXT,
        TOOL,
        "Says so when the goal's numbers or check-ins were edited since the forecast: update progress again.",
        computed=True,
    )
    forecast: str | None = column(
        "Forecast", Kind.TEXT, TOOL, "When you will get there at your present pace; filled in by Update progress."
    )

    comment: str | None = column(
        "Manager's comment", Kind.TEXT, MANAGER, "Your manager's thoughts on this goal. Talk about them, then adjust."
    )
    suggested_wording: str | None = column(
        "Suggested wording", Kind.TEXT, MANAGER, "How your manager would put it. Copy it to Goal if you like it."
    )
    rating: str | None = column(
        "Rating", Kind.CHOICE, MANAGER, "Your manager's view at the end of the cycle.", choices=choices.RATING
    )
    agreed_on: dt.date | None = column(
        "Agreed on",
        Kind.DATE,
        TOOL,
        "The day on which both of you agreed the goal; filled in by sync or Update progress.",
    )
    agreed_by: str | None = column(
        "Agreed by",
        Kind.TEXT,
        TOOL,
        "Who has said yes, and when: you by proposing the goal, your manager by agreeing; "
        "filled in by sync or Update progress.",
        later=True,
    )
    agreement: str | None = column(
        "Agreement",
        Kind.CHOICE,
        MANAGER,
        "Where the two of you stand. The employee may choose Proposed; the manager asks for changes, agrees or "
        "closes. Once both have agreed, what was agreed is green, and each change of it is told.",
        choices=choices.AGREEMENT,
    )
    since_agreed: str | None = column(
        "Since it was agreed",
        Kind.TEXT,
        TOOL,
        "What is no longer as agreed: wording, target, due date or weight, from what to what. "
        "Say why in a line on Reviews.",
        computed=True,
    )

    specific_mark: float | None = column(
        "Specific", Kind.WHOLE, TOOL, "0 missing, 1 vague, 2 good, 3 strong; filled in by Check goals."
    )
    measurable_mark: float | None = column(
        "Measurable", Kind.WHOLE, TOOL, "0 missing, 1 vague, 2 good, 3 strong; filled in by Check goals."
    )
    achievable_mark: float | None = column(
        "Achievable", Kind.WHOLE, TOOL, "0 missing, 1 vague, 2 good, 3 strong; filled in by Check goals."
    )
    realistic_mark: float | None = column(
        "Realistic", Kind.WHOLE, TOOL, "0 missing, 1 vague, 2 good, 3 strong; filled in by Check goals."
    )
    timely_mark: float | None = column(
        "Timely", Kind.WHOLE, TOOL, "0 missing, 1 vague, 2 good, 3 strong; filled in by Check goals."
    )
    aligned_mark: float | None = column(
        "Aligned", Kind.WHOLE, TOOL, "0 missing, 1 vague, 2 good, 3 strong; filled in by Check goals."
    )
    hint: str | None = column("Hint", Kind.TEXT, TOOL, "The one change that helps most; filled in by Check goals.")
    checked_on: dt.date | None = column(
        "Checked on", Kind.DATE, TOOL, "The day of the last check; edit the goal and check again."
    )
    check_edited: str | None = column(
        "After the check",
        Kind.TEXT,
        TOOL,
        "Says so when the goal was edited since the check: check again.",
        computed=True,
        later=True,
    )
    checked_words: str | None = column(
        "Words checked", Kind.TEXT, TOOL, "The texts as they were at the last check.", later=True
    )
    checked_numbers: float | None = column(
        "Numbers checked",
        Kind.NUMBER,
        TOOL,
        "One number that stands for all numbers and days at the last check.",
        later=True,
    )
    forecast_words: str | None = column(
        "Words forecast", Kind.TEXT, TOOL, "The texts that the forecast was made from.", later=True
    )
    forecast_numbers: float | None = column(
        "Numbers forecast",
        Kind.NUMBER,
        TOOL,
        "One number that stands for all numbers, days and check-ins that the forecast was made from.",
        later=True,
    )
    agreed_statement: str | None = column(
        "Wording agreed", Kind.TEXT, TOOL, "The goal's wording as it was agreed.", later=True
    )
    agreed_target: float | None = column("Target agreed", Kind.NUMBER, TOOL, "The target as it was agreed.", later=True)
    agreed_due: dt.date | None = column(
        "Due date agreed", Kind.DATE, TOOL, "The due date as it was agreed.", later=True
    )
    agreed_weight: float | None = column(
        "Weight agreed", Kind.PERCENT, TOOL, "The weight as it was agreed.", later=True
    )
    changed_since_agreed: str | None = column(
        "Changed since agreed", Kind.TEXT, TOOL, "What was changed after the agreement, as the last sync told it."
    )

    #: The columns in whose cells something stands that cannot be read: they are blank here, and not taken for blank.
    unread: frozenset[str] = frozenset()

    @property
    def counted_weight(self) -> float:
        """The weight as a share; 0 for a blank one and for one that is not possible, which is told where it is read."""
        return self.weight if self.weight is not None and self.has_weight else 0.0

    @property
    def has_weight(self) -> bool:
        """Whether a weight is given that is possible, be it 0."""
        return self.weight is not None and 0 <= self.weight <= 1

    @property
    def is_used(self) -> bool:
        """Whether the row holds a goal: a statement of more than blanks, as the sheet's TRIM tells it."""
        return bool(self.statement and self.statement.strip(" "))


def only_a_statement(text: str) -> Goal:
    """A goal of which nothing else is known: made without setting its fifty columns to blank, as the class does."""
    goal = object.__new__(Goal)
    object.__setattr__(goal, "statement", text)
    return goal
