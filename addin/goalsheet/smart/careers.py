"""Moves to another job or function in a sentence: "be promoted to team leader", "move from patient care to sales"."""

from __future__ import annotations

import re
from functools import lru_cache

from goalsheet.smart import lexicon
from goalsheet.smart.sentence import Sentence
from goalsheet.smart.text import Phrase, any_of, mentions

_REMEMBERED = 16  # many rules ask the same of one sentence, one after the other

#: Who leads what: "leader" alone is no job.
_LED = any_of("team shift group squad section crew line project practice product cell ward site floor store cluster")
#: Names of jobs that do not end like the others.
_JOBS = any_of(
    "lead head chief nurse sister matron chef sous-chef foreman forewoman deputy architect executive principal chair "
    "coach representative clerk judge counsel sergeant captain paramedic mechanic consultant accountant assistant "
    "attendant superintendent president vp cfo cto ceo partner fellow journeyman secretary registrar solicitor buyer"
)
_NO_JOBS = any_of(
    "leader player thinker listener learner performer helper winner influencer communicator collaborator customer "
    "speaker user number order other another better member believer contributor performer all-rounder"
)
_JOB = rf"(?:{_LED}[ -]leader|{_JOBS}|(?!{_NO_JOBS}\b)[a-z-]{{3,}}(?:er|or|ist|ian|ologist))"
#: What praises instead of naming: "a better manager", "a trusted adviser".
_PRAISE = any_of(
    " ".join(sorted(lexicon.FUZZY | lexicon.COMPARATIVES)),
    "true real trusted inspiring inspirational confident reliable valued respected visible modern go-to thought role",
)
_SMALL = any_of("in on at for of with by near to from and or that who as their them so not")
_ROLE = (
    rf"(?:an? |the |our |my )?(?:role of (?:an? |the )?|position of )?(?:(?!{_PRAISE}\b|{_SMALL}\b)[\w/&'.-]+ ){{0,3}}"
    rf"(?!{_PRAISE}\b){_JOB}\b"
)
_MOVE = re.compile(
    r"\b(?:(?:promoted|made up|upgraded|appointed)(?: to| into| as)?|(?:be|get|being) (?:made|named)"
    r"|become|becoming|(?:step|move|rise|progress|advance|climb|go) up (?:in)?to|step into|rise to|progress to"
    r"|(?:go|move|progress|rise|advance|grow|switch|change) from (?:[\w/-]+ ){1,3}to|advance to"
    rf"|(?:qualify|take over|start work|start) as) {_ROLE}"
)

#: Functions of a company, by the last of their words; without the one left, "to better care" is no move.
_FIELDS = any_of(
    "accounting administration architecture assurance care compliance controlling coordination design development "
    "engineering finance governance leadership logistics management marketing operations planning procurement "
    "purchasing recruiting research safety sales service success support teaching"
)
_FUNCTION = (
    rf"(?:(?!{_PRAISE}\b|{_SMALL}\b)[\w/-]+ (?:and )?){{0,3}}(?!{_PRAISE}\b){_FIELDS}\b(?! (?!{_SMALL}\b|until\b)\w)"
)
_CHANGE_OF_FUNCTION = re.compile(
    rf"\b(?:go|move|switch|change|transfer|transition) from (?:my present role|{_FUNCTION}) (?:in)?to {_FUNCTION}"
)

_MOVE_HINTS = (
    "promoted", "made", "upgraded", "appointed", "named", "becom", " up to", "step into", "rise", "progress", " from",
    "advance", "qualify", "take over", "start",
)  # fmt: skip


@lru_cache(_REMEMBERED)
def find_move(sentence: Sentence) -> Phrase | None:
    """The words of a move to a job that is named, or from one named function to another."""
    if not mentions(sentence.low, _MOVE_HINTS):
        return None
    match = _MOVE.search(sentence.low) or _CHANGE_OF_FUNCTION.search(sentence.low)
    if match is None or not sentence.in_core(match.start()):
        return None
    return Phrase(sentence.text[slice(*match.span())], match.span())
