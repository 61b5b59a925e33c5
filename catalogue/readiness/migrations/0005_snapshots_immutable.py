"""Snapshots and model versions are never changed: the database says so.

They go with the product, seller or database they belong to.
"""

from django.db import migrations

TABLES = ("readiness_snapshot", "readiness_modelversion")


def add(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION journal_refuse()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is never changed.'); END"
            )


def remove(apps, schema_editor):
    for table in TABLES:
        suffix = (
            f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        )
        schema_editor.execute(f"DROP TRIGGER {table}_no_update{suffix}")


class Migration(migrations.Migration):
    dependencies = [
        ("readiness", "0004_the_model"),
        ("journal", "0005_append_only"),
    ]
    operations = [migrations.RunPython(add, remove)]
