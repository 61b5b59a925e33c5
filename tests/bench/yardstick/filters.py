import django_filters as filters

from catalogue.products.models import Category, Product


class CodesFilter(filters.BaseInFilter, filters.CharFilter):
    """Comma-separated codes, any of which matches."""


class ProductFilterSet(filters.FilterSet):
    category = filters.ModelChoiceFilter(
        queryset=Category.objects.all(), to_field_name="code", method="in_subtree"
    )
    regency = CodesFilter(field_name="seller__regency", lookup_expr="in")
    price_min = filters.NumberFilter(field_name="price", lookup_expr="gte")
    price_max = filters.NumberFilter(field_name="price", lookup_expr="lte")
    export_level_min = filters.NumberFilter(
        field_name="readiness__level", lookup_expr="gte"
    )

    class Meta:
        model = Product
        fields = []

    def in_subtree(self, products, name, category):
        ids = category.descendants(include_self=True).values_list("pk", flat=True)
        return products.filter(category__in=list(ids))
