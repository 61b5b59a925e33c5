"""The dictionary at the desk: an edit counts with the next search."""

import re
from collections.abc import Iterator
from itertools import chain, count
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from catalogue.journal import audit
from catalogue.journal.actions import record
from catalogue.journal.desk_admin import is_provincial
from catalogue.journal.reference_admin import ReferenceAdmin
from catalogue.journal.types import DictionaryChanged
from catalogue.products.models import Category
from catalogue.reference.loading import codes
from catalogue.reference.models import RemovedRow
from catalogue.search import analysis, published
from catalogue.search.dictionary import Concept, Dictionary, Phrase, phrases
from catalogue.search.models import MAX_TERM_WORDS, Place, StopWord, Synonym
from catalogue.texts import resolve

MANY_ROWS = 2  # a term in more of them says little
LANGUAGE = "en"  # of the desk
LANGUAGES = [("", "any"), ("id", "Indonesian"), ("en", "English"), ("ms", "Malay")]
TERM_FIELDS = ["terms_id", "terms_en", "terms_ms"]
THINGS = {Synonym.Kind.PRODUCT, Synonym.Kind.MATERIAL}


def read(term: str) -> Phrase:
    """The words a search would see in it."""
    return tuple(word.text for word in analysis.words(term))


def fault_of(term: str) -> str | None:
    """Why a term could never be found, in words; None where it could."""
    words = read(term)
    if re.search(r",(?!\d)", term):
        return f"“{term}” has a comma. Part terms with semicolons."
    if not words:
        return f"“{term}” has neither letters nor digits."
    if len(words) > MAX_TERM_WORDS:
        return f"“{term}” has more than three words."
    return None


class TermsField(forms.CharField):
    """Terms parted by semicolons or lines, each once, in small letters."""

    def __init__(self, *, help_text: str, example: str, **kwargs: Any):
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
            required=False,
            help_text=f"{help_text} Part terms with semicolons: “{example}”.",
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value).lower()
        terms = [" ".join(term.split()) for term in re.split(r"[;\n]", text)]
        terms = [term for term in dict.fromkeys(terms) if term]
        faults = [fault for term in terms if (fault := fault_of(term))]
        if faults:
            raise ValidationError(faults)
        return ";".join(terms)


def _categories() -> list[tuple[str, str]]:
    rows = Category.objects.order_by("code")
    return [(row.code, f"{row.code} · {resolve(row.name, LANGUAGE)}") for row in rows]


class CategoriesField(forms.MultipleChoiceField):
    """Several categories, stored as their codes split at `;`."""

    def prepare_value(self, value: Any) -> Any:
        return codes(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return ";".join(super().clean(value))


class SynonymForm(forms.ModelForm):
    terms_id = TermsField(
        label="Indonesian",
        help_text="The usual one first.",
        example="kopi bubuk; bubuk kopi",
    )
    terms_en = TermsField(
        label="English",
        help_text="No plurals: they are known.",
        example="ground coffee; coffee powder",
    )
    terms_ms = TermsField(
        label="Malay",
        help_text="Where it is another word.",
        example="serbuk kopi; kopi serbuk",
    )
    misspellings = TermsField(
        help_text="Read as this, but never searched for. Only those that one or two "
        "letters would not mend.",
        example="kopi bubug; koffie bubuk",
    )
    code = forms.SlugField(
        max_length=80,
        required=False,
        help_text="Left empty, it is made of the first term: “kopi-bubuk”. It stays.",
    )
    categories = CategoriesField(
        choices=_categories,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Where such products are: found there too, further down. Hold Ctrl "
        "to choose several or none.",
    )

    class Meta:
        model = Synonym
        fields = [*TERM_FIELDS, "misspellings", "code", "kind", "categories"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if any(name in self.errors for name in TERM_FIELDS):
            return found
        terms = [term for name in TERM_FIELDS for term in phrases(found[name])]
        if not terms:
            self.add_error(
                TERM_FIELDS[0],
                "Give at least one term, here or in another language: what is "
                "misspelt has to mean something.",
            )
        elif idle := _only_stop_words(terms):
            self.add_error(
                TERM_FIELDS[0],
                f"Nobody would find it: {idle}. Give a term that says what it is.",
            )
        elif found.get("code") == "":
            found["code"] = free_code(terms[0])
        return found


def _only_stop_words(terms: list[Phrase]) -> str | None:
    """That nothing but stop words is among the terms, in words."""
    words = {term[0] for term in terms if len(term) == 1}
    if len(words) < len(set(terms)):
        return None
    if StopWord.objects.filter(word__in=words).count() < len(words):
        return None
    listed = ", ".join(f"“{word}”" for word in sorted(words))
    return f"{listed} {'is a stop word' if len(words) == 1 else 'are stop words'}"


def free_code(term: Phrase) -> str:
    """The term as a code, with a number where another row has it."""
    begins = slugify(" ".join(term))[:70] or "synonym"
    taken = set(
        Synonym.objects.filter(code__startswith=begins).values_list("code", flat=True)
    )
    numbered = (f"{begins}-{number}" for number in count(2))
    return next(code for code in chain([begins], numbered) if code not in taken)


def named(word: str) -> list[Concept]:
    """The rows of the dictionary that have this word as a term."""
    return Dictionary.of(Synonym.objects.all(), (), ()).concepts.get((word,), [])


def refuse_a_thing(word: str) -> None:
    """Of a word by which people look for a product or a material."""
    for concept in named(word):
        if concept.kind in THINGS:
            raise ValidationError(
                f"“{word}” is what people call a thing: it is a term of the synonyms "
                f"“{concept.code}”."
            )


class StopWordForm(forms.ModelForm):
    language = forms.ChoiceField(choices=LANGUAGES, required=False)

    class Meta:
        model = StopWord
        fields = ["word", "language"]

    def clean_word(self) -> str:
        words = read(self.cleaned_data["word"])
        if len(words) != 1:
            raise ValidationError("One word, of letters or digits.")
        refuse_a_thing(words[0])
        if name := published.product_named(words[0]):
            raise ValidationError(
                f"“{words[0]}” is in the name of a published product: “{name}”."
            )
        return words[0]


class PlaceForm(forms.ModelForm):
    class Meta:
        model = Place
        fields = ["name", "code", "regency", "kind"]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].lower().split())
        if fault := fault_of(name):
            raise ValidationError(fault)
        return name

    def clean(self) -> dict[str, Any]:
        """A name means one regency, or it would mean whichever is read last."""
        found = super().clean() or self.cleaned_data
        name, regency = found.get("name"), found.get("regency")
        if not name or not regency:
            return found
        words = read(name)
        if len(words) == 1 and {"name", "regency"} & {*self.changed_data}:
            self._refuse_a_thing(words[0], regency.pk)
        others = Place.objects.exclude(pk=self.instance.pk).exclude(regency=regency)
        for other in others.select_related("regency"):
            if read(other.name) == read(name):
                said = f"“{name}” means {other.regency.short_name} already."
                raise ValidationError({"name": said})
        return found

    def _refuse_a_thing(self, word: str, regency: str) -> None:
        """Products are named after places, but then one of that place will be."""
        try:
            refuse_a_thing(word)
        except ValidationError as refusal:
            self.add_error("name", refusal)
            return
        name = published.product_named(word)
        if name and not published.product_named(word, regency=regency):
            self.add_error(
                "name",
                f"“{word}” is in the name of a published product of another regency, "
                f"and of none of this one: “{name}”.",
            )


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
