"""Ways into what a guest asked: prove her address, open a letter's link, claim it."""

from rest_framework import serializers

from api.bodies import Body, PlainText, read
from api.enquiries.creating import SubmissionSerializer, submission_json
from api.enquiries.shapes import MOST_ITEMS, EnquirySerializer
from api.private import PrivateView, operation
from catalogue.enquiries import links
from catalogue.enquiries.actions import confirming
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.listings.shapes import CodeField, Shape


class LinkTokenBody(Body):
    """The token of a mailed link: what follows `token=`, or the page's last part."""

    token = PlainText(max_length=500)


class EnquiryTokenBody(Body):
    """The token that came with the answer to what was asked."""

    token = PlainText(max_length=100, help_text="`et_…`")


class OpenedEnquirySerializer(Shape):
    """The way into one enquiry."""

    enquiry_id = serializers.UUIDField(read_only=True)
    access_token = CodeField(
        max_length=100,
        help_text="`et_…`: opens this enquiry, for a guest for 90 days, for anybody "
        "else for as long as the link does.",
    )


class ClaimedSubmissionSerializer(Shape):
    """What is now of your account."""

    submission_id = serializers.UUIDField(read_only=True)
    enquiries = EnquirySerializer(many=True, max_length=MOST_ITEMS)


class ConfirmEnquiryView(PrivateView):
    """A guest's proof of her address."""

    @operation(
        "confirm_enquiry",
        tag="enquiries",
        summary="Prove the address of an enquiry",
        request=LinkTokenBody,
        responses=SubmissionSerializer,
    )
    def post(self, request):
        """With the token of the link that was mailed. Only then are sellers told.

        The answer has a fresh `access_token`: the mail may be opened on another
        device; null where an account has claimed it, which opens it now. The same link
        again is a 200 again until it is 48 hours old, then a 410 `gone`.
        """
        submission = confirming.confirm(read(LinkTokenBody, request.data)["token"])
        self.about = submission.pk
        is_guests = submission.buyer_id is None
        token = confirming.issue_token(submission) if is_guests else None
        actor = Actor(Side.BUYER)
        return self.answer(submission_json(submission, token, actor, self.language))


class OpenEnquiryView(PrivateView):
    """The link of a letter about one enquiry."""

    @operation(
        "open_enquiry",
        tag="enquiries",
        summary="Open an enquiry by a mailed link",
        request=LinkTokenBody,
        responses=OpenedEnquirySerializer,
    )
    def post(self, request):
        """For the seller's people and for buyers, without signing in.

        The link is good for seven days, and its reader acts as the person it was sent
        to, in this enquiry alone. Who signs out everywhere, or leaves the business,
        ends her tokens. Too old, or no longer hers: 410 `gone`.
        """
        opened, secret = links.exchange(read(LinkTokenBody, request.data)["token"])
        enquiry = Enquiry.objects.get(pk=opened.enquiry_id)
        self.about = enquiry.submission_id
        return self.answer({"enquiry_id": str(enquiry.pk), "access_token": secret})


class ClaimEnquiriesView(PrivateView):
    """What was asked before there was an account."""

    @operation(
        "claim_enquiries",
        tag="enquiries",
        summary="Join what you asked as a guest to your account",
        request=EnquiryTokenBody,
        responses=ClaimedSubmissionSerializer,
    )
    def post(self, request):
        """The token opens nothing from then on: the account does.

        First both addresses are proven: the one you asked with by its link (else 409
        `invalid_state`), and your account's (else 403 `email_not_verified`).
        Claimed by another, or past its time: 410 `gone`. Again by you: the same answer.
        """
        secret = read(EnquiryTokenBody, request.data)["token"]
        submission = confirming.claim(secret=secret, user=request.user)
        self.about = submission.pk
        actor = Actor(Side.BUYER, request.user.pk)
        body = submission_json(submission, None, actor, self.language)
        del body["access_token"]
        return self.answer(body)
