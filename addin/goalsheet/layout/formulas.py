"""The live formula of every computed column; each has its twin in progress/appraisal.py or smart/.

Only functions that Excel 2016, LibreOffice and Google Sheets share. In a goal's formula `{statement}` … are the cells
of its own row and `{line_…}` its hidden figures on Lists (layout/line_formulas.py).
Names such as action_state are whole columns; check_in_* and action_* reach below the last row that is filled in.
A cell may hold text where a number belongs: every formula asks ISNUMBER first.
"""

from __future__ import annotations

import re

from goalsheet.layout.agreed_formula import SINCE_AGREED
from goalsheet.layout.edit_formulas import edited
from goalsheet.layout.lines import KEY, NEVER
from goalsheet.layout.phrases import as_read, is_one_of, logged, share
from goalsheet.layout.places import line_matching, log_index
from goalsheet.layout.remark_formula import REMARK
from goalsheet.layout.reward_lines import TOO_LOW
from goalsheet.layout.room import GOALS, LOG_ROWS
from goalsheet.layout.vision_places import FIGURES, spot_range
from goalsheet.progress import actions, edits, feedback, measure, rewards, status
from goalsheet.smart.readiness import READY, TO_DO
from goalsheet.tracker import choices
from goalsheet.tracker.choices import (
    DONE,
    DROPPED,
    KEEP_WITHIN,
    LEVELS,
    MILESTONES,
    OWN_ESTIMATE,
    RUNNING_TOTAL,
    YES_NO,
)
from goalsheet.tracker.tracker import TABLES
from goalsheet.vision.journal import PROMPTS
from goalsheet.vision.mind_map import ROOM as IDEAS
from goalsheet.vision.mind_map import TOO_MANY


def _used(formula: str) -> str:
    return f'IF(OR(TRIM({{statement}})="",ROW()-goals_above>{GOALS}),"",{formula})'


def _ready(condition: str) -> str:
    return _used(f'IF({condition},"{READY}","{TO_DO}")')


def _filled(*names: str) -> str:
    return ",".join(f'TRIM({{{name}}})<>""' for name in names)


_IN_ORDER = "IF(AND(ISNUMBER({start}),ISNUMBER({due})),{due}>={start},FALSE)"
_IS_KEEP = is_one_of("{measure}", choices.KEEPS)


_SHARE_NOW = share("{latest}", "{line_mode}", "{line_start}", "{line_end}", '""')

_BY_GAP = (
    f'IF(ROUND({{expected}}-{{progress}},6)<=limit_on_track,"{status.ON_TRACK}",'
    f'IF(ROUND({{expected}}-{{progress}},6)<=limit_at_risk,"{status.AT_RISK}","{status.OFF_TRACK}"))'
)
_EARLY = "TODAY()-{start}<MAX(grace_days,grace_share*({due}-{start}+1))"
_RUNNING = (
    f'IF(NOT(ISNUMBER({{progress}})),IF({{line_mode}}="{measure.UNKNOWN}","{status.NEEDS_NUMBERS}","{status.NO_CHECK_IN}"),'
    f'IF({_IS_KEEP},IF({{progress}}>=1,"{status.ON_TRACK}","{status.OFF_TRACK}"),'
    f'IF(OR({{measure}}="{YES_NO}",{_EARLY}),"{status.IN_PROGRESS}",{_BY_GAP})))'
)
_DONE = "AND(ISNUMBER({progress}),N({progress})>=1,OR(NOT(" + _IS_KEEP + "),TODAY()>{due}))"


_SINCE = f"IF({{line_phase_past}}>0,INT({{line_phase_past}}/{KEY}),{{start}}-1)"
_UNTIL = f"IF({{line_phase_next}}<{NEVER},INT({{line_phase_next}}/{KEY}),{{due}})"
_BETWEEN_PHASES = (
    f"{{line_share_past}}+({{line_share_next}}-{{line_share_past}})*(TODAY()-{_SINCE})/({_UNTIL}-{_SINCE})"
)

