"""What is new in a saved search."""

import json
from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from catalogue.buyers import kept_filters
from catalogue.buyers.models import SavedSearch
from catalogue.listings import pages, statements
from catalogue.listings.statements import SORTS, Condition
from catalogue.search import selecting


@dataclass(frozen=True)
class News:
    """Listings first published since the mark; of the newest, their summaries."""

    keys: frozenset[int]
    summaries: list[dict[str, Any]]


def since_told(
    search: SavedSearch, *, until: int, beside: Set[int], language: str, most: int
) -> News:
    """What matches now and was first published after the search's mark, up to `until`
    (microseconds since 1970), but for the listings `beside`."""
    filters = kept_filters.of_json(search.filters)
    selection = selecting.select(filters, selecting.match_of(filters))
    published = Condition(
        "l.published_key > %s AND l.published_key <= %s", (search.told_key, until)
    )
    found = statements.matching([published, *selection.conditions()])
    keys = frozenset(found) - beside
    if not keys:
        return News(keys, [])
    rows = pages.of_products(
        conditions=[statements.among(sorted(keys))],
        sort=SORTS["-published_at"],
        language=language,
        limit=most,
    )
    return News(keys, [json.loads(summary) for _, _, summary in rows])
