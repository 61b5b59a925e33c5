"""Why a link of ours opens nothing any more, and as whom its reader came."""

from dataclasses import dataclass
from enum import Enum, auto

from catalogue.enquiries import links
from catalogue.enquiries.links import Opened
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.states import Side


class Why(Enum):
    NOT_OURS = auto()  # forged, or cut off
    TOO_OLD = auto()
    CLAIMED = auto()  # a guest's, of what an account has claimed since
    ERASED = auto()
    NOT_HERS = auto()  # she left the business, or is suspended


@dataclass(frozen=True)
class SpentLink:
    """`opened` is None where it is none of ours; `language` is its reader's."""

    why: Why
    opened: Opened | None = None
    language: str = ""


def judge(token: str) -> SpentLink:
    """Of a token that `links.read` refuses."""
    opened = links.signed(token)
    if opened is None:
        return SpentLink(Why.NOT_OURS)
    found = Enquiry.objects.select_related("submission__contact")
    enquiry = found.filter(pk=opened.enquiry_id).first()
    if enquiry is None:
        return SpentLink(Why.NOT_OURS)
    user = links.person_of(opened)
    language = user.language if user else enquiry.submission.contact.language
    return SpentLink(_why(opened, enquiry), opened, language)


def _why(opened: Opened, enquiry: Enquiry) -> Why:
    if links.may_act(opened.enquiry_id, opened.actor):
        return Why.TOO_OLD
    if opened.actor.side != Side.BUYER:
        return Why.NOT_HERS
    if enquiry.submission.contact.erased_at is not None:
        return Why.ERASED
    is_guest = opened.actor.user_id is None
    return Why.CLAIMED if is_guest and enquiry.buyer_id else Why.NOT_HERS
