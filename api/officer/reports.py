"""Reports of abuse: what was reported, and what the office did about it."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from api import pagination
from api.bodies import Body, PlainText, read
from api.envelopes import Envelope
from api.officer.shapes import (
    SellerNameSerializer,
    SubjectRefSerializer,
    product_names,
    regency_parameter,
    seller_name_json,
    subject_json,
)
from api.pagination import page_by_id, private_envelope
from api.parameters import ChoiceField, PageParameters, Parameter, path_id
from api.private import PrivateView, operation
from api.shapes import moment_json, regency_json
from catalogue.listings.shapes import (
    MomentField,
    RegencyRefSerializer,
    Shape,
    TextField,
)
from catalogue.reviews import actions
from catalogue.reviews.models import Report

STATUSES = ["open", "resolved"]
ACTIONS = [*Report.Action.choices, ("unspecified", "unspecified")]


class ReportRowSerializer(Shape):
    """Somebody says that a product should not be shown as it is."""

    id = serializers.UUIDField(read_only=True)
    status = serializers.ChoiceField(choices=STATUSES, read_only=True)
    product = SubjectRefSerializer()
    seller = SellerNameSerializer()
    regency = RegencyRefSerializer()
    reason = serializers.ChoiceField(choices=Report.Reason.choices, read_only=True)
    note = TextField(max_length=1000)
    reporter_id = serializers.UUIDField(
        read_only=True, allow_null=True, help_text="Null where nobody was signed in."
    )
    created_at = MomentField(read_only=True)
    action = serializers.ChoiceField(
        choices=ACTIONS, read_only=True, help_text="`unspecified` while it is open."
    )
    resolution_note = TextField(max_length=1000)
    resolved_at = MomentField(read_only=True, allow_null=True)


class ReportListSerializer(Envelope):
    """A page of reports, the oldest first."""

    results = ReportRowSerializer(many=True, max_length=100)


class ReportParameters(PageParameters):
    status = Parameter(ChoiceField(STATUSES), "`open` where it is not given.")
    regency = regency_parameter()


class ResolutionBody(Body):
    """What to do about it."""

    action = serializers.ChoiceField(choices=Report.Action.choices)
    note = PlainText(
        max_length=1000,
        lines=True,
        required=False,
        allow_blank=True,
        help_text="For the record; to the owners, where the seller is suspended.",
    )


def reports_json(reports: list[Report], language: str) -> list[dict[str, Any]]:
    """Wants reports with `seller__regency`."""
    names = product_names([r.product_id for r in reports], language)
    return [
        {
            "id": str(report.pk),
            "status": "open" if report.resolved_at is None else "resolved",
            "product": subject_json(report.product_id, names),
            "seller": seller_name_json(report.seller),
            "regency": regency_json(report.seller.regency),
            "reason": str(report.reason),
            "note": report.note,
            "reporter_id": report.reporter_id and str(report.reporter_id),
            "created_at": moment_json(report.created_at),
            "action": str(report.action) or "unspecified",
            "resolution_note": report.resolution_note,
            "resolved_at": moment_json(report.resolved_at),
        }
        for report in reports
    ]


class ReportListView(PrivateView):
    """What was reported."""

    @operation(
        "list_reports",
        tag="officer",
        summary="List reports",
        parameters=ReportParameters,
        responses=ReportListSerializer,
    )
    def get(self, request):
        """Of the sellers you look after, the oldest first.

        Without `status`, those that are open.
        """
        found = Report.objects.overseen_by(request.user).filter(
            resolved_at__isnull=self.values.get("status", "open") == "open"
        )
        if "regency" in self.values:
            found = found.filter(seller__regency__in=self.values["regency"])
        asked = {**self.values, "user": request.user.pk}
        mark = pagination.fingerprint(request.path, asked, "id", "")
        reports, page = page_by_id(
            found.select_related("seller__regency"),
            self.values,
            mark=mark,
            newest_first=False,
        )
        count = found.count() if self.values.get("count") else None
        rows = reports_json(reports, self.language)
        seen = [(r["id"], r["status"], r["product"], r["seller"]) for r in rows]
        return self.answer(
            private_envelope(rows, page, count),
            tag=self.tag(len(rows), mark, count, page.next_cursor, *seen),
            headers=pagination.headers(request._request, page),
        )


class ResolveReportView(PrivateView):
    """A report dealt with."""

    @operation(
        "resolve_report",
        tag="officer",
        summary="Resolve a report",
        request=ResolutionBody,
        responses=ReportRowSerializer,
    )
    def post(self, request, id: str):
        """Dismiss it, hide the product, or suspend the seller: at once.

        Resolved already: 409 `invalid_state`.
        """
        overseen = Report.objects.overseen_by(request.user)
        report = get_object_or_404(overseen, pk=path_id(id))
        given = read(ResolutionBody, request.data)
        actions.resolve_report(
            report_id=report.pk,
            officer=request.user,
            action=given["action"],
            note=given.get("note", ""),
        )
        report = Report.objects.select_related("seller__regency").get(pk=report.pk)
        return self.answer(reports_json([report], self.language)[0])

    post.if_match = False  # a report never changes
