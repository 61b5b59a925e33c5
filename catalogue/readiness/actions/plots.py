"""Where a product's raw material grew, as its seller says it."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.errors import Stale
from catalogue.journal.types import AnswerChanged
from catalogue.products.locking import lock_products
from catalogue.products.models import Product
from catalogue.readiness.actions import certificates
from catalogue.readiness.assessment.model import DUE_DILIGENCE
from catalogue.readiness.claiming.plots import Surveyed
from catalogue.readiness.models import Certificate, Plot
from catalogue.reviews.actions import open_review
from catalogue.reviews.models import Review


@transaction.atomic
def replace_plots(
    *,
    product_id: UUID,
    plots: Sequence[Surveyed],
    expected_version: int | None = None,
) -> None:
    """These are the product's plots from now on; the same ones again change nothing.

    What an officer verified rested on the plots before, so due diligence that speaks
    for the product waits for her again. Raises `Stale` where the plots are others than
    those of `expected_version`.
    """
    lock_products([product_id])
    rows = Plot.objects.filter(product=product_id)
    if expected_version not in {None, rows.mark()}:
        raise Stale
    if [_content(row) for row in rows] == [_content(plot) for plot in plots]:
        return
    before = rows.totals()
    rows.delete()
    Plot.objects.bulk_create(
        Plot(
            product_id=product_id,
            position=place,
            label=plot.label,
            geometry=plot.geometry,
            area_ha=plot.area_ha,
        )
        for place, plot in enumerate(plots)
    )
    audit.write(
        "plots.changed",
        "product",
        product_id,
        before=_summary(*before),
        after=_summary(*rows.totals()),
    )
    product = Product.objects.get(pk=product_id)
    _ask_again(product)
    record(AnswerChanged(product.seller_id, product_id))


def open_as_officer(product: Product):
    """The plots, written down: who opened those of which product."""
    audit.write(
        "plots.opened", "product", product.pk, after={"seller": product.seller_id}
    )
    return Plot.objects.filter(product=product)


def _content(plot: Plot | Surveyed) -> tuple:
    return plot.label, plot.geometry, plot.area_ha


def _summary(count: int, area_ha) -> dict[str, str]:
    """Never a coordinate: the audit log is read by more people than the plots are."""
    return {"count": str(count), "area_ha": f"{area_ha:.4f}"}


def _ask_again(product: Product) -> None:
    """Of those superseded too: they would count again once what renewed them goes."""
    verified = Certificate.objects.held_for(product).filter(
        type=DUE_DILIGENCE, status=Certificate.Status.VERIFIED
    )
    for certificate in list(verified.distinct().order_by("pk")):
        certificate.status = (
            Certificate.Status.EVIDENCE_UPLOADED
            if certificate.evidence_id
            else Certificate.Status.SELF_DECLARED
        )
        certificate.verified_on = certificate.verified_by = None
        certificate.superseded_by = None
        certificates.save(certificate, is_removal=True)
        open_review(
            kind=Review.Kind.CERTIFICATE,
            subject_id=certificate.pk,
            seller_id=certificate.seller_id,
        )
