"""The means in a sentence: by what it will be done ("by calling …", "through the course", "with the help of …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goalsheet.smart.numerals import NUMBER_WORD as _NUMBER_WORD
from goalsheet.smart.purpose import DOING
from goalsheet.smart.text import Phrase, Span, any_of, inside, overlaps

#: Verbs to which "through" belongs: "go through the audit", "click through three e-learnings".
_THROUGH_VERBS = "click march walk go work run get pass sort read follow come look live sit half break talk"
_NOT_THROUGH = any_of("door audit exam backlog whole year month week end night summer winter day season") + r"s?\b"
_HELP = any_of("help support aid assistance backing guidance advice input coaching mentoring backup training use")
_BY_WHOM = any_of(
    "supported guided funded helped backed mentored coached led assisted taught paid facilitated recruited"
)
#: What follows "by" when it is no means: an amount, a time, a manner.
_NOT_BY = (
    r"(?!\W*(?:\d|(?:the )?[a-z]+ \d|[€$£]|half\b|(?:at (?:least|most)|about|around|almost|nearly|exactly|roughly"
    r"|over|more than|less than|up to|no more than|between|approximately|an? (?:minimum|maximum|average|total)"
    r"|hand)\b|an? (?:third|quarter|fifth|tenth|half|factor|few|lot)\b|far\b|then\b"
    r"|now\b|law\b|name\b"
    r"|default\b|heart\b|itself|this time\b|last \w+day\b"
    rf"|being|having|becoming|(?:the )?\d|(?:the |my |our )?(?:end|start|middle|next|spring|summer|evening|morning"
    rf"|{_NUMBER_WORD})\b))"
)
_DOER = (
    r"(?<![a-z]ed )(?<!run )(?<!taught )(?<!seen )(?<!led )(?<!done )(?<!written )(?<!given )(?<!step )(?<!side"
    r" )(?<!one )(?<!off )"
)
_TOGETHER = any_of("cooperation collaboration partnership tandem")
_GERUND = r"(?:\w+ly |also |first |always |not |no longer |double-|re|pre-|co-)?[a-z-]+ing\b"
_TIME_ING = r"(?! (?:of )?(?:the )?(?:year|month|week|of)\b)"  # "by beginning of the year"

_HOW = re.compile(
    r"(?:,\s*)?(?<![\w-])(?:"
    rf"by (?:means of |way of |(?!being|having (?!the |our |my |all |each )|becoming|spring|evening"
    rf"|morning){_GERUND}{_TIME_ING})|{_DOER}by {_NOT_BY}(?=[a-z])"
    rf"|{''.join(f'(?<!{verb} )' for verb in _THROUGH_VERBS.split())}through(?!\s+(?:(?:19|20)\d\d|\d+ (?:day|week"
    rf"|month)|q[1-4]|the {_NOT_THROUGH}|{_NOT_THROUGH}))"
    r"|via\b|using\b|by use of|thanks to|together with|alongside|on the basis of|based on|making use of|without"
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
_COLLECTIVE = any_of(
    "team teams doctors community colleagues customers clients patients workers users courts parents "
    "stakeholders departments suppliers managers people others management leadership partners business"
)
_NOT_WITH = re.compile(
    r"(?:(?:the |an? )?(?:\w+ )?(?:certificate|diploma|badge|licen[cs]e)\b"
    r"|less|fewer|more than|at least|at most|no|zero|a score|an? (?:average|grade|mark)|\d|empathy|confidence"
    r"|care|a smile|all|each|every"
    r"|him|her|them|us|me|each other|whom|whatever|respect|regard|ease|success|distinction|honours|merit|courage"
    r"|passion|pride|joy|success"
    rf"|(?:the |our |my |all |other )*{_COLLECTIVE}\b(?! (?:training|meeting|lead|budget|workshop|tool|survey|day"
    rf"|coach))"
    r"|a good \w+ and)\b"
)


def find_means(text: str, low: str, times: Sequence[Span], purpose: Phrase | None) -> Phrase | None:
    """The words that say how, from the first of them up to the purpose, the deadline or the end; None without any."""
    starts = [start for start in _starts(low, times) if not (purpose and start > 0 and inside(start, purpose.span))]
    if not starts:
        return None
    start = min(starts)
    ends = [span[0] for span in (*times, *([purpose.span] if purpose else [])) if span[0] > start]
    if start == 0 and "," in low:
        ends.append(low.index(","))
    end = min([*ends, len(text)])
    return Phrase(text[start:end].strip(" ,.;"), (start, end)) if end - start > _SHORTEST else None


_SHORTEST = 3  # letters


def _starts(low: str, times: Sequence[Span]) -> list[int]:
    """Where the means may begin: the first "by …ing" and its like, and the first "with" that belongs to the verb."""
    how = (match.start() for match in _HOW.finditer(low) if not overlaps(match.span(), times))
    found = _WITH.finditer(low) if "with" in low else ()
    with_ = (match.start() for match in found if match.start() > 0 and _is_means(low, match))
    return [start for starts in (how, with_) if (start := next(starts, None)) is not None]


def _is_means(low: str, match: re.Match[str]) -> bool:
    """Whether "with" says how: behind a comma it does, else only if the word before it does not take it."""
    if _NOT_WITH.match(low, match.end()):
        return False
    return not match.group().startswith("w") or not _TAKES_WITH.search(low[: match.start()] + " ")
