from django.db import migrations


def mark(apps, schema_editor):
    image = apps.get_model("products", "Image")
    image.objects.filter(status="ready").update(is_public=True)


class Migration(migrations.Migration):
    dependencies = [("products", "0003_workspace")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
