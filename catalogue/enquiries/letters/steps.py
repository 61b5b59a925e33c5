"""Of what happens in one thread: who hears of it, by which letter."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from catalogue.accounts.recipients import recipient_of
from catalogue.enquiries import links, recipients
from catalogue.enquiries.letters import sending, submissions, words
from catalogue.enquiries.links import Opened
from catalogue.enquiries.models import Enquiry, Message, Quote, Timer
from catalogue.enquiries.states import Side, Status, Verb, Waiting
from catalogue.journal.markup import quotation
from catalogue.journal.models import Topic
from catalogue.journal.notices import notify
from catalogue.journal.types import EnquiryMoved
from catalogue.sellers.models import Seller

LINK_PAUSE = timedelta(minutes=15)  # between two letters with a new link

# Of a step by the one side: the letter that the other gets.
TO_BUYER = {
    Verb.DECLINE: "enquiry_declined",
    Verb.WITHDRAW: "enquiry_withdrawn",
    Verb.WITHDRAW_QUOTE: "quote_withdrawn",
    Verb.REOPEN: "enquiry_reopened",
    Verb.EXPIRE: "enquiry_expired",
    Verb.EXPIRE_QUOTE: "quote_expired",
}
TO_SELLER = {
    Verb.ACCEPT: "quote_accepted",
    Verb.REJECT: "quote_rejected",
    Verb.WITHDRAW: "enquiry_withdrawn",
    Verb.REOPEN: "enquiry_reopened",
    Verb.RELEASE: "enquiry_released",
    Verb.EXPIRE_QUOTE: "quote_expired",
}
ASKS_FOR_MORE = {Verb.ACCEPT, Verb.REJECT, Verb.REOPEN}  # of whoever answers
HELD_BY = {Verb.CONFIRM, Verb.REPORT_SPAM, Verb.HOLD}
REMINDERS = {Timer.Kind.REMIND_FIRST, Timer.Kind.REMIND_SECOND}
NUDGES = {Timer.Kind.NUDGE_FIRST, Timer.Kind.NUDGE_SECOND, Timer.Kind.NUDGE_THIRD}


def tell_of_delivery(enquiry_id: UUID) -> None:
    """The seller has a question; where she is suspended, officers have."""
    enquiry = words.load(enquiry_id)
    about = f"enquiry {enquiry.pk}"
    sending.to_sellers(
        "enquiry_received", enquiry, about, excerpt=words.opening(enquiry)
    )
    if enquiry.waiting_on == Waiting.OFFICER:
        sending.escalate(enquiry, about)


def tell_of_message(enquiry_id: UUID, message_id: UUID) -> None:
    enquiry, message = words.load(enquiry_id), Message.objects.get(pk=message_id)
    excerpt = quotation(message.body, words.EXCERPT)
    if message.side != Side.BUYER:
        by = "officer" if message.side == Side.OFFICER else ""
        about = f"message {message.pk}"
        sending.to_buyer("enquiry_answer", enquiry, about, excerpt=excerpt, by=by)
        return
    sending.to_sellers("enquiry_message", enquiry, None, excerpt=excerpt)
    if enquiry.waiting_on == Waiting.OFFICER:
        sending.escalate(enquiry, None, because="wrote")


def tell_of_quote(enquiry_id: UUID, quote_id: UUID) -> None:
    enquiry = words.load(enquiry_id)
    quote = Quote.objects.for_paper().get(pk=quote_id)
    sending.to_buyer("quote_received", enquiry, f"quote {quote.pk}", quote=quote)


def tell_of_step(event: EnquiryMoved) -> None:
    enquiry, verb, side = (
        words.load(event.enquiry_id),
        Verb(event.verb),
        Side(event.side),
    )
    about = f"{verb} {enquiry.pk} {enquiry.version}"
    if verb == Verb.CONFIRM and _is_all_confirmed(enquiry):
        submissions.tell_of_sending(enquiry.submission)
    if event.status == Status.HELD and verb in HELD_BY:
        sending.to_officers("enquiry_held", enquiry, about)
    if enquiry.delivered_at is None and not enquiry.is_hidden:
        return  # nobody but its sender knows of it
    if verb in TO_BUYER and side != Side.BUYER:
        sending.to_buyer(TO_BUYER[verb], enquiry, about)
    if enquiry.is_hidden:
        return
    if verb in TO_SELLER and side != Side.SELLER and not _is_first(enquiry, verb):
        sending.to_sellers(
            TO_SELLER[verb], enquiry, about, stage=_stage(enquiry, event)
        )
    if verb in ASKS_FOR_MORE and side == Side.BUYER and _needs_officer(enquiry):
        sending.escalate(enquiry, about, because="moved")


def _is_all_confirmed(enquiry: Enquiry) -> bool:
    """One letter tells of all that was asked at once, so it waits for the last."""
    asked = Enquiry.objects.filter(submission=enquiry.submission_id)
    return not asked.filter(status=Status.UNCONFIRMED).exists()


def _stage(enquiry: Enquiry, event: EnquiryMoved) -> str:
    """Where a release leads, if its buyer went there while it was hidden."""
    was_agreed_before = enquiry.agreed_at != enquiry.buyer_wrote_at
    if event.verb != Verb.RELEASE:
        return ""
    if event.status == Status.AGREED and was_agreed_before:
        return ""
    return event.status


def _is_first(enquiry: Enquiry, verb: Verb) -> bool:
    """What delivers it tells of the question itself."""
    delivers = verb in {Verb.RELEASE, Verb.REOPEN}
    return delivers and enquiry.delivered_at == enquiry.clock_started_at


def _needs_officer(enquiry: Enquiry) -> bool:
    suspended = enquiry.seller.suspended_at is not None
    return suspended or enquiry.waiting_on == Waiting.OFFICER


def tell_of_delay(enquiry_id: UUID) -> None:
    """Its buyer was told by when an answer is due; once of each later moment."""
    enquiry = words.load(enquiry_id)
    sending.to_buyer(
        "enquiry_delayed", enquiry, f"due {enquiry.pk} {enquiry.first_response_due_at}"
    )


def tell_of_suspension(seller_id: UUID) -> None:
    """Buyers whose quotes are open: they cannot accept them while it lasts."""
    seller = Seller.objects.filter(pk=seller_id, suspended_at__isnull=False).first()
    if seller is None:
        return
    quoted = Enquiry.objects.filter(seller=seller)
    quoted = quoted.seen_in_status([Status.QUOTED], timezone.localdate())
    for pk in quoted.order_by("pk").values_list("pk", flat=True):
        about = f"suspended {pk} {seller.suspended_at:%Y%m%d%H%M%S}"
        sending.to_buyer("quote_suspended", words.load(pk), about)


def tell_of_time(enquiry_id: UUID, kind: str) -> None:
    enquiry, about = words.load(enquiry_id), f"{kind} {enquiry_id}"
    if kind == Timer.Kind.TELL_BUYER:
        sending.to_buyer("enquiry_unanswered", enquiry, about)
    elif enquiry.is_hidden:
        return
    elif kind in REMINDERS:
        topic = Topic.REMINDERS
        sending.to_sellers(
            "enquiry_reminder",
            enquiry,
            about,
            topic=topic,
            excerpt=words.opening(enquiry),
        )
    elif kind in NUDGES and not hasattr(enquiry, "outcome"):
        about = f"{about} {enquiry.agreed_at}"  # it may be agreed on a second time
        sending.to_sellers("outcome_nudge", enquiry, about, topic=Topic.REMINDERS)
    elif kind == Timer.Kind.ESCALATE:
        sending.escalate(enquiry, about)


def send_link(opened: Opened) -> None:
    """A fresh link for whom an old one was; at most one each quarter of an hour."""
    enquiry = words.load(opened.enquiry_id)
    window = int(timezone.now().timestamp() // LINK_PAUSE.total_seconds())
    user = links.person_of(opened)
    notify(
        "enquiry_link",
        recipient_of(user) if user else recipients.guest(enquiry.submission),
        about=f"link {enquiry.pk} {window}",
        topic=None,
        concerning=enquiry.submission_id,
        number=enquiry.number,
        link=links.to_thread(enquiry, opened.actor),
    )
