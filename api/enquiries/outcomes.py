"""What came of an agreement: told by the seller, until an officer has verified it."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from api.bodies import Body, Code, Truth, Whole, carry, read, refuse
from api.enquiries.answers import EnquiryAnswers
from api.enquiries.outcome_shapes import OutcomeSerializer, outcome_json
from api.errors import refusal_fault
from api.fields import Amount, country_code
from api.private import operation
from catalogue.enquiries import amounts
from catalogue.enquiries.actions.outcomes import (
    MOST_JOBS,
    Result,
    faults,
    record_outcome,
)
from catalogue.enquiries.models import Outcome


class OutcomeMoneyBody(Body):
    """An amount in any currency that is in use."""

    amount = Amount(
        digits=16,
        decimals=amounts.MOST_DECIMALS,
        help_text="Decimal text: `12500.00`; no more decimals than the currency has.",
    )
    currency = Code(
        what="currency", known=amounts.currencies, max_length=3, help_text="ISO 4217."
    )

    def between(self, values):
        amount, currency = values.get("amount"), values.get("currency")
        if not amount or not currency or amounts.fits(Decimal(amount), currency):
            return {}
        limit = amounts.decimals(currency)
        told = {"currency": currency, "limit": limit}
        return {"amount": refuse("decimals_of_currency", "invalid", **told)}


class OutcomeBody(Body):
    """What came of it. Members not sent keep what was told before."""

    is_whole = True
    realised = Truth(
        required=False,
        help_text="Goods and money changed hands. Needed the first time.",
    )
    value = OutcomeMoneyBody(
        required=False, allow_null=True, help_text="Paid in all; only if realised."
    )
    destination_country = country_code(required=False)
    shipped_on = serializers.DateField(required=False, allow_null=True)
    jobs_added = Whole(
        min_value=0,
        max_value=MOST_JOBS,
        required=False,
        allow_null=True,
        help_text="Only if realised.",
    )

    def between(self, values):
        """With what was told before, which `context` holds."""
        told = {**self.context["before"], **values}
        found = {
            refusal.pointer.removeprefix("/"): carry(refusal_fault(refusal))
            for refusal in faults(_result({"realised": True, **told}))
        }
        if "realised" not in told:
            found["realised"] = refuse("required", name="realised")
        return found


class OutcomeView(EnquiryAnswers):
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
        self.check_unchanged(enquiry.pk)
        before = _told(Outcome.objects.filter(enquiry=enquiry).first())
        body = read(OutcomeBody, request.data, context={"before": before})
        outcome = record_outcome(
            enquiry_id=enquiry.pk, actor=self.actor, result=_result({**before, **body})
        )
        return self.answer(outcome_json(outcome), tag=self.tag_of(enquiry.pk))


def _result(told: dict[str, Any]) -> Result:
    value = told.get("value")
    return Result(
        realised=told["realised"],
        value=(Decimal(value["amount"]), value["currency"]) if value else None,
        destination_country=told.get("destination_country") or "",
        shipped_on=told.get("shipped_on"),
        jobs_added=told.get("jobs_added"),
    )


def _told(outcome: Outcome | None) -> dict[str, Any]:
    """As a body tells it; empty before anything was told."""
    if outcome is None:
        return {}
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
