"""Occasions in a sentence: holidays, seasons, and events that no calendar knows ("by the end of term")."""

from __future__ import annotations

import datetime as dt
import re

from goalsheet.smart import days
from goalsheet.smart.days import WEEKDAYS, Habits, month_end
from goalsheet.smart.numerals import NUMBER_WORD
from goalsheet.smart.text import any_of
from goalsheet.smart.timewords import (
    BY,
    MONTH,
    NO_DAY,
    OF_YEAR,
    YEAR,
    Match,
    Reader,
    coming,
    full_year,
    is_before,
    is_placed,
    register,
    said_year,
)

READERS: list[Reader] = []
reader = register(READERS)


_HOLIDAY = "|".join(sorted(days.HOLIDAYS, key=len, reverse=True))


@reader(
    rf"\b(?<!chinese )(?<!lunar )(?P<holiday>{_HOLIDAY})\b"
    rf"(?!'s? (?:market|party|menu|season|card|sale)| (?:market|party|menu|season|card|sale))(?: (?:of )?{YEAR})?",
    "mas", "easter", "thanks", "black", "new year", "hallow", "valent", "boxing", "good fri", "ascension", "whit",
    "shrove", "ash wed", "palm sun", "maundy", "corpus", "epiphany", "george", "andrew", "fawkes", "martinmas", "cyber",
    "pentecost", "turn of", "burns", "patrick", "may day", "saints", "bonfire",
    "memorial", "labor day", "david", "nicholas",
    is_day=True, minds_before=True,
)  # fmt: skip
def _by_holiday(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    if not is_placed(match):
        return None
    name = match["holiday"]
    year = said_year(match, today)
    day = days.holiday(name, year) if year else coming(today, lambda y: days.holiday(name, y))
    return day - dt.timedelta(days=1) if day and is_before(match) and name != "new year" else day


_WORD = r"(?!(?:by|with|so|because|to|using|through|from|and|or|in|on|of|i|we|you)\b)[a-z][a-z'-]*"
_TILL_BREAK = r"(?:[^,;.:()]|\.(?=\d)){3,60}?(?=\s*(?:$|[,;.:()]| (?:by|with|so|because|using|through|via)\b))"
#: What happens to a thing on one day, behind "until it is …".
_ENDED = (
    "appointed approved built cancelled closed completed decommissioned delivered demolished elected filled finished"
    " hired installed launched opened published rebuilt relaunched released renewed reopened repaired replaced sold"
    " signed"
)
#: What is held or takes place once, on a day that those who write know.
_HAPPENINGS = (
    "anniversary ceremony changeover commissioning conference congress convention cutover election elections"
    " exhibition festival go-live graduation handover hearing kick-off launch launch_day marathon merger migration"
    " move opening opening_night planning_round premiere referendum relaunch relocation reopening renewal"
    " renewal_season rollout roll-out season_opener summit switchover timetable_change tournament trade_fair trial"
    " turnout vernissage wedding wrap wrap_party portfolio_review school_play open_day outing barbecue gala"
    " birthday_party christmas_party farewell_party garden_party launch_party leaving_party office_party staff_party"
    " street_party summer_party team_party"
)


#: Feasts whose day changes with the moon or the country.
_FEASTS = (
    "advent carnival chinese_new_year diwali eid hanukkah hogmanay holi juneteenth kwanzaa lent lunar_new_year"
    " mardi_gras midsummer midwinter nowruz oktoberfest passover purim ramadan rosh_hashanah songkran sukkot vesak"
    " yom_kippur"
)
#: What is celebrated on a day, which another country keeps on another one: "by Independence Day".
_NAMED_DAYS = (
    "anzac armistice australia bastille canada children's columbus constitution earth election father's fathers'"
    " founders' groundhog independence international_women's king's labour liberation martin_luther_king midsummer"
    " midsummer's mlk mother's mothers' national presidents' reformation remembrance republic results sports"
    " st_stephen's unity veterans veterans' victory women's world"
)
#: What is held or taken at a time that is named behind it: "by my holiday in August".
_MEETINGS = (
    "appraisal audit ball birthday concert exam exams fair holiday holidays inspection leave meeting outing party"
    " performance presentation review show vacation"
)
_WORLD = "(?:world|international|european|national)"
_ANY_MONTH = MONTH.replace("?P<month>", "?:")


_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 14}


@reader(
    rf"\b(?:{BY}|in|during|this|next|coming|over|end of|late)\s+(?:the\s+)?(?P<end>end"
    rf" of\s+)?(?:the\s+)?(?P<which>this |next |coming |late )?"
    r"(?P<season>spring|summer|autumn|fall|winter)\b(?!\s+(?:[a-z]+ season|break|school|holiday|camp|sale|term|menu"
    r"|semester|fair|season|collection|intake|course|exam|schedule|planning|timetable|conference|congress|festival"
    r"|round|show|budget|release|concert|tournament|party|f[eê]te|outing|barbecue|gala))"
    rf"{OF_YEAR}",
    "spring", "summer", "autumn", "fall", "winter",
)  # fmt: skip
def _season(match: Match, today: dt.date, _habits: Habits) -> dt.date | None:
    if match["season"] == "fall" and not re.search(
        r"\b(?:the|this|next|in|by)\s+(?:end of\s+)?(?:the\s+)?fall", match.group()
    ):
        return None
    last = _SEASONS[match["season"]]
    if match.group().startswith("to "):
        return None
    months = last - 3 if is_before(match) and not match["end"] else last
    groups = match.groupdict()
    if groups.get("year"):
        return month_end(full_year(groups["year"]), months)
    return coming(today, lambda y: month_end(y - (months > 12 and month_end(y - 1, months) >= today), months))  # noqa: PLR2004 - winter runs on


