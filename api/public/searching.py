"""How a query was read, as it is told beside a page."""

import json
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from catalogue.listings import reference
from catalogue.search.highlighting import Highlighter
from catalogue.search.retrieval import Match

MOST_SYNONYMS = 40  # told; all of them are used


def search_json(match: Match, rows: Sequence[str]) -> dict[str, Any]:
    """The `search` member beside these summaries."""
    return {
        "query": match.query,
        "corrected": match.corrected,
        "did_you_mean": match.did_you_mean,
        "relaxed": match.relaxed,
        "synonyms_used": list(match.synonyms_used[:MOST_SYNONYMS]),
        "dropped_words": list(match.dropped_words),
        "highlights": _highlights(match, rows),
    }


def _highlights(match: Match, rows: Iterable[str]) -> list[dict[str, Any]]:
    if not match.words:
        return []
    highlighter = Highlighter(match.words, reference.current().path)
    found = chain.from_iterable(highlighter.of_row(json.loads(row)) for row in rows)
    return [vars(highlight) for highlight in found]
