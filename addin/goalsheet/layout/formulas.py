"""The live formula of every computed column and hidden figure; each has its twin in progress/ or smart/.

Only functions that Excel 2016, LibreOffice and Google Sheets share. In a goal's formula `{statement}` … are the cells
of its own row and `{line_…}` its hidden figures on Lists; in a hidden figure's formula `{goal_…}` are the goal's cells.
Names such as action_state are whole columns; check_in_* and action_* reach below the last row that is filled in.
A cell may hold text where a number belongs: every formula asks ISNUMBER first.
"""

from __future__ import annotations

import datetime as dt

from goalsheet.layout.edit_formulas import edited, number
from goalsheet.layout.lines import BRIEF, KEY, NEVER, SHORT
from goalsheet.layout.phrases import chosen, is_one_of
from goalsheet.layout.places import line_range
from goalsheet.layout.remark_formula import REMARK
from goalsheet.progress import actions, edits, measure, status, timeline
from goalsheet.smart.readiness import READY, TO_DO
from goalsheet.tracker import choices
from goalsheet.tracker.choices import (
    DONE,
    DROPPED,
    KEEP_ABOVE,
    KEEP_BELOW,
    KEEP_WITHIN,
    LEVELS,
    MILESTONES,
    OWN_ESTIMATE,
    RUNNING_TOTAL,
    YES_NO,
)


def _used(formula: str) -> str:
    return 'IF(TRIM({statement})="","",' + formula + ")"


def _ready(condition: str) -> str:
    return _used(f'IF({condition},"{READY}","{TO_DO}")')


def _filled(*names: str) -> str:
    return ",".join(f'TRIM({{{name}}})<>""' for name in names)


_IN_ORDER = "IF(AND(ISNUMBER({start}),ISNUMBER({due})),{due}>={start},FALSE)"
_IS_KEEP = is_one_of("{measure}", choices.KEEPS)


def share(value: str, mode: str, start: str, end: str, unknown: str) -> str:
    """The share that `value` (a number) stands for; see progress.measure.Yardstick."""
    return (
        f'IF({mode}="{measure.WAY}",MAX(0,MIN(1,({value}-{start})/({end}-{start}))),'
        f'IF({mode}="{measure.AT_LEAST}",IF({value}>={end},1,0),'
        f'IF({mode}="{measure.AT_MOST}",IF({value}<={end},1,0),'
        f'IF({mode}="{measure.WITHIN}",IF(AND({value}>={start},{value}<={end}),1,0),{unknown}))))'
    )


_SHARE_NOW = share("{latest}", "{line_mode}", "{line_start}", "{line_end}", '""')

_BY_GAP = (
    f'IF(ROUND({{expected}}-{{progress}},6)<=limit_on_track,"{status.ON_TRACK}",'
    f'IF(ROUND({{expected}}-{{progress}},6)<=limit_at_risk,"{status.AT_RISK}","{status.OFF_TRACK}"))'
)
_EARLY = "TODAY()-{start}<MAX(grace_days,grace_share*({due}-{start}+1))"
_RUNNING = (
    f'IF(NOT(ISNUMBER({{progress}})),"{status.NO_CHECK_IN}",'
    f'IF({_IS_KEEP},IF({{progress}}>=1,"{status.ON_TRACK}","{status.OFF_TRACK}"),'
    f'IF(OR({{measure}}="{YES_NO}",{_EARLY}),"{status.IN_PROGRESS}",{_BY_GAP})))'
)
_DONE = "AND(ISNUMBER({progress}),N({progress})>=1,OR(NOT(" + _IS_KEEP + "),TODAY()>{due}))"


def logged(key: str, column: str = "check_in_value") -> str:
    """What the row with that key holds; counted from where the column begins, for rows may be inserted above it."""
    return f"INDEX({column},MOD({key},{KEY})-ROW(INDEX({column},1))+1)"


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

_GOAL_TEXT = f'IFERROR(INDEX({line_range("brief")},MATCH({{goal}},goal_id,0))&"","")'

