"""The purpose in a sentence: what it serves ("so that …", "in order to …", "because …", a second "to …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goalsheet.smart import lexicon
from goalsheet.smart.days import MONTH_NAMES
from goalsheet.smart.numerals import NUMBER_WORD
from goalsheet.smart.people import PEOPLE
from goalsheet.smart.reasons import REASON
from goalsheet.smart.stages import is_gone_through
from goalsheet.smart.text import Phrase, Word, any_of, mentions, word_set

#: "so" is a purpose but for "so far", "and so on", "do so".
_SO = (
    r"(?=so )(?<!and )(?<!or )(?<!do )(?<!if )(?<!even )so (?!far\b|much\b|many\b|on\b(?!-)|forth\b|long\b"
    r"|called\b|well\b|good\b|often\b)"
)
_FACT = any_of(
    "should would must could is are has have keeps keep will wants want needs need asks ask takes take costs cost"
    " depends loses "
    "cannot can gets get do does had was were complain complains leaves leave"
)
_LEADS = any_of(
    "protects protect serves secures strengthens eases will would should help helps let lets make makes give gives "
    "free frees means save saves keep keeps bring "
    "brings support supports in_turn reduce reduces cut cuts allow allows enable enables"
)
DOING = any_of(
    "helping allowing enabling freeing saving giving supporting contributing making ensuring reducing improving"
)
_SERVED = any_of(
    "objective objectives strategy aim mission priority goal goals target targets plan vision ambition kpi okr"
)
_MONTH_OR_START = rf"(?:the )?(?:start|beginning|20|{'|'.join(MONTH_NAMES)})"

_WHY = re.compile(
    rf"\b(?:so that|so as to|{_SO}|in order (?:to|that|for)|such that|because|(?:bcause|becuase|becasue|becaus"
    rf"|beacuse|'?cause|cos|coz|cuz|bc|b/c)\b|due to|given that"
    rf"|since (?=(?:i|we|the|our|my|people|many|most|it|they|nobody|[a-z]+s|[a-z]+ [a-z]+s?)\b)(?!{_MONTH_OR_START})"
    rf"|as (?!(?:soon|long|much|well|far|many|part|an?|of)\b)(?=(?:[a-z'-]+ ){{1,6}}{_FACT}\b)"
    r"|as (?:a )?contribution to|for contributing|for that (?=the|we|i|our)|the (?:goal|aim|idea|intention|intent"
    r"|object|objective|point|purpose|reason) being|why\?|why:"
    r"|in the (?:interest|interests|service) of"
    r"|, for (?=(?:an?|our|my|the|their) )|for an? (?:better|healthier|safer|greener|stronger|happier|more)\b"
    rf"|(?:which|this|(?:and|;) (?:so )?it) {_LEADS}\b|that (?:way|helps)|(?:that's|that is|this is) (?:why|my bit"
    rf"|my part|our bit|our part)\b|thereby|therefore|thus|hence"
    r"|for the (?:sake|benefit) of|with the (?:aim|goal|purpose|objective) (?:of|to)|aiming (?:to|at)|in support of"
    r"|in line with|to the benefit of|with a view to"
    rf"|(?<=, ){DOING} (?=\w)|(?<=,){DOING} (?=\w)|(?:thus|thereby|while) {DOING}"
    rf"|(?:for|towards?|supporting|supports) (?:our|the|my) (?:[\w-]+ ){{0,3}}{_SERVED}\b(?!-)|as (?:part|a step)"
    rf" (?:of|to|towards)|as a step)"
)
_TO_VERB = re.compile(r"(?:,\s*|\b)to (?:also |better |really |finally |further |not |no longer )?(?P<verb>[a-z-]+)\b")
_I_WILL = r" (?=(?:i|we)(?:'ll|'d| will| want| would| shall| plan)\b)"
#: "To support the climate plan, I will …": a purpose that stands first.
_LEADING = re.compile(
    rf"\W*(?:(?:in order )?to (?!be\b|do:)|for (?:the|our|my|all|every|each|\w+s) (?:[\w'-]+ ){{0,4}}?to )[a-z]+\b"
    rf"(?=[^,:]*(?:, (?:i|we|my)\b|:|{_I_WILL}))"
    r"|\W*for (?:the|our|my|all|every|each|\w+s) (?:[\w'-]+ ){0,4}?to [a-z]+\b(?=[^,:]*, )"
)
#: Where a purpose or the means end that stand first.
LEAD_ENDS = re.compile(rf",|:(?!\d)|{_I_WILL}")
#: Words to which a following "to" belongs: "plan to", "easier to", "ready to".
_TAKES_TO = re.compile(
    r"\b(?:"
    + any_of(
        "wish wishes keen determined glad love want wants plan plans aim aims hope hopes intend need needs like able "
        "going try trying have has had "
        "learn how start begin continue commit committed due up easier harder quicker faster cheaper safer "
        "simpler easy hard ready willing ability right chance used close next is was are be get team staff "
        "colleagues people it them everyone everybody apprentice apprentices others me us him her seek strive "
        "work agree decide decided promise manage tend ought supposed allowed happy way ways time where what when "
        "who which enough down back over reply respond answer move access related according compared prior "
        "in_addition applied owed linked step steps goal goals objective target time_taken opportunity expected "
        "required asked"
    )
    + r"|too \w+|(?:goal|objective|target|aim) is|my (?:goal|aim|objective|target|plan) for \w+ is)\s*:?\s*$"
)
_AT_START = re.compile(
    r"^\W*(?:(?:my|our|the|personal|main|goal|objective|aim|for|this|year|in|by|\d+[.)]?|q\d|h\d|i|we|will|must"
    r"|shall|should|can|[a-z]+ is)\W*)*$"
)
#: What a number is to do, behind the thing that is measured: "response rate to go from 10 to 20 %".
_GOES = re.compile(
    r"(?:climb|come|drop|fall|go|grow|rise|shrink|stay)(?: up| down)? (?:above|at|below|by|from|over|to"
    r"|under)\b\D{0,12}\d"
)
_GOAL_IS = re.compile(r"\b(?:aim|ambition|goal|objective|plan|target) is,[^,]*$")  # "my goal is, with her help, to …"
_BE_OF_USE = re.compile(r" (?:of (?:use|help|service)|ready|there|able|prepared|fit)\b")
_NOT_A_VERB = re.compile(r"\s+(?:\d|and \d)|-|\s+(?:level|role|team|department|position|%)\b")
_FROM_NEAR = re.compile(r"\bfrom\b(?![^,;]*\bto\b)[^,;]{1,40}$")  # "from start to finish"
_PURPOSE_VERBS = word_set(
    "prevent avoid meet protect free relieve allow enable let cope attract afford balance comply inform "
    "inspire impress reassure encourage satisfy please remain ease lighten spare smooth secure guarantee "
    "sharpen fulfil fulfill deepen widen broaden hone refresh calm comfort deter defend discourage entice retain "
    "lessen "
    "minimise minimize nurture rebuild regain rescue restore safeguard shield soothe steady uphold withstand overcome "
    "honour honor respect lighten unburden accommodate "
    "qualify compete survive counter fight combat match feel know see hear sleep rest retain preserve sustain "
    "kick speed pave benefit reward return stand last bridge close earn address back underpin unblock"
)
_LOOK_BACK = 60  # letters before "to" in which the words stand that take it
_LEAST_BEFORE = 2  # words: a verb and its object


def find_purpose(text: str, low: str, listed: Sequence[Word]) -> Phrase | None:
    """The words that say what for, up to the means or the end (one that stands first: up to its comma), or None."""
    match = _WHY.search(low)
    if match is None or (match.start() == 0 and not LEAD_ENDS.search(low)):
        match = _LEADING.match(low) or REASON.search(low, 1) or _second_infinitive(low, listed)
    if match is None:
        return None
    start = match.start()
    lead = LEAD_ENDS.search(low) if start == 0 else None
    end = lead.start() if lead else _end(low, match)
    return Phrase(text[start:end].strip(" ,.;:(\u2013\u2014-"), (start, end))


def _end(low: str, why: re.Match[str]) -> int:
    """Where a purpose ends: where the means follow, behind a comma or not, or before "I will …"; else with the text."""
    means = _MEANS_BEHIND.search(low, why.end()) if mentions(low, (",", ";", ". ")) else None
    if means is None and why.group().startswith(_AIMS):
        at_once = _MEANS_AT_ONCE.finditer(low, why.end())
        means = next((found for found in at_once if not is_gone_through(low, found.start() + 1, found.end())), None)
    return means.start() if means else len(low)


_BY_DOING = r"by (?!being\b|having\b|becoming\b|(?:spring|evening|morning|beginning)\b)"
#: Words for the means that behind a comma speak of the goal again: "so that we save money, by checking each batch".
_MEANS_BEHIND = re.compile(
    rf"[,;] (?:{_BY_DOING}[a-z-]+ing\b|by means of\b"
    r"|by way of\b|using\b|via\b|through (?!the (?:year|month|week)\b)|thanks to\b"
    r"|with (?:the |some |my |our )?(?:help|support|aid|assistance) (?:of|from)\b)"
    r"|[.!] (?=(?:i|we)(?:'ll| will) )"
)


#: What leads to something that is wanted; a reason ("because") has a "by …ing" of its own.
_AIMS = ("so ", "in order ", "such that", "to ", "as a ", "for ", "with ")
#: The means without a comma: something is done to a thing, and not just "learn by doing" or "save by buying less".
_MEANS_AT_ONCE = re.compile(
    rf" {_BY_DOING}(?:using \w"
    rf"|[a-z-]+ing (?:an?|the|our|my|all|each|every|both|\d+|{NUMBER_WORD})\b)| (?=thanks to\b)"
    r"| through(?= (?:an?|better|daily|more|monthly|my|new|our|regular|weekly)\b"
    r"(?! (?:[\w'-]+ )?(?:crisis|day|month|night|season|shift|spell|summer|time|week|winter|year)\b))"
)


def _second_infinitive(low: str, listed: Sequence[Word]) -> re.Match[str] | None:
    return next((match for match in _TO_VERB.finditer(low) if _is_purpose(low, match, listed)), None)


def _is_purpose(low: str, match: re.Match[str], listed: Sequence[Word]) -> bool:
    """Whether "to" and a verb say what for, behind a verb and its object."""
    before, verb = low[: match.start()], match["verb"]
    if match.group().startswith(",") and not _GOAL_IS.search(before):
        return (not _NOT_A_VERB.match(low, match.end()) and verb not in ("the", "a", "our", "be")) or bool(
            _BE_OF_USE.match(low, match.end())
        )
    if verb not in lexicon.ACTIONS and verb not in lexicon.WEAK_VERBS and verb not in _PURPOSE_VERBS:
        return False
    if _AT_START.match(before) or _GOAL_IS.search(before) or _TAKES_TO.search(before[-_LOOK_BACK:].rstrip()):
        return False
    if _GOES.match(low, match.start("verb")):
        return False
    if sum(word.end <= match.start() for word in listed) < _LEAST_BEFORE or _is_asked(before, verb, listed):
        return False
    return not (_NOT_A_VERB.match(low, match.end()) or _FROM_NEAR.search(before))


#: Verbs with which somebody is told or taught to do something; the second ones may also be done to a thing.
_ASKS = any_of(
    "ask asking remind reminding tell telling invite inviting urge urging persuade persuading convince convincing "
    "encourage encouraging instruct instructing motivate motivating challenge teach teaching help helping"
)
_TRAINS = any_of(
    "advise allow coach coaching enable force get getting mentor mentoring order permit prepare request require train "
    "training"
)
_NO_OBJECT = r"(?!(?:for|in|on|at|with|out|to|about|by|up|down|from|through)\b)"
#: Somebody who is asked stands between verb and "to"; with verbs that as often take things, it must be people.
_ASKED = re.compile(rf"\b{_ASKS} {_NO_OBJECT}(?!.*\bto\b)[^,;:.()]{{2,60}}$")
_TRAINED = re.compile(rf"\b{_TRAINS} (?!.*\bto\b)(?P<whom>[^,;:.()]{{2,60}})$")
_PERSON = re.compile(rf"\b{PEOPLE}\b")


def _is_asked(before: str, verb: str, listed: Sequence[Word]) -> bool:
    """Whether "to" and the verb say what somebody is asked or taught to do: "remind the drivers to log …"."""
    if verb in _PURPOSE_VERBS:
        return False
    if _ASKED.search(before.rstrip()):
        return True
    trained = _TRAINED.search(before.rstrip())
    return trained is not None and (bool(_PERSON.search(trained["whom"])) or _ends_in_a_name(trained, listed))


def _ends_in_a_name(trained: re.Match[str], listed: Sequence[Word]) -> bool:
    return any(word.end == trained.end() and word.text[0].isupper() for word in listed)
