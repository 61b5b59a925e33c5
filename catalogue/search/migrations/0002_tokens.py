from django.db import migrations

TABLES = ["search_product_tokens", "search_seller_tokens"]
SQLITE = (
    "CREATE VIRTUAL TABLE {table} USING fts5(tokens, detail=none, columnsize=0, "
    "tokenize=\"ascii tokenchars './'\")"
)
# `fastupdate` off: a pending list would make reads slower now and then.
POSTGRESQL = [
    'CREATE TABLE {table} (key bigint PRIMARY KEY, tokens text[] COLLATE "C" NOT NULL)',
    "CREATE INDEX {table}_gin ON {table} USING gin (tokens) WITH (fastupdate = off)",
]
# Words compare by bytes, as SQLite's do.
BYTEWISE = [("search_term", 40), ("search_signature", 7)]


def create(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for statement in POSTGRESQL if on_postgresql else [SQLITE]:
            schema_editor.execute(statement.format(table=table))
    if on_postgresql:
        for table, size in BYTEWISE:
            schema_editor.execute(
                f"ALTER TABLE {table} ALTER COLUMN text "
                f'TYPE varchar({size}) COLLATE "C"'
            )


def drop(apps, schema_editor):
    for table in TABLES:
        schema_editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
