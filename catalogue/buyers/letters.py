"""The daily letter of what is new in a person's saved searches.

A day's letter tells of what was first published up to `SAVED_SEARCH_HOUR` of that day,
however late it is written, so that one that is written again tells the same. Each
search remembers up to when it was told.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.accounts.recipients import recipient_of
from catalogue.buyers import news
from catalogue.buyers.models import SavedSearch
from catalogue.dates import micros
from catalogue.journal.notices import language_of, notify
from catalogue.listings.readings import web_address

KIND = TOPIC = "saved_searches"
SHOWN = 10  # products a search
# The moment of publication is taken inside a transaction that is seen only later.
SETTLING = timedelta(minutes=10)


def ends_at(day: date) -> datetime:
    """Up to when the letter of this day tells."""
    hour = time(settings.SAVED_SEARCH_HOUR)
    return timezone.make_aware(datetime.combine(day, hour))


def day_due() -> date | None:
    """Today, once its letters can be written."""
    today = timezone.localdate()
    return today if timezone.now() >= ends_at(today) + SETTLING else None


def people_due(day: date) -> list[UUID]:
    """Whose searches are to be looked into."""
    due = SavedSearch.objects.due(micros(ends_at(day)))
    return list(due.order_by("user").values_list("user", flat=True).distinct())


def write(user_id: UUID, day: date) -> None:
    """One letter with all that is new, or none; a repeat does nothing.

    What is new is found before the transaction, which only marks and writes.
    """
    until = micros(ends_at(day))
    due = SavedSearch.objects.due(until).filter(user=user_id)
    searches = list(due.order_by("id"))
    if not searches:
        return
    user = User.objects.get(pk=user_id)
    told = list(_told(searches, until, language_of(user.language)))
    with transaction.atomic():
        mine = due.filter(pk__in=[search.pk for search in searches])
        if mine.update(told_key=until) and told:
            _send(user, day, told)


def _told(
    searches: Sequence[SavedSearch], until: int, language: str
) -> Iterator[dict[str, Any]]:
    """Those with news. A product that several found is told under the first."""
    shown: set[int] = set()
    for search in searches:
        found = news.since_told(
            search, until=until, beside=shown, language=language, most=SHOWN
        )
        shown |= found.keys
        if found.summaries:
            yield _search_json(search, found)


def _search_json(search: SavedSearch, found: news.News) -> dict[str, Any]:
    return {
        "name": search.name,
        "count": len(found.keys),
        "more": len(found.keys) - len(found.summaries),
        "products": [
            {
                "name": summary["name"],
                "seller": summary["seller"]["name"],
                "regency": summary["regency"]["name"],
                "link": web_address(summary["id"], summary["slug"]),
            }
            for summary in found.summaries
        ],
    }


def _send(user: User, day: date, told: list[dict[str, Any]]) -> None:
    notify(
        KIND,
        recipient_of(user),
        about=f"saved searches {day}",
        topic=TOPIC,
        count=str(sum(search["count"] for search in told)),
        searches=told,
    )