LOG_FORMULAS: dict[tuple[str, str], str] = {
    ("Action", "goal_text"): _GOAL_TEXT,
    ("CheckIn", "goal_text"): _GOAL_TEXT,
    ("Action", "alert"): (
        f'IF(OR(NOT(ISNUMBER({{due}})),{{state}}="{DONE}",{{state}}="{DROPPED}"),"",'
        f'IF({{due}}<TODAY(),"{actions.LATE}",IF({{due}}=TODAY(),"{actions.TODAY}",'
        f'IF({{due}}-TODAY()<=7,"{actions.THIS_WEEK}",""))))'
    ),
}


def actions_weight(conditions: str) -> str:
    """The summed weight of the actions that meet `conditions`; an action without a weight counts as 1."""
    return (
        f'(COUNTIFS({conditions})-COUNTIFS({conditions},action_weight,">=0")'
        f'+SUMIFS(action_weight,{conditions},action_weight,">=0"))'
    )


_OF_GOAL = "action_goal,{goal_id}"
_DONE_OF_GOAL = f'{_OF_GOAL},action_state,"{DONE}"'
_DROPPED_OF_GOAL = f'{_OF_GOAL},action_state,"{DROPPED}"'
_GOAL_DATED = "IF(AND({used}=1,ISNUMBER({goal_start}),ISNUMBER({goal_due})),{goal_due}>={goal_start},FALSE)"


_LOGGED = "(check_in_goal={{goal_id}})*ISNUMBER(check_in_date)*ISNUMBER(check_in_value)*(check_in_date<{limit})"
_LOGGED_BY_NOW = _LOGGED.format(limit="TODAY()+1")
_LOG_KEY = f"INT(check_in_date)*{KEY}+ROW(check_in_date)"


def newest(limit: str) -> str:
    """The key of the goal's last check-in with a number before `limit`; 0 without one (array formula)."""
    return f"MAX(IF({_LOGGED.format(limit=limit)},{_LOG_KEY},0))"


def _key_before_last(place: int) -> str:
    return f"IF({{used}}=1,LARGE(IF({_LOGGED_BY_NOW},{_LOG_KEY},0),{place}),0)"


_PHASED = (
    "(action_goal={goal_id})*ISNUMBER(action_due)*ISNUMBER(action_value_by_then)"
    f'*(action_state<>"{DROPPED}")*(action_due>={{begins}})*(action_due<{{ends}})'
)
_PHASE_KEY = f"INT(action_due)*{KEY}+ROW(action_due)"


def _phase_share(key: str) -> str:
    """The share of the way that the value by then of the step with that key stands for."""
    value = logged(key, "action_value_by_then")
    return f"MAX(0,MIN(1,({value}-{{start}})/({{end}}-{{start}})))"


_KEPT = chosen(
    "{mode}",
    {
        measure.AT_LEAST: f"SUMPRODUCT({_LOGGED_BY_NOW}*(check_in_value>={{end}}))",
        measure.AT_MOST: f"SUMPRODUCT({_LOGGED_BY_NOW}*(check_in_value<={{end}}))",
        measure.WITHIN: f"SUMPRODUCT({_LOGGED_BY_NOW}*(check_in_value>={{start}})*(check_in_value<={{end}}))",
    },
    "0",
)
_VALUE_1, _VALUE_2, _VALUE_3 = (logged(f"{{{key}}}") for key in ("key", "second_key", "third_key"))


def shortened(text: str, most: int) -> str:
    """The beginning of a text, ended at a word; see layout.lines.shortened."""
    head = f"LEFT({text},{most + 1})"
    blanks = f'LEN({head})-LEN(SUBSTITUTE({head}," ",""))'
    last_blank = f'FIND("{_MARK}",SUBSTITUTE({head}," ","{_MARK}",{blanks}))'
    return f'IF(LEN({text})<={most},{text}&"",LEFT({text},IFERROR({last_blank}-1,{most}))&" …")'


_MARK = "‖"  # stands for the last blank while it is looked for

