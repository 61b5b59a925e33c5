"""How far apart two words are, and which remains they share. Pure.

Distances are Damerau-Levenshtein's: a letter too many, too few, another, or two
neighbours swapped is one edit. Remains are those of symmetric deletion: two words
within two edits share what is left of their starts without up to two letters.
"""

from collections.abc import Iterable
from itertools import combinations, takewhile
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

_distance: Any = OSA.distance  # overloaded in a way that `extract` does not declare
START = 7  # letters of a word from which letters are left out
LEAST = 4  # letters of a word that is corrected at all
TWO_EDITS = 5  # letters of a word that may have two
VOWELS = frozenset("aeiou")
LEAST_CONSONANTS = 3  # of a word written without its vowels


def edits_allowed(word: str) -> int:
    """None for short words and for whatever holds a digit."""
    if len(word) < LEAST or any(c.isdigit() for c in word):
        return 0
    return 2 if len(word) >= TWO_EDITS else 1


def near(word: str, candidates: Iterable[str]) -> dict[str, int]:
    """Candidates within the edits allowed, itself left out: word → edits."""
    most = edits_allowed(word)
    if not most:
        return {}
    found = process.extract(
        word, candidates, scorer=_distance, score_cutoff=most, limit=None
    )
    return {one: int(edits) for one, edits, _ in found if edits}


def remains(word: str) -> set[str]:
    """The word's start, and what is left of it without one or two letters."""
    start = word[:START]
    found = {start} if edits_allowed(word) else set()
    for left_out in range(1, edits_allowed(word) + 1):
        kept = combinations(start, len(start) - left_out)
        found |= {"".join(letters) for letters in kept}
    return found


def consonants(word: str) -> str:
    """A word as the hurried write it; nothing where too little is left to tell."""
    if not word.isalpha() or word[0] in VOWELS:
        return ""
    left = "".join(letter for letter in word if letter not in VOWELS)
    return left if len(left) >= LEAST_CONSONANTS else ""


def same_start(one: str, other: str) -> int:
    """How many first letters two words share."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
