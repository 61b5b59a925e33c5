"""Measure how quickly sellers answer, and keep it with them."""

from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from catalogue.enquiries import figures
from catalogue.enquiries.figures import Delivered
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.states import Side, Verb
from catalogue.journal.jobs import enqueue
from catalogue.journal.models.queue import IDLE
from catalogue.journal.types import EnquiryMoved
from catalogue.sellers import actions as sellers
from catalogue.sellers.models import Seller

MEASURE = "enquiries.measure_seller"
# Besides a first answer, what makes an enquiry count, or count no more.
COUNTED_ANEW = {Verb.EXPIRE, Verb.REPORT_SPAM, Verb.HOLD, Verb.RELEASE}


def follow(event: EnquiryMoved) -> None:
    """Have the seller measured anew after a step that her figures rest on."""
    concerned = Enquiry.objects.filter(pk=event.enquiry_id, delivered_at__isnull=False)
    if event.verb not in COUNTED_ANEW:
        if event.side not in {Side.SELLER, Side.OFFICER}:
            return
        # The first answer was the last that was done.
        concerned = concerned.filter(first_answered_at=F("active_at"))
    for seller_id in concerned.values_list("seller_id", flat=True):
        enqueue(MEASURE, str(seller_id))


@transaction.atomic
def measure(seller_id: UUID) -> None:
    """Repeating is harmless; also for a seller who is gone."""
    held = Seller.objects.select_for_update(no_key=True).filter(pk=seller_id)
    if not held.exists():
        return
    now = timezone.now()
    rows = Enquiry.objects.filter(
        seller=seller_id, delivered_at__gte=now - figures.WINDOW
    ).values_list(
        "status",
        "first_response_due_at",
        "closed_at",
        "first_answered_by",
        "first_answer_seconds",
    )
    found = figures.figures((Delivered(*row) for row in rows), now)
    sellers.keep_response_figures(seller_id=seller_id, figures=found)


def measure_all_later() -> None:
    """Whoever has figures, or enquiries that came in of late: time alone moves them."""
    since = timezone.now() - figures.WINDOW
    recent = Enquiry.objects.filter(delivered_at__gte=since).values("seller_id")
    concerned = Seller.objects.filter(Q(response_counted__gt=0) | Q(pk__in=recent))
    for seller_id in concerned.order_by("pk").values_list("pk", flat=True):
        enqueue(MEASURE, str(seller_id), urgency=IDLE)
