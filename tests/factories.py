"""People, businesses and tokens for tests: the least valid of each, told what matters.

Only models are used, so that a test of an action does not lean on another action.
"""

import hashlib
import itertools
import secrets
import time
from datetime import timedelta

import time_machine
from allauth.account.models import EmailAddress
from django.utils import timezone

from catalogue.accounts.models import Token, User
from catalogue.enquiries import marks
from catalogue.enquiries.models import (
    Contact,
    Enquiry,
    Item,
    Message,
    Outcome,
    Quote,
    QuoteLine,
    Submission,
)
from catalogue.sellers.models import Member, Oversight, Regency, Seller

PASSWORD = "rahasia-Lampung-77"
_numbers = itertools.count(1)


def make_user(email=None, *, verified=True, password=PASSWORD, **fields) -> User:
    """A person with one address, proven unless said otherwise.

    `password=None` makes one that cannot be used.
    """
    email = email or f"person{next(_numbers)}@example.org"
    user = User.objects.create_user(email, password, **fields)
    EmailAddress.objects.create(
        user=user, email=user.email, verified=verified, primary=True
    )
    return user


def make_seller(regency="18.01", owner=None, *, verified=True, **fields) -> Seller:
    """A business in the regency of this code, with `owner` as its owner."""
    number = next(_numbers)
    seller = Seller.objects.create(
        **{
            "slug": f"business-{number}",
            "name": f"Business {number}",
            "regency": Regency.objects.get(pk=regency),
            "verified_at": timezone.now() if verified else None,
            **fields,
        }
    )
    if owner is not None:
        make_member(seller, owner, Member.Role.OWNER)
    return seller


def make_member(seller: Seller, user=None, role="staff") -> Member:
    return Member.objects.create(seller=seller, user=user or make_user(), role=role)


def make_officer(regency=None, **fields) -> User:
    """An officer of the regency of this code; of the province without one."""
    user = make_user(**{"is_staff": True, **fields})
    Oversight.objects.create(
        user=user, regency=Regency.objects.get(pk=regency) if regency else None
    )
    return user


def token_for(user, kind="at", scopes=(), **fields) -> str:
    """The secret of a new token of this kind."""
    secret = f"{kind}_{secrets.token_urlsafe(32)}"
    life = None if kind == "ak" else timezone.now() + timedelta(minutes=15)
    Token.objects.create(
        **{
            "kind": kind,
            "user": user,
            "digest": hashlib.sha256(secret.encode()).hexdigest(),
            "prefix": secret[:10],
            "scopes": sorted(scopes),
            "expires_at": life,
            **fields,
        }
    )
    return secret


def signed_in(client, user):
    """`client`, from now on with an access token of `user`."""
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token_for(user)}")
    return client


def later(**delta):
    """A context in which it is later: `with later(minutes=16): …`.

    A number, since a date with a zone would change the zone of the process too.
    """
    return time_machine.travel(time.time() + timedelta(**delta).total_seconds())


def make_submission(buyer=None, *, email=None, proven=True, **fields) -> Submission:
    """What somebody asked, without its enquiries: of a guest without `buyer`."""
    email = email or (buyer.email if buyer else f"guest{next(_numbers)}@example.org")
    contact = Contact.objects.create(
        name="Aiko Mori",
        email=email,
        email_mark=marks.of_address(email),
        country="JP",
        language="en",
        proven_at=timezone.now() if proven else None,
    )
    return Submission.objects.create(
        **{"contact": contact, "buyer": buyer, "message_mark": "0" * 64, **fields}
    )


# What a row in each status has beside it, so that the constraints hold.
_BESIDE = {
    "unconfirmed": {"waiting_on": "buyer"},
    "held": {"waiting_on": "officer", "held_for": "suspicious"},
    "new": {"waiting_on": "seller"},
    "open": {"waiting_on": "buyer"},
    "quoted": {"waiting_on": "buyer"},
}
_NEVER_DELIVERED = {"unconfirmed", "held", "spam"}


