from django.db import migrations

# Stored JSON is read far more often than written: lz4 unpacks several times faster
# than PostgreSQL's own method. A server built without lz4 keeps its own.
COLUMNS = [
    ("listings_listingtext", "summary"),
    ("listings_listingtext", "detail"),
    ("listings_sellerlistingtext", "summary"),
    ("listings_sellerlistingtext", "detail"),
]


def compress(method):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        for table, column in COLUMNS:
            schema_editor.execute(
                f"DO $$ BEGIN ALTER TABLE {table} ALTER COLUMN {column} "
                f"SET COMPRESSION {method}; "
                "EXCEPTION WHEN feature_not_supported THEN NULL; END $$"
            )

    return run


class Migration(migrations.Migration):
    dependencies = [("listings", "0002_bytewise_names")]

    operations = [migrations.RunPython(compress("lz4"), compress("default"))]
