"""What the tests of letters do in threads, and whom they ask for."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from catalogue.enquiries.actions import (
    confirming,
    quoting,
    submitting,
    ticking,
)
from catalogue.enquiries.models import Enquiry, Timer
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.question import Question, Sender, WantedItem
from catalogue.enquiries.states import Side
from catalogue.journal.actions import record
from catalogue.journal.models import Notice
from catalogue.journal.types import SellerChanged


def ask(products, *, language="en", user=None, message="We need 200 for a shop."):
    question = Question(
        message,
        [WantedItem(p.pk, quantity=(Decimal(200), "pcs")) for p in products],
        destination_country="JP",
    )
    sender = Sender(
        "Aiko Mori",
        "aiko@example.org",
        language,
        company="Mori Trading",
        phone="+81612345678",
        country="JP",
        user=user,
    )
    return submitting.submit(question, sender, address="192.0.2.7")


def asked(product, **kwargs) -> Enquiry:
    """Delivered to the one seller."""
    submission = ask([product], **kwargs)
    if submission.contact.proven_at is None:
        confirming.confirm(confirming.link_token(submission))
    return submission.enquiries.get()


def as_seller(user) -> Actor:
    return Actor(Side.SELLER, user.pk)


BUYER = Actor(Side.BUYER)


def offer(enquiry, user, **terms) -> quoting.Quote:
    item = enquiry.items.get()
    line = quoting.OfferedLine(
        "offered",
        item.pk,
        unit_price=Decimal("4.5"),
        quantity=(Decimal(200), "pcs"),
    )
    last = timezone.localdate() + timedelta(days=14)
    return quoting.send_quote(
        enquiry_id=enquiry.pk,
        actor=as_seller(user),
        offer=quoting.Offer([line], "USD", "FOB", "Panjang", last, "id", **terms),
    )


def told(kind) -> list[str]:
    """To whom letters of this kind go, each as often as it was written."""
    rows = Notice.objects.filter(kind=kind).order_by("recipient")
    return list(rows.values_list("recipient", flat=True))


def key(user) -> str:
    return f"user:{user.pk}"


def guest(submission) -> str:
    return f"contact:{submission.contact_id}"


def due(kind, enquiry):
    Timer.objects.filter(enquiry=enquiry, kind=kind).update(due_at=timezone.now())
    ticking.run_due()


def suspend(seller) -> None:
    type(seller).objects.filter(pk=seller.pk).update(suspended_at=timezone.now())
    record(SellerChanged(seller.pk))
