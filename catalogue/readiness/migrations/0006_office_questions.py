import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0005_attributes_by_category"),
        ("readiness", "0005_snapshots_immutable"),
        ("sellers", "0003_nib_of_the_verified"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="productreadiness",
            options={"verbose_name_plural": "readiness of products"},
        ),
        migrations.CreateModel(
            name="DryRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "products",
                    models.PositiveIntegerField(
                        default=0, help_text="To be looked at."
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("last_seller_id", models.UUIDField(null=True)),
                ("last_product_id", models.UUIDField(null=True)),
                ("result", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="OnlyMissing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("market_code", models.CharField(blank=True, max_length=2)),
                ("certificate_code", models.CharField(max_length=20)),
            ],
            options={
                "verbose_name_plural": "only missing",
                "ordering": ["product", "market_code", "certificate_code"],
            },
        ),
        migrations.AddIndex(
            model_name="tally",
            index=models.Index(fields=["market_code", "on"], name="tally_of_market"),
        ),
        migrations.AddField(
            model_name="dryrun",
            name="base",
            field=models.ForeignKey(
                help_text="The version it is compared with.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="readiness.modelversion",
            ),
        ),
        migrations.AddField(
            model_name="dryrun",
            name="started_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="onlymissing",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="only_missing",
                to="products.product",
            ),
        ),
        migrations.AddIndex(
            model_name="onlymissing",
            index=models.Index(
                fields=["market_code", "certificate_code", "product"],
                name="only_missing_of_market",
            ),
        ),
        migrations.AddConstraint(
            model_name="onlymissing",
            constraint=models.UniqueConstraint(
                fields=("product", "market_code", "certificate_code"),
                name="only_missing_once",
            ),
        ),
    ]
