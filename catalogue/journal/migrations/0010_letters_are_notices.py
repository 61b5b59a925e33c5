"""Letters that wait become notices, and their jobs those of notices."""

from django.db import migrations

from catalogue.identifiers import uuid7


def carry_over(apps, schema_editor):
    Notice = apps.get_model("journal", "Notice")
    Job = apps.get_model("journal", "Job")
    for letter in apps.get_model("journal", "Mail").objects.order_by("pk").iterator():
        own = uuid7()
        Notice.objects.create(
            id=own,
            kind=letter.kind,
            about=str(own),
            address=letter.address,
            language=letter.language,
            values=letter.values,
        )
        Job.objects.filter(kind="journal.send_mail", subject=str(letter.pk)).update(
            kind="journal.deliver", subject=str(own)
        )
    Job.objects.filter(kind="journal.send_mail").delete()  # their letters are gone


def carry_back(apps, schema_editor):
    Mail = apps.get_model("journal", "Mail")
    Job = apps.get_model("journal", "Job")
    waiting = apps.get_model("journal", "Notice").objects.filter(
        status="waiting", channel="email"
    )
    for notice in waiting.order_by("pk").iterator():
        letter = Mail.objects.create(
            kind=notice.kind,
            address=notice.address,
            language=notice.language,
            values=notice.values,
        )
        Job.objects.filter(kind="journal.deliver", subject=str(notice.pk)).update(
            kind="journal.send_mail", subject=str(letter.pk)
        )
    Job.objects.filter(kind="journal.deliver").delete()


class Migration(migrations.Migration):
    dependencies = [("journal", "0009_notices")]

    operations = [migrations.RunPython(carry_over, carry_back)]
