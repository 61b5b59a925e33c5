from django.db import migrations, models

REFUSED = {
    "default": list,
    "editable": False,
    "help_text": "SHA-256 of the documents that the office turned down for it.",
}


class Migration(migrations.Migration):
    dependencies = [
        ("readiness", "0009_private_numbers"),
    ]

    operations = [
        migrations.AddField(
            model_name="certificate",
            name="refused",
            field=models.JSONField(**REFUSED),
        ),
        migrations.AddField(
            model_name="answer",
            name="refused",
            field=models.JSONField(**REFUSED),
        ),
    ]
