from django.db import migrations

COLUMNS = [
    ("listings_listingtext", "name_key"),
    ("listings_sellerlistingtext", "name_key"),
    ("listings_listing", "slug"),
]


def collate(collation):
    """Names compare by bytes, as SQLite's do, so that both databases order alike."""

    def run(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        for table, column in COLUMNS:
            schema_editor.execute(
                f"ALTER TABLE {table} ALTER COLUMN {column} "
                f"TYPE varchar({240 if column == 'name_key' else 80}) "
                f'COLLATE "{collation}"'
            )

    return run


class Migration(migrations.Migration):
    dependencies = [("listings", "0001_initial")]

    operations = [migrations.RunPython(collate("C"), collate("default"))]
