"""Bounds and judgements on who asks: counts, signs of abuse, blocked senders.

What is counted is kept with what it counts: a refusal or a replay counts nothing.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from catalogue.enquiries import marks, suspicion
from catalogue.enquiries.asking import Sender
from catalogue.enquiries.errors import TooManyEnquiries
from catalogue.enquiries.models import BlockedSender, Contact, Enquiry, Submission
from catalogue.journal import counting

HOUR_SECONDS = 60 * 60
DAY = timedelta(days=1)


def count_guest(*, network: str, email: str) -> None:
    """Count one more of a guest. Raises `TooManyEnquiries` past either bound."""
    bounds = [
        (f"enquiry network {network}", settings.GUEST_ENQUIRIES_PER_ADDRESS),
        (
            f"enquiry contact {marks.of_address(email)}",
            settings.GUEST_ENQUIRIES_PER_CONTACT,
        ),
    ]
    for key, most in bounds:
        window = counting.hit(key, HOUR_SECONDS)
        if window.used > most:
            raise TooManyEnquiries(window.seconds_left)


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
