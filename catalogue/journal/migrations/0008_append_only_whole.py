"""Two more ways to change a log: replacing a row on SQLite, truncating on PostgreSQL."""

from django.db import migrations

TABLES = ["journal_auditentry", "journal_event"]


def add(apps, schema_editor):
    for table in TABLES:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
            if schema_editor.connection.vendor == "postgresql"
            else f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE seq = NEW.seq) "
            "BEGIN SELECT RAISE(ABORT, 'The log is append-only.'); END",
            params=None,
        )


def remove(apps, schema_editor):
    for table in TABLES:
        schema_editor.execute(
            f"DROP TRIGGER {table}_no_truncate ON {table}"
            if schema_editor.connection.vendor == "postgresql"
            else f"DROP TRIGGER {table}_no_replace"
        )


class Migration(migrations.Migration):
    dependencies = [("journal", "0007_job_urgency")]

    operations = [migrations.RunPython(add, remove)]
