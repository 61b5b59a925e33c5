"""The table of Django's database cache: shared by all processes of one database."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", "journal_cache", verbosity=0)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS journal_cache")


class Migration(migrations.Migration):
    dependencies = [("journal", "0005_append_only")]

    operations = [migrations.RunPython(create, drop)]
