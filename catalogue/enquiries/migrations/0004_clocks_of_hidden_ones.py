from datetime import timedelta

from django.db import migrations, models
from django.db.models import F

HIDDEN = ["held", "spam"]
LIVE = ["", "new", "open", "quoted"]


def remember(apps, schema_editor):
    """Until now the clock of a hidden one stood; now it runs on for its buyer."""
    enquiries = apps.get_model("enquiries", "Enquiry").objects
    hidden = enquiries.filter(status__in=HIDDEN)
    hidden.update(held_at=F("active_at"), held_spent_seconds=F("clock_spent_seconds"))
    unanswered = hidden.filter(held_from__in=LIVE, first_answered_at=None)
    for enquiry in unanswered.select_related("submission__contact"):
        contact = enquiry.submission.contact
        came_at = enquiry.delivered_at or contact.proven_at or enquiry.created_at
        enquiry.clock_started_at, enquiry.clock_spent_seconds = came_at, 0
        enquiry.first_response_due_at = (
            enquiry.first_response_due_at or came_at + timedelta(days=1)
        )
        enquiry.save()


class Migration(migrations.Migration):
    dependencies = [
        ("enquiries", "0003_outcome_decimals"),
    ]

    operations = [
        migrations.AddField(
            model_name="enquiry",
            name="held_at",
            field=models.DateTimeField(
                help_text="Of a hidden one: since when. Its clock runs on as told.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="held_spent_seconds",
            field=models.PositiveIntegerField(
                help_text="Where the seller's clock stood then: for a release.",
                null=True,
            ),
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
