"""The formulas that tell whether a goal was edited after its forecast or check; their twins: progress/edits.py."""

from __future__ import annotations

from goalsheet.layout.phrases import are_days, rows_where
from goalsheet.progress.edits import EDITED, FIRST_DAY, LOG_SHIFT, SEPARATOR, STEPS_WEIGHTS, TOLERANCE, Print, weights
from goalsheet.tracker.choices import DONE, MILESTONES
from goalsheet.tracker.goal import Goal
from goalsheet.tracker.schema import Kind, table

_FIRST_DAY = f"DATE({FIRST_DAY.year},{FIRST_DAY.month},{FIRST_DAY.day})"
_LOGGED = rows_where("(check_in_goal={goal_id})", are_days("check_in_date"), "ISNUMBER(check_in_value)")
_LOG = f"SUM(IF({_LOGGED},(check_in_value+{LOG_SHIFT})*(INT(check_in_date)-{_FIRST_DAY}),0))"
_DONE = rows_where("(action_goal={goal_id})", f'(action_state="{DONE}")', are_days("action_done_on"))
_WEIGHED = rows_where("ISNUMBER(action_weight)", "(action_weight>=0)")
_STEPS = (
    f'IF({{goal_measure}}="{MILESTONES}",{STEPS_WEIGHTS[0]}*{{actions_total}}+{STEPS_WEIGHTS[1]}*{{actions_done}}'
    f"+SUM(IF({_DONE},"
    f"(IF({_WEIGHED},action_weight,1)+{LOG_SHIFT})*(INT(action_done_on)-{_FIRST_DAY}),0)),0)"
)


def number(of: Print) -> str:
    """The weighted sum of a goal's numbers and days, as a hidden figure (an array formula where it reads a log)."""
    terms = [_term(name, there, weight) for name, there, weight in weights(of.numbers)]
    return "+".join([*terms, *([_LOG, _STEPS] if of.log else [])])


def _term(name: str, there: float, weight: float) -> str:
    cell = f"{{goal_{name}}}"
    value = f"N({cell})"
    if table(Goal).column(name).kind is Kind.DATE:
        value = f"(INT(N({cell}))-{_FIRST_DAY})"
    return f"IF(ISNUMBER({cell}),{there:.3f}+{weight:.3f}*{value},0)"


def edited(made_on: str, words: str, numbers: str, of: Print, now: str) -> str:
    """Says so when the goal's texts or numbers (`now`) differ from those kept; a text too long to compare, too."""
    texts = f'&"{SEPARATOR}"&'.join(f'IFERROR({{{name}}}&"","")' for name in of.texts)
    same = f"AND(EXACT({words},{texts}),ABS(N({numbers})-{now})<={TOLERANCE:.0E}*(1+ABS({now})))"
    return f'IF({made_on}="","",IFERROR(IF({same},"","{EDITED}"),"{EDITED}"))'
