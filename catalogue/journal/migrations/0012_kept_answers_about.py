from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0011_drop_mail")]

    operations = [
        migrations.AlterField(
            "idempotencykey",
            "caller",
            models.CharField(
                help_text="A user's id, `token` and the id of an enquiry's, or `guest`.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            "idempotencykey",
            "about",
            models.UUIDField(
                db_index=True,
                help_text="The submission it tells of, to forget it.",
                null=True,
            ),
        ),
    ]
