"""Days on which a business is closed: the clock of its enquiries stands."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import serializers

from api.bodies import Body, PlainText, read
from api.envelopes import Envelope
from api.pagination import whole_list
from api.parameters import WholeListParameters, path_id
from api.private import PrivateView, operation
from api.shapes import moment_json
from catalogue.enquiries.actions import workspace
from catalogue.enquiries.actions.workspace import Period
from catalogue.enquiries.models import ClosedDays
from catalogue.listings.shapes import MomentField, Shape, TextField
from catalogue.sellers.models import Seller


class ClosedDaysSerializer(Shape):
    """A feast, a journey, an illness."""

    id = serializers.UUIDField(read_only=True)
    from_on = serializers.DateField(read_only=True)
    until_on = serializers.DateField(read_only=True, help_text="Inclusive.")
    reason = TextField(max_length=120, allow_null=True, help_text="For yourselves.")
    created_at = MomentField(read_only=True)


class ClosedDaysListSerializer(Envelope):
    """Those that are not over, in one page."""

    results = ClosedDaysSerializer(many=True, max_length=workspace.MOST_CLOSED_DAYS)


class ClosedDaysBody(Body):
    """From when until when; 90 days apart at most, from today on."""

    from_on = serializers.DateField(help_text="Today or later, Asia/Jakarta.")
    until_on = serializers.DateField(help_text="Inclusive.")
    reason = PlainText(
        max_length=120, required=False, allow_null=True, allow_blank=True
    )

    def validate_reason(self, value):
        return value or ""


def closed_days_json(closed: ClosedDays) -> dict[str, Any]:
    return {
        "id": str(closed.pk),
        "from_on": closed.from_on.isoformat(),
        "until_on": closed.until_on.isoformat(),
        "reason": closed.reason or None,
        "created_at": moment_json(closed.created_at),
    }


class ClosedDaysListView(PrivateView):
    """When the caller's business is closed."""

    @operation(
        "list_closed_days",
        tag="seller",
        summary="List the days you are closed",
        parameters=WholeListParameters,
        responses=ClosedDaysListSerializer,
    )
    def get(self, request):
        """Those that are not over, the first one first. Public holidays and Sundays
        need not be told.
        """
        mine = ClosedDays.objects.managed_by(request.user).not_over(
            timezone.localdate()
        )
        found = [closed_days_json(closed) for closed in mine]
        counted = self.values.get("count")
        tag = self.tag(len(found), request.user.pk, counted, *found)
        return self.answer(whole_list(found, self.values), tag=tag)

    @operation(
        "create_closed_days",
        tag="seller",
        summary="Close for some days",
        request=ClosedDaysBody,
        responses={201: ClosedDaysSerializer},
    )
    def post(self, request):
        """Answers that are due move by as much, at once, and their buyers are told; to
        ten days after an enquiry came at the latest. Today counts all the same: what
        has run of it is not given back. 50 at a time; more are a 409 `conflict`.
        """
        closed = workspace.close_days(
            seller_id=Seller.objects.managed_by(request.user).get().pk,
            period=Period(**read(ClosedDaysBody, request.data)),
        )
        return self.answer(
            closed_days_json(closed),
            status=201,
            location=f"/v1/seller/closed-days/{closed.pk}",
        )


class ClosedDaysView(PrivateView):
    """One time of being closed."""

    def mine(self, id: str) -> ClosedDays:
        mine = ClosedDays.objects.managed_by(self.request.user)
        return get_object_or_404(mine, pk=path_id(id))

    @operation(
        "update_closed_days",
        tag="seller",
        summary="Change the days you are closed",
        request=ClosedDaysBody,
        responses=ClosedDaysSerializer,
    )
    def patch(self, request, id: str):
        """Once they have begun, only `until_on` moves, to today at the earliest; those
        that are over stay as they are (409 `invalid_state`).
        """
        closed = workspace.change_closed_days(
            closed_id=self.mine(id).pk,
            fields=read(ClosedDaysBody, request.data, partial=True),
        )
        return self.answer(closed_days_json(closed))

    @operation(
        "delete_closed_days",
        tag="seller",
        summary="Open on these days after all",
        responses={204: None},
    )
    def delete(self, request, id: str):
        """Answers that are due move back. Days that have begun are kept (409
        `invalid_state`): let them end today.
        """
        workspace.open_days(closed_id=self.mine(id).pk)
        return self.answer(None, status=204)

    patch.if_match = delete.if_match = False  # they have no version
