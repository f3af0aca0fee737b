"""The means in a sentence: by what it will be done ("by calling …", "through the course", "with the help of …")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from goalsheet.smart.numerals import NUMBER_WORD as _NUMBER_WORD
from goalsheet.smart.own_words import find_own_words
from goalsheet.smart.people import PARTNERS, PEOPLE
from goalsheet.smart.purpose import DOING, LEAD_ENDS
from goalsheet.smart.stages import is_gone_through
from goalsheet.smart.support import find_support
from goalsheet.smart.text import Phrase, Span, any_of, inside, overlaps

#: Verbs to which "through" belongs: "go through the audit", "click through three e-learnings".
_THROUGH_VERBS = "click march walk go work run get pass sort read follow come look live sit half break talk"
_NOT_THROUGH = any_of("door audit exam backlog whole year month week end night summer winter day season") + r"s?\b"
#: What one has to come through oneself: "through their final exam".
_TRIAL = (
    r"(?:the|their|his|her|its|my|our) (?:[\w'-]+ ){0,2}(?:exam|examination|final|assessment|audit|inspection|probation"
    r"|apprenticeship|trial)s?\b"
)
_HELP = any_of("help support aid assistance backing guidance advice input coaching mentoring backup training use")
_BY_WHOM = any_of(
    "supported guided funded helped backed mentored coached led assisted taught paid facilitated recruited"
)
#: What follows "by" when it is no means: an amount, a time, a manner.
_NOT_BY = (
    r"(?!\W*(?:\d|(?:the )?[a-z]+ \d|[€$£]|half\b|noon\b|midday\b|midnight\b|dawn\b|dusk\b|lunchtime\b|(?:at (?:least"
    r"|most)|about|around|almost|nearly|exactly|roughly"
    r"|over|more than|less than|up to|no more than|between|approximately|an? (?:minimum|maximum|average|total)"
    r"|hand)\b|an? (?:third|quarter|fifth|tenth|half|factor|few|lot)\b|far\b|then\b"
    r"|now\b|law\b|name\b"
    r"|default\b|heart\b|itself|this time\b|last \w+day\b"
    rf"|being|having|becoming|(?:the )?\d|(?:the |my |our )?(?:end|start|middle|next|spring|summer|evening|morning"
    rf"|{_NUMBER_WORD})\b))"
)
_DOER = (
    r"(?<![a-z]ed )(?<!run )(?<!taught )(?<!seen )(?<!led )(?<!done )(?<!written )(?<!given )(?<!step )(?<!side"
    r" )(?<!one )(?<!off )(?<!right )(?<!stand )(?<!abide )(?<!live )(?<!swear )(?<!come )(?<!drop )(?<!pass )"
)
_TOGETHER = any_of("cooperation collaboration partnership tandem")
#: What comes about by a doing that is no means: "errors caused by typing".
_CAUSE = r"(?<!caused )(?<!triggered )(?<!introduced )(?<!incurred )(?<!induced )"
_GERUND = r"(?:\w+ly |also |first |always |not |no longer |double-|re|pre-|co-)?[a-z-]+ing\b"
_TIME_ING = r"(?! (?:of )?(?:the )?(?:year|month|week|of)\b)"  # "by beginning of the year"

_HOW = re.compile(
    r"(?:,\s*|(?<![\w-]))(?:"
    rf"(?=by ){_CAUSE}by (?:means of |way of |(?!being|having (?!the |our |my |all |each )|becoming|spring|evening"
    rf"|morning){_GERUND}{_TIME_ING})|(?=by ){_DOER}by {_NOT_BY}(?=[a-z])"
    rf"|(?=through){''.join(f'(?<!{verb} )' for verb in _THROUGH_VERBS.split())}through\b"
    rf"(?!\s+(?:(?:19|20)\d\d|\d+ (?:day|week|month)|q[1-4]|the {_NOT_THROUGH}|{_NOT_THROUGH}|{_TRIAL}))"
    r"|via\b|using\b|by use of|(?:thanks|thx|tks) to|together with|alongside|on the basis of|based on|making use of"
    r"|without"
    r" (?:\w+ )?[a-z]+ing\b"
    rf"|with (?:the |some |more |my |a |an |\w+ )?{_HELP} (?:of|from|by)|{_BY_WHOM} by|in {_TOGETHER} with"
    r"|working (?:from|with|through|alongside)|sharing|drawing on|relying on|building on|under the (?:guidance"
    r"|supervision) of|from the paid|how\?|how:|w/|\bw (?=[a-z])|with [\w.]+(?: \w+)?'s (?:help|support|guidance"
    r"|advice))"
    rf"|[,;]\s*(?:mainly |each week |weekly )?(?!{DOING})(?!(?:including|starting|beginning|ending|following"
    rf"|according|during|excluding|having|being|meaning|thing|nothing|something|anything"
    rf"|everything)\b)[a-z-]+ing\b(?=\s+\w)(?! (?:is|are|and|in)\b)"
)
_WITH = re.compile(r"(?:[,;(-]\s*)?\bwith\s+(?=\S)")

#: What "with" belongs to when it is no means: whom one talks to, or what something has.
_TAKES_WITH = re.compile(
    r"\b"
    + any_of(
        "interview interviews meeting meetings meet time contract contracts deal deals patient patients customer "
        "customers client clients residents people person persons pupils students children adults users families agree "
        "agreed agreement share shared talk talks conversation conversations contact call calls catch_up keep_up "
        "up register registered negotiate negotiated comply compliance line along replace replaced relationship "
        "relationships partnership satisfied satisfaction familiar one-to-one one-to-ones 1:1s session sessions "
        "appointment appointments visit visits lunch lunches coffee cope bedside start begin begins starts end "
        "file files problem problems issue issues order orders invoice invoices ticket tickets house houses room "
        "rooms truck trucks ward wards compete connect integrate integration equip fill supply provide stay stick "
        "further go sign help careful better openly authentically well headway cooperation cooperate engage "
        "engagement account accounts things work working risk experience deliver happy honest friendly open "
        "frequently often closer closely test tests collaboration collaborate communication communicate "
        "comfortable confident align aligned alignment interact involved dealing "
        " consistent reliable patient generous strict thorough "
        " "
    )
    + r"\s+$"
)
_NOT_WITH = re.compile(
    r"(?:(?:the |an? )?(?:\w+ )?(?:certificate|diploma|badge|licen[cs]e)\b"
    r"|less|fewer|more than|at least|at most|no|zero|a score|an? (?:average|grade|mark)|\d|empathy|confidence"
    r"|care|a smile|all|each|every"
    r"|him|her|them|us|me|each other|whom|whatever|respect|regard|ease|success|distinction|honours|merit|courage"
    r"|passion|pride|joy|success"
    rf"|(?:the |our |my |all |other |both |each |two |three )*{PARTNERS}\b(?!'s| (?:training|meeting|lead|budget"
    rf"|workshop|tool|survey|day|coach|portal|app|grant|system|site))"
    r"|a good \w+ and|(?:immediate |full )?effect|(?:more |much |all my |a lot of |greater |full )?(?:love|heart"
    r"|enthusiasm|energy|commitment|dedication|patience|humour|kindness)|a (?:doi|isbn|issn))\b"
    r"|an? (?!budget|loan|grant|team|crew|fund)(?:[\w-]+ ){1,3}?of (?:(?:about|at least|at most|less than|more than"
    r"|max|under|over|up to|below|above) )?[€$£]?\d"
    # "reduce it with 20 %" is how many say "by 20 %"; a "20 % discount" is a way.
    r"|(?:about |around )?\d[\d.,]* ?(?:%|per ?cent|percentage points|points|pp)"
    r"(?=\s*(?:$|[.,;:!]|(?:by|in|until|till|before|within|this|next|so|to|over|during)\b))"
)


def find_means(text: str, low: str, times: Sequence[Span], purpose: Phrase | None) -> Phrase | None:
    """The words that say how, from the first of them up to the purpose, the deadline or the end; None without any."""
    starts = _outside(purpose, _starts(text, low, times))
    if not starts:
        starts = _outside(purpose, (span[0] for span in find_support(text, low) if not overlaps(span, times)))
    if not starts:
        return None
    start = min(starts)
    ends = [span[0] for span in (*times, *([purpose.span] if purpose else [])) if span[0] > start]
    if start == 0 and (lead := LEAD_ENDS.search(low)):
        ends.append(lead.start())
    end = min([*ends, len(text)])
    return Phrase(text[start:end].strip(" ,.;:-(\u2013\u2014"), (start, end)) if end - start > _SHORTEST else None


_SHORTEST = 3  # letters


def _starts(text: str, low: str, times: Sequence[Span]) -> list[int]:
    """Where the means may begin: at "by …ing" or its like, "with" that belongs to the verb, or words of their own."""
    found = (match for match in _HOW.finditer(low) if not overlaps(match.span(), times))
    how = (match.start() for match in found if not _is_no_way(text, low, match))
    withs = _WITH.finditer(low) if "with" in low else ()
    with_ = (match.start() for match in withs if _is_means(text, low, match))
    all_ = (how, with_, find_own_words(low))
    return [start for starts in all_ if (start := next(starts, None)) is not None]


def _outside(purpose: Phrase | None, starts: Iterable[int]) -> list[int]:
    return [start for start in starts if not (purpose and start > 0 and inside(start, purpose.span))]


def _is_no_way(text: str, low: str, match: re.Match[str]) -> bool:
    """Whether "by" or "through" leads to something else than the way in which it is done."""
    return _leads_through(low, match) or _names_author(text, low, match) or _is_rolled_out(low, match)


def _is_rolled_out(low: str, match: re.Match[str]) -> bool:
    """Whether the programme is just what is rolled out or joined: "roll out the CRM through the new programme"."""
    return _PROGRAMME.match(low, match.start()) is not None and _ROLLS_OUT.match(low) is not None


_PROGRAMME = re.compile(
    r"(?:through|via) (?:the|our|this) (?:new )?(?:campaign|initiative|program|programme|project|roll-?out|scheme)\b"
    r"(?! [a-z]+(?<! by)(?<! in)(?<! to)(?<! at)(?<! so)\b)"
)
_ROLLS_OUT = re.compile(
    r"\W*(?:(?:i|we|to|will|by \w+)\W+)*"
    r"(?:rolling out|roll out|introduce|launch|implement|join|start|begin|take part in)\b"
)


def _leads_through(low: str, match: re.Match[str]) -> bool:
    """Whether something has to go through it: "put ten apprentices through the programme"."""
    return match.group().startswith("through") and is_gone_through(low, match.start(), match.end())


def _names_author(text: str, low: str, match: re.Match[str]) -> bool:
    """Whether "by" says whose work it is: "five books by Stephen King"."""
    is_by = match.group() == "by " and _NAME.match(text, match.end()) is not None
    return is_by and _WORK.search(low[: match.start()]) is not None


_NAME = re.compile(r"[A-Z](?:[a-z]|[.'] ?[A-Z])")
_WORK = re.compile(
    r"\b"
    + any_of(
        "album article biography book comedy composition concerto drama essay film lecture novel opera painting paper"
        " play poem quartet script sculpture short_stories sonata song stories story symphonies symphony textbook title"
        " work"
    )
    + r"s? $"
)


def _is_means(text: str, low: str, match: re.Match[str]) -> bool:
    """Whether "with" says how: behind a comma it does, else only if neither word nor verb before it takes it."""
    if _NOT_WITH.match(low, match.end()) or _HELPS.search(low, 0, match.start()):
        return False
    if not match.group().startswith("w"):
        return True
    if match.start() == 0:
        return LEAD_ENDS.search(low) is not None
    if _is_tool(text, low, match.end()):
        return True
    is_party = text[match.end()].isupper() or _PARTY.match(low, match.end())
    if is_party and _AGREES.match(low[: match.start()]):
        return False
    return not _TAKES_WITH.search(low[max(0, match.start() - _LOOK_BACK) : match.start()] + " ")


_LOOK_BACK = 40  # letters before "with" in which the word stands that takes it


#: What one helps with is what is done, be it a tool: "help with the form".
_HELPS = re.compile(
    r"\b(?:(?:help|helping|assist|assisting)(?: out)? (?:(?:the|my|our|new|other|all) )*"
    rf"(?:{PEOPLE} )?|(?:support|assistance|help) )$"
)


def _is_tool(text: str, low: str, place: int) -> bool:
    """Whether a tool follows, which is no party: "the photo app", or by its capitals "MultiTerm"."""
    return bool(_TOOL.match(low, place) or _CAPITALS_WITHIN.match(text, place))


_TOOL = re.compile(
    r"(?:(?:an?|the|our|my|this|that|new) )(?:(?!of\b)[\w'-]+ ){0,3}?"
    + any_of(
        "app bot calculator checklist dashboard database form generator kit macro plug-in plugin program programme"
        " round script sheet software spreadsheet system template tool tracker"
    )
    + r"s?\b"
)
_CAPITALS_WITHIN = re.compile(r"[A-Z]?[a-z]+[A-Z]\w*")


#: Verbs of what two sides do together: behind their object stands the other side.
_AGREES = re.compile(
    r"\W*(?:i |we |will |to )*(?:agree|negotiate|renegotiate|sign|settle|register|share|discuss|clarify) [^,;]*$"
)
_PARTY = re.compile(r"(?:the|our|my|both|all|each|every|mr|mrs|ms|dr)\b(?!'| (?:new|help|support|use)\b)")
