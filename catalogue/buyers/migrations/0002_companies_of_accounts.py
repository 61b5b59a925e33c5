from django.db import migrations


def move_in(apps, schema_editor):
    User = apps.get_model("accounts", "User")
    Company = apps.get_model("buyers", "Company")
    named = User.objects.exclude(company_name="").exclude(company__isnull=False)
    Company.objects.bulk_create(
        Company(user=user, name=user.company_name, website=user.company_website)
        for user in named.iterator()
    )


def move_out(apps, schema_editor):
    Company = apps.get_model("buyers", "Company")
    for company in Company.objects.select_related("user").iterator():
        company.user.company_name = company.name
        company.user.company_website = company.website
        company.user.save(update_fields=["company_name", "company_website"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_tokens_and_profile"),
        ("buyers", "0001_initial"),
    ]
    run_before = [("accounts", "0003_company_in_its_own_room")]

    operations = [migrations.RunPython(move_in, move_out)]
