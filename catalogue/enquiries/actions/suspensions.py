"""Enquiries of sellers who cannot answer: the regency's officer takes their turn."""

from uuid import UUID

from django.db import transaction

from catalogue.enquiries import deadlines
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.states import Waiting
from catalogue.sellers.models import Seller

TOLD = ["status", "waiting_on", "held_from", "held_waiting_on"]


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
    found = (
        Enquiry.objects.select_for_update()
        .in_hand()
        .filter(seller=seller_id, escalated_at__isnull=True)
    )
    for enquiry in found.order_by("pk"):
        if enquiry.told_waiting_on != now:
            continue
        enquiry.tell(enquiry.told_status, then)
        enquiry.version += 1
        enquiry.inbox_key = deadlines.inbox_key(enquiry)
        enquiry.save(update_fields=[*TOLD, "version", "inbox_key"])
