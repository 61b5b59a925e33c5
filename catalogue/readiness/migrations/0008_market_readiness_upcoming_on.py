from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("readiness", "0007_certificate_notes"),
    ]

    operations = [
        migrations.AddField(
            model_name="marketreadiness",
            name="upcoming_on",
            field=models.DateField(
                help_text="When the first gate comes into force that is not met.",
                null=True,
            ),
        ),
    ]