GOAL_FORMULAS: dict[str, str] = {
    "specific_ready": _ready(f"AND({_filled('statement', 'category', 'kind')})"),
    "measurable_ready": _ready(
        f'IF(AND({_filled("measure", "evidence")}),IF({{measure}}="{MILESTONES}",COUNTIFS(action_goal,{{id}})>0,'
        f"IF({is_one_of('{measure}', (YES_NO, LEVELS, OWN_ESTIMATE))},TRUE,"
        f'AND(ISNUMBER({{target}}),TRIM({{unit}})<>"",OR({{measure}}<>"{KEEP_WITHIN}",ISNUMBER({{baseline}}))))),FALSE)'
    ),
    "achievable_ready": _ready(
        f'AND({_filled("resources")},OR(COUNTIFS(action_goal,{{id}})>0,TRIM({{obstacle_plan}})<>""))'
    ),
    "relevant_ready": _ready(
        f'AND({_filled("why")},OR(TRIM({{objective}})<>"",TRIM({{value}})<>""),'
        "OR(ISNUMBER({hours_per_week}),ISNUMBER({confidence})))"
    ),
    "timely_ready": _ready(f"AND({_IN_ORDER},{_filled('rhythm')})"),
    "latest": _used(
        f'IF({{line_key}}>0,IF({{measure}}="{RUNNING_TOTAL}",{{line_total}},{logged("{line_key}")}),'
        'IF(ISNUMBER({current}),{current},""))'
    ),
    "progress": _used(
        f'IF({{line_mode}}="{measure.STEPS}",IF({{line_actions_total}}>0,{{line_actions_done}}/{{line_actions_total}},""),'
        f'IF(ISNUMBER({{latest}}),{_SHARE_NOW},IF({{measure}}="{YES_NO}",0,"")))'
    ),
    "expected": _used(
        f'IF(OR({{measure}}="{YES_NO}",{_IS_KEEP},NOT({_IN_ORDER})),"",'
        f"IF(TODAY()<{{start}},0,IF(TODAY()>={{due}},1,{_BETWEEN_PHASES})))"
    ),
    "status": _used(
        f'IF(NOT({_IN_ORDER}),"{status.NEEDS_DATES}",IF({_DONE},"{status.ACHIEVED}",'
        f'IF(TODAY()<{{start}},IF(OR(N({{progress}})>0,{{line_last_date}}>0),"{status.IN_PROGRESS}","{status.NOT_STARTED}"),'
        f'IF(TODAY()>{{due}},IF({{agreement}}="{choices.CLOSED}","{status.MISSED}","{status.OVERDUE}"),{_RUNNING}))))'
    ),
    "days_left": _used(f'IF(AND(ISNUMBER({{due}}),{{status}}<>"{status.ACHIEVED}"),{{due}}-TODAY(),"")'),
    "last_check_in": _used('IF({line_last_date}>0,{line_last_date},"")'),
    "remark": _used(REMARK),
    "since_agreed": _used(SINCE_AGREED),
    "average_pace": _used(
        f'IF(AND({{line_mode}}="{measure.WAY}",{{measure}}<>"{LEVELS}",ISNUMBER({{latest}}),{_IN_ORDER}),'
        'IF(TODAY()>={start},7*({latest}-{line_start})/(MIN(TODAY(),{due})-{start}+1),""),"")'
    ),
    "forecast_edited": _used(
        edited("{forecast_of}", "{forecast_words}", "{forecast_numbers}", edits.FORECAST, "{line_forecast_number}")
    ),
    "check_edited": _used(
        edited("{checked_on}", "{checked_words}", "{checked_numbers}", edits.CHECK, "{line_check_number}")
    ),
}

#: A day that was typed with a time of day counts as that day, as it does in Python.
_WITH_DAYS = ("timely_ready", "expected", "status", "days_left", "average_pace")
GOAL_FORMULAS |= {
    name: re.sub(r"(?<!ISNUMBER\()\{(due|start)\}", r"INT({\1})", GOAL_FORMULAS[name]) for name in _WITH_DAYS
}
GOAL_FORMULAS = {name: as_read(formula) for name, formula in GOAL_FORMULAS.items()}

