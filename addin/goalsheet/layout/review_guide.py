"""The tab "How it works": what a manager reads once, and in a spreadsheet of one's own the employee, too."""

from __future__ import annotations

from goalsheet.layout.review import FIRST_ROW
from goalsheet.layout.review_content import INDIVIDUAL, TEAM, Review
from goalsheet.layout.review_tabs import writer

SHEET_ID, TITLE = 105, "How it works"

#: A heading, and what stands below it.
PARAGRAPHS = {
    "What you see": "{whose}. {tabs} People keep writing in their workbooks; HR brings "
    "what is new here. Private notes, journal and reflections never leave the workbooks.",
    "{lilac}": "Everything lilac. On Goals: Agreement, {your} comment, how {you} would word it, and the rating at "
    "the end. On Feedback and Recognition {you} add{s} rows, below the last one (Google lets nobody insert a row "
    "between cells that are protected, and in each row are some). Everything else is protected, so that nothing gets "
    "lost.",
    "Agreeing goals": "{reading}, then {set} Agreement: Changes requested with a comment or a suggested wording, or "
    "Agreed. {views}",
    "How to read progress": "Progress is how much of the way is done, Expected how much of the time has passed. Behind "
    "by more than the company's limits is at risk or off track; in the first days there is no colour. The coach's hint "
    "says what would make the goal clearer.",
    "Feedback that helps": "Soon, specific, and about what somebody did: what works, with an example, and one thing to "
    "try. {thanks} on Recognition, and for what exactly.",
    "Good to know": "Sort and filter with filter views: they change nothing for others. Rename or delete no tabs; if "
    "it happens, the next run puts them back. A goal that is not in the workbook any more stays until all lilac cells "
    "in its row are empty, Agreement, too. {readers} can open this spreadsheet.",
}
_TABS = "Overview has a row a person, Goals a row a goal, Check-ins what people noted on the way."
#: What the words above are for the one manager who reads them, and where the employee reads along.
_WORDS = {
    TEAM: {
        "whose": "The goals of your people, as they stand in their own workbooks",
        "tabs": _TABS,
        "lilac": "What is yours",
        "your": "your",
        "you": "you",
        "s": "",
        "reading": "Read the goal",
        "set": "set",
        "views": "Data > Filter views > Mine to agree shows what waits for you.",
        "thanks": "Say thank you",
        "readers": "Only you and HR",
    },
    INDIVIDUAL: {
        "whose": "The goals of {employee}, as they stand in {employee}'s own workbook",
        "tabs": "Overview sums them up, Goals has a row a goal, Check-ins what was noted on the way.",
        "lilac": "What {manager} writes",
        "your": "a",
        "you": "{manager}",
        "s": "s",
        "reading": "{manager} reads the goal",
        "set": "sets",
        "views": "{employee} can answer by comments (Insert > Comment), and changes the goal in the workbook.",
        "thanks": "{manager} says thank you",
        "readers": "Only {manager}, {employee} (who can comment) and HR",
    },
}


def lines(review: Review) -> list[tuple[int, str, bool]]:
    """Row, text, and whether it is a heading."""
    names = {"manager": writer(review), "employee": review.members[0].person.name or "the employee"}
    # The words first, and names last: what stands in a name is never a place for words.
    words = {name: text.format(**names) for name, text in _WORDS[review.layout].items()}
    return [
        (FIRST_ROW + 3 * number + (not is_heading), text.format(**words), is_heading)
        for number, paragraph in enumerate(PARAGRAPHS.items())
        for text, is_heading in zip(paragraph, (True, False), strict=True)
    ]
