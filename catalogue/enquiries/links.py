"""Links in letters that open one thread for one person, for seven days.

They open the front end that the operator configures, or our own page. What opens a
link may act as its person in that thread alone: by posting its token to
`/v1/enquiries/open` for an `et_…`, or by the forms of our page. Opening changes
nothing, since mail scanners follow links.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction

from catalogue.accounts import tokens
from catalogue.accounts.models import Token, User
from catalogue.enquiries.errors import LinkInvalid
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.sellers.models import Member

SALT = "enquiry thread"
LIFE = timedelta(days=7)


@dataclass(frozen=True)
class Opened:
    """A thread, and as whom its link's reader acts in it."""

    enquiry_id: UUID
    actor: Actor


def to_thread(enquiry: Enquiry, actor: Actor) -> str:
    """The address for this person's letter."""
    said = [str(enquiry.pk), str(actor.side), str(actor.user_id or "")]
    token = signing.dumps(said, salt=SALT)
    return settings.ENQUIRY_PAGE_URL.format(token=quote(token, safe=":"))


def read(token: str) -> Opened:
    """Raises `LinkInvalid`: no link of ours, too old, or its person may no more."""
    opened = signed(token, LIFE)
    if opened is None or not may_act(opened.enquiry_id, opened.actor):
        raise LinkInvalid
    return opened


def signed(token: str, life: timedelta | None = None) -> Opened | None:
    """Whom a link was written for; None where it is none of ours, or older."""
    try:
        enquiry_id, side, user_id = signing.loads(token, salt=SALT, max_age=life)
        actor = Actor(Side(side), UUID(user_id) if user_id else None)
        return Opened(UUID(enquiry_id), actor)
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def _sent_at(token: str) -> datetime:
    """Of a link that `read` takes."""
    seconds = signing.b62_decode(token.split(":")[-2])
    return datetime.fromtimestamp(seconds, tz=UTC)


def may_act(enquiry_id: UUID, actor: Actor) -> bool:
    """Is this person still of that side? Asked each time: memberships end, and a
    business may be suspended."""
    found = Enquiry.objects.select_related("seller", "buyer", "submission__contact")
    enquiry = found.filter(pk=enquiry_id).first()
    if enquiry is None:
        return False
    if actor.side == Side.SELLER:
        return not enquiry.is_kept_from_seller and _is_member(enquiry, actor)
    erased = enquiry.submission.contact.erased_at is not None
    is_guest = actor.user_id is None and enquiry.buyer_id is None and not erased
    is_buyer = (
        enquiry.buyer is not None
        and enquiry.buyer_id == actor.user_id
        and enquiry.buyer.is_active
    )
    return actor.side == Side.BUYER and (is_guest or is_buyer)


def _is_member(enquiry: Enquiry, actor: Actor) -> bool:
    return Member.objects.filter(
        user=actor.user_id, user__is_active=True, seller=enquiry.seller_id
    ).exists()


def person_of(opened: Opened) -> User | None:
    """None for a guest."""
    if opened.actor.user_id is None:
        return None
    return User.objects.filter(pk=opened.actor.user_id).first()


@transaction.atomic
def exchange(token: str) -> tuple[Opened, str]:
    """An `et_…` of this one thread for a link's token. Raises `LinkInvalid`.

    A person's lives no longer than the link, and ends where all that is hers does; a
    guest, who has no account to sign in to, follows her thread by it.
    """
    opened = read(token)
    user = person_of(opened)
    _, secret = tokens.issue(
        Token.Kind.ENQUIRY,
        user,
        expires_at=_sent_at(token) + LIFE if user else None,
        subject_id=opened.enquiry_id,
        scopes=[f"thread:{opened.actor.side}"],
    )
    return opened, secret


def opened_by(token: Token) -> Opened | None:
    """What an `et_…` of one thread opens; None where it is a submission's."""
    scope, _, side = (token.scopes or [""])[0].partition(":")
    if scope != "thread" or token.subject_id is None:
        return None
    return Opened(token.subject_id, Actor(Side(side), token.user_id))