LINE_FORMULAS: dict[str, str] = {
    "id": 'IF({order}=0,"",INDEX(goal_id,{order}))',
    "used": 'IF(TRIM({goal_statement})="",0,1)',
    "rank": "IF({used}=1,SUM({used_so_far}),0)",
    "order": "IFERROR(MATCH({position},{ranks},0),0)",
    "start": chosen(
        "{goal_measure}",
        {word: start for word, (start, _) in measure.FIXED_ENDS.items()},
        "IF(ISNUMBER({goal_baseline}),{goal_baseline}," + chosen("{goal_measure}", measure.DEFAULT_START) + ")",
    ),
    "end": chosen(
        "{goal_measure}",
        {word: end for word, (_, end) in measure.FIXED_ENDS.items()},
        "IF(ISNUMBER({goal_target}),{goal_target}," + chosen("{goal_measure}", measure.DEFAULT_END) + ")",
    ),
    "mode": (
        f'IF({{goal_measure}}="{MILESTONES}","{measure.STEPS}",IF(NOT(ISNUMBER({{end}})),"{measure.UNKNOWN}",'
        f'IF(OR({{goal_measure}}="{YES_NO}",{{goal_measure}}="{KEEP_ABOVE}"),"{measure.AT_LEAST}",'
        f'IF({{goal_measure}}="{KEEP_BELOW}","{measure.AT_MOST}",IF(NOT(ISNUMBER({{start}})),"{measure.UNKNOWN}",'
        f'IF({{goal_measure}}="{KEEP_WITHIN}",IF({{start}}<={{end}},"{measure.WITHIN}","{measure.UNKNOWN}"),'
        f'IF({{start}}={{end}},"{measure.UNKNOWN}","{measure.WAY}")))))))'
    ),
    "weight": "IF(AND({used}=1,ISNUMBER({goal_weight})),{goal_weight},0)",
    "key": newest("TODAY()+1"),
    "second_key": _key_before_last(2),
    "third_key": _key_before_last(3),
    "flat": (
        f'IF(OR({{third_key}}=0,{{mode}}<>"{measure.WAY}"),0,IF({{goal_measure}}="{RUNNING_TOTAL}",'
        f"IF(AND({_VALUE_1}=0,{_VALUE_2}=0),1,0),IF(AND({_VALUE_1}={_VALUE_2},{_VALUE_2}={_VALUE_3}),1,0)))"
    ),
    "logged": f"IF({{used}}=1,SUMPRODUCT({_LOGGED_BY_NOW}),0)",
    "kept": f"IF({{used}}=1,{_KEPT},0)",
    "total": (
        'ROUND(N({goal_baseline})+SUMIFS(check_in_value,check_in_goal,{goal_id},check_in_date,"<"&(TODAY()+1)),9)'
    ),
    "last_date": (
        "MAX(IF((check_in_goal={goal_id})*ISNUMBER(check_in_date)*(check_in_date<TODAY()+1),INT(check_in_date),0))"
    ),
    "actions_total": f"ROUND({actions_weight(_OF_GOAL)}-{actions_weight(_DROPPED_OF_GOAL)},9)",
    "actions_done": f"ROUND({actions_weight(_DONE_OF_GOAL)},9)",
    "begins": f"IF({_GOAL_DATED},{{goal_start}},0)",
    "ends": f"IF({_GOAL_DATED},{{goal_due}},0)",
    "phase_past": f'IF({{mode}}="{measure.WAY}",MAX(IF({_PHASED}*(action_due<TODAY()+1),{_PHASE_KEY},0)),0)',
    "phase_next": (
        f'IF({{mode}}="{measure.WAY}",MIN(IF({_PHASED}*(action_due>=TODAY()+1),{_PHASE_KEY},{NEVER})),{NEVER})'
    ),
    "share_past": f"IF({{phase_past}}=0,0,{_phase_share('{phase_past}')})",
    "share_next": f"IF({{phase_next}}={NEVER},1,{_phase_share('{phase_next}')})",
    "check_number": number(edits.CHECK),
    "forecast_number": number(edits.FORECAST),
    "due_key": (
        f'IF(AND({{used}}=1,ISNUMBER({{goal_due}}),{{goal_status}}<>"{status.ACHIEVED}",'
        f'{{goal_status}}<>"{status.MISSED}"),INT({{goal_due}})*100+{{position}},"")'
    ),
    "short": shortened("{goal_statement}", SHORT),
    "brief": shortened("{goal_statement}", BRIEF),
    "label": 'IF({order}=0,"",INDEX(goal_id,{order})&"  "&INDEX(goal_category,{order}))',
    "bar": 'IF({order}=0,"",N(INDEX(goal_progress,{order})))',
    "bar_expected": 'IF({order}=0,"",N(INDEX(goal_expected,{order})))',
}

