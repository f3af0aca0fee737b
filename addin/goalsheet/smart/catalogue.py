"""All rules, in the order in which their findings are told; a new rule is one function in a `rules_…` module."""

from __future__ import annotations

from collections.abc import Iterable

from goalsheet.smart import (
    rules_achievable,
    rules_agreement,
    rules_guardrail,
    rules_measurable,
    rules_numbers,
    rules_realistic,
    rules_relevant,
    rules_sentence,
    rules_specific,
    rules_timely,
    rules_units,
)
from goalsheet.smart.case import Case
from goalsheet.smart.rule import CRITERIA, RULES, Finding, Rule

_MODULES = (
    rules_specific,
    rules_sentence,
    rules_measurable,
    rules_numbers,
    rules_agreement,
    rules_guardrail,
    rules_units,
    rules_timely,
    rules_achievable,
    rules_relevant,
    rules_realistic,
)
assert all(module.__doc__ for module in _MODULES)  # imported for the rules that they announce


def all_rules() -> list[Rule]:
    """Every rule, by criterion and number."""
    return sorted(RULES.values(), key=lambda rule: (CRITERIA.index(rule.criterion), int(rule.id[1:])))


_RULES = all_rules()
_OF_A_SENTENCE_ALONE = [rule for rule in _RULES if not rule.needs_cells]
_CONTRADICTIONS = [rule for rule in _RULES if rule.is_contradiction]


def findings_of(case: Case) -> tuple[Finding, ...]:
    """What the rules find in a goal; those on words only where the words are English."""
    return _found(case, _RULES if case.in_workbook else _OF_A_SENTENCE_ALONE)


def contradictions_of(case: Case) -> tuple[Finding, ...]:
    """Of the findings on a goal in a workbook those that its label depends on."""
    return _found(case, _CONTRADICTIONS)


def _found(case: Case, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    found = []
    is_english = case.is_english
    for rule in rules:
        finding = rule.find(case) if is_english or not rule.on_words else None
        if finding:
            found.append(Finding(rule.id, rule.criterion, finding.message, finding.hint, finding.span, finding.column))
    return tuple(found)
