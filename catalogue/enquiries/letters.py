"""Who hears of what in a thread, and the letter that tells it.

Written in the transaction of the change, as notices of the journal. `about` names the
event, so that nobody hears of one twice. A letter to an officer holds no contact data.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.enquiries import asked, bundling, deadlines, links, recipients, wording
from catalogue.enquiries.actions import confirming
from catalogue.enquiries.links import Opened
from catalogue.enquiries.models import Enquiry, Message, Quote, Submission, Timer
from catalogue.enquiries.paper_of import paper_of
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side, Status, Verb, Waiting
from catalogue.journal import mail
from catalogue.journal.markup import quotation
from catalogue.journal.models import Topic
from catalogue.journal.notices import Recipient, language_of, notify
from catalogue.journal.types import EnquiryMoved
from catalogue.texts import resolve

EXCERPT = 300  # characters of what somebody wrote
NAMED = 3  # products of an enquiry that a letter names
LABEL = 40  # characters of a button's name, as `journal.markup` reads it
LINK_PAUSE = timedelta(minutes=15)  # between two letters with a new link
NAMELESS = {"en": "The buyer", "id": "Pembeli"}  # one who was erased, or has no name

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


def tell_of_submission(submission_id: UUID, *, is_proven: bool) -> None:
    """Ask a guest for proof; tell whoever needs none that it was sent, and officers
    of what is held."""
    submission = Submission.objects.select_related("contact", "buyer").get(
        pk=submission_id
    )
    if not is_proven:
        _ask_for_proof(submission)
        return
    _tell_of_sending(submission)
    for enquiry in submission.enquiries.filter(status=Status.HELD).order_by("pk"):
        _to_officers("enquiry_held", _load(enquiry.pk), f"held {enquiry.pk}")


def _ask_for_proof(submission: Submission) -> None:
    """The link that proves a guest's address. Nothing she wrote is in it: whoever
    types another's address must not have her own words sent there."""
    notify(
        "confirm_enquiry",
        recipients.guest(submission),
        about=f"submission {submission.pk}",
        topic=None,
        concerning=submission.pk,
        sellers=[e.seller.name for e in _of(submission)],
        hours=str(deadlines.terms().confirm_hours),
        link=mail.page_link("confirm-enquiry", confirming.link_token(submission)),
    )


def _tell_of_sending(submission: Submission) -> None:
    """One letter for all that she asked at once, with a link into each thread."""
    to = recipients.buyer(submission)
    if to is None:
        return
    threads = [
        {"seller": t["seller"].replace(":", " ")[:LABEL].strip(), "link": t["link"]}
        for t in _threads(submission)
    ]
    # The journal makes buttons of values with such names alone.
    named: dict[str, Any] = {
        f"thread{n}_link": t["link"] for n, t in enumerate(threads)
    }
    notify(
        "enquiry_sent",
        to,
        about=f"submission {submission.pk}",
        topic=Topic.ENQUIRIES,
        concerning=submission.pk,
        threads=threads,
        hours=str(deadlines.terms().first_response_hours),
        **named,
    )


def threads_of(submission: Submission) -> list[dict[str, str]]:
    """Each seller with her buyer's link into the thread, for who proves the address.

    Without links where an account has claimed it: they would act as its owner, who
    may be somebody else.
    """
    threads = _threads(submission)
    if submission.buyer_id is None:
        return threads
    return [{**thread, "link": ""} for thread in threads]


def _threads(submission: Submission) -> list[dict[str, str]]:
    """What is held looks as if it were delivered; what expired before it could be is
    left out."""
    actor = Actor(Side.BUYER, submission.buyer_id)
    return [
        {"seller": e.seller.name, "link": links.to_thread(e, actor)}
        for e in _of(submission)
        if e.delivered_at or e.status != Status.EXPIRED
    ]


def _of(submission: Submission) -> list[Enquiry]:
    return list(submission.enquiries.select_related("seller").order_by("pk"))


def tell_of_delivery(enquiry_id: UUID) -> None:
    """The seller has a question; where she is suspended, officers have."""
    enquiry = _load(enquiry_id)
    about = f"enquiry {enquiry.pk}"
    _to_sellers("enquiry_received", enquiry, about, excerpt=_opening(enquiry))
    if enquiry.waiting_on == Waiting.OFFICER:
        _escalate(enquiry, about)


