"""Whether a sentence is English: the rules on words know no other language.

Which goals of tests/data/goal_languages.tsv they mistake, tests/test_language.py lists. Of 49 goals in 16 languages and
40 English ones full of names pycld2 tells 43 and 34 rightly, heliport 49 and 32, eldc 49 and 22: libraries take the
names for the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from goalsheet.smart import lexicon
from goalsheet.smart.days import MONTH_NAMES
from goalsheet.smart.foreign_words import FOREIGN
from goalsheet.smart.letters import likeness
from goalsheet.smart.noise import is_noise
from goalsheet.smart.numerals import SMALL_NUMBERS
from goalsheet.smart.text import Word, word_set

#: Words of goals that other languages write alike, which so tell nothing.
_EVERYWHERE = word_set(
    "a act am an as at audit bake code control design digital do email export film fit focus for general global had "
    "her host i import in index innovation is label land legal lever lokal man manager map marketing master me "
    "modern no normal of on online over pack partner person pitch plan position post print process product profil "
    "program promote prototype real reduce region scan set slash so software solar sort sprint start station stop "
    "system tag team test to total train trim type under was we"
)
_ENGLISH = (
    lexicon.ACTIONS
    | lexicon.WEAK_VERBS
    | lexicon.PLACEHOLDERS
    | lexicon.STOP_WORDS
    | lexicon.COMPARATIVES
    | lexicon.FINISHED
    | word_set(
        "after before when handle until till above assistant bank bills board boxes calls card cases clients "
        "complaints costs customer customers desk documents doors errors exam falls fans files five four goods guide "
        "half hours house hundred invoices kids line lines machine meeting minutes money month monthly new nurse "
        "nurses offer orders paper parts patients payments price prices pupils records report reports sales scrap "
        "shift shop site six staff stock store students supplier suppliers ten three tickets training trainees twelve "
        "two twenty units visits ward waste week weekly weeks women work workers year years"
    )
) - (FOREIGN | _EVERYWHERE)
_LETTERS_OF_ELSEWHERE = "\u0370"  # from here on: Greek, Cyrillic, Hebrew, Arabic, Indian scripts, Chinese …
_MARKS = re.compile("[ß-öø-ɏșț]")
#: What English has taken over with its marks.
_LOANS = word_set(
    "à açaí adiós après attaché blasé café cafés cliché clichés communiqué cortège coöperate crème crèche crèches "
    "brûlée débutante décor déjà détente doppelgänger éclair éclairs élan élite émigré entrée entrées exposé façade "
    "façades fête fêtes fiancé fiancée flambé frappé garçon gâteau gâteaux jalapeño jalapeños maître manqué mêlée "
    "matinée naïve naïveté née papier-mâché passé pâté piñata précis première protégé protégés purée résumé résumés "
    "risqué rosé sauté séance señor señora smörgåsbord soirée soirées soufflé soupçon tête-à-tête touché über "
    "vis-à-vis voilà"
)
#: How words end, or what letters meet in them, in other languages; asked only where no English word is known.
_SHAPES = re.compile(
    r"..(?:zion[ei]|m[ae]k|ieren|ungen|ung|schaft|keit|heit|heid|igen|eren|eiben|eiten|ijven|ować|ych|ego|ksen|essa|lla"
    r"|ului|ilor|erea|(?<!^)area|ingen|ningar|elsen|mente|ciones|idad|izar|ificar|entar|eiro|eira"
    r"|[tznvd]are|[tvgdns](?<!sev)ere)$|[csr]z|uu(?!m)|yy|ii(?!ng)"
)
#: Small words that hold names together: "Fête de la Musique", "Tapas y Vino".
_IN_NAMES = word_set("de la le las los du des del della delle di da do dos das van von der den y e et und en al zu zur")


def is_english(words: Sequence[Word]) -> bool:
    """Whether the words look English; a sentence that tells nothing (names, numbers) counts as English."""
    lows = {word.low for word in words}
    if _is_plainly_english(lows):
        return True
    words = _without_dates(words)
    lows = {word.low for word in words}
    if sum(low[0] >= _LETTERS_OF_ELSEWHERE for low in lows) * 2 > len(lows):
        return False
    telling = set(_without_names([word for word in words if not is_noise(word)]))
    english = len(lows & _ENGLISH)
    if _is_unlike_english(telling, lows, english):
        return False
    foreign = sum(low in FOREIGN or _has_marks(low) for low in telling)
    if not english:
        return not foreign and not any(map(_SHAPES.search, telling))
    return foreign <= english


def _is_plainly_english(lows: set[str]) -> bool:
    """Whether nothing at all speaks against English, as in nearly every English sentence: to save time."""
    known = not (lows.isdisjoint(_MORE_THAN_DATES) or lows.isdisjoint(_SMALL))
    return known and lows.isdisjoint(FOREIGN) and all(map(str.isascii, lows))


def _is_unlike_english(telling: AbstractSet[str], lows: AbstractSet[str], english: int) -> bool:
    """Whether the words without names hold none that is known, or hardly one of many, and no English letters.

    For languages of which no words are listed: Indonesian, Albanian, Swahili, Basque.
    """
    if any(map(_LETTERS.search, telling)):
        return False
    if not english and lows.isdisjoint(_KNOWN) and len(lows & _SMALL) <= _BY_CHANCE:
        unknown = [low for low in telling - _SMALL - _EVERYWHERE if len(low) > _UNIT]
        return len(unknown) >= _FEW and likeness(unknown) < (_LIKE_TWO if len(unknown) == _FEW else _LIKE_MORE)
    many = len(telling) >= _MANY and english * _MOST_UNKNOWN <= len(telling)
    return many and lows.isdisjoint(_SMALL)


_FEW, _MANY, _MOST_UNKNOWN = 2, 5, 6  # words, and of how many one may be known by chance
_UNIT = 2  # letters: kg, km
_LIKE_TWO, _LIKE_MORE = 0.6, 0.75  # of their letter triples that English has: of two words chance alone lacks many
_BY_CHANCE = 1  # small word that another language has, too
#: Without one of these hardly any English sentence of some words gets along.
_SMALL = word_set(
    "a an and are as at be by for from he her his i in into is it its me my no not of on or our out over she so"
    " than that the their them they this to up us was we were will with without you your"
)
#: What stands in many English goals, and nowhere else, besides the words that count as English.
_KNOWN = (
    lexicon.PROOFS
    | lexicon.RESULT_NOUNS
    | word_set("by for from of our than the their with")
    | frozenset(SMALL_NUMBERS)
) - FOREIGN
#: How words end, or what letters meet in them, in English and hardly elsewhere.
_LETTERS = re.compile(
    r"..(?:ings?|[st]ions?|ness|ments?|ly|ed|able|ful|less|[^aeiou]y|ow|[bdfgklmnprtw]s)$|ck|tch|ght|ough|dge|^wh|^[kw][nr]"
)


def _without_dates(words: Sequence[Word]) -> list[Word]:
    """The words but for English dates and what leads to them: "by June" is put to goals in any language."""
    kept: list[Word] = []
    leads = False
    for word in reversed(words):
        leads = word.low in _IN_DATES or (leads and word.low in _TO_DATES)
        if not leads:
            kept.append(word)
    return kept[::-1]


_IN_DATES = frozenset(MONTH_NAMES) | word_set("month quarter week year")
_TO_DATES = word_set("before beginning by early end from in late mid middle next of on start the this till to until")
_MORE_THAN_DATES = _ENGLISH - _IN_DATES - _TO_DATES


def _without_names(words: Sequence[Word]) -> Iterator[str]:
    """The words but for names, in small letters: names have a capital (Yeu, d'Yeu), small words hold them."""
    follows_a_name = False
    for place, word in enumerate(words):
        is_name = place > 0 and not word.text.islower()
        if not is_name and not (follows_a_name and word.low in _IN_NAMES):
            follows_a_name = False
            yield word.low
        follows_a_name = is_name or (follows_a_name and word.low in _IN_NAMES)


def _has_marks(low: str) -> bool:
    return not low.isascii() and low not in _LOANS and _MARKS.search(low) is not None
