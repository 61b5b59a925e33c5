from django.contrib import admin

from catalogue.journal.reference_admin import ReferenceAdmin
from catalogue.journal.types import AttributeChanged, CategoryChanged
from catalogue.products.models import Attribute, Category, CategoryAttribute


@admin.register(Category)
class CategoryAdmin(ReferenceAdmin):
    event = CategoryChanged
    list_display = ["code", "parent", "name", "position"]
    search_fields = ["code", "name"]


@admin.register(Attribute)
class AttributeAdmin(ReferenceAdmin):
    event = AttributeChanged
    list_display = ["code", "type", "name", "unit"]


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