_GOAL_TEXT = f'IFERROR({line_matching("brief", "{goal}")}&"","")'


_REWARD_PLACE = log_index("reward_reward")


def _reward(figure: str) -> str:
    """A hidden figure of the reward in this row; 0 below the rows that have some."""
    return f"IFERROR(INDEX(rewards_{figure},{_REWARD_PLACE}),0)"


_REWARD_DAY = _reward("day")
#: Whether a reward stands below the rows of which Lists works out when they are earned; a date alone needs no list.
_IS_LOW = f"{_REWARD_PLACE}>{LOG_ROWS}"
_IS_DATED = f'OR({{when}}="{choices.WHEN_DATE}",{{when}}="{choices.WHEN_GIVEN}")'
_IDEA_ROW = log_index("idea_idea")
_NOTES = f"'{FIGURES}'!{spot_range('note')}"

LOG_FORMULAS: dict[tuple[str, str], str] = {
    ("Action", "goal_text"): _GOAL_TEXT,
    ("CheckIn", "goal_text"): _GOAL_TEXT,
    ("Feedback", "goal_text"): _GOAL_TEXT,
    ("Reward", "goal_text"): _GOAL_TEXT,
    ("Review", "goal_text"): _GOAL_TEXT,
    ("Reward", "earned_on"): (
        f'IF({_IS_LOW},IF(AND(TRIM({{reward}})<>"",{_IS_DATED},ISNUMBER({{date}})),'
        f'IF({{date}}<TODAY()+1,INT({{date}}),""),""),'
        f'IF(AND({_REWARD_DAY}>0,{_REWARD_DAY}<=TODAY()),{_REWARD_DAY},""))'
    ),
    ("Reward", "state"): (
        f'IF(TRIM({{reward}})="","",IF(ISNUMBER({{celebrated_on}}),"{rewards.CELEBRATED}",'
        f'IF({{id}}<>"","{rewards.RECEIVED}",IF(ISNUMBER({{earned_on}}),'
        f'IF({{when}}="{choices.WHEN_GIVEN}","{rewards.RECEIVED}","{rewards.EARNED}"),'
        f'IF(AND({_IS_LOW},NOT({_IS_DATED})),"{TOO_LOW}",IF({_reward("enough")}=1,"{rewards.EARNED}",'
        f'IF(AND({_reward("share")}>0,{_reward("place")}=0),"{rewards.WHICH_GOAL}","{rewards.TO_COME}")))))))'
    ),
    ("Feedback", "waiting"): (
        f"IF(AND(ISNUMBER({{asked_on}}),NOT(ISNUMBER({{date}}))),"
        f'IF(TODAY()-{{asked_on}}>{feedback.PATIENCE},"{feedback.ASK_AGAIN}","{feedback.WAITING}"),"")'
    ),
    ("JournalEntry", "prompt"): f'IF(ISNUMBER({{date}}),INDEX(list_prompt,MOD(INT({{date}}),{len(PROMPTS)})+1),"")',
    ("MindMapIdea", "note"): (
        f'IF(TRIM({{idea}}&{{parent}})="","",IF({_IDEA_ROW}>{IDEAS},"{TOO_MANY}",INDEX({_NOTES},{_IDEA_ROW})))'
    ),
    ("Action", "alert"): (
        f'IF(OR(NOT(ISNUMBER({{due}})),{{state}}="{DONE}",{{state}}="{DROPPED}"),"",'
        f'IF({{due}}<TODAY(),"{actions.LATE}",IF({{due}}=TODAY(),"{actions.TODAY}",'
        f'IF({{due}}-TODAY()<=7,"{actions.THIS_WEEK}",""))))'
    ),
}
_ROWS = {of.name: of.row for of in TABLES}
LOG_FORMULAS = {(name, of): as_read(formula, _ROWS[name]) for (name, of), formula in LOG_FORMULAS.items()}
