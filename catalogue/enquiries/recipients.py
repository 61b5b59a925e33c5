"""To whom letters of a thread go, at which address and in which language."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q

from catalogue.accounts.models import User
from catalogue.accounts.recipients import recipient_of
from catalogue.enquiries.models import Contact, Enquiry, Submission
from catalogue.journal.notices import Recipient


def officers(enquiry: Enquiry) -> Iterator[User]:
    """Those of its regency; where it has none, the province's."""
    active = User.objects.filter(is_active=True).order_by("pk")
    of_regency = active.filter(oversights__regency=enquiry.regency_id)
    if of_regency.exists():
        yield from of_regency
    else:
        yield from active.filter(
            Q(oversights__isnull=False) & Q(oversights__regency__isnull=True)
        )


def buyer(submission: Submission) -> Recipient | None:
    """At the account's address, or the guest's. None for one who was erased, or whose
    account is suspended."""
    if submission.buyer is not None:
        return recipient_of(submission.buyer) if submission.buyer.is_active else None
    return guest(submission) if submission.contact.erased_at is None else None


def key_of(contact: Contact) -> str:
    """What a guest's wishes, and what she was told, go by."""
    return f"contact:{contact.pk}"


def guest(submission: Submission) -> Recipient:
    """Buyers come from anywhere: whose language we do not write reads our first."""
    contact = submission.contact
    primary = contact.language.lower().partition("-")[0]
    written = settings.CATALOGUE_LANGUAGES
    language = primary if primary in written else written[0]
    return Recipient(key_of(contact), contact.email, language)