@reader(
    r"\b(?:before|until|till) (?:[a-z'-]+ ){1,5}?(?:arrives?|starts?|opens?|begins?|ends?|closes?|is over|comes?"
    r"|leaves?(?! the (?:building|depot|house|office|room|shop|site|ward|yard)\b)|is out|is back|is filled|is done"
    r"|is ready|retires?|goes? (?:back|on|live|into)|moves?|returns?)\b|\bbefore the first (?:frost|snow)"
    r"|\bby my \d+(?:st|nd|rd|th) birthday"
    r"|\b(?:within|in) (?:my|the) first (?:\d+ )?(?:days|weeks|months|year)\b",
    "before",
    "until",
    "till",
    "birthday",
    "first",
)
@reader(rf"\b(?:by|until|till) the time (?:that )?{_TILL_BREAK}", "the time")
@reader(rf"\bbetween now and (?:the |our |my )?{_WORD}(?: {_WORD})?", "between now")
@reader(
    rf"\b(?:before|until|till) (?:{_WORD} ){{1,4}}?(?:is|are|has been|have been|gets) "
    rf"{any_of(_ENDED)}\b",
    "before",
    "until",
    "till",
)
@reader(
    rf"\b(?:(?:by|at|in time for|due) (?:the|our|my|this|next)|until|till|before|b4|ahead of)"
    rf" (?:{_WORD} ){{0,4}}?{any_of(_HAPPENINGS)}\b(?!-| (?:team|plan|list|file)\b)",
    "before", "until", "till", "b4", "ahead of", "by the ", "by our ", "by my ", "by this ", "by next ", "at the ",
    "in time for", "due ",
)  # fmt: skip
@reader(
    rf"\b(?:by|before|until|till) (?:{_WORD} ){{0,2}}(?:milestone|gate|phase|stage|sprint) \d\d?\b",
    "stone 0", "gate 0", "phase 0", "stage 0", "sprint 0",
)  # fmt: skip
@reader(
    rf"\b(?:by the|{BY}|at|for|over|during|after)\s+{any_of(_FEASTS)}\b(?!-| of\b)",
    *{feast.split("_")[0] for feast in _FEASTS.split()},
)  # fmt: skip
@reader(rf"\b(?:{BY}|for)\s+(?:the )?(?:{any_of(_NAMED_DAYS)}|{_WORLD} {_WORD}) day\b", " day")
@reader(
    rf"(?<!ed )\bby (?:the|our|my|this) (?!time )(?:{_WORD} ){{1,5}}?"
    rf"(?=on (?:{'|'.join(WEEKDAYS)}|(?:the )?\d|{_ANY_MONTH} \d))",
    "by the ", "by our ", "by my ", "by this ",
)  # fmt: skip
@reader(
    rf"(?<!ed )\bby (?:the|our|my|this|next) (?:{_WORD} ){{0,4}}?{any_of(_MEETINGS)}(?= in {_ANY_MONTH})",
    "by the ", "by our ", "by my ", "by this ", "by next ",
)  # fmt: skip
@reader(rf"\b(?:by|on|before|until) (?:working |business |calendar |work)?day (?:\d\d?|{NUMBER_WORD})\b", "day")
@reader(
    rf"\b(?:{BY}|during|in|at|for|over|this|end of|throughout)\s+(?:the\s+|my\s+|our\s+|this\s+|next\s+)*(?:(?:end"
    rf"|close|start|beginning) of\s+)?"
    r"(?:the\s+|my\s+|our\s+|this\s+|next\s+)*(?:(?:spring|summer|autumn|winter|school|academic|first|second|next"
    r"|probation|half)[- ]+)*"
    r"(?:term|semester|season|school year|academic year|probation(?: period)?|summer (?:break|holidays?)|half-term"
    r"|placement|apprenticeship|internship"
    r"|(?:year-end|annual|mid-year|next|performance)(?: [a-z]+)? (?:review|appraisal|audit|inspection|meeting)"
    r"|harvest|lambing|calving|stocktak(?:e|ing)|go-live|half-?time"
    rf"|cycle|reporting period|school holidays)\b(?: (?:of |in )?{YEAR}(?:[/-]\d\d\b)?)?",
    "term", "semester", "season", "year", "probation", "summer", "placement", "ship", "review", "appraisal", "audit",
    "inspection", "meeting", "cycle", "period", "holiday", "harvest", "lambing", "calving", "stocktak", "go-live",
    "half",
)  # fmt: skip
def _event(_match: Match, _today: dt.date, _habits: Habits) -> dt.date | None:
    return NO_DAY
