import re

from catalogue.listings.statements import Condition
from catalogue.search.backends.base import Match
from catalogue.texts import fold

MAX_WORDS = 12
WORD = re.compile(r"[^\W_]+")  # punctuation only separates


class PlainBackend:
    """Every word somewhere in the texts of one language, whatever the case."""

    def match(self, query: str) -> Match:
        words = WORD.findall(fold(query))
        asked, dropped = words[:MAX_WORDS], words[MAX_WORDS:]
        likes = " AND ".join(["s.words LIKE %s ESCAPE '!'"] * len(asked)) or "1 = 1"
        condition = Condition(
            "EXISTS (SELECT 1 FROM listings_listingtext s "
            f"WHERE s.listing_id = l.id AND {likes})",
            tuple(f"%{literal(word)}%" for word in asked),
        )
        return Match(query, condition, dropped_words=tuple(dropped))


def literal(word: str) -> str:
    """The word with LIKE's own characters taken as plain text."""
    for special in "!%_":
        word = word.replace(special, f"!{special}")
    return word
