"""How well the check of a goal's wording agrees with labels, criterion by criterion, and how fast it is.

    python tests/benchmarks/judgement.py               the sentences that rules are written against
    python tests/benchmarks/judgement.py --show        also lists where they differ
    python tests/benchmarks/judgement.py --held-out    those held out as well, for when a rule is done
    python tests/benchmarks/judgement.py --untouched   only the third that is counted when all rules are done

Accuracy, Cohen's kappa (agreement beyond chance) and the confusion per criterion, beside the naive check of most
tools: "a digit anywhere means measurable". Sentences that are held out are counted, never shown.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from goalsheet.smart.sentence_marks import MET
from goalsheet.smart.verdict import judge_sentence

DATA = Path(__file__).parent.parent / "data"
READY = ("specific", "measurable", "timely")  # what "ready" stands for
CRITERIA = ("specific", "measurable", "achievable", "relevant", "timely", "ready")
PASSES = 3  # over all sentences: a machine that others use, too, is slower now and then


def read(name: str) -> list[dict[str, Any]]:
    """The labelled sentences of a file; "ready" follows from the three labels it stands for."""
    rows = [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    return [row | {"ready": int(all(row[name] for name in READY))} for row in rows]


def judged(row: dict[str, Any]) -> dict[str, Any]:
    """Our answers for a sentence, in the form of its labels."""
    verdict = judge_sentence(row["text"], dt.date.fromisoformat(row["today"]))
    met = {name: int((mark or 0) >= MET) for name, mark in verdict.marks.items()}
    day = verdict.deadline.day if verdict.deadline else None
    return met | {"ready": int(verdict.is_ready), "deadline": day.isoformat() if day else None}


def kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Cohen's kappa of pairs of 0 and 1: agreement beyond what chance gives."""
    count = len(pairs)
    agreed = sum(a == b for a, b in pairs) / count
    first, second = (sum(pair[side] for pair in pairs) / count for side in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


def confusion(pairs: Sequence[tuple[int, int]]) -> str:
    """How often label and answer are both yes, only one of them, both no."""
    counts = Counter(pairs)
    return (
        f"both yes {counts[1, 1]:>4}   ours only {counts[0, 1]:>3}   theirs only {counts[1, 0]:>3}"
        f"   both no {counts[0, 0]:>4}"
    )


def report(title: str, rows: Sequence[dict[str, Any]], *, show: bool) -> None:
    """Print accuracy and kappa of each criterion and how many deadlines are exact."""
    times = []
    for _ in range(PASSES):
        began = time.process_time()
        answers = [judged(row) for row in rows]
        times.append((time.process_time() - began) / len(rows))
    each = min(times)
    print(f"\n{title}: {len(rows)} sentences, {each * 1000:.2f} ms each ({1 / each:,.0f} a second, best of {PASSES})")
    for name in CRITERIA:
        pairs = [(row[name], answer[name]) for row, answer in zip(rows, answers, strict=True)]
        right = sum(a == b for a, b in pairs) / len(pairs)
        print(f"  {name:<11} accuracy {right:6.1%}   kappa {kappa(pairs):.2f}   {confusion(pairs)}")
        if show:
            list_differences(name, rows, answers)
    if "second" in rows[0]:
        compare_raters(rows, answers)
    naive = [(row["measurable"], int(bool(re.search(r"\d", row["text"])))) for row in rows]
    print(f'  for comparison, measurable = "has a digit": kappa {kappa(naive):.2f}')
    dated = [(row, answer) for row, answer in zip(rows, answers, strict=True) if row["deadline"]]
    undated = [(row, answer) for row, answer in zip(rows, answers, strict=True) if not row["deadline"]]
    print(f"  deadlines   {exact(dated)} of {len(dated)} exact; {exact(undated)} of {len(undated)} rightly none")


def compare_raters(rows: Sequence[dict[str, Any]], answers: Sequence[dict[str, Any]]) -> None:
    """Print how well we agree with the second rater, and the two raters with each other."""
    for name in CRITERIA:
        second = [(_second(row, name), answer[name]) for row, answer in zip(rows, answers, strict=True)]
        raters = [(row[name], _second(row, name)) for row in rows]
        print(f"  {name:<11} kappa with the second rater {kappa(second):.2f}; between the raters {kappa(raters):.2f}")


def _second(row: dict[str, Any], name: str) -> int:
    labels = row["second"]
    return int(all(labels[one] for one in (READY if name == "ready" else (name,))))


def exact(pairs: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> int:
    """How many deadlines are the day that was meant."""
    return sum(row["deadline"] == answer["deadline"] for row, answer in pairs)


def list_differences(name: str, rows: Sequence[dict[str, Any]], answers: Sequence[dict[str, Any]]) -> None:
    """Print each sentence whose label differs from our answer."""
    for row, answer in zip(rows, answers, strict=True):
        if row[name] != answer[name]:
            print(f"      label {row[name]}, ours {answer[name]}: {row['text']}")


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Kappa, accuracy and confusion of the check of wording, by criterion.")
    parser.add_argument("--show", action="store_true", help="list where label and answer differ")
    sets = parser.add_mutually_exclusive_group()
    sets.add_argument("--held-out", action="store_true", help="also count those held out")
    sets.add_argument("--untouched", action="store_true", help="count only the untouched third")
    return parser.parse_args()


if __name__ == "__main__":
    options = asked()
    if options.untouched:
        report("Untouched", read("goal_sentences_untouched.jsonl"), show=False)
    else:
        report("Written against", read("goal_sentences.jsonl"), show=options.show)
    if options.held_out:
        report("Held out", read("goal_sentences_held_out.jsonl"), show=False)
        report("Fresh", read("goal_sentences_fresh.jsonl"), show=False)
