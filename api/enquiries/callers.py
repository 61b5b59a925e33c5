"""Who calls about enquiries: which she may see, and as whom she acts in one.

A person by her access token is of every side that she has: of what she asked, of what
her business was asked, and as an officer. An API key acts for one: its business where
it has one, else its owner as a buyer. An `et_…` opens one submission for the guest who
sent it, or one thread for the person whose letter it came of.
"""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import Http404

from api.access import TABLE
from api.errors import only_for
from api.parameters import path_id
from api.private import PrivateView
from catalogue.accounts.models import Token, User
from catalogue.enquiries import links
from catalogue.enquiries.links import Opened
from catalogue.enquiries.models import Enquiry, Submission
from catalogue.enquiries.parties import Actor, actor_of
from catalogue.enquiries.querysets import EnquiryQuerySet, SubmissionQuerySet
from catalogue.enquiries.states import Side
from catalogue.sellers.models import Member

SENT, RECEIVED = "sent", "received"
BOXES = [SENT, RECEIVED]


@dataclass(frozen=True)
class Caller:
    """`user` is None of a guest; `token` too of one without any."""

    user: User | None
    token: Token | None

    @property
    def name(self) -> str:
        """What tells her from any other, for tags and cursors."""
        if self.user is not None:
            return f"{self.user.pk} {self.business_of_key or ''}"
        return f"token {self.token.pk}" if self.token else "guest"

    @property
    def is_key(self) -> bool:
        return self.token is not None and self.token.kind == Token.Kind.API_KEY

    @property
    def business_of_key(self) -> UUID | None:
        return self.token.subject_id if self.token and self.is_key else None

    @cached_property
    def opened(self) -> Opened | None:
        """The one thread that her `et_…` opens, if it is of a letter."""
        if self.user is not None or self.token is None:
            return None
        return links.opened_by(self.token)

    @property
    def business(self) -> UUID | None:
        """The business whose inbox she reads."""
        return self._membership.seller_id if self._membership else None

    @cached_property
    def _membership(self) -> Member | None:
        if self.user is None or (self.is_key and not self.business_of_key):
            return None
        found = Member.objects.filter(user=self.user)
        if self.business_of_key:
            found = found.filter(seller=self.business_of_key)
        return found.select_related("seller").first()

    # -- what she may see

    def threads(self) -> EnquiryQuerySet:
        """Of whichever side."""
        found = Enquiry.objects.all()
        if self.user is None:
            return self._of_token()
        if self.business_of_key:
            return self._received()
        if self.is_key:
            return found.sent_by(self.user)
        return found.open_to(self.user)

    def _received(self) -> EnquiryQuerySet:
        if self._membership is None:
            return Enquiry.objects.none()
        return Enquiry.objects.received_at(self._membership.seller)

    def _of_token(self) -> EnquiryQuerySet:
        if self.token is None:
            return Enquiry.objects.none()
        if self.opened is None:
            return Enquiry.objects.of_submission(self.token.subject_id)
        if not links.may_act(self.opened.enquiry_id, self.opened.actor):
            return Enquiry.objects.none()
        return Enquiry.objects.filter(pk=self.opened.enquiry_id)

    def box(self, name: str) -> EnquiryQuerySet:
        """What she sent, or what came to her business."""
        if self.user is None:
            return self.threads() if name == self.own_box else Enquiry.objects.none()
        if name == RECEIVED:
            return self._received()
        found = Enquiry.objects.all()
        return found.none() if self.business_of_key else found.sent_by(self.user)

    @property
    def own_box(self) -> str:
        """The one meant where none is named."""
        if self.opened is not None:
            return RECEIVED if self.opened.actor.side == Side.SELLER else SENT
        return RECEIVED if self.business else SENT

    def submissions(self) -> SubmissionQuerySet:
        """What she asked, each as a whole."""
        found = Submission.objects.all()
        if self.user is not None:
            return found.none() if self.business_of_key else found.sent_by(self.user)
        if self.token is None or self.opened is not None:
            return found.none()
        return found.filter(pk__in=[self.token.subject_id])

    # -- as whom she acts

    def actor_in(self, enquiry: Enquiry) -> Actor:
        """In one that she may see."""
        if self.user is None:
            return self.opened.actor if self.opened else Actor(Side.BUYER)
        if self.is_key:
            side = Side.SELLER if self.business_of_key else Side.BUYER
            return Actor(side, self.user.pk)
        return actor_of(enquiry, self.user)

    def actor_in_box(self, name: str) -> Actor:
        side = Side.SELLER if name == RECEIVED else Side.BUYER
        if self.user is None:
            return self.opened.actor if self.opened else Actor(side)
        return Actor(side, self.user.pk)


def caller_of(request) -> Caller:
    return Caller(request.user, request.auth)


class ThreadView(PrivateView):
    """Views of one enquiry, or of something in it, for its parties."""

    caller: Caller
    actor: Actor

    def thread(self, id: str) -> Enquiry:
        """The one of this id that the caller is a party of; else 404.

        From now on `self.actor` is who she is in it.
        """
        self.caller = caller_of(self.request)
        found = self.caller.threads().filter(pk=path_id(id))
        enquiry = found.select_related(
            "seller", "outcome", "submission__contact"
        ).first()
        if enquiry is None:
            raise Http404
        self.enter(enquiry)
        return enquiry

    def check_still(self, **path) -> None:
        self.thread(path["id"])

    def enter(self, enquiry: Enquiry) -> None:
        """Raises a `Problem` where the operation is another side's."""
        self.about = enquiry.submission_id
        self.actor = self.caller.actor_in(enquiry)
        sides = TABLE[self.operation_id(str(self.request.method))].sides
        if sides and self.actor.side not in sides:
            raise only_for(sides)
