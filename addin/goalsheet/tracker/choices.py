"""Every dropdown of the tracker, by the name it has in the workbook."""

from __future__ import annotations

from goalsheet.tracker.schema import Choices

# The words that rules know by name; formulas, progress and readiness take them from here.
INCREASE, DECREASE = "Increase", "Decrease"
KEEP_ABOVE, KEEP_BELOW, KEEP_WITHIN = "Keep at or above", "Keep at or below", "Keep in range"
KEEPS = (KEEP_ABOVE, KEEP_BELOW, KEEP_WITHIN)
RUNNING_TOTAL, OWN_ESTIMATE = "Running total", "Own estimate (%)"
MILESTONES, YES_NO, LEVELS = "Milestones", "Yes / no", "Levels -2 to +2"
LOWEST_LEVEL, HIGHEST_LEVEL = -2.0, 2.0
CHANGE_PATH, ADVANCE = "Change career path", "Advance"
PERFORMANCE, LEARNING = "Performance", "Learning"
DRAFT = "Draft"  # what every new goal starts as
PROPOSED, CHANGES_REQUESTED, AGREED, CLOSED = "Proposed", "Changes requested", "Agreed", "Closed"
ACHIEVED = "Achieved"  # a status
DONE, DROPPED = "Done", "Dropped"
KEEP, ADJUST, DROP, CELEBRATE = "Keep", "Adjust", "Drop", "Celebrate"  # decisions
ON_TRACK, AT_RISK, OFF_TRACK = "On track", "At risk", "Off track"

CATEGORY = Choices("category", ("Improve performance", "Learn a skill", CHANGE_PATH, ADVANCE, "Other"))
GOAL_KIND = Choices("goal_kind", (PERFORMANCE, LEARNING))
MEASURE = Choices("measure", (INCREASE, DECREASE, RUNNING_TOTAL, *KEEPS, MILESTONES, YES_NO, LEVELS, OWN_ESTIMATE))
RHYTHM = Choices("rhythm", ("Weekly", "Every 2 weeks", "Monthly", "Quarterly"))
AGREEMENT = Choices("agreement", (DRAFT, PROPOSED, CHANGES_REQUESTED, AGREED, CLOSED))
NOT_KEPT = "No"
KEPT = Choices("kept", ("Yes", NOT_KEPT))  # a guardrail
#: What an agreement is about; in Reviews other words may stand there, too.
WORDING, TARGET, DUE_DATE, WEIGHT = "wording", "target", "due date", "weight"
CHANGE = Choices("change", (WORDING, TARGET, DUE_DATE, WEIGHT), open_ended=True)
RATING = Choices("rating", ("Exceeded", "Achieved", "Partly achieved", "Not achieved"))
ACTION_STATE = Choices("action_state", ("Open", "In progress", DONE, DROPPED))
FEELING = Choices("feeling", (ON_TRACK, AT_RISK, OFF_TRACK))
VALUE = Choices(
    "value",
    (
        "Achievement",
        "Autonomy",
        "Balance",
        "Collaboration",
        "Creativity",
        "Fairness",
        "Growth",
        "Health",
        "Helping others",
        "Honesty",
        "Leadership",
        "Learning",
        "Security",
        "Variety",
    ),
    open_ended=True,
)
OBJECTIVE = Choices("objective", open_ended=True)  # from the template, person by person
GOAL_ID = Choices("goal_id")  # the goals that are filled in
BOSS, MENTOR, PEER, SELF, OTHERS = "Manager", "Mentor", "Peer", "Self", "Others"
FEEDBACK_SOURCE = Choices("feedback_source", (BOSS, MENTOR, PEER, SELF, OTHERS))
SURVEY, INTERVIEW, MEETING = "Survey", "Interview", "Meeting"
FEEDBACK_FORM = Choices("feedback_form", (SURVEY, INTERVIEW, MEETING))
FEEDBACK_THEME = Choices(
    "feedback_theme",
    ("Results", "Customers", "Teamwork", "Communication", "Reliability", "Expertise", "Leading", "Other"),
)
RECOGNITION = "Recognition"
REWARD_KIND = Choices("reward_kind", ("Incentive", "Reward", "Celebration", RECOGNITION))
WHEN_ACHIEVED, WHEN_QUARTER, WHEN_HALF, WHEN_THREE_QUARTERS = (
    "Goal achieved",
    "25 % reached",
    "50 % reached",
    "75 % reached",
)
WHEN_CHECKED, WHEN_STREAK, WHEN_LEARNT = "Check-ins done", "Weeks in a row", "Learning steps done"
WHEN_DATE, WHEN_GIVEN = "On a date", "Given by manager"
REWARD_TRIGGER = Choices(
    "reward_trigger",
    (
        WHEN_ACHIEVED,
        WHEN_QUARTER,
        WHEN_HALF,
        WHEN_THREE_QUARTERS,
        WHEN_CHECKED,
        WHEN_STREAK,
        WHEN_LEARNT,
        WHEN_DATE,
        WHEN_GIVEN,
    ),
)
NO_REVIEW = "Other"  # between two reviews
REVIEW_KIND = Choices("review_kind", ("Monthly", "Quarterly", "Year-end", NO_REVIEW))
DECISION = Choices("decision", (KEEP, ADJUST, DROP, CELEBRATE))
#: A goal's value comes from those that the person chose on Vision; from the words above as long as there are none.
OWN_VALUE = Choices("own_value", VALUE.words, open_ended=True)
TRAIT = Choices("trait", ("Strength", "Growth area"))
IDEA = Choices("idea", open_ended=True)  # the ideas of the mind map
THIS_YEAR, IN_THREE_YEARS, ONE_DAY = "This year", "In 3 years", "One day"
HORIZON = Choices("horizon", (THIS_YEAR, IN_THREE_YEARS, ONE_DAY))
MOOD = Choices("mood", ("Great", "Good", "Mixed", "Hard"))


def is_off_scale(level: float | None) -> bool:
    """Whether a number is none of the levels."""
    return level is not None and not LOWEST_LEVEL <= level <= HIGHEST_LEVEL
