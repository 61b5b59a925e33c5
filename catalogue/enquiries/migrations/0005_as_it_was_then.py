from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def freeze(apps, schema_editor):
    """What was sent until now names its seller as she is today."""
    quotes = apps.get_model("enquiries", "Quote").objects
    sellers = apps.get_model("sellers", "Seller").objects
    hers = sellers.filter(enquiries__quotes=OuterRef("pk"))
    quotes.update(
        seller_name=Subquery(hers.values("name")[:1]),
        seller_place=Subquery(hers.values("regency__short_name")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("enquiries", "0004_clocks_of_hidden_ones"),
        ("sellers", "0004_response_figures"),
    ]

    operations = [
        migrations.AddField(
            model_name="closeddays",
            name="clock_stops_on",
            field=models.DateField(
                editable=False,
                help_text="Where it had begun when it was declared: the day after.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="quote",
            name="seller_name",
            field=models.CharField(
                default="",
                help_text="When it was sent, as its paper names her.",
                max_length=120,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="quote",
            name="seller_place",
            field=models.CharField(
                default="", help_text="Her regency, likewise.", max_length=120
            ),
            preserve_default=False,
        ),
        migrations.RunPython(freeze, migrations.RunPython.noop),
    ]