def tell_of_message(enquiry_id: UUID, message_id: UUID) -> None:
    enquiry, message = _load(enquiry_id), Message.objects.get(pk=message_id)
    excerpt = quotation(message.body, EXCERPT)
    if message.side != Side.BUYER:
        by = "officer" if message.side == Side.OFFICER else ""
        about = f"message {message.pk}"
        _to_buyer("enquiry_answer", enquiry, about, excerpt=excerpt, by=by)
        return
    _to_sellers("enquiry_message", enquiry, None, excerpt=excerpt)
    if enquiry.waiting_on == Waiting.OFFICER:
        _escalate(enquiry, None, because="wrote")


def tell_of_quote(enquiry_id: UUID, quote_id: UUID) -> None:
    enquiry = _load(enquiry_id)
    quote = Quote.objects.for_paper().get(pk=quote_id)
    _to_buyer("quote_received", enquiry, f"quote {quote.pk}", quote=quote)


def tell_of_step(event: EnquiryMoved) -> None:
    enquiry, verb, side = _load(event.enquiry_id), Verb(event.verb), Side(event.side)
    about = f"{verb} {enquiry.pk} {enquiry.version}"
    if verb == Verb.CONFIRM:
        _tell_of_sending(enquiry.submission)
    if event.status == Status.HELD and verb in HELD_BY:
        _to_officers("enquiry_held", enquiry, about)
    if enquiry.delivered_at is None and not enquiry.is_hidden:
        return  # nobody but its sender knows of it
    if verb in TO_BUYER and side != Side.BUYER:
        _to_buyer(TO_BUYER[verb], enquiry, about)
    if enquiry.is_hidden:
        return
    if verb in TO_SELLER and side != Side.SELLER and not _is_first(enquiry, verb):
        _to_sellers(TO_SELLER[verb], enquiry, about)
    if verb in ASKS_FOR_MORE and side == Side.BUYER and _needs_officer(enquiry):
        _escalate(enquiry, about, because="moved")


def _is_first(enquiry: Enquiry, verb: Verb) -> bool:
    """A release that delivers tells of the question itself."""
    return verb == Verb.RELEASE and enquiry.delivered_at == enquiry.clock_started_at


def _needs_officer(enquiry: Enquiry) -> bool:
    suspended = enquiry.seller.suspended_at is not None
    return suspended or enquiry.waiting_on == Waiting.OFFICER


def tell_of_time(enquiry_id: UUID, kind: str) -> None:
    enquiry, about = _load(enquiry_id), f"{kind} {enquiry_id}"
    if kind == Timer.Kind.TELL_BUYER:
        _to_buyer("enquiry_unanswered", enquiry, about)
    elif enquiry.is_hidden:
        return
    elif kind in REMINDERS:
        topic = Topic.REMINDERS
        _to_sellers(
            "enquiry_reminder", enquiry, about, topic=topic, excerpt=_opening(enquiry)
        )
    elif kind in NUDGES and not hasattr(enquiry, "outcome"):
        _to_sellers("outcome_nudge", enquiry, about, topic=Topic.REMINDERS)
    elif kind == Timer.Kind.ESCALATE:
        _escalate(enquiry, about)


