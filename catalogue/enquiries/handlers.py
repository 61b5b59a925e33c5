"""What follows of events for enquiries."""

from catalogue.enquiries import letters
from catalogue.enquiries.actions import measuring, suspensions
from catalogue.journal.actions import on
from catalogue.journal.types import (
    EnquiryDelayed,
    EnquiryDelivered,
    EnquiryMessageCreated,
    EnquiryMoved,
    EnquirySubmitted,
    EnquiryTimeCame,
    QuoteCreated,
    SellerChanged,
)


@on(EnquirySubmitted)
def tell_of_submission(event: EnquirySubmitted) -> None:
    letters.tell_of_submission(event.submission_id, is_proven=event.is_proven)


@on(EnquiryDelivered)
def tell_of_delivery(event: EnquiryDelivered) -> None:
    letters.tell_of_delivery(event.enquiry_id)


@on(EnquiryMoved)
def tell_of_step(event: EnquiryMoved) -> None:
    letters.tell_of_step(event)


@on(EnquiryMoved)
def measure_answers(event: EnquiryMoved) -> None:
    measuring.follow(event)


@on(EnquiryMessageCreated)
def tell_of_message(event: EnquiryMessageCreated) -> None:
    letters.tell_of_message(event.enquiry_id, event.message_id)


@on(QuoteCreated)
def tell_of_quote(event: QuoteCreated) -> None:
    letters.tell_of_quote(event.enquiry_id, event.quote_id)


@on(EnquiryDelayed)
def tell_of_delay(event: EnquiryDelayed) -> None:
    letters.tell_of_delay(event.enquiry_id)


@on(EnquiryTimeCame)
def tell_of_time(event: EnquiryTimeCame) -> None:
    letters.tell_of_time(event.enquiry_id, event.kind)


@on(SellerChanged)
def follow_suspension(event: SellerChanged) -> None:
    suspensions.follow_suspension(event.seller_id)
    letters.tell_of_suspension(event.seller_id)
