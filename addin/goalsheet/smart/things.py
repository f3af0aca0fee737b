"""Things that goals count, and whether two words surely name different ones: mugs are no bowls, customers no suppliers.

Only kin can be told apart: a clinic may be a customer, and who serves 200 guests counts 200 meals. Words for whatever
was done (orders, cases, visits, pieces, units) are not listed, so that they clash with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Kinds of things: behind a kind's name the words for any of them, then the words for one, divided by bars; those
#: between two bars may stand for each other.
_LISTED = """
dishes: dish crockery tableware | mug cup | bowl | plate | glass | pan pot | tray | knife | fork | spoon | jug
food: food meal dish drink | bread loaf baguette | cake tart pie | bun roll sandwich burger | pizza | salad | soup
 | biscuit cookie | egg | cheese | apple | potato | carrot | tomato | coffee | tea | beer | wine | sausage ham
clothes: garment laundry | shirt blouse | suit | dress | coat jacket | shoe boot | uniform | towel | sheet | curtain
 | vest | glove | hat cap
vehicles: vehicle fleet | car | van truck lorry hgv | bus coach minibus | bike bicycle cycle | motorbike scooter
 | tractor | forklift | trailer | train tram | boat ship ferry vessel yacht | plane aircraft | ambulance
buildings: building house premises customer | home flat apartment | shop store branch outlet office bank
 | school college | hospital clinic practice | pharmacy | warehouse depot | hotel | restaurant cafe café canteen | farm
 | church | library | museum | factory plant | gym | garage
rooms: room | kitchen | bathroom shower toilet | classroom | bedroom | ward | corridor hall | cellar
parts of buildings: | door | window | wall | roof | floor | stair staircase | fence | lamp light | gutter | radiator
furniture: furniture | chair seat stool | table desk | bed mattress | shelf rack | cupboard wardrobe cabinet
 | sofa couch | carpet rug
plants: plant seedling sapling | tree | shrub bush | flower | hedge | vine
animals: animal livestock patient | dog puppy | cat kitten | cow cattle calf heifer | horse foal pony | pig piglet sow
 | sheep lamb ewe | goat | hen chicken | fish | bird | rabbit
papers: document paper publication page | invoice bill receipt | contract agreement lease | letter | report
 | book novel manual handbook guide | certificate | poster leaflet flyer brochure newsletter | map
 | photo picture image | passport | payslip
containers: container package | box crate carton | bottle | bag sack | pallet | barrel keg | jar | bucket | bin
tools: tool device equipment machine | drill | hammer | saw | screwdriver | laptop computer pc notebook | printer
 | phone smartphone telephone | pump | server | camera | scanner | screen monitor
trades: person people staff employee colleague worker member trainee apprentice learner graduate starter student
 participant attendee candidate applicant volunteer manager leader customer client guest user specialist visitor patient
 resident supporter contact friend assistant professional partner
 | nurse carer midwife | doctor physician surgeon gp | dentist | pharmacist | teacher tutor lecturer | driver
 | engineer developer programmer technician | electrician | plumber | cook chef | waiter server | cleaner
 | guard | welder | accountant bookkeeper | lawyer solicitor | farmer | beekeeper | baker | hairdresser
parties: person people contact account partner company
 | customer client guest buyer shopper patient resident user subscriber visitor member tenant passenger donor supporter
 | supplier vendor contractor carrier | employee colleague staff worker hire recruit apprentice trainee volunteer
 | pupil student child learner apprentice trainee | journalist editor
"""
#: Kinds of which no thing has to do with a thing of the others.
_APART = {"dishes", "clothes", "vehicles", "animals", "plants", "furniture"}


def _read(listed: str) -> Iterator[tuple[str, str, int]]:
    """Each word with its kind and the number of its group, 0 for the words that stand for any of the kind."""
    for line in re.sub(r"\n (?=\S)", " ", listed.strip()).splitlines():
        kind, _, groups = line.partition(":")
        for number, group in enumerate(groups.split("|")):
            yield from ((word, kind, number) for word in group.split())


_THINGS: dict[str, set[tuple[str, int]]] = {}
for _word, _kind, _group in _read(_LISTED):
    _THINGS.setdefault(_word, set()).add((_kind, _group))


def counted_thing(unit: str) -> str:
    """What a unit counts, as one of it: window for "shop windows", laptop for "laptops left"; blank if unknown."""
    words = _words(unit)
    plural = next((word for word in words if word.endswith("s") or word in _ODD_PLURALS), "")
    return _one_of(plural or words[0]) if plural or len(words) == 1 else ""


def named_things(text: str) -> list[str]:
    """All things that are listed and named in a text, as one of each."""
    return [thing for word in _words(text) if (thing := _one_of(word))]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


_WORD = re.compile(r"[^\W\d_]+\b(?!')")


def _one_of(word: str) -> str:
    single = _singular(word)
    return single if single in _THINGS else ""


def are_different(thing: str, other: str) -> bool:
    """Whether two known things cannot be the same."""
    kin = _kin(thing, other)
    is_apart = any({ours, theirs} <= _APART for ours, _ in _THINGS[thing] for theirs, _ in _THINGS[other])
    return not any(map(_may_be_one, kin)) if kin else is_apart


def may_be_one(thing: str, other: str) -> bool:
    """Whether two known things may be the same: equal, alike, or one a word for any of the other's kind."""
    return any(map(_may_be_one, _kin(thing, other)))


def _kin(thing: str, other: str) -> list[tuple[int, int]]:
    """The groups of both in each kind to which both belong."""
    return [(ours, theirs) for kind, ours in _THINGS[thing] for its, theirs in _THINGS[other] if kind == its]


def _may_be_one(groups: tuple[int, int]) -> bool:
    return groups[0] == groups[1] or 0 in groups


def _singular(word: str) -> str:
    """One of what a word counts, as it is where it is no plural that is known."""
    if word in _ODD_PLURALS:
        return _ODD_PLURALS[word]
    for end, single in (("ies", "y"), ("ves", "fe"), ("ves", "f"), ("es", ""), ("s", "")):
        if word.endswith(end) and word.removesuffix(end) + single in _THINGS:
            return word.removesuffix(end) + single
    return word


_ODD_PLURALS = {"children": "child", "men": "man", "women": "woman", "calves": "calf"}
