"""What an officer reads of a product she looks after."""

from catalogue.journal.models import AuditEntry
from catalogue.readiness.actions.plots import replace_plots
from catalogue.readiness.claiming.plots import Surveyed
from tests.catalogue.reviews import subjects

PATH = "/v1/officer/products"


def test_an_officer_reads_a_product_as_its_seller_does(as_, officer, seller):
    product = subjects.draft(seller)
    owner = seller.members.get().user
    own = f"/v1/seller/products/{product.pk}/export-readiness?market=JP"

    got = as_(officer).get(f"{PATH}/{product.pk}/export-readiness?market=JP")

    assert got.json() == as_(owner).get(own).json()


def test_each_reading_of_plots_is_written_down(as_, officer, elsewhere, seller):
    product = subjects.draft(seller)
    point = {"type": "Point", "coordinates": [104.083, -5.031]}
    replace_plots(product_id=product.pk, plots=[Surveyed("", point, 2)])

    got = as_(officer).get(f"{PATH}/{product.pk}/plots")

    assert "[104.083000,-5.031000]" in got.content.decode()
    assert got["Cache-Control"] == "no-store"
    entry = AuditEntry.objects.get(action="plots.opened")
    assert (entry.actor_id, entry.subject_id) == (officer.pk, str(product.pk))
    assert entry.after == {"seller": str(seller.pk)}
    assert as_(elsewhere).get(f"{PATH}/{product.pk}/plots").status_code == 404
    assert AuditEntry.objects.filter(action="plots.opened").count() == 1
