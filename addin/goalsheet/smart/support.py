"""Means that are said without "by" or "with": who pays, where one learns it, what somebody else does for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goalsheet.smart.numerals import NUMBER_WORD
from goalsheet.smart.text import Span, any_of, mentions

_LESSONS = any_of(
    "academy apprenticeship bootcamp boot_camp class classes course courses drills exercise exercises lesson lessons"
    " masterclass masterclasses mentorship module practice role-play role-plays rotation seminar seminars session"
    " sessions simulation simulations simulator summer_school training trainings tutorial tutorials webinar webinars"
    " workshop workshops"
)
_WORD = r"(?!(?:by|with|so|because|to|and|or|of|from|i|we)\b)[\w'-]+"
_PAYER = any_of(
    "boss budget charity college company council dad department employer firm foundation head hq hr job_centre manager"
    " mum office parents_association plant practice school sponsor state trust union university"
)

#: From what it is paid, and which course or plan is followed.
_PAID = re.compile(
    rf"\b(?:paid|funded|financed|covered|met|bought) (?:for )?(?:from|out of|with|through|via)\b"
    rf"|\bfollowing (?:the|a|an|my|our|this) (?:{_WORD} ){{0,3}}?(?:approach|checklist|course|curriculum|guide"
    rf"|guidelines"
    rf"|handbook|manual|method|plan|playbook|programme|program|protocol|recipe|scheme|standard|syllabus|template"
    rf"|tutorial)s?\b"
)
_PAID_HINTS = ("paid", "funded", "financed", "covered", "met ", "bought", "following")
#: What stands behind a comma or its like: who pays or does part of it, on which model, and what makes it possible.
_SUPPORT = re.compile(
    rf"[,;(-]\s*(?:{_WORD} ){{0,4}}?(?:drilled|financed|found|hosted|introduced|lent|prepared|provided|run|sponsored"
    rf"|staffed|supplied|trained) (?:by|on|at|through|via|from|in)\b"
    rf"|[,;:(-]\s*(?:(?:the|my|our) )?(?:{_WORD} )?(?:{_PAYER}|[a-z]+) (?:pays|covers|sponsors|funds|finances|lends"
    rf"|reimburses|subsidises) (?:for )?(?:it|us|me|this|that|half|all|the|my|our|a)\b"
    rf"|[,;:(-]\s*(?:(?:the|my|our) )?(?:{_WORD} )?{_PAYER}(?:'s paying| is paying| (?:will |is going to )?(?:pay"
    rf"|pays|paying|cover|gives|give"
    rf"|provide|provides|fund|support|supports)) "
    rf"|[.;:,-]\s+(?:{_WORD} ){{1,8}}?(?:(?:will |should |can )?makes? (?:that|this|it) possible|(?:will"
    rf"|should) get (?:me|us)"
    rf" there)\b"
    rf"|[,;-] on (?:the|a|my|our) (?:{_WORD} ){{0,4}}?(?:template|model|form|checklist|licen[cs]e|pattern)\b"
    rf"|[,;-] (?!(?:and|or|but|which|who|that|as|so|because|since|while|including|the aim|the point|the goal)\b)"
    rf"(?:(?!(?:is|are|was|were|keeps?|stops?|needs?|has|have)\b){_WORD} ){{1,4}}?(?!(?:asking|becoming|being"
    rf"|complaining|during|evening|having|leaving|meaning|morning|needing|waiting)\b)[a-z]{{2,}}ing"
    rf" (?:the|our|my|a|me|us|it|them|all|each)\b"
    rf"|[,;-] (?!(?:and|or|but|which|all|every|each|both|who|that|as|so)\b)(?:{_WORD} ){{1,3}}?[a-z]{{3,}}ed by"
    rf" (?:the|our|my|an?) (?!(?:end|start|middle|time)\b)"
)
#: Where and from whom one learns it, behind a verb of learning.
_LEARNT = re.compile(
    rf"\b(?:in|at|on|during) (?:{_WORD} ){{0,4}}?{_LESSONS}\b"
    rf"|\b(?:in|at) (?:the |an? )?[\w-]+ (?:academy|college|institute)(?:'s)?\b"
    rf"|\bon (?:my|our|the|a) (?:{_WORD} ){{0,2}}?(?:licen[cs]e|subscription|account|simulator)\b"
    rf"|[,;(-]\s*(?:an?|one|two|three|four|five|six|\d+|{NUMBER_WORD}) (?:afternoon|day|evening|hour|lesson|lunch break"
    rf"|minute|morning|night|session|time)s? (?:an?|per|each|every) (?:day|week|month|fortnight)\b"
    rf"|[,;(-]\s*(?:once|twice) (?:a|per|each|every) (?:day|week|month)\b"
    rf"|[,;(-]\s*(?:{_WORD} ){{0,4}}?{_LESSONS}\b"
    rf"|(?<=[a-z] )from (?:(?P<name>(?!(?:my|our|an?|the)\b)[a-z]+)\b|my (?!mistake|failure|experience|own"
    rf"|past)[a-z]+|(?:our|a"
    rf"|the) (?:{_WORD} )?(?:boss|chef|coach|colleague|foreman|head|lead"
    rf"|manager|master|mentor|partner|predecessor|senior|supervisor|trainer|team lead)s?\b)"
)
_LEARNS = re.compile(
    r"\W*(?:(?:i|we|you|my|our|goal|is|will|'ll|want|wants|would|like|to|shall|am|going|plan|get|have|help|chef|wish"
    r"|hope|aim|need|in \w+|by \w+|be|become|start|how|do) \W*|[\w' -]{0,30}, (?:i|we) (?:\w+ ){0,3}?)*"
    r"(?:brush up|complete|finish|get (?:better|fit|good|the|my|our|to know)|learn|master|pass|practi[cs]e|qualify"
    r"|refresh"
    r"|teach|train|walk (?=[^,;]* through\b))\b"
)


def find_support(text: str, low: str) -> Iterator[Span]:
    """Where such means stand in a sentence, with the words by which they are known."""
    if mentions(low, _PAID_HINTS):
        yield from (match.span() for match in _PAID.finditer(low))
    yield from (match.span() for match in _SUPPORT.finditer(low) if match.start() > 0)
    learns = _LEARNS.match(low)
    if learns:
        yield from (match.span() for match in _LEARNT.finditer(low, learns.end()) if _is_somebody(text, match))


def _is_somebody(text: str, match: re.Match[str]) -> bool:
    """Whether "from" has a name behind it: "learn filleting from Hiro"."""
    return match["name"] is None or text[match.start("name")].isupper()
