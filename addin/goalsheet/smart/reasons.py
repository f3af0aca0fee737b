"""Reasons that stand in words of their own, behind a comma, a colon or a dash: "…, otherwise we lose the grant"."""

from __future__ import annotations

import re

from goalsheet.smart.numerals import NUMBER_WORD

_OBJECT = (
    r"(?:someone|somebody|something|it|us|them|me|this|that|a|an|the|more|less|our|my|their|his|her"
    r"|to (?:see|know|feel|be able|sleep|trust|have))"
)
#: What is said of others to give a reason: they need something, or must not suffer it.
_NEED = (
    rf"(?:need|needs|want|wants|deserve|deserves|expect|expects) {_OBJECT}\b"
    r"|(?:must|should|has to|have to|need to|needs to) (?:be able to|support|know|feel|trust)\b"
    r"|(?:mustn't|must not|shouldn't|should not|can't afford|cannot afford|don't want|do not want|doesn't want"
    r"|don't deserve)\b"
    r"|(?:is|are) (?:close to|about to|at risk|in danger|worried|waiting|unhappy|complaining|fed up|threatening"
    r"|drowning)\b"
    r"|(?:have|has) (?:threatened|complained|asked for)\b|depends? on (?:it|us|this|that)\b"
    r"|watch(?:es)? (?:that|this)\b|complains?\b"
)
#: The rest of a subject, its verb, and the object or adverb that shows that it is one.
_CLAUSE = (
    r"(?:(?!(?:of|for|in|and|to|per)\b)[\w'-]+ ){0,4}?"
    r"(?:[a-z]{3,}(?:s|ed)|cost|fall|feel|hurt|lose|sleep|suffer|wait|came|fell|left"
    r"|lost|went) "
    r"(?:us|me|him|them|it|you|our|my|the|their|his|her|its|a|an|to|so|too|more|less|better|worse|deeper|faster|sooner"
    r"|harder|out|up|down|off|over|away|back|every|each|after|before|without|very|all|no|not|never|on|in)\b"
    r"|(?:(?!(?:of|for|in|and|to|per)\b)[\w'-]+ ){0,4}?(?:don't|doesn't|didn't|won't|sleep|complain) ?"
)
_AS = (
    r"as (?:(?:i|we|they|it|he|she|you|nobody|everybody|everyone|people|customers) (?:\w+ )?\w+"
    rf"|(?:each|every|all|most|some|many|few|both|another|\d+|{NUMBER_WORD}) (?:[\w'-]+ ){{1,3}}(?!of\b)\w+"
    rf"|(?:[a-z]+s|the|our|my|their|this|that) {_CLAUSE})"
)
_THE_REASON = (
    r"(?:the|its|my|our) (?:whole |real |main )?(?:purpose|point|reason|idea|aim|intention|motive|goal|objective)"
    r"(?: (?:of|behind) (?:this|it|that)| here)? (?:is|was)\b"
)

REASON = re.compile(
    rf"[,;:.(-]\s*(?:and |so )?(?:otherwise\b|or else\b|{_THE_REASON}|(?:[\w'-]+ ){{1,4}}?(?:{_NEED}))"
    rf"|[,;-] {_AS}"
    r"|for (?<=\bfor )(?:the |our |my |all |those )?(?:[\w'-]+ ){1,2}(?:who|that) (?:can't|cannot|can not|couldn't"
    r"|needs?|depend|have no|don't|do not|struggle|rely)\b"
)
