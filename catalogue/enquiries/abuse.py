"""Bounds and judgements on who asks: counts, signs of abuse, blocked senders.

What is counted is kept with what it counts: a refusal or a replay counts nothing.
"""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.enquiries import marks, suspicion
from catalogue.enquiries.asking import Sender
from catalogue.enquiries.errors import TooManyEnquiries
from catalogue.enquiries.models import BlockedSender, Contact, Enquiry, Submission
from catalogue.enquiries.suspicion import Sign
from catalogue.journal import counting

HOUR = timedelta(hours=1)
HOUR_SECONDS = 60 * 60
DAY = timedelta(days=1)


def count_guest(*, network: str, email: str, key_id: UUID | None = None) -> None:
    """Count one more of a guest. Raises `TooManyEnquiries` past either bound.

    The visitors of a site all call from its server: they are counted by its key.
    """
    place = (f"enquiry network {network}", settings.GUEST_ENQUIRIES_PER_ADDRESS)
    if key_id is not None:
        place = (f"enquiry key {key_id}", settings.BUYER_ENQUIRIES_PER_HOUR)
    bounds = [
        place,
        (
            f"enquiry contact {marks.of_address(email)}",
            settings.GUEST_ENQUIRIES_PER_CONTACT,
        ),
    ]
    for key, most in bounds:
        window = counting.hit(key, HOUR_SECONDS)
        if window.used > most:
            raise TooManyEnquiries(window.seconds_left)


def check_buyer(user: User) -> None:
    """May who has an account ask once more? Counted by what is there, so that she may
    also where nothing can be counted. Raises `TooManyEnquiries`."""
    most, now = settings.BUYER_ENQUIRIES_PER_HOUR, timezone.now()
    asked = Submission.objects.filter(buyer=user, created_at__gt=now - HOUR)
    latest = asked.order_by("-created_at").values_list("created_at", flat=True)[:most]
    moments = list(latest)
    if len(moments) >= most:
        left = (moments[-1] + HOUR - now).total_seconds()
        raise TooManyEnquiries(max(1, ceil(left)))


def signs(message: str, sender: Sender, *, sellers: int) -> list[str]:
    """Why this should be looked at by an officer first; empty for nearly everybody."""
    found = suspicion.signs(
        message=message,
        name=sender.name,
        company=sender.company,
        email=sender.email,
        sellers=sellers,
        same_body_sellers_24h=_same_text(message),
    )
    return _enough(found)


def signs_of_message(enquiry: Enquiry, body: str) -> list[str]:
    """Why what a buyer adds should be looked at first; empty for nearly everybody.

    Of her name and address the opening was judged already. Wants `submission.contact`.
    """
    contact = enquiry.submission.contact
    found, known = (
        suspicion.signs(
            message=text,
            name=contact.name,
            company=contact.company,
            email=contact.email,
            sellers=1,
            same_body_sellers_24h=0,
        )
        for text in (body, "")
    )
    return _enough([sign for sign in found if sign not in known])


def _enough(found: Sequence[Sign]) -> list[str]:
    """Their codes, where they weigh so much together that an officer looks."""
    if sum(sign.weight for sign in found) < suspicion.THRESHOLD:
        return []
    return [sign.code for sign in found]


def _same_text(message: str) -> int:
    """How many sellers were sent this very text within a day, by anybody."""
    same = Submission.objects.filter(
        message_mark=marks.of_text(message), created_at__gt=timezone.now() - DAY
    )
    return Enquiry.objects.filter(submission__in=same).count()


def blocked_for(contact: Contact, seller_ids: Sequence[UUID]) -> set[UUID]:
    """The sellers that are not to hear of this sender before an officer has looked."""
    domain = contact.email.rpartition("@")[2].casefold()
    rows = BlockedSender.objects.filter(
        Q(email_mark=contact.email_mark)
        | (~Q(domain="") & Q(domain__in=_above(domain))),
        Q(seller__isnull=True) | Q(seller__in=seller_ids),
    ).values_list("seller_id", flat=True)
    blocked = set(rows)
    return set(seller_ids) if None in blocked else blocked


def _above(domain: str) -> list[str]:
    """The domain and those it is in: `mail.example.com`, `example.com`."""
    parts = domain.split(".")
    return [".".join(parts[place:]) for place in range(len(parts) - 1)]
