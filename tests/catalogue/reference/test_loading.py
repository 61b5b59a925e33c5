import io

import pytest
from django.core.management import call_command

from catalogue.journal.models import Job
from catalogue.listings.reference_loading import load_all
from catalogue.products.models import Category, Unit
from catalogue.readiness.models import Market, MarketRequirement
from catalogue.reference.loading import digest, load, read_csv, tables
from catalogue.sellers.models import Regency

pytestmark = pytest.mark.django_db


def table_of(model):
    return next(table for table in tables() if table.model is model)


def test_a_second_load_changes_nothing():
    result = load(table_of(MarketRequirement))

    assert (result.created, result.updated, result.kept_edited) == (0, 0, 0)
    assert MarketRequirement.objects.count() == 232


def test_an_officers_edit_survives_a_load_of_a_newer_file(tmp_path):
    Regency.objects.filter(code="18.71").update(capital="Teluk Betung")
    table = table_of(Regency)
    newer = tmp_path / "regencies.csv"
    text = table.path.read_text(encoding="utf-8")
    newer.write_text(
        text.replace("Kota Bandar Lampung", "Kota Bandarlampung").replace(
            "Kota Metro", "Kota Metro Baru"
        ),
        encoding="utf-8",
        newline="",
    )

    result = load(type(table)(table.model, newer, table.key, table.fields))

    assert (result.created, result.updated, result.kept_edited) == (0, 1, 1)
    assert Regency.objects.get(code="18.71").capital == "Teluk Betung"
    assert Regency.objects.get(code="18.71").name["id"] == "Kota Bandar Lampung"
    assert Regency.objects.get(code="18.72").name["id"] == "Kota Metro Baru"


def test_a_decimal_read_back_from_the_database_does_not_count_as_an_edit(tmp_path):
    table = table_of(Unit)
    newer = tmp_path / "units.csv"
    newer.write_text(
        table.path.read_text(encoding="utf-8").replace("kilogram,kg", "kilogramme,kg"),
        encoding="utf-8",
        newline="",
    )

    result = load(type(table)(table.model, newer, table.key, table.fields))

    assert (result.updated, result.kept_edited) == (1, 0)


def test_a_newer_file_has_levels_and_listings_done_anew():
    """A row as an older file had it, not edited since."""
    Job.objects.all().delete()
    table = table_of(Regency)
    row = Regency.objects.get(code="18.72")
    names = table.fields(next(read_csv(table.path)))
    older = {name: getattr(row, name) for name in names} | {"capital": "Old"}
    Regency.objects.filter(code="18.72").update(
        capital="Old", loaded_digest=digest(older)
    )

    results = dict(load_all())

    assert results[table].updated == 1
    assert {job.kind for job in Job.objects.all()} == {
        "readiness.recompute",
        "listings.rebuild",
    }


def test_the_command_says_what_it_did():
    out = io.StringIO()

    call_command("load_reference", stdout=out)

    assert "categories: 0 created, 0 updated, 0 kept as edited" in out.getvalue()


def test_the_whole_reference_data_is_there():
    assert Regency.objects.count() == 15
    assert Category.objects.count() == 82
    assert Unit.objects.count() == 32
    assert Market.objects.filter(is_domestic=False).count() == 12