def make_enquiry(seller, status="new", *, submission=None, **fields) -> Enquiry:
    """A thread in this status, with its opening message; quoted and agreed ones have
    their quote. `buyer`, `email` and `proven` are the submission's."""
    now = timezone.now()
    of_submission = {
        name: fields.pop(name)
        for name in ("buyer", "email", "proven")
        if name in fields
    }
    submission = submission or make_submission(
        **{"proven": status != "unconfirmed", **of_submission}
    )
    delivered = None if status in _NEVER_DELIVERED else now
    ticking = now if status in {"new", "held", "spam"} else None
    answered = now if status in {"open", "quoted", "agreed", "declined"} else None
    enquiry = Enquiry.objects.create(
        **{
            "number": f"LPG-2026-{next(_numbers):06}",
            "submission": submission,
            "buyer": submission.buyer,
            "seller": seller,
            "regency": seller.regency,
            "status": status,
            "waiting_on": "nobody",
            "delivered_at": delivered,
            "clock_started_at": ticking,
            "first_response_due_at": (delivered or ticking) and now + timedelta(days=1),
            "first_answered_at": answered,
            "first_answered_by": "seller" if answered else "",
            "quote_valid_until_on": in_ten_days() if status == "quoted" else None,
            "buyer_wrote_at": now,
            "active_at": now,
            "inbox_key": int(now.timestamp() * 1_000_000),
            "created_at": now,
            **_BESIDE.get(status, {}),
            **fields,
        }
    )
    make_message(enquiry, is_opening=True)
    if status in {"quoted", "agreed"}:
        make_quote(enquiry, status="open" if status == "quoted" else "accepted")
    return enquiry


def in_ten_days():
    return timezone.localdate() + timedelta(days=10)


def make_message(enquiry, side="buyer", body="Hello", **fields) -> Message:
    return Message.objects.create(
        **{
            "enquiry": enquiry,
            "side": side,
            "body": body,
            "language": "en",
            "created_at": timezone.now(),
            **fields,
        }
    )


def make_item(enquiry, product, **fields) -> Item:
    """`product` as it was asked for."""
    return Item.objects.create(
        **{
            "enquiry": enquiry,
            "position": enquiry.items.count(),
            "product_id": product.pk,
            "snapshot": {
                "name": dict(product.name),
                "variant": {},
                "slug": product.slug,
                "sku": "",
                "hs_code": product.hs_code,
                "price_basis": "on_request",
                "price": None,
                "price_max": None,
                "currency": "IDR",
                "price_unit": product.price_unit_id,
            },
            **fields,
        }
    )


def make_quote(enquiry, *, status="open", **fields) -> Quote:
    """An offer of one line, 1.50 USD for each of 100, good for ten days."""
    number = next(_numbers)
    quote = Quote.objects.create(
        **{
            "enquiry": enquiry,
            "revision": enquiry.quotes.count() + 1,
            "status": status,
            "code": f"CODE{number:08}",
            "currency": "USD",
            "incoterm": "FOB",
            "place": "Panjang",
            "valid_until_on": in_ten_days(),
            "language": "en",
            "seller_name": enquiry.seller.name,
            "seller_place": enquiry.seller.regency.short_name,
            "created_at": timezone.now(),
            **fields,
        }
    )
    QuoteLine.objects.create(
        quote=quote,
        position=0,
        item=enquiry.items.first(),
        kind="offered",
        unit_price="1.5",
        quantity_value=100,
        quantity_unit="kg",
    )
    if status == "open":
        enquiry.quote_valid_until_on = quote.valid_until_on
    elif status == "accepted":
        enquiry.agreed_at = timezone.now()
    enquiry.save()
    return quote


def make_outcome(enquiry, **fields) -> Outcome:
    return Outcome.objects.create(
        **{
            "enquiry": enquiry,
            "realised": True,
            "value": 100,
            "currency": "USD",
            "recorded_at": timezone.now(),
            **fields,
        }
    )
