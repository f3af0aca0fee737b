"""The formula of "Worth knowing"; its twin, sentence by sentence, is progress/remarks.py."""

from __future__ import annotations

from goalsheet.layout.phrases import chosen, day_in_words, is_one_of, when, with_days
from goalsheet.progress import measure, remarks
from goalsheet.progress.rhythm import AT_REST, RHYTHM_DAYS, STALE, STALE_AFTER, VERY_STALE, VERY_STALE_AFTER
from goalsheet.progress.status import ACHIEVED, NEEDS_NUMBERS
from goalsheet.tracker.choices import (
    DECREASE,
    DROPPED,
    HIGHEST_LEVEL,
    INCREASE,
    KEEP_WITHIN,
    KEEPS,
    LEVELS,
    LOWEST_LEVEL,
    MILESTONES,
    NOT_KEPT,
    OWN_ESTIMATE,
    YES_NO,
)

_END_MISSING = f'"{remarks.NO_END} "'
_ASKED = f'OR(ISNUMBER({{latest}}),{{status}}="{NEEDS_NUMBERS}")'
_MISSING = f'IF({_ASKED},{when("ISNUMBER({line_end})", remarks.NO_START, _END_MISSING)},"")'
_MISTAKE = (
    f'IF({{line_mode}}="{measure.UNKNOWN}",IF(OR(NOT(ISNUMBER({{line_start}})),NOT(ISNUMBER({{line_end}}))),{_MISSING},'
    + when(f'{{measure}}="{KEEP_WITHIN}"', remarks.RANGE_TURNED, f'"{remarks.NO_WAY} "')
    + f'),IF({{line_mode}}<>"{measure.WAY}","",'
    + when(
        f'AND({{measure}}="{INCREASE}",{{line_end}}<{{line_start}})',
        remarks.NOT_UP,
        when(f'AND({{measure}}="{DECREASE}",{{line_end}}>{{line_start}})', remarks.NOT_DOWN),
    )
    + "))"
)

_RAW = "({latest}-{line_start})/({line_end}-{line_start})"
# Adding 0 makes a "-0" a plain 0 in every program.
_PERCENT = f"ROUND(MAX(-{remarks.MOST_PERCENT},MIN({remarks.MOST_PERCENT},100*{_RAW})),0)+0"
_LEVEL = (
    f"IF(ISNUMBER({{latest}}),IF(OR({{latest}}<{LOWEST_LEVEL:g},{{latest}}>{HIGHEST_LEVEL:g}),"
    f'"{remarks.OFF_SCALE} ",IF({{line_mode}}="{measure.WAY}",'
    f'IF({_RAW}<0,"{remarks.BELOW}. ",IF({_RAW}>1,"{remarks.BEYOND}. ","")),"")),"")'
)
_POSITION = (
    f'IF({{measure}}="{LEVELS}",{_LEVEL},IF({{line_mode}}="{measure.WAY}",IF(ISNUMBER({{latest}}),'
    f'IF({_RAW}<0,"{remarks.BELOW}: "&{_PERCENT}&" % of the way. ",'
    f'IF({_RAW}>1,"{remarks.BEYOND}: "&{_PERCENT}&" % of the way. ","")),""),""))'
)
_ENDS = "{line_start},{line_end}"
_AS_SHARE = (
    f'IF(OR({{measure}}="{OWN_ESTIMATE}",ISNUMBER(FIND("%",{{unit}}))),'
    f'IF(OR({{line_mode}}="{measure.STEPS}",{{line_mode}}="{measure.UNKNOWN}"),"",IF(ISNUMBER({{latest}}),'
    f"IF(AND({{latest}}>0,{{latest}}<=1,100*{{latest}}>=MIN({_ENDS})/{remarks.NEAR},"
    f'100*{{latest}}<=MAX({_ENDS})*{remarks.NEAR}),"{remarks.AS_SHARE} ",""),"")),"")'
)

_DROPPED_COUNT = f'COUNTIFS(action_goal,{{id}},action_state,"{DROPPED}")'
_DROPPED = (
    f'IF({{measure}}="{MILESTONES}",IF({_DROPPED_COUNT}>0,'
    f'"Dropped steps, no longer counted: "&{_DROPPED_COUNT}&". ",""),"")'
)

_KEPT = (
    f'IF(AND({is_one_of("{measure}", KEEPS)},{{line_mode}}<>"{measure.UNKNOWN}",{{line_logged}}>0),'
    '"In bounds in "&{line_kept}&" of "&{line_logged}&" check-ins. ","")'
)

_AHEAD_COUNT = f'COUNTIFS(check_in_goal,{{id}},{with_days("check_in_date")},check_in_date,">="&(TODAY()+1))'
_AHEAD = (
    f'IF({{line_ahead_date}}=0,"","{remarks.AHEAD} "&'
    f'IF({_AHEAD_COUNT}=1,"{remarks.ONE_AHEAD} ",{_AHEAD_COUNT}&" {remarks.MORE_AHEAD} ")'
    f'&{day_in_words("{line_ahead_date}")}&". ")'
)

_AT_REST = is_one_of("{status}", AT_REST)
_SILENT = "(TODAY()-MAX({line_last_date},{start}))"


_RHYTHM = chosen("{rhythm}", RHYTHM_DAYS, "0")
_SILENCE = (
    f'IF({_AT_REST},"",IF(OR({_RHYTHM}=0,{_SILENT}<={STALE_AFTER}*{_RHYTHM}),"",'
    f'IF({_SILENT}>{VERY_STALE_AFTER:g}*{_RHYTHM},"{VERY_STALE}","{STALE}")'
    f'&": no check-in for "&{_SILENT}&" days. "))'
)
_FLAT = f'IF({_AT_REST},"",IF({{line_flat}}=1,"{remarks.FLAT} ",""))'
_ESTIMATED = when(f'{{measure}}="{OWN_ESTIMATE}"', remarks.ESTIMATED)
_UNPROVEN = when(f'AND({{measure}}="{YES_NO}",{{status}}="{ACHIEVED}",TRIM({{evidence}})="")', remarks.UNPROVEN)
_GUARDRAIL = when(f'{{guardrail_kept}}="{NOT_KEPT}"', remarks.GUARDRAIL)

REMARK = (
    f"TRIM({_MISTAKE}&{_POSITION}&{_AS_SHARE}&{_ESTIMATED}&{_UNPROVEN}&{_GUARDRAIL}&{_DROPPED}&{_KEPT}&{_AHEAD}"
    f"&{_SILENCE}&{_FLAT})"
)
