"""The units that stand beside numbers: percent, money, time, rates."""

from __future__ import annotations

import re

LOOK_BACK = 40  # letters before a number in which something about it may stand
PERCENT_SIGN = re.compile(r"\s?(?:%(?!-?\s?points?)|per ?cent\b(?! points?)|pct\b|percentage\b(?! points?))")
POINTS_WORD = re.compile(
    r"(?:-| )?(?:%-? ?points?|(?:percentage|percent|per cent|nps|csat|score)[ -]points?|points?\b|pp\b"
    r"|ppt?s?\b)"
)
BASIS_POINTS = re.compile(r"(?:-| )?(?:basis[ -]points?\b|bps?\b)")
_MONEY_WORDS = (
    "eur euros? usd gbp chf sek nok dkk pln aud cad inr zar rs dollars? pounds?(?!_of) kronor francs?"
    " rupees? cents? zloty lakh"
)
CURRENCY = re.compile(rf"\s?(?:[€$£¥]|(?:{'|'.join(_MONEY_WORDS.replace('_', ' ').split())})\b)")
CURRENCY_BEFORE = re.compile(r"(?:[€$£¥]|\b(?:eur|usd|gbp|chf|sek|nok|dkk|pln|aud|cad|inr|zar|rs\.?))\s?$")
TIME_UNIT = re.compile(
    r"[ -]?(?:(?:working |business |calendar )?(?:second|sec|minute|min|hour|hr|day|week|month|year)s?|ms|h|s)\b(?!"
    r"-[a-z]| (?:old|ago))"
)
CELSIUS, FAHRENHEIT = (
    re.compile(r"\s?(?:°|degrees?) ?c(?:elsius)?\b"),
    re.compile(r"\s?(?:°|degrees?) ?f(?:ahrenheit)?\b"),
)
GLUED_UNIT = re.compile(r"(?:k?g|km|[mc]?m|l|t|h|s|ms|x|gb|mb|tb|kw|kwh|hz|min|hrs?|pp|bps?)\b")
TIMES_SIGN = re.compile(
    r"\s?x\b(?!\s?\d| (?!more|faster|higher|the|as|per|a\b)[a-z]+$| (?:engineer|developer|team|growth))|[ -]?fold\b"
    r"|\s+times\b(?! (?:a|per|each|every|weekly|daily))"
)
PERIOD = (
    r"(?:day|week|month|quarter|year|shift|fortnight|term|sprint|season|night|hour|minute|session|semester"
    r"|visit|case|person|head)"
)
RATE = re.compile(
    rf"\s*(?:times )?(?:(?:(?:a|per|each|every|in a) |/ ?){PERIOD}|weekly|daily|monthly)\b|\s?/\s?{PERIOD}\b"
)
