"""The hidden figures on Lists behind the rewards, one row a reward: their live formulas and their Python twins."""

from __future__ import annotations

from dataclasses import dataclass

from goalsheet.layout import room
from goalsheet.layout.line_formulas import actions_weight
from goalsheet.layout.phrases import are_days, as_read, rows_where
from goalsheet.layout.places import LINES_FIRST_COLUMN, LISTS, TOTALS_ROW, goal_at, line_range, row_cell
from goalsheet.layout.room import letters, serial
from goalsheet.progress import measure, rewards
from goalsheet.progress.rewards import SHARES, Journey
from goalsheet.progress.status import ACHIEVED
from goalsheet.tracker.choices import (
    DONE,
    LEARNING,
    REWARD_TRIGGER,
    RUNNING_TOTAL,
    WHEN_CHECKED,
    WHEN_DATE,
    WHEN_LEARNT,
    WHEN_STREAK,
    YES_NO,
)
from goalsheet.tracker.logs import Reward

_WORDS = REWARD_TRIGGER.words
COLUMNS = ("place", "trigger", "needed", "share", "level", "enough", "day")
ARRAYS = ("day",)
FIRST_ROW = TOTALS_ROW + 8
LAST_ROW = FIRST_ROW + room.LOG_ROWS - 1
#: What is said of a reward below the rows that have figures.
TOO_LOW = f"Move above row {room.LOG_FIRST + room.LOG_ROWS}"


@dataclass(frozen=True)
class RewardLine:
    """A reward's goal by its place among the goals (0: none), what it takes, whether it has come so far, and when.

    `trigger` is the place of what earns it on the list of words (0: none), `needed` how many of it.
    """

    place: int
    trigger: int
    needed: int
    share: float
    level: float | None
    enough: int
    day: int


def reward_line(reward: Reward, journey: Journey) -> RewardLine:
    """The figures of one reward."""
    goal, found = journey.goal(reward), rewards.day(reward, journey)
    return RewardLine(
        place=int((goal.id or "G0")[1:]) if goal else 0,
        trigger=_WORDS.index(reward.when) + 1 if reward.when in _WORDS else 0,
        needed=rewards.needed(reward),
        share=SHARES.get(reward.when or "", 0.0),
        level=rewards.level(reward, goal),
        enough=int(rewards.is_enough(reward, journey)),
        day=serial(found) if found else 0,
    )


def column(name: str) -> int:
    """The column number of a figure."""
    return LINES_FIRST_COLUMN + COLUMNS.index(name)


def names() -> dict[str, str]:
    """The defined names of the figures by which the sheet Rewards finds its own."""
    return {f"rewards_{name}": f"{LISTS}!{_cells(name)}" for name in COLUMNS}


def _cells(name: str) -> str:
    return f"${letters(column(name))}${FIRST_ROW}:${letters(column(name))}${LAST_ROW}"


def formula(name: str, index: int) -> str:
    """The formula of a figure of the reward at `index` (from 0)."""
    own = {one: row_cell(f"reward_{one}", index) for one in ("reward", "when", "count", "goal", "date")}
    lines = {one: f"INDEX({line_range(one)},{{place}})" for one in ("start", "end", "mode")}
    figures = {one: f"${letters(column(one))}{FIRST_ROW + index}" for one in COLUMNS}
    text = _FORMULAS[name]
    for held in (lines, {f"own_{one}": cell for one, cell in own.items()}, figures):
        for one, cell in held.items():
            text = text.replace(f"{{{one}}}", cell)
    return text


_BY_NOW = "TODAY()+1"
_OF_GOAL = 'IF(TRIM({own_goal})="",1,{log}_goal={own_goal})'
_OF_GOALS_LOG = _OF_GOAL.replace("{log}", "check_in")
_CHECKED = f"{are_days('check_in_date')}*(check_in_date<{_BY_NOW})"
_DONE = f'(action_state="{DONE}")*{are_days("action_done_on")}*(action_done_on<{_BY_NOW})'
_LEARNING = f'IF(TRIM({{own_goal}})="",COUNTIFS(goal_id,action_goal,goal_kind,"{LEARNING}",goal_statement,"?*"),1)>0'
_NEEDED = "{needed}"
#: A blank start is text, which is more than any number.
_VALUE = "IF(AND(ISNUMBER({start}),{end}<{start}),check_in_value<={level},check_in_value>={level})"
_LIST = f"list_{REWARD_TRIGGER.name}"


def _nth(days: str, place: str, *conditions: str) -> str:
    return f"IFERROR(SMALL(IF({rows_where(*conditions)},INT({days})),{place}),0)"