def send_link(opened: Opened) -> None:
    """A fresh link for whom an old one was; at most one each quarter of an hour."""
    enquiry = _load(opened.enquiry_id)
    window = int(timezone.now().timestamp() // LINK_PAUSE.total_seconds())
    user = links.person_of(opened)
    notify(
        "enquiry_link",
        recipients.person(user) if user else recipients.guest(enquiry.submission),
        about=f"link {enquiry.pk} {window}",
        topic=None,
        concerning=enquiry.submission_id,
        number=enquiry.number,
        link=links.to_thread(enquiry, opened.actor),
    )


# -- to whom


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


def _to_sellers(
    kind: str,
    enquiry: Enquiry,
    about: str | None,
    topic: Topic = Topic.ENQUIRIES,
    excerpt: str = "",
) -> None:
    """Each member of the business, with her own link into the thread. A suspended
    business hears nothing: it may do nothing."""
    if enquiry.seller.suspended_at is not None:
        return
    members = User.objects.filter(membership__seller=enquiry.seller_id, is_active=True)
    contact = enquiry.submission.contact
    for member in members.order_by("pk"):
        to = recipients.person(member)
        language = language_of(to.language)
        _send(
            kind,
            to,
            about,
            enquiry,
            topic,
            reader="seller",
            buyer=contact.company or contact.name or NAMELESS[language],
            country=wording.country(contact.country, language),
            due=_due(enquiry, language),
            asked=asked.lines(enquiry, language),
            excerpt=excerpt,
            link=links.to_thread(enquiry, Actor(Side.SELLER, member.pk)),
            **_told(enquiry, language),
        )


def _to_buyer(
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
    offered = _offered(quote, enquiry, language) if quote else {}
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
        link=links.to_thread(enquiry, Actor(Side.BUYER, submission.buyer_id)),
        **_told(enquiry, language),
        **offered,
        **values,
    )


def _escalate(enquiry: Enquiry, about: str | None, because: str = "late") -> None:
    """To officers. A suspended business is the reason before any other."""
    if enquiry.seller.suspended_at is not None:
        because = "suspended"
    _to_officers("enquiry_escalated", enquiry, about, because=because)


def _to_officers(
    kind: str, enquiry: Enquiry, about: str | None, because: str = ""
) -> None:
    for officer in recipients.officers(enquiry):
        language = language_of(officer.language)
        _send(
            kind,
            recipients.person(officer),
            about,
            enquiry,
            Topic.OFFICE,
            number=enquiry.number,
            seller=enquiry.seller.name,
            products=_products(enquiry, language),
            held_for=wording.said(wording.HELD_FOR, enquiry.held_for, language),
            because=because,
            link=_desk_link(enquiry),
        )


def _desk_link(enquiry: Enquiry) -> str:
    desk = f"{settings.PUBLIC_URL}/{settings.ADMIN_PATH}"
    return f"{desk}/enquiries/enquiry/{enquiry.pk}/change/"


# -- what is told


def _load(enquiry_id: UUID) -> Enquiry:
    return Enquiry.objects.select_related(
        "submission__contact", "submission__buyer", "seller__regency", "outcome"
    ).get(pk=enquiry_id)


def _told(enquiry: Enquiry, language: str) -> dict[str, Any]:
    """What every letter of a thread may say."""
    return {
        "number": enquiry.number,
        "products": _products(enquiry, language),
        "note": quotation(enquiry.closing_note, EXCERPT),
    }


def _opening(enquiry: Enquiry) -> str:
    return quotation(enquiry.messages.get(is_opening=True).body, EXCERPT)


def _excerpt(text: str) -> str:
    """One line; what is longer is cut between words."""
    line = " ".join(text.split())
    if len(line) <= EXCERPT:
        return line
    cut = line[:EXCERPT]
    return (cut.rpartition(" ")[0] or cut) + " …"


def _products(enquiry: Enquiry, language: str) -> str:
    """The first few by name; empty where the seller alone was asked."""
    names = [resolve(i.snapshot["name"], language) for i in enquiry.items.all()]
    more = [f"+ {len(names) - NAMED}"] if len(names) > NAMED else []
    return ", ".join([*names[:NAMED], *more])


def _offered(quote: Quote, enquiry: Enquiry, language: str) -> dict[str, Any]:
    """What the paper says, in short."""
    paper = paper_of(quote, enquiry, language, timezone.localdate())
    return {
        "terms": f"{paper.incoterm} {paper.place}",
        "valid_until": wording.day(paper.valid_until_on, language),
        "prices": [
            f"{_excerpt(line.name)}: {line.unit_price} × {line.quantity}"
            for line in paper.lines
            if line.unit_price
        ],
    }


def _due(enquiry: Enquiry, language: str) -> str:
    """When the first answer is due, on Lampung's clock; empty where one was given."""
    if enquiry.first_response_due_at is None or enquiry.first_answered_at is not None:
        return ""
    local = timezone.localtime(enquiry.first_response_due_at)
    return wording.moment(local, language)
