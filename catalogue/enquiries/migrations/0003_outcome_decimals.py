from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enquiries", "0002_what_buyers_are_told"),
    ]

    operations = [
        migrations.AlterField(
            model_name="outcome",
            name="value",
            field=models.DecimalField(decimal_places=3, max_digits=19, null=True),
        ),
    ]
