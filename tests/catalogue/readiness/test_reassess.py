"""The command that has all products assessed anew."""

import io

import pytest
from django.core.management import call_command

from catalogue.journal.models import Job
from catalogue.products.models import Product
from catalogue.readiness.actions.recomputing import RECOMPUTE
from catalogue.readiness.models import ProductReadiness, Recomputation

pytestmark = pytest.mark.django_db


def told(*arguments) -> str:
    out = io.StringIO()
    call_command("reassess", *arguments, stdout=out)
    return out.getvalue()


def test_the_worker_is_asked_to():
    count = Product.objects.count()

    assert told() == f"The worker will assess {count} products anew.\n"

    row = Recomputation.objects.get(finished_at=None)
    assert Job.objects.get(kind=RECOMPUTE, subject=str(row.pk))


def test_with_wait_it_is_done_at_once_and_its_progress_shown():
    count = Product.objects.count()
    one = ProductReadiness.objects.first()
    ProductReadiness.objects.filter(pk=one.pk).update(level=4, digest="")

    text = told("--wait")

    assert f"{count}/{count}" in text
    assert f"Assessed {count} products anew; 1 came out different." in text
    one.refresh_from_db()
    assert one.level == ProductReadiness.objects.get(pk=one.pk).snapshot.level
