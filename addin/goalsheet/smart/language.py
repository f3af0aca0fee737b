"""Whether a sentence is English: the rules on words know no other language."""

from __future__ import annotations

from collections.abc import Sequence

from goalsheet.smart.text import Word, word_set

_ENGLISH = word_set(
    "the a an and or to of in on at by for with from my our i we will is are be that this it as so all each every"
    " more less than until "
    "before after using through who which how when not no up into"
)
#: Small words of German, French, Spanish, Italian, Portuguese, Dutch and the Nordic languages that English lacks.
_OTHERS = word_set(
    "der die das und ich mein meine meinen den dem des ein eine einen bis zum zur mit für von auf im durch wird"
    " werden nicht unsere unser "
    "le la les des une et je mon ma mes notre nos pour avec dans du aux jusqu'au d'ici afin sur par plus qui que "
    "el los las una y mi mis nuestro con para del al hasta por en que más "
    "il lo gli della delle di e il mio la mia entro con per nel nella "
    "o os as um uma e meu minha até com para do da no na "
    "het een en mijn met voor van tot door naar wordt niet onze "
    "och att jag min mitt med för av inom den det som og jeg med innen på er"
) - word_set("a an as at by do die for in is me no on so to use per mi once also o e y en do as no plus")
_LETTERS_OF_ELSEWHERE = "\u0370"  # from here on: Greek, Cyrillic, Hebrew, Arabic, Indian scripts, Chinese …
_MARKS = set("äöüßáàâãåæçéèêëíìîïñóòôõøœúùûýÿžšč")


def is_english(words: Sequence[Word]) -> bool:
    """Whether the words look English; a sentence that tells nothing (names, numbers) counts as English."""
    lows = {word.low for word in words}
    if sum(low[0] >= _LETTERS_OF_ELSEWHERE for low in lows) * 2 > len(lows):
        return False
    others = len(lows & _OTHERS - _ENGLISH)
    if others < _SURE:
        return True
    marked = sum(not low.isascii() and not _MARKS.isdisjoint(low) for low in lows)
    return others + marked <= len(lows & _ENGLISH)


_SURE = 2  # small words of another language; one alone may be a name or a slip
