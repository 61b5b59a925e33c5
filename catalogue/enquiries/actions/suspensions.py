"""Enquiries of sellers who cannot answer: the regency's officer takes their turn."""

from uuid import UUID

from django.db import transaction

from catalogue.enquiries import deadlines
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.states import LIVE, Waiting
from catalogue.sellers.models import Seller


@transaction.atomic
def follow_suspension(seller_id: UUID) -> None:
    """A seller was suspended, or is not any more: whose turn is it?

    One that was escalated stays with the officer until the seller answers.
    """
    suspended = Seller.objects.filter(pk=seller_id, suspended_at__isnull=False).exists()
    now, then = (
        (Waiting.SELLER, Waiting.OFFICER)
        if suspended
        else (Waiting.OFFICER, Waiting.SELLER)
    )
    turned = Enquiry.objects.select_for_update().filter(
        seller=seller_id, status__in=LIVE, waiting_on=now, escalated_at__isnull=True
    )
    for enquiry in turned.order_by("pk"):
        enquiry.waiting_on = then
        enquiry.version += 1
        enquiry.inbox_key = deadlines.inbox_key(enquiry)
        enquiry.save(update_fields=["waiting_on", "version", "inbox_key"])
