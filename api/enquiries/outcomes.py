"""What came of an agreement: told by the seller, until an officer has verified it."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from api.bodies import Body, Code, Truth, Whole, body_fault, read, refusal
from api.enquiries.callers import ThreadView
from api.enquiries.creating import country_code
from api.enquiries.outcome_shapes import OutcomeSerializer, outcome_json
from api.private import operation
from api.seller.content import Amount
from catalogue.enquiries import amounts
from catalogue.enquiries.actions.overseeing import Result, record_outcome
from catalogue.enquiries.models import Enquiry, Outcome


class OutcomeMoneyBody(Body):
    """An amount in any currency that is in use."""

    amount = Amount(digits=16, decimals=2, help_text="Decimal text: `12500.00`.")
    currency = Code(
        what="currency", known=amounts.currencies, max_length=3, help_text="ISO 4217."
    )


class OutcomeBody(Body):
    """What came of it. Members not sent keep what was told before."""

    realised = Truth(
        required=False,
        help_text="Goods and money changed hands. Needed the first time.",
    )
    value = OutcomeMoneyBody(
        required=False, allow_null=True, help_text="Paid in all; only if realised."
    )
    destination_country = country_code()
    shipped_on = serializers.DateField(required=False, allow_null=True)
    jobs_added = Whole(
        min_value=0, max_value=1_000_000, required=False, allow_null=True
    )


class OutcomeView(ThreadView):
    """The outcome of one enquiry."""

    @operation(
        "record_outcome",
        tag="enquiries",
        summary="Record what came of an enquiry",
        request=OutcomeBody,
        responses=OutcomeSerializer,
    )
    def patch(self, request, id: str):
        """After `agreed`, and again until an officer has verified it. Without a
        destination it is the one that was asked for.
        """
        enquiry = self.thread(id)
        body = read(OutcomeBody, request.data, partial=True)
        outcome = record_outcome(
            enquiry_id=enquiry.pk, actor=self.actor, result=_result(enquiry, body)
        )
        return self.answer(outcome_json(outcome))

    patch.if_match = False  # nobody else edits it


def _result(enquiry: Enquiry, body: dict[str, Any]) -> Result:
    """`body` over what was told before. Raises a `Problem` where neither says whether
    it was realised."""
    before = Outcome.objects.filter(enquiry=enquiry).first()
    told = {**(_told(before) if before else {}), **body}
    if "realised" not in told:
        raise refusal([body_fault("/realised", "required", name="realised")])
    value = told.get("value")
    return Result(
        realised=told["realised"],
        value=(Decimal(value["amount"]), value["currency"]) if value else None,
        destination_country=told.get("destination_country") or "",
        shipped_on=told.get("shipped_on"),
        jobs_added=told.get("jobs_added"),
    )


def _told(outcome: Outcome) -> dict[str, Any]:
    value = outcome.value
    return {
        "realised": outcome.realised,
        "value": None
        if value is None
        else {"amount": str(value), "currency": outcome.currency},
        "destination_country": outcome.destination_country,
        "shipped_on": outcome.shipped_on,
        "jobs_added": outcome.jobs_added,
    }
