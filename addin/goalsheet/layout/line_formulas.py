"""The live formula of every hidden figure on Lists; their twins are in layout/lines.py.

In a figure's formula `{goal_…}` are the goal's own cells and `{start}` … the figures beside it; check_in_* and action_*
are whole columns. What is true of layout/formulas.py is true here.
"""

from __future__ import annotations

from collections.abc import Mapping

from goalsheet.layout.agreed_formula import AGREED_LINES
from goalsheet.layout.edit_formulas import number
from goalsheet.layout.lines import BRIEF, KEY, NEVER, SHORT
from goalsheet.layout.phrases import are_days, as_read, chosen, logged, rows_where, share, with_days
from goalsheet.layout.places import all_goals
from goalsheet.progress import edits, measure, status, timeline
from goalsheet.progress.attainment import CORRELATION
from goalsheet.tracker.choices import (
    DONE,
    DROPPED,
    HIGHEST_LEVEL,
    KEEP_ABOVE,
    KEEP_BELOW,
    KEEP_WITHIN,
    LEVELS,
    LOWEST_LEVEL,
    MILESTONES,
    RUNNING_TOTAL,
    YES_NO,
)


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


_SEEN = ("(check_in_goal={goal_id})", are_days("check_in_date"))
_UP_TO_NOW, _AHEAD = "(check_in_date<TODAY()+1)", "(check_in_date>=TODAY()+1)"
_LOGGED = (*_SEEN, "ISNUMBER(check_in_value)")
_LOGGED_BY_NOW = rows_where(*_LOGGED, _UP_TO_NOW)
_LOG_KEY = f"INT(check_in_date)*{KEY}+ROW(check_in_date)"


def newest(limit: str) -> str:
    """The key of the goal's last check-in with a number before `limit`; 0 without one (array formula)."""
    return f"MAX(IF({rows_where(*_LOGGED, f'(check_in_date<{limit})')},{_LOG_KEY},0))"


_NUMBER = '">=-1E+300"'  # neither text nor an error


def _sum_before(limit: str) -> str:
    """What the goal's check-ins before a day add up to."""
    dated = f'check_in_goal,{{goal_id}},{with_days("check_in_date")},check_in_date,"<"&{limit}'
    return f"SUMIFS(check_in_value,{dated},check_in_value,{_NUMBER})"


def _key_before_last(place: int) -> str:
    return f"IF({{used}}=1,LARGE(IF({_LOGGED_BY_NOW},{_LOG_KEY},0),{place}),0)"


_PHASE_KEY = f"INT(action_due)*{KEY}+ROW(action_due)"
_PHASED = (
    "(action_goal={goal_id})",
    "ISNUMBER(action_due)*ISNUMBER(action_value_by_then)",
    f'IFERROR(action_state<>"{DROPPED}",TRUE)',
    "(action_due>={begins})*(action_due<{ends})",
)


def _phase_past(day: str) -> str:
    """The key of the goal's last phase up to a day; 0 without one (array formula)."""
    return f"MAX(IF({rows_where(*_PHASED, f'(action_due<{day}+1)')},{_PHASE_KEY},0))"


def _phase_next(day: str) -> str:
    """The key of the goal's first phase after a day (array formula)."""
    return f"MIN(IF({rows_where(*_PHASED, f'(action_due>={day}+1)')},{_PHASE_KEY},{NEVER}))"


def _phase_share(key: str) -> str:
    """The share of the way that the value by then of the step with that key stands for."""
    value = logged(key, "action_value_by_then")
    return f"MAX(0,MIN(1,({value}-{{start}})/({{end}}-{{start}})))"


