"""What may be written into the dictionary at the desk, and why it may not."""

import re
from itertools import chain, count
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from catalogue.journal.desk_admin import LANGUAGE
from catalogue.products.models import Category
from catalogue.reference.loading import codes
from catalogue.search import analysis, published
from catalogue.search.dictionary import Concept, Dictionary, Phrase, phrases
from catalogue.search.models import MAX_TERM_WORDS, Place, StopWord, Synonym
from catalogue.texts import resolve

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
