"""Bounds and judgements on who asks: counts, signs of abuse, blocked senders.

What is counted is kept with what it counts: a refusal or a replay counts nothing.
"""

from collections.abc import Sequence
from datetime import timedelta
from ipaddress import ip_address, ip_network
from math import ceil
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.enquiries import marks, suspicion
from catalogue.enquiries.domains import domain_of, upwards
from catalogue.enquiries.errors import TooManyEnquiries
from catalogue.enquiries.models import BlockedSender, Contact, Enquiry, Submission
from catalogue.enquiries.question import Question, Sender
from catalogue.enquiries.suspicion import Sign
from catalogue.journal import counting

HOUR = timedelta(hours=1)
HOUR_SECONDS = 60 * 60
DAY = timedelta(days=1)
NETWORK_BITS = {4: 24, 6: 48}


def count_guest(*, address: str, email: str, key_id: UUID | None = None) -> None:
    """Count one more of a guest. Raises `TooManyEnquiries` past any bound.

    `address` is what she calls from, and its network is counted beside it. The
    visitors of a site all call from its server: they are counted by its key.
    """
    places = [
        (f"enquiry address {address}", settings.GUEST_ENQUIRIES_PER_ADDRESS),
        (
            f"enquiry network {network_of(address)}",
            settings.GUEST_ENQUIRIES_PER_NETWORK,
        ),
    ]
    if key_id is not None:
        places = [(f"enquiry key {key_id}", settings.BUYER_ENQUIRIES_PER_HOUR)]
    bounds = [
        *places,
        (
            f"enquiry contact {marks.of_address(email)}",
            settings.GUEST_ENQUIRIES_PER_CONTACT,
        ),
    ]
    counted = []
    for key, most in bounds:
        window = counting.hit(key, HOUR_SECONDS)
        counted.append(key)
        if window.used > most:
            for one in counted:  # a shared cache rolls nothing back
                counting.release(one, HOUR_SECONDS)
            raise TooManyEnquiries(window.seconds_left)


def network_of(address: str) -> str:
    """What one provider hands out together: a /24 of IPv4, a /48 of IPv6. What is no
    address is its own."""
    try:
        version = ip_address(address).version
    except ValueError:
        return address
    prefix = NETWORK_BITS[version]
    return str(ip_network((address, prefix), strict=False))


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


def signs(question: Question, sender: Sender, *, sellers: int) -> list[str]:
    """Why this should be looked at by an officer first; empty for nearly everybody."""
    written = [question.message, *(item.note for item in question.items)]
    found = suspicion.signs(
        message="\n".join(written),
        name=sender.name,
        company=sender.company,
        email=sender.email,
        sellers=sellers,
        same_body_sellers_24h=_same_text(question.message),
    )
    return _enough(found)


def signs_of_addition(enquiry: Enquiry, text: str) -> list[str]:
    """Why what a buyer adds should be looked at first; empty for nearly everybody.

    Of her name and address the opening was judged already. Wants `submission.contact`.
    """
    return _enough(suspicion.text_signs(text, enquiry.submission.contact.email))


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
    domain = domain_of(contact.email)
    rows = BlockedSender.objects.filter(
        Q(email_mark=contact.email_mark)
        | (~Q(domain="") & Q(domain__in=upwards(domain))),
        Q(seller__isnull=True) | Q(seller__in=seller_ids),
    ).values_list("seller_id", flat=True)
    blocked = set(rows)
    return set(seller_ids) if None in blocked else blocked
