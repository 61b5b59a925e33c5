"""Say that a product should not be shown as it is: anyone may."""

from rest_framework import serializers

from api.bodies import Body, Ident, PlainText, body_fault, read, refusal
from api.private import PrivateView, operation
from api.throttling import ReportThrottle
from catalogue.listings.shapes import CodeField, Shape
from catalogue.products.models import Product
from catalogue.reviews.actions import report_product
from catalogue.reviews.models import Report


class ReportBody(Body):
    """What is wrong, and with which product."""

    product_id = Ident()
    reason = serializers.ChoiceField(choices=Report.Reason.choices)
    note = PlainText(
        max_length=1000,
        lines=True,
        required=False,
        allow_blank=True,
        help_text="What an officer should look at. No answer is sent.",
    )


class ReceivedReportSerializer(Shape):
    """Your report, in the hands of the office."""

    id = serializers.UUIDField(read_only=True)
    status = CodeField(max_length=20, help_text="`received`.")


class ReportView(PrivateView):
    """Reports of abuse."""

    throttle_classes = [ReportThrottle]

    @operation(
        "create_report",
        tag="catalogue",
        summary="Report a product",
        request=ReportBody,
        responses={202: ReceivedReportSerializer},
    )
    def post(self, request):
        """An officer looks at it. No token is needed; by default 10 reports an hour.

        A product that is not public cannot be reported (400).
        """
        given = read(ReportBody, request.data)
        product = Product.objects.public().filter(pk=given["product_id"]).first()
        if product is None:
            told = body_fault(
                "/product_id", "not_found", what="product", value=given["product_id"]
            )
            raise refusal([told])
        report = report_product(
            product_id=product.pk,
            seller_id=product.seller_id,
            reason=given["reason"],
            note=given.get("note", ""),
            reporter=request.user,
        )
        return self.answer({"id": str(report.pk), "status": "received"}, status=202)
