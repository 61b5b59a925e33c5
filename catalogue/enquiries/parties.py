"""Who acts in a thread: one side of it, and which person."""

from dataclasses import dataclass
from uuid import UUID

from catalogue.accounts.models import User
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.states import Side
from catalogue.sellers.models import Member

GUEST = "guest"  # the reader who has a submission's token, and no account


@dataclass(frozen=True)
class Actor:
    side: Side
    user_id: UUID | None = None

    @property
    def reader(self) -> str:
        """By which read marks know her."""
        return str(self.user_id) if self.user_id else GUEST


THE_SYSTEM = Actor(Side.SYSTEM)


def actor_of(enquiry: Enquiry, user: User) -> Actor:
    """As whom `user`, who may see it, acts: who asked, who was asked, or an officer."""
    if enquiry.buyer_id == user.pk:
        return Actor(Side.BUYER, user.pk)
    if Member.objects.filter(user=user, seller=enquiry.seller_id).exists():
        return Actor(Side.SELLER, user.pk)
    return Actor(Side.OFFICER, user.pk)
