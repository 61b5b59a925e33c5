from typing import Any

from django.db.models import QuerySet

from catalogue.sellers.querysets import overseen


class ProductQuerySet(QuerySet):
    def public(self):
        """What anyone may see: published and not hidden, by a verified seller not
        suspended."""
        return self.filter(
            status="published",
            hidden_at__isnull=True,
            seller__verified_at__isnull=False,
            seller__suspended_at__isnull=True,
        )

    def managed_by(self, user):
        """Products, in any status, of the business `user` is a member of."""
        return self.filter(seller__members__user=user)

    def overseen_by(self, user):
        """Products, in any status, an officer may decide on; never of her business."""
        return self.filter(overseen(user, "seller__regency")).exclude(
            seller__members__user=user
        )

    def for_workspace(self):
        """Load what a seller sees of her products, in a fixed number of queries."""
        return self.select_related("category", "seller").prefetch_related(
            "variants", "price_tiers", "attribute_values", "images"
        )

    def for_detail(self):
        """Load what a product's public page shows, in a fixed number of queries."""
        return self.select_related(
            "category__parent__parent", "seller__regency", "min_order_unit"
        ).prefetch_related(
            "variants",
            "price_tiers",
            "attribute_values__attribute__in_categories",
        )


class CategoryAttributeQuerySet(QuerySet):
    def of(self, category) -> list:
        """What products of `category` are described with, its own and inherited, in
        order; each row with its `attribute`. Of two for one attribute the nearer."""
        lineage = [above.code for above in category.lineage()]
        rows: list = list(self.filter(category__in=lineage).select_related("attribute"))
        rows.sort(key=lambda row: lineage.index(row.category_id))
        nearest: dict = {}
        for row in rows:
            nearest.setdefault(row.attribute_id, row)
        return sorted(
            nearest.values(),
            key=lambda row: (row.position, row.attribute.position, row.attribute_id),
        )

    def required_by_category(self) -> dict[str, dict[str, dict[str, str]]]:
        """The attributes that each category asks for, inherited ones too: their names
        by code.

        Of two rows for one attribute the nearer decides.
        """
        asked: dict[str, dict[str, bool]] = {}
        names = {}
        somewhere = self.filter(is_required=True).order_by().values("attribute")
        held = self.filter(attribute__in=somewhere).values_list(
            "category_id", "attribute_id", "is_required", "attribute__name"
        )
        for category, attribute, is_required, name in held:
            asked.setdefault(category, {})[attribute] = is_required
            names[attribute] = name
        categories: Any = self.model._meta.get_field("category").related_model
        above = dict(categories.objects.order_by().values_list("code", "parent__code"))
        return {
            code: {
                attribute: names[attribute]
                for attribute, needed in sorted(_inherited(code, above, asked).items())
                if needed
            }
            for code in above
        }


def _inherited(
    code: str | None, above: dict[str, str | None], asked: dict[str, dict[str, bool]]
) -> dict[str, bool]:
    if code is None:
        return {}
    return {**_inherited(above[code], above, asked), **asked.get(code, {})}


class ImageQuerySet(QuerySet):
    def live(self):
        """Part of the product: not staged."""
        return self.filter(position__isnull=False)

    def ready(self):
        """Pictures that can be shown."""
        return self.live().filter(status="ready")

    def managed_by(self, user):
        """Pictures, staged ones too, of the business `user` is a member of."""
        return self.filter(product__seller__members__user=user)
