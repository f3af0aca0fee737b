"""The five questions that the guide begins with, each with how two people at other work answered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A question, and two answers to get somebody going, each with whose it is."""

    text: str
    examples: tuple[tuple[str, str], tuple[str, str]]

    @property
    def shown(self) -> str:
        """The examples as they stand in a cell."""
        return "\n".join(f"{who}: “{said}”" for said, who in self.examples)


QUESTIONS = (
    Question(
        "What do you love doing so much that you forget the time?",
        (
            ("Explaining what comes next, until a patient is calm.", "Nurse"),
            ("Getting a machine to run that everybody had given up.", "Mechanic"),
        ),
    ),
    Question(
        "What comes easily to you, and what costs you strength?",
        (
            ("Names and faces stay with me; price talks cost me sleep.", "Shop assistant"),
            ("I see mistakes in figures at once; speaking up in a big round is hard.", "Accountant"),
        ),
    ),
    Question(
        "What do you read about, make or do when nobody asks you to?",
        (
            ("I plan every trip of our choir down to the last bus.", "Office clerk"),
            ("I build birdhouses, and films about how I build them.", "Software developer"),
        ),
    ),
    Question(
        "What would you not give up, even for more money?",
        (
            ("Saying honestly what a repair is worth.", "Electrician"),
            ("Being home when the children come from school.", "Team leader"),
        ),
    ),
    Question(
        "Where do you want to be in ten years, at work and beside it?",
        (
            ("Teaching young cooks, in a kitchen where nobody shouts.", "Cook"),
            ("Leading a laboratory of my own, and still rowing on Sundays.", "Chemist"),
        ),
    ),
)

ANSWERED, OPEN = "✓ Done", "To do"
