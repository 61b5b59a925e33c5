from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("journal", "0010_letters_are_notices")]

    operations = [migrations.DeleteModel(name="Mail")]
