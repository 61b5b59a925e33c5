"""Audit entries and events are appended, never changed: the database says so.

An audit entry may be deleted only while `journal_retentionpass` names a moment after
it, which `retention.forget` alone writes.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER journal_auditentry_no_update BEFORE UPDATE ON journal_auditentry
    BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END
    """,
    """
    CREATE TRIGGER journal_auditentry_no_delete BEFORE DELETE ON journal_auditentry
    WHEN NOT EXISTS (
        SELECT 1 FROM journal_retentionpass WHERE OLD.recorded_at < before
    )
    BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END
    """,
    """
    CREATE TRIGGER journal_event_no_update BEFORE UPDATE ON journal_event
    BEGIN SELECT RAISE(ABORT, 'The event log is append-only.'); END
    """,
    """
    CREATE TRIGGER journal_event_no_delete BEFORE DELETE ON journal_event
    BEGIN SELECT RAISE(ABORT, 'The event log is append-only.'); END
    """,
]
POSTGRESQL = [
    """
    CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% is append-only.', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE FUNCTION journal_delete_with_pass() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM journal_retentionpass WHERE OLD.recorded_at < before
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION '% is append-only.', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE TRIGGER journal_auditentry_no_update BEFORE UPDATE ON journal_auditentry
    FOR EACH ROW EXECUTE FUNCTION journal_refuse()
    """,
    """
    CREATE TRIGGER journal_auditentry_no_delete BEFORE DELETE ON journal_auditentry
    FOR EACH ROW EXECUTE FUNCTION journal_delete_with_pass()
    """,
    """
    CREATE TRIGGER journal_event_no_update BEFORE UPDATE OR DELETE ON journal_event
    FOR EACH ROW EXECUTE FUNCTION journal_refuse()
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER journal_auditentry_no_update",
    "DROP TRIGGER journal_auditentry_no_delete",
    "DROP TRIGGER journal_event_no_update",
    "DROP TRIGGER journal_event_no_delete",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER journal_auditentry_no_update ON journal_auditentry",
    "DROP TRIGGER journal_auditentry_no_delete ON journal_auditentry",
    "DROP TRIGGER journal_event_no_update ON journal_event",
    "DROP FUNCTION journal_delete_with_pass()",
    "DROP FUNCTION journal_refuse()",
]


def add(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if postgresql else SQLITE:
        schema_editor.execute(statement, params=None)  # a % in it is no parameter


def remove(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_BACK if postgresql else SQLITE_BACK:
        schema_editor.execute(statement, params=None)  # a % in it is no parameter


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_repeats_mail_audit")]

    operations = [migrations.RunPython(add, remove)]
