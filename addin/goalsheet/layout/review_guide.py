"""The tab "How it works": what a manager reads once."""

from __future__ import annotations

from goalsheet.layout.review import FIRST_ROW
from goalsheet.layout.review_content import INDIVIDUAL, TEAM, Review

SHEET_ID, TITLE = 105, "How it works"

#: A heading, and what stands below it.
PARAGRAPHS = {
    "What you see": "The goals of your people, as they stand in their own workbooks. Overview has a row a person, "
    "Goals a row a goal, Check-ins what people noted on the way. People keep writing in their workbooks; HR brings "
    "what is new here. Private notes, journal and reflections never leave the workbooks.",
    "What is yours": "Everything lilac. On Goals: Agreement, your comment, how you would word it, and the rating at "
    "the end. On Feedback and Recognition you add rows. Everything else is protected, so that nothing gets lost.",
    "Agreeing goals": "Read the goal, then set Agreement: Changes requested with a comment or a suggested wording, or "
    "Agreed. Data > Filter views > Mine to agree shows what waits for you.",
    "How to read progress": "Progress is how much of the way is done, Expected how much of the time has passed. Behind "
    "by more than the company's limits is at risk or off track; in the first days there is no colour. The coach's hint "
    "says what would make the goal clearer.",
    "Feedback that helps": "Soon, specific, and about what somebody did: what works, with an example, and one thing to "
    "try. Say thank you on Recognition, and for what exactly.",
    "Good to know": "Sort and filter with filter views: they change nothing for others. Rename or delete no tabs; if "
    "it happens, the next run puts them back. {readers} can open this spreadsheet.",
}
_READERS = {TEAM: "Only you and HR", INDIVIDUAL: "Only you, the employee (who can comment) and HR"}


def lines(review: Review) -> list[tuple[int, str, bool]]:
    """Row, text, and whether it is a heading."""
    readers = _READERS[review.layout]
    return [
        (FIRST_ROW + 3 * number + (not is_heading), text, is_heading)
        for number, (heading, words) in enumerate(PARAGRAPHS.items())
        for text, is_heading in ((heading, True), (words.format(readers=readers), False))
    ]