_HAS_PHASES = f"OR({{phase_past}}>0,{{phase_next}}<{NEVER})"
POINT_PAST = f"IF({_HAS_PHASES},{_phase_past('{day}')},0)"
POINT_NEXT = f"IF({_HAS_PHASES},{_phase_next('{day}')},{NEVER})"
_SHARE_PAST = f"IF({{past}}=0,0,{_phase_share('{past}')})"
_SHARE_NEXT = f"IF({{next}}={NEVER},1,{_phase_share('{next}')})"
_SINCE = f"IF({{past}}>0,INT({{past}}/{KEY}),{{begins}}-1)"
_UNTIL = f"IF({{next}}<{NEVER},INT({{next}}/{KEY}),{{ends}})"
POINT_DUE = (
    "IF(OR({begins}=0,{day}<{begins}),0,IF({day}>={ends},1,"
    f"{_SHARE_PAST}+({_SHARE_NEXT}-{_SHARE_PAST})*({{day}}-{_SINCE})/({_UNTIL}-{_SINCE})))"
)


def _kept(*bounds: str) -> str:
    """How many check-ins so far lie in the bounds (array formula)."""
    return f"SUM({rows_where(*_LOGGED, _UP_TO_NOW, *bounds)})"


_NOT_BELOW, _NOT_ABOVE = "(check_in_value>={end})", "(check_in_value<={end})"
_KEPT = chosen(
    "{mode}",
    {
        measure.AT_LEAST: _kept(_NOT_BELOW),
        measure.AT_MOST: _kept(_NOT_ABOVE),
        measure.WITHIN: _kept("(check_in_value>={start})", _NOT_ABOVE),
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


def _is_blank(cell: str) -> str:
    """Whether nothing stands in a cell, not even an error."""
    return f'IF(ISERROR({cell}),FALSE,TRIM({cell})="")'


def _typed_or_usual(cell: str, usual: Mapping[str, float]) -> str:
    """The number typed; of a blank cell what it stands for by the measure, and of anything else nothing."""
    return f'IF(ISNUMBER({cell}),{cell},IF({_is_blank(cell)},{chosen("{goal_measure}", usual)},""))'


LINE_FORMULAS: dict[str, str] = {
    "id": 'IF({order}=0,"",INDEX(goal_id,{order}+1))',
    "used": 'IF(TRIM({goal_statement})="",0,1)',
    "rank": "IF({used}=1,SUM({used_so_far}),0)",
    "order": "IFERROR(MATCH({position},{ranks},0),0)",
    "start": chosen(
        "{goal_measure}",
        {word: start for word, (start, _) in measure.FIXED_ENDS.items()},
        _typed_or_usual("{goal_baseline}", measure.DEFAULT_START),
    ),
    "end": chosen(
        "{goal_measure}",
        {word: end for word, (_, end) in measure.FIXED_ENDS.items()},
        _typed_or_usual("{goal_target}", measure.DEFAULT_END),
    ),
    "mode": (
        f'IF({{goal_measure}}="{MILESTONES}","{measure.STEPS}",IF(NOT(ISNUMBER({{end}})),"{measure.UNKNOWN}",'
        f'IF(OR({{goal_measure}}="{YES_NO}",{{goal_measure}}="{KEEP_ABOVE}"),"{measure.AT_LEAST}",'
        f'IF({{goal_measure}}="{KEEP_BELOW}","{measure.AT_MOST}",IF(NOT(ISNUMBER({{start}})),"{measure.UNKNOWN}",'
        f'IF({{goal_measure}}="{KEEP_WITHIN}",IF({{start}}<={{end}},"{measure.WITHIN}","{measure.UNKNOWN}"),'
        f'IF({{start}}={{end}},"{measure.UNKNOWN}","{measure.WAY}")))))))'
    ),
    "weight": (
        "IF({used}=0,0,IF(ISNUMBER({goal_weight}),IF(AND({goal_weight}>=0,{goal_weight}<=1),{goal_weight},0),0))"
    ),
    "key": newest("TODAY()+1"),
    "second_key": _key_before_last(2),
    "third_key": _key_before_last(3),
    "flat": (
        f'IF(OR({{third_key}}=0,{{mode}}<>"{measure.WAY}"),0,IF({{goal_measure}}="{RUNNING_TOTAL}",'
        f"IF(AND({_VALUE_1}=0,{_VALUE_2}=0),1,0),IF(AND({_VALUE_1}={_VALUE_2},{_VALUE_2}={_VALUE_3}),1,0)))"
    ),
    "logged": f"IF({{used}}=1,SUM({_LOGGED_BY_NOW}),0)",
    "kept": f"IF({{used}}=1,{_KEPT},0)",
    "total": (
        f"IF(OR(ISNUMBER({{goal_baseline}}),{_is_blank('{goal_baseline}')}),ROUND(N({{goal_baseline}})+"
        f'{_sum_before("(TODAY()+1)")},9),"")'
    ),
    "last_date": f"MAX(IF({rows_where(*_SEEN, _UP_TO_NOW)},INT(check_in_date),0))",
    "ahead_date": f"MAX(IF({rows_where(*_SEEN, _AHEAD)},INT(check_in_date),0))",
    "actions_total": f"ROUND({actions_weight(_OF_GOAL)}-{actions_weight(_DROPPED_OF_GOAL)},9)",
    "actions_done": f"ROUND({actions_weight(_DONE_OF_GOAL)},9)",
    "begins": f"IF({_GOAL_DATED},{{goal_start}},0)",
    "ends": f"IF({_GOAL_DATED},{{goal_due}},0)",
    "phase_past": f'IF({{mode}}="{measure.WAY}",{_phase_past("TODAY()")},0)',
    "phase_next": f'IF({{mode}}="{measure.WAY}",{_phase_next("TODAY()")},{NEVER})',
    "share_past": f"IF({{phase_past}}=0,0,{_phase_share('{phase_past}')})",
    "share_next": f"IF({{phase_next}}={NEVER},1,{_phase_share('{phase_next}')})",
    "check_number": number(edits.CHECK),
    "forecast_number": number(edits.FORECAST),
    "due_key": (
        f'IF(AND({{used}}=1,ISNUMBER({{goal_due}}),{{goal_status}}<>"{status.ACHIEVED}",'
        f'{{goal_status}}<>"{status.MISSED}"),INT({{goal_due}})*100+{{position}},"")'
    ),
    **AGREED_LINES,
    "short": f'IFERROR({shortened("{goal_statement}", SHORT)},"")',
    "brief": f'IFERROR({shortened("{goal_statement}", BRIEF)},"")',
    "label": 'IF({order}=0,"",INDEX(goal_id,{order}+1)&"  "&IFERROR(INDEX(goal_category,{order}+1)&"",""))',
    "bar": 'IF({order}=0,"",N(INDEX(goal_progress,{order}+1)))',
    "bar_expected": 'IF({order}=0,"",N(INDEX(goal_expected,{order}+1)))',
}

LINE_FORMULAS = {name: as_read(formula, prefix="goal_") for name, formula in LINE_FORMULAS.items()}

#: The hidden figures that work through whole columns at once.
ARRAYS = (
    *("key", "second_key", "third_key", "logged", "kept", "last_date", "ahead_date"),
    *("phase_past", "phase_next", "forecast_number"),
)

_DONE_BY = actions_weight(f'{_DONE_OF_GOAL},{with_days("action_done_on")},action_done_on,"<"&({{day}}+1)')
_BASE = "IF(ISNUMBER({goal_baseline}),{goal_baseline},0)"
_TOTAL_BY = f"ROUND({_BASE}+{_sum_before('({day}+1)')},9)"
POINT_VALUE = as_read(
    f'IF({{mode}}="{measure.STEPS}",ROUND({_DONE_BY},9),'
    f'IF({{key}}=0,"",IF({{goal_measure}}="{RUNNING_TOTAL}",{_TOTAL_BY},{logged("{key}")})))',
    prefix="goal_",
)
POINT_SHARE = (
    f'IF({{used}}=0,0,IF({{mode}}="{measure.STEPS}",IF({{actions_total}}>0,{{value}}/{{actions_total}},0),'
    f"IF(ISNUMBER({{value}}),{share('{value}', '{mode}', '{start}', '{end}', '0')},0)))"
)

_GIVEN = all_goals("goal_weight")
_WEIGHTS_GIVEN = f'COUNTIFS(goals_used,1,{_GIVEN},">=0",{_GIVEN},"<=1")'
#: Whether all weights that are given are 0; see progress.rollup.is_weightless.
WEIGHTLESS = f"AND(SUM(goal_weights)=0,{_WEIGHTS_GIVEN}>0)"
#: Weighted mean of a column of shares over the goals in use; equal weights where no goal has one.
TIMELINE_PROGRESS = "IF(SUM({weight})>0,SUMPRODUCT({weight},{share})/SUM({weight}),SUM({share})/SUM({used}))"
TIMELINE_EXPECTED = (
    "IF(SUMPRODUCT(({begins}>0)*{weight})>0,"
    "SUMPRODUCT({weight},{due})/SUMPRODUCT(({begins}>0)*{weight}),SUM({due})/SUMPRODUCT(({begins}>0)*1))"
)
#: When a line is not drawn; see progress.timeline.
NO_PROGRESS = f"OR(SUM({{used}})=0,TODAY()<=cycle_start,{WEIGHTLESS})"
NOTHING_EXPECTED = (
    f"OR(SUMPRODUCT(({{begins}}>0)*1)=0,{WEIGHTLESS},AND(TODAY()>cycle_start,NOT(ISNUMBER(overall_expected))))"
)


def drawn(line: str, unless: str) -> str:
    """A line's figure on one day, or what is not drawn."""
    return f"IF({unless},{timeline.NOT_DRAWN:g},{line})"


_LATEST = all_goals("goal_latest")
_LEVELLED = f'({all_goals("goal_measure")}="{LEVELS}")*ISNUMBER({_LATEST})'


def _score(weight: str) -> str:
    """The T-score by the weights in an expression; see progress.attainment.t_score."""
    low, high = f"{LOWEST_LEVEL:g}", f"{HIGHEST_LEVEL:g}"
    inside = f"SUMPRODUCT({weight}*{_LEVELLED}*({_LATEST}>={low})*({_LATEST}<={high}),{_LATEST})"
    above = f"{high}*SUMPRODUCT({weight}*{_LEVELLED}*({_LATEST}>{high}))"
    below = f"{low}*SUMPRODUCT({weight}*{_LEVELLED}*({_LATEST}<{low}))"
    squares, total = f"SUMPRODUCT({weight}^2*{_LEVELLED})", f"SUMPRODUCT({weight}*{_LEVELLED})"
    spread = f"SQRT({1 - CORRELATION:g}*{squares}+{CORRELATION:g}*{total}^2)"
    return f"50+10*({inside}+{above}+{below})/{spread}"


#: All weigh the same unless each goal that is measured by levels has a weight.
T_SCORE = (
    f'IF(SUMPRODUCT({_LEVELLED})=0,"",IF(SUMPRODUCT({_LEVELLED}*(goal_weights>0))=SUMPRODUCT({_LEVELLED}),'
    f"{_score('goal_weights')},{_score('1')}))"
)


def weighted(values: str, weights: str = "goal_weights") -> str:
    """The weighted mean of the goals' values, over those where it is known; see progress.rollup.weighted."""
    known = f"SUMPRODUCT({weights}*ISNUMBER({values}))"
    plain = _if_equal(f"AVERAGE({values})")
    return f'IF(COUNT({values})=0,"",IF({known}>0,SUMPRODUCT({weights},{values})/{known},{plain}))'


def _if_equal(mean: str) -> str:
    """The plain mean where no goal has a weight, else no data: only what does not count is known."""
    return f'IF({_WEIGHTS_GIVEN}=0,{mean},"")'


def weighted_beside(column: str, other: str) -> str:
    """The same over the goals where `other` is known, which fills blanks; see progress.rollup.expected_beside."""
    known = f'SUMIF({other},">=0",goal_weights)'
    there, missing = f"{column},ISNUMBER({other})*1", f"{other},1-ISNUMBER({column})"
    mean = f"(SUMPRODUCT(goal_weights,{there})+SUMPRODUCT(goal_weights,{missing}))/{known}"
    plain = _if_equal(f"(SUMPRODUCT({there})+SUMPRODUCT({missing}))/COUNT({other})")
    none = f'COUNTIFS({column},">=0",{other},">=0")=0'
    return f"IF({none},{weighted(column)},IF({known}>0,{mean},{plain}))"
