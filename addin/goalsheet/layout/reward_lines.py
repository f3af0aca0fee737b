"""The hidden figures on Lists behind the rewards, one row a reward: their live formulas and their Python twins."""

from __future__ import annotations

from dataclasses import dataclass

from goalsheet.layout import room
from goalsheet.layout.lines import NEVER
from goalsheet.layout.phrases import are_days, as_read, chosen, rows_where
from goalsheet.layout.places import LINES_FIRST_COLUMN, LISTS, TOTALS_ROW, line_range
from goalsheet.layout.room import letters, serial
from goalsheet.progress import measure, rewards
from goalsheet.progress.rewards import SHARES, Journey
from goalsheet.progress.status import ACHIEVED
from goalsheet.tracker.choices import (
    DONE,
    LEARNING,
    RUNNING_TOTAL,
    WHEN_CHECKED,
    WHEN_DATE,
    WHEN_GIVEN,
    WHEN_LEARNT,
    YES_NO,
)
from goalsheet.tracker.logs import Reward

COLUMNS = ("place", "share", "level", "enough", "day")
ARRAYS = ("day",)
FIRST_ROW = TOTALS_ROW + 8
LAST_ROW = FIRST_ROW + room.LOG_ROWS - 1


@dataclass(frozen=True)
class RewardLine:
    """A reward's goal by its place among the goals (0: none), what it takes, whether it has come so far, and when."""

    place: int
    share: float
    level: float | None
    enough: int
    day: int


def reward_line(reward: Reward, journey: Journey) -> RewardLine:
    """The figures of one reward."""
    goal, found = journey.goal(reward), rewards.day(reward, journey)
    return RewardLine(
        place=int((goal.id or "G0")[1:]) if goal else 0,
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
    own = {one: f"INDEX(reward_{one},{index + 1})" for one in ("reward", "when", "count", "goal", "date")}
    lines = {one: f"INDEX({line_range(one)},{{place}})" for one in ("start", "end", "mode")}
    figures = {one: f"${letters(column(one))}{FIRST_ROW + index}" for one in COLUMNS}
    text = _FORMULAS[name]
    for held in (lines, {f"own_{one}": cell for one, cell in own.items()}, figures):
        for one, cell in held.items():
            text = text.replace(f"{{{one}}}", cell)
    return text


_BY_NOW = "TODAY()+1"
_OF_GOAL = 'IF(TRIM({own_goal})="",1,{log}_goal={own_goal})'
_CHECKED = f"{are_days('check_in_date')}*(check_in_date<{_BY_NOW})"
_DONE = f'(action_state="{DONE}")*{are_days("action_done_on")}*(action_done_on<{_BY_NOW})'
_LEARNING = f'IF(TRIM({{own_goal}})="",COUNTIFS(goal_id,action_goal,goal_kind,"{LEARNING}",goal_statement,"?*"),1)>0'
_NEEDED = "IF(ISNUMBER({own_count}),MAX(1,INT({own_count})),1)"
_VALUE = "IF({end}>={start},check_in_value>={level},check_in_value<={level})"


def _nth(days: str, *conditions: str) -> str:
    return f"IFERROR(SMALL(IF({rows_where(*conditions)},INT({days})),{_NEEDED}),0)"


_REACHED = rows_where(_CHECKED, "ISNUMBER(check_in_value)", "(check_in_goal={own_goal})", _VALUE)
_DONE_OF_GOAL = rows_where(_DONE, "(action_goal={own_goal})")


_FORMULAS = {
    "place": ("IFERROR(IF(INDEX(goals_used,MATCH({own_goal},goal_id,0))=1,MATCH({own_goal},goal_id,0),0),0)"),
    "share": chosen("{own_when}", SHARES, "0"),
    "level": (
        f'IF({{place}}*{{share}}=0,"",IF(INDEX(goal_measure,{{place}})="{YES_NO}",IF({{share}}=1,{{end}},""),'
        f'IF(AND({{mode}}="{measure.WAY}",INDEX(goal_measure,{{place}})<>"{RUNNING_TOTAL}"),'
        '{start}+{share}*({end}-{start}),"")))'
    ),
    "enough": (
        f'IF({{place}}*{{share}}=0,0,IF({{share}}=1,IF(INDEX(goal_status,{{place}})="{ACHIEVED}",1,0),'
        "IF(ISNUMBER(INDEX(goal_progress,{place})),IF(INDEX(goal_progress,{place})>={share},1,0),0)))"
    ),
    "day": (
        'IF(TRIM({own_reward})="",0,'
        f'IF(OR({{own_when}}="{WHEN_DATE}",{{own_when}}="{WHEN_GIVEN}"),IF(ISNUMBER({{own_date}}),INT({{own_date}}),0),'
        f'IF({{own_when}}="{WHEN_CHECKED}",'
        + _nth("check_in_date", _CHECKED, _OF_GOAL.replace("{log}", "check_in"))
        + f',IF({{own_when}}="{WHEN_LEARNT}",'
        + _nth("action_done_on", _DONE, _OF_GOAL.replace("{log}", "action"), f"({_LEARNING})")
        + ",IF({place}*{share}=0,0,IF(ISNUMBER({level}),"
        f"MOD(MIN(IF({_REACHED},INT(check_in_date),{NEVER})),"
        f"{NEVER}),"
        f'IF(AND({{mode}}="{measure.STEPS}",{{share}}=1,N(INDEX(goal_progress,{{place}}))=1),'
        f"MAX(IF({_DONE_OF_GOAL},INT(action_done_on),0)),0)))))))"
    ),
}
_FORMULAS = {name: as_read(formula, Reward, prefix="own_") for name, formula in _FORMULAS.items()}
