"""What the provisional levels stored goes; rows nobody edited are loaded anew.

A reference row is told to be edited by its digest, which is of the columns a load
wrote. Those change in the next migration, so that rows nobody edited lose theirs here.
"""

from django.db import migrations

from catalogue.reference.loading import COLUMNS_CHANGED, digest

LOADED = {
    "CertificateType": [
        "code",
        "kind",
        "name",
        "issuer",
        "issuer_country",
        "holder_level",
        "validity_months",
        "number_published",
        "public_lookup",
        "legal_basis",
        "confidence",
    ],
    "Market": ["code", "name", "countries", "is_domestic", "position"],
    "MarketRequirement": [
        "code",
        "market_id",
        "product_group",
        "hs_prefixes",
        "certificate_codes",
        "text",
        "obligation",
        "holder",
        "stage",
        "is_gate",
        "legal_basis",
        "effective_from",
        "confidence",
        "source",
    ],
}


def forget(apps, schema_editor):
    jobs = apps.get_model("journal", "Job").objects
    jobs.filter(kind="readiness.assess_all").delete()  # nobody runs this kind any more
    for name, columns in LOADED.items():
        model = apps.get_model("readiness", name)
        for row in model.objects.exclude(loaded_digest=""):
            if digest({c: getattr(row, c) for c in columns}) == row.loaded_digest:
                row.loaded_digest = COLUMNS_CHANGED
                row.save(update_fields=["loaded_digest"])


class Migration(migrations.Migration):
    dependencies = [
        ("readiness", "0002_optional_rule_fields"),
        ("journal", "0007_job_urgency"),
    ]
    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop),
        migrations.DeleteModel("MarketReadiness"),
        migrations.DeleteModel("ProductReadiness"),
    ]
