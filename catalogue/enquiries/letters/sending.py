"""To the sellers, the buyer or the officers of a thread, each with her own link."""

from typing import Any

from django.conf import settings

from catalogue.accounts.models import User
from catalogue.accounts.recipients import recipient_of
from catalogue.enquiries import bundling, gist, links, recipients, wording
from catalogue.enquiries.letters import words
from catalogue.enquiries.models import Contact, Enquiry, Quote
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.enquiries.suspicion import holds_link
from catalogue.journal.models import Topic
from catalogue.journal.notices import Recipient, language_of, notify

NAMELESS = {"en": "The buyer", "id": "Pembeli"}  # one who was erased, or has no name


def _send(
    kind: str,
    to: Recipient,
    about: str | None,
    enquiry: Enquiry,
    topic: Topic,
    **values: Any,
) -> None:
    """`about` None: of a message, which shares its letter with others."""
    own = {"topic": topic, "concerning": enquiry.submission_id, **values}
    if about is None:
        bundling.tell(kind, to, thread=enquiry.pk, **own)
    else:
        notify(kind, to, about=about, **own)


def to_sellers(
    kind: str,
    enquiry: Enquiry,
    about: str | None,
    topic: Topic = Topic.ENQUIRIES,
    excerpt: str = "",
    stage: str = "",
) -> None:
    """Each member of the business, with her own link into the thread. A suspended
    business hears nothing: it may do nothing."""
    if enquiry.seller.suspended_at is not None:
        return
    members = User.objects.filter(membership__seller=enquiry.seller_id, is_active=True)
    contact = enquiry.submission.contact
    for member in members.order_by("pk"):
        to = recipient_of(member)
        language = language_of(to.language)
        _send(
            kind,
            to,
            about,
            enquiry,
            topic,
            reader="seller",
            buyer=_called(contact, language),
            country=wording.country(contact.country, language),
            due=words.due(enquiry, language),
            stage=stage,
            asked=gist.lines(enquiry, language),
            excerpt=excerpt,
            link=links.to_thread(enquiry, Actor(Side.SELLER, member.pk)),
            **words.told(enquiry, language),
        )


def _called(contact: Contact, language: str) -> str:
    """As subjects name her. Of what a mail program would make a link of, nothing: who
    reads it there has not seen yet of whom it is."""
    names = (name for name in (contact.company, contact.name) if name)
    return next((n for n in names if not holds_link(n)), NAMELESS[language])


def to_buyer(
    kind: str,
    enquiry: Enquiry,
    about: str,
    quote: Quote | None = None,
    **values: str,
) -> None:
    submission = enquiry.submission
    to = recipients.buyer(submission)
    if to is None:
        return
    language = language_of(to.language)
    offered = words.offered(quote, enquiry, language) if quote else {}
    reason = wording.said(wording.DECLINE_REASONS, enquiry.decline_reason, language)
    _send(
        kind,
        to,
        about,
        enquiry,
        Topic.ENQUIRIES,
        reader="buyer",
        seller=enquiry.seller.name,
        reason=reason,
        due=words.due(enquiry, language),
        link=links.to_thread(enquiry, Actor(Side.BUYER, submission.buyer_id)),
        **words.told(enquiry, language),
        **offered,
        **values,
    )


def escalate(enquiry: Enquiry, about: str | None, because: str = "late") -> None:
    """To officers. A suspended business is the reason before any other."""
    if enquiry.seller.suspended_at is not None:
        because = "suspended"
    to_officers("enquiry_escalated", enquiry, about, because=because)


def to_officers(
    kind: str, enquiry: Enquiry, about: str | None, because: str = ""
) -> None:
    for officer in recipients.officers(enquiry):
        language = language_of(officer.language)
        _send(
            kind,
            recipient_of(officer),
            about,
            enquiry,
            Topic.OFFICE,
            number=enquiry.number,
            seller=enquiry.seller.name,
            products=gist.products(enquiry, language, most=words.NAMED),
            held_for=wording.said(wording.HELD_FOR, enquiry.held_for, language),
            because=because,
            link=_desk_link(enquiry),
        )


def _desk_link(enquiry: Enquiry) -> str:
    desk = f"{settings.PUBLIC_URL}/{settings.ADMIN_PATH}"
    return f"{desk}/enquiries/enquiry/{enquiry.pk}/change/"
