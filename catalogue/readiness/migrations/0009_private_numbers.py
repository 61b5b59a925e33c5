from django.db import migrations, models

PRIVATE = ("FDA-801Q", "FDA-FCE", "FDA-FFR", "NPWP")


def hide(apps, schema_editor):
    """A desk may have published them before."""
    types = apps.get_model("readiness", "CertificateType").objects
    types.filter(code__in=PRIVATE).update(number_published=False)


class Migration(migrations.Migration):
    dependencies = [
        ("readiness", "0008_market_readiness_upcoming_on"),
    ]

    operations = [
        migrations.RunPython(hide, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="certificatetype",
            constraint=models.CheckConstraint(
                condition=models.Q(number_published=False)
                | ~models.Q(code__in=PRIVATE),
                name="certificate_type_number_private",
            ),
        ),
    ]