#: The hidden figures that work through whole columns at once.
ARRAYS = ("key", "second_key", "third_key", "last_date", "phase_past", "phase_next", "forecast_number")

_DONE_BY = actions_weight(_DONE_OF_GOAL + ',action_done_on,"<"&({day}+1)')
_TOTAL_BY = 'ROUND(N({goal_baseline})+SUMIFS(check_in_value,check_in_goal,{goal_id},check_in_date,"<"&({day}+1)),9)'
POINT_VALUE = (
    f'IF({{mode}}="{measure.STEPS}",ROUND({_DONE_BY},9),'
    f'IF({{key}}=0,"",IF({{goal_measure}}="{RUNNING_TOTAL}",{_TOTAL_BY},{logged("{key}")})))'
)
POINT_SHARE = (
    f'IF({{used}}=0,0,IF({{mode}}="{measure.STEPS}",IF({{actions_total}}>0,{{value}}/{{actions_total}},0),'
    f"IF(ISNUMBER({{value}}),{share('{value}', '{mode}', '{start}', '{end}', '0')},0)))"
)

#: Weighted mean of a column of shares over the goals in use; equal weights where no goal has one.
TIMELINE_PROGRESS = "IF(SUM({weight})>0,SUMPRODUCT({weight},{share})/SUM({weight}),SUM({share})/SUM({used}))"
_ELAPSED = "(({day}-{begins}+1)/({ends}-{begins}+1))"
_CLAMPED = f"({_ELAPSED}*({_ELAPSED}>0)*({_ELAPSED}<1)+({_ELAPSED}>=1))"
TIMELINE_EXPECTED = (
    "IF(SUMPRODUCT(({begins}>0)*1)=0,0,IF(SUMPRODUCT(({begins}>0)*{weight})>0,"
    f"SUMPRODUCT(({{begins}}>0)*{{weight}}*{_CLAMPED})/SUMPRODUCT(({{begins}}>0)*{{weight}}),"
    f"SUMPRODUCT(({{begins}}>0)*{_CLAMPED})/SUMPRODUCT(({{begins}}>0)*1)))"
)


def drawn(line: str, *, only_once_begun: bool = False) -> str:
    """A line's figure on one day, or what is not drawn; see progress.timeline."""
    nothing = "SUM({used})=0"
    if only_once_begun:
        nothing = f"OR({nothing},TODAY()<=cycle_start)"
    return f"IF({nothing},{timeline.NOT_DRAWN:g},{line})"


_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


def short_date(day: str) -> str:
    """A day as 30 Jun 2027. Not by TEXT: its date letters are TT MMM JJJJ in a German Excel."""
    return f'DAY({day})&" "&MID("{_MONTHS}",3*MONTH({day})-2,3)&" "&YEAR({day})'


def short_day(day: dt.date) -> str:
    """What the formula of `short_date` gives."""
    return f"{day.day} {_MONTHS[3 * day.month - 3 : 3 * day.month]} {day.year}"


def days_in_words(days: str) -> str:
    """A number of days until a due date in words; see progress.timing.days_in_words."""
    count = f'ABS({days})&IF(ABS({days})=1," day"," days")'
    return f'IF({days}=0,"due today",{count}&IF({days}<0," overdue"," left"))'


def weighted(column: str) -> str:
    """The weighted mean of a goal column over the goals where it is known; see progress.rollup.weighted."""
    known = f'SUMIF({column},">=0",{{weight}})'
    return f'IF(COUNT({column})=0,"",IF({known}>0,SUMPRODUCT({{weight}},{column})/{known},AVERAGE({column})))'
