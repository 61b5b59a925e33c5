from django.contrib import admin

from catalogue.journal.reference_admin import ReferenceAdmin
from catalogue.journal.types import AttributeChanged, CategoryChanged
from catalogue.products.models import Attribute, Category


@admin.register(Category)
class CategoryAdmin(ReferenceAdmin):
    event = CategoryChanged
    list_display = ["code", "parent", "name", "position"]
    search_fields = ["code", "name"]


@admin.register(Attribute)
class AttributeAdmin(ReferenceAdmin):
    event = AttributeChanged
    list_display = ["code", "type", "name", "unit"]