_AT = {word: place for place, word in enumerate(_WORDS, 1)}
#: The number of a day's week, Monday to Sunday, and those of weeks up to this one by how many weeks ago.
_WEEK = "INT(({day}-2)/7)"
_WEEKS_AGO = f"(ROW($1:${rewards.MOST_WEEKS})-1)"
_THIS_WEEK = _WEEK.replace("{day}", "TODAY()")
_CHECKED_WEEKS = f"IF({rows_where(_CHECKED, _OF_GOALS_LOG)},{_WEEK.replace('{day}', 'check_in_date')})"
_IS_CHECKED = f"ISNUMBER(MATCH({_THIS_WEEK}-{_WEEKS_AGO},{_CHECKED_WEEKS},0))*1"
_ACROSS, _DOWN = f"COLUMN($A:${letters(rewards.MOST_WEEKS)})", f"ROW($1:${rewards.MOST_WEEKS})"
_IN_ROW = f"({_ACROSS}>={_DOWN})*({_ACROSS}<{_DOWN}+{_NEEDED})"
#: The week in which a row of weeks was long enough for the first time; one to come where it never was.
_LONG_ENOUGH = f"{_THIS_WEEK}-MAX(IF(MMULT({_IN_ROW},{_IS_CHECKED})={_NEEDED},{_WEEKS_AGO},-1))"
_TOLD = (
    f"IF({{trigger}}={_AT[WHEN_CHECKED]},1,IF({{trigger}}={_AT[WHEN_STREAK]},"
    f"{_WEEK.replace('{day}', 'check_in_date')}={_LONG_ENOUGH},ISNUMBER(check_in_value)*{_VALUE}))"
)
_OF_CHECK_INS = _nth(
    "check_in_date", f"IF({{trigger}}={_AT[WHEN_CHECKED]},{_NEEDED},1)", _CHECKED, _OF_GOALS_LOG, _TOLD
)
_OF_STEPS = _nth("action_done_on", _NEEDED, _DONE, _OF_GOAL.replace("{log}", "action"), f"({_LEARNING})")
#: The weight of the goal's steps that were done by the day of each.
_DONE_BY = actions_weight(
    f'action_goal,{{own_goal}},action_state,"{DONE}",action_done_on,"<"&(IFERROR(INT(action_done_on),0)+1)'
)
_ALL_STEPS = f"INDEX({line_range('actions_total')},{{place}})"
_STEP = _nth(
    "action_done_on", "1", _DONE, "(action_goal={own_goal})", f"({_DONE_BY}>={{share}}*{_ALL_STEPS}-{rewards.TINY:.0E})"
)

_PROGRESS = goal_at("progress", "{place}")

_FORMULAS = {
    "place": "IFERROR(IF(INDEX(goals_used,MATCH({own_goal},goal_id,0)-1)=1,MATCH({own_goal},goal_id,0)-1,0),0)",
    "trigger": f"IFERROR(MATCH({{own_when}},{_LIST},0),0)",
    "needed": "IF(ISNUMBER({own_count}),MAX(1,INT({own_count})),1)",
    "share": f"IF({{trigger}}=0,0,CHOOSE({{trigger}},{','.join(f'{SHARES.get(word, 0):g}' for word in _WORDS)}))",
    "level": (
        f'IF({{place}}*{{share}}=0,"",IF({goal_at("measure", "{place}")}="{YES_NO}",IF({{share}}=1,{{end}},""),'
        f'IF(AND({{mode}}="{measure.WAY}",{goal_at("measure", "{place}")}<>"{RUNNING_TOTAL}"),'
        '{start}+{share}*({end}-{start}),"")))'
    ),
    "enough": (
        f'IF({{place}}*{{share}}=0,0,IF({{share}}=1,IF({goal_at("status", "{place}")}="{ACHIEVED}",1,0),'
        f"IF(ISNUMBER({_PROGRESS}),IF({_PROGRESS}>={{share}},1,0),0)))"
    ),
    "day": (
        f'IF(TRIM({{own_reward}})="",0,IF({{trigger}}>={_AT[WHEN_DATE]},IF(ISNUMBER({{own_date}}),INT({{own_date}}),0),'
        f"IF({{trigger}}={_AT[WHEN_LEARNT]},{_OF_STEPS},IF(OR({{trigger}}>={_AT[WHEN_CHECKED]},ISNUMBER({{level}})),{_OF_CHECK_INS},"
        f'IF({{place}}*{{share}}=0,0,IF({{mode}}="{measure.STEPS}",IF({_ALL_STEPS}>0,{_STEP},0),0))))))'
    ),
}
_FORMULAS = {name: as_read(formula, Reward, prefix="own_") for name, formula in _FORMULAS.items()}
