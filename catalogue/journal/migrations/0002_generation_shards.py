from django.db import migrations

from catalogue.journal.clock import SHARDS


def create_shards(apps, schema_editor):
    generation = apps.get_model("journal", "Generation")
    generation.objects.bulk_create(
        (generation(shard=shard) for shard in range(SHARDS)), ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(create_shards, migrations.RunPython.noop)]
