"""The dictionary at the desk: an edit counts with the next search."""

from collections.abc import Iterator

from django.contrib import admin, messages
from django.db import transaction

from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.desk_admin import is_provincial
from catalogue.journal.reference_admin import ReferenceAdmin
from catalogue.journal.types import DictionaryChanged
from catalogue.reference.loading import codes
from catalogue.reference.models import RemovedRow
from catalogue.search import published
from catalogue.search.dictionary import Dictionary, phrases
from catalogue.search.forms import (
    TERM_FIELDS,
    PlaceForm,
    StopWordForm,
    SynonymForm,
    fault_of,
    named,
    read,
)
from catalogue.search.models import Place, StopWord, Synonym

MANY_ROWS = 2  # a term in more of them says little


class DictionaryAdmin(ReferenceAdmin):
    """Nothing points at these rows, so the province may delete them as well."""

    event = DictionaryChanged

    def has_delete_permission(self, request, obj=None):
        return is_provincial(request.user)

    def event_of(self, obj):
        return DictionaryChanged(str(obj))

    @transaction.atomic
    def delete_model(self, request, obj):
        self._remove(obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self._remove(obj)

    def _remove(self, obj) -> None:
        key, kind = getattr(obj, self.key), str(self.opts.model_name)
        audit.write("reference.removed", kind, key, before=self._row(obj))
        if obj.loaded_digest:
            RemovedRow.objects.get_or_create(table=kind, key=key)
        event = self.event_of(obj)
        obj.delete()
        record(event)


@admin.register(Synonym)
class SynonymAdmin(DictionaryAdmin):
    form = SynonymForm
    list_display = ["code", "id_shown", "en_shown", "ms_shown", "categories_shown"]
    list_filter = ["kind", ("categories", admin.EmptyFieldListFilter)]
    search_fields = ["code", *TERM_FIELDS, "misspellings"]
    search_help_text = "A term in any language, a misspelling or a code."
    change_list_template = "admin/synonyms.html"

    def get_object(self, request, object_id, from_field=None):
        """With the misspelling that a link would add, to be looked at and saved."""
        row = super().get_object(request, object_id, from_field)
        term = request.GET.get("misspelling", "")
        if row and request.method == "GET" and term and not fault_of(term):
            row.misspellings = ";".join([*codes(row.misspellings), term])
        return row

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        idle = StopWord.objects.filter(
            word__in=[
                phrase[0]
                for name in TERM_FIELDS
                for phrase in phrases(getattr(obj, name))
                if len(phrase) == 1
            ]
        )
        for row in idle:
            self.message_user(
                request,
                f"“{row.word}” is a stop word: alone it does not find this row.",
                messages.WARNING,
            )
        for term, holding in crowded(obj):
            self.message_user(
                request,
                f"“{term}” is in {len(holding)} rows: {', '.join(holding)}. "
                "Who types it finds the products of all.",
                messages.WARNING,
            )

    @admin.display(description="Indonesian", ordering="terms_id")
    def id_shown(self, row):
        return _listed(row.terms_id)

    @admin.display(description="English", ordering="terms_en")
    def en_shown(self, row):
        return _listed(row.terms_en)

    @admin.display(description="Malay", ordering="terms_ms")
    def ms_shown(self, row):
        return _listed(row.terms_ms)

    @admin.display(description="Categories", ordering="categories")
    def categories_shown(self, row):
        return _listed(row.categories)


def _listed(cell: str) -> str:
    return cell.replace(";", ", ") or "–"


def crowded(synonym: Synonym) -> Iterator[tuple[str, list[str]]]:
    """Its terms that are in more than two rows, each with those rows' codes."""
    concepts = Dictionary.of(Synonym.objects.all(), (), ()).concepts
    for name in TERM_FIELDS:
        for phrase in phrases(getattr(synonym, name)):
            holding = sorted({concept.code for concept in concepts[phrase]})
            if len(holding) > MANY_ROWS:
                yield " ".join(phrase), holding


@admin.register(StopWord)
class StopWordAdmin(DictionaryAdmin):
    """Words that count only where nothing else is left."""

    key = "word"
    form = StopWordForm
    list_display = ["word", "language"]
    list_filter = ["language"]
    search_fields = ["word"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        warn_of_uses(self, request, obj.word)


@admin.register(Place)
class PlaceAdmin(DictionaryAdmin):
    form = PlaceForm
    list_display = ["name", "regency", "kind", "code"]
    list_filter = ["kind", ("regency", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["regency"]
    search_fields = ["name", "code", "regency__short_name"]
    prepopulated_fields = {"code": ["name"]}

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if len(words := read(obj.name)) == 1:
            warn_of_uses(self, request, words[0])


def warn_of_uses(desk: admin.ModelAdmin, request, word: str) -> None:
    """Of what else a word is that may well be a stop word or a place."""
    uses = [f"a term of the synonyms “{concept.code}”" for concept in named(word)]
    if number := published.products_with(word):
        uses.append(f"in what {number} published products say")
    if uses:
        desk.message_user(
            request,
            f"“{word}” is {' and '.join(uses)}. Who types it is now understood "
            "otherwise.",
            messages.WARNING,
        )
