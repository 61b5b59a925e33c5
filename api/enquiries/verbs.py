"""What the sides of a thread do with it, beside writing and quoting."""

from rest_framework import serializers

from api.bodies import Body, read
from api.enquiries.answers import EnquiryAnswers
from api.enquiries.shapes import EnquirySerializer
from api.fields import optional_text
from api.private import operation
from catalogue.enquiries.actions import answering, holding
from catalogue.enquiries.models import NOTE_LENGTH, Enquiry


class DeclineBody(Body):
    """Why not."""

    reason = serializers.ChoiceField(choices=Enquiry.DeclineReason.choices)
    note = optional_text(NOTE_LENGTH, lines=True, help_text="The buyer reads it.")


class WithdrawBody(Body):
    """Why it ends."""

    note = optional_text(
        NOTE_LENGTH,
        lines=True,
        help_text="The other side reads it. Required once a quote was agreed.",
    )


class DeclineEnquiryView(EnquiryAnswers):
    """A seller's no."""

    @operation(
        "decline_enquiry",
        tag="enquiries",
        summary="Decline an enquiry",
        request=DeclineBody,
        responses=EnquirySerializer,
    )
    def post(self, request, id: str):
        """For the seller, and for an officer on her behalf; it counts as an answer."""
        enquiry = self.thread(id)
        body = read(DeclineBody, request.data)
        self.check_unchanged(enquiry.pk)
        answering.decline(
            enquiry_id=enquiry.pk,
            actor=self.actor,
            reason=body["reason"],
            note=body.get("note") or "",
        )
        return self.answer_with(enquiry.pk)


class WithdrawEnquiryView(EnquiryAnswers):
    """The end of an enquiry, or of an agreement."""

    @operation(
        "withdraw_enquiry",
        tag="enquiries",
        summary="Withdraw an enquiry",
        request=WithdrawBody,
        responses=EnquirySerializer,
    )
    def post(self, request, id: str):
        """For the buyer. What was agreed either side ends, with a `note`, until an
        outcome is recorded."""
        enquiry = self.thread(id)
        note = read(WithdrawBody, request.data).get("note") or ""
        self.check_unchanged(enquiry.pk)
        answering.withdraw(enquiry_id=enquiry.pk, actor=self.actor, note=note)
        return self.answer_with(enquiry.pk)


class ReopenEnquiryView(EnquiryAnswers):
    """An enquiry that was over."""

    @operation(
        "reopen_enquiry",
        tag="enquiries",
        summary="Reopen an enquiry",
        request=None,
        responses=EnquirySerializer,
    )
    def post(self, request, id: str):
        """Once. Declined or expired: for buyer and seller; withdrawn: for the buyer."""
        enquiry = self.thread(id)
        self.check_unchanged(enquiry.pk)
        answering.reopen(enquiry_id=enquiry.pk, actor=self.actor)
        return self.answer_with(enquiry.pk)


class ReportEnquirySpamView(EnquiryAnswers):
    """An enquiry that is none."""

    @operation(
        "report_enquiry_spam",
        tag="enquiries",
        summary="Report an enquiry as spam",
        request=None,
        responses=EnquirySerializer,
    )
    def post(self, request, id: str):
        """For the seller. An officer looks at it, your clock stands still, your open
        quote is taken back, and nothing more of this sender reaches you. The sender is
        not told of the report."""
        enquiry = self.thread(id)
        self.check_unchanged(enquiry.pk, holding.reported_with)
        holding.report_spam(enquiry_id=enquiry.pk, actor=self.actor)
        return self.answer_with(enquiry.pk)
