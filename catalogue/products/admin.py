from django.contrib import admin
from django.db.models import Q

from catalogue.journal import clock
from catalogue.journal.desk_admin import DeskAdmin
from catalogue.journal.jobs import enqueue
from catalogue.journal.reference_admin import ReferenceAdmin
from catalogue.journal.types import AttributeChanged, CategoryChanged
from catalogue.products import report_admin, review_admin  # noqa: F401 - register
from catalogue.products.actions import publishing, rows
from catalogue.products.content import content_of
from catalogue.products.errors import InvalidState
from catalogue.products.models import (
    Attribute,
    Category,
    CategoryAttribute,
    Product,
    Unit,
)
from catalogue.products.presenting import (
    gallery,
    labelled,
    table,
    thumbnail,
    with_regency,
)


@admin.register(Category)
class CategoryAdmin(ReferenceAdmin):
    event = CategoryChanged
    list_display = ["code", "parent", "name", "position"]
    list_select_related = ["parent"]
    search_fields = ["code", "name"]


@admin.register(Attribute)
class AttributeAdmin(ReferenceAdmin):
    event = AttributeChanged
    list_display = ["code", "type", "name", "unit"]
    list_filter = ["type"]
    search_fields = ["code", "name"]


@admin.register(CategoryAttribute)
class CategoryAttributeAdmin(ReferenceAdmin):
    """Which attributes a category has. The two never change, so the code stays true."""

    event = AttributeChanged
    fields = ["category", "attribute", "is_required", "position"]
    list_display = ["code", "category", "attribute", "is_required", "position"]
    list_filter = ["is_required", "category"]
    list_select_related = ["category", "attribute"]
    search_fields = ["code"]

    def get_readonly_fields(self, request, obj=None):
        return ["category", "attribute"] if obj else []

    def save_model(self, request, obj, form, change):
        obj.code = f"{obj.category_id}:{obj.attribute_id}"
        super().save_model(request, obj, form, change)

    def event_of(self, obj):
        return self.event(obj.attribute_id)


@admin.register(Unit)
class UnitAdmin(ReferenceAdmin):
    """No room follows units by an event: what compares quantities is made anew."""

    list_display = ["code", "symbol", "name", "kind", "factor_to_base", "unece_code"]
    list_filter = ["kind"]
    search_fields = ["code", "symbol", "name"]

    def follow(self, obj, before, after):
        if before.get("factor_to_base") != after["factor_to_base"]:
            enqueue("listings.rebuild", "all")
        clock.advance()


class HiddenFilter(admin.SimpleListFilter):
    title = "hidden"
    parameter_name = "hidden"

    def lookups(self, request, model_admin):
        return [("yes", "Hidden by the office"), ("no", "Not hidden")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(hidden_at__isnull=self.value() == "no")


@admin.register(Product)
class ProductAdmin(DeskAdmin):
    """Products in every status, for the officers of their sellers."""

    list_display = [
        "picture", "name_shown", "seller_shown", "category_shown", "status", "is_shown",
    ]  # fmt: skip
    list_display_links = ["picture", "name_shown"]
    list_filter = [
        "status",
        HiddenFilter,
        ("seller__regency", admin.RelatedOnlyFieldListFilter),
        ("category", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["slug", "variants__sku", "seller__name"]
    search_help_text = "Name, sku, slug or seller."
    fields = [
        "name_shown", "seller", "status", "is_shown", "slug",
        "published_at", "pictures", "content",
    ]  # fmt: skip
    readonly_fields = ["name_shown", "is_shown", "pictures", "content"]
    actions = ["hide", "show"]
    refusals = {InvalidState: lambda error: f"It is {labelled(error.state)}."}

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found.select_related("seller__regency", "category").prefetch_related(
            "images"
        )

    def get_search_results(self, request, queryset, search_term):
        found, distinct = super().get_search_results(request, queryset, search_term)
        if search_term:
            named = Q(name__id__icontains=search_term)
            named |= Q(name__en__icontains=search_term)
            found = (found | queryset.filter(named)).distinct()
        return found, distinct

    @admin.display(description="")
    def picture(self, product):
        pictures = rows.wanted_pictures(product, None)
        return thumbnail(pictures[0][0]) if pictures else ""

    @admin.display(description="Product")
    def name_shown(self, product):
        return str(product)

    @admin.display(description="Seller", ordering="seller__name")
    def seller_shown(self, product):
        return with_regency(product.seller)

    @admin.display(description="Category", ordering="category__position")
    def category_shown(self, product):
        return product.category and product.category.code

    @admin.display(description="Shown", boolean=True)
    def is_shown(self, product):
        """False where the office hides it; unknown where it is not published."""
        if product.hidden_at is not None:
            return False
        return True if product.status == Product.Status.PUBLISHED else None

    @admin.display(description="Pictures")
    def pictures(self, product):
        return gallery(rows.wanted_pictures(product, None)) or "–"

    @admin.display(description="Content")
    def content(self, product):
        loaded = Product.objects.for_workspace().get(pk=product.pk)
        return table(content_of(loaded))

    def offered_on_page(self, product):
        if product is None:
            return ()
        return ("show",) if product.hidden_at else ("hide",)

    @admin.action(description="Hide from the public")
    def hide(self, request, products):
        self.perform(
            request,
            products,
            lambda product: publishing.hide_product(product_id=product.pk),
            "Hidden",
        )

    @admin.action(description="Show again")
    def show(self, request, products):
        self.perform(
            request,
            products,
            lambda product: publishing.show_product(product_id=product.pk),
            "Shown",
        )
