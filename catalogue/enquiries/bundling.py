"""Letters of what is written in one thread: the first at once, then one in ten minutes.

What comes in between is told by the letter that goes next, with the words of the last
message, so that the last is always told. `about` says when a letter goes; who calls
holds the enquiry, so that no two count at once.
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from catalogue.journal import preferences
from catalogue.journal.models import Notice
from catalogue.journal.notices import Recipient, notify, reword

PAUSE = timedelta(minutes=10)  # between two letters of one thread to one recipient
# A letter that is about to go is not counted on: this change may be committed later.
NEARLY = timedelta(seconds=30)


def next_goes_at(last: datetime | None, now: datetime) -> datetime:
    """When a message written `now` is told, if the last letter goes, or went, `last`.

    `last` itself where that letter is still to go.
    """
    if last is None or last + PAUSE <= now:
        return now
    return last if last > now + NEARLY else last + PAUSE


def tell(
    kind: str,
    to: Recipient,
    *,
    thread: UUID,
    topic: str,
    concerning: UUID,
    **values: Any,
) -> None:
    """As `notify`. The template gets `count` where it tells of several."""
    now = timezone.now().replace(microsecond=0)
    prefix = f"written {thread} "
    last = _last(kind, to, prefix)
    last_at = _moment(last.about) if last else None
    goes_at = next_goes_at(last_at, now)
    if goes_at != last_at:  # in her quiet hours all of them share one letter
        goes_at = preferences.of(to.key).quiet_at(goes_at) or goes_at
    about = f"{prefix}{int(goes_at.timestamp())}"
    if last is not None and goes_at == last_at:
        count = last.values.get("count", 1) + 1
        reword(kind, to, about, **values, count=count)
        return
    notify(
        kind,
        to,
        about=about,
        topic=topic,
        concerning=concerning,
        not_before=goes_at if goes_at > now else None,
        **values,
    )


def _last(kind: str, to: Recipient, prefix: str) -> Notice | None:
    """The one that goes, or went, the latest."""
    told = Notice.objects.filter(recipient=to.key, kind=kind, about__startswith=prefix)
    return told.order_by("about", "channel").last()


def _moment(about: str) -> datetime:
    return datetime.fromtimestamp(int(about.rpartition(" ")[2]), tz=UTC)
