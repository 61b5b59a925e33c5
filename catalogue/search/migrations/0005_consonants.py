"""Terms that are published already, by their consonants: see `vocabulary.written_out`."""

from django.db import migrations

VOWELS, BATCH = frozenset("aeiou"), 2000


def add(apps, schema_editor):
    term = apps.get_model("search", "Term")
    signature = apps.get_model("search", "Signature")
    rows = []
    for pk, text in term.objects.values_list("pk", "text").iterator():
        left = "".join(letter for letter in text if letter not in VOWELS)
        if text.isalpha() and text[0] not in VOWELS and len(left) >= 3:
            rows.append(signature(term_id=pk, text=f"-{left}"[:7]))
    signature.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)


def remove(apps, schema_editor):
    apps.get_model("search", "Signature").objects.filter(text__startswith="-").delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0004_read_as")]

    operations = [migrations.RunPython(add, remove)]
