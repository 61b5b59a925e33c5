"""What an officer is asked before something is done at the desk."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.db.models import Q

from catalogue.enquiries.actions.answering import MOST_SUGGESTED
from catalogue.enquiries.models import MESSAGE_LENGTH, NOTE_LENGTH, Enquiry
from catalogue.enquiries.wording import DECLINE_REASONS, languages, said
from catalogue.journal.desk_admin import LANGUAGE
from catalogue.products.models import Product

MOST_FOUND = 12


class AnswerForm(forms.Form):
    """To the buyer, on the seller's behalf."""

    body = forms.CharField(
        label="Answer",
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="The buyer and the seller read it, marked as the trade office's.",
    )
    language = forms.ChoiceField(
        label="Written in",
        choices=languages(settings.CATALOGUE_LANGUAGES, LANGUAGE),
        initial="en",
    )


class DeclineForm(forms.Form):
    """In the seller's place: it counts as her answer."""

    reason = forms.ChoiceField(
        choices=[
            (code, said(DECLINE_REASONS, code, LANGUAGE))
            for code in Enquiry.DeclineReason.values
        ]
    )
    note = forms.CharField(
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="To the buyer, who reads it beside the reason.",
    )

    def clean(self) -> dict[str, Any]:
        """The last reason says nothing by itself."""
        given = super().clean() or {}
        is_other = given.get("reason") == Enquiry.DeclineReason.OTHER
        if is_other and not given.get("note"):
            self.add_error("note", "Say why, in a few words.")
        return given


class SureForm(forms.Form):
    """Nothing is asked but whether to go on."""


class VerifyForm(forms.Form):
    has_seen = forms.BooleanField(
        label="I have seen papers of it, such as an invoice or an export declaration.",
        help_text="From then on it counts as verified, and the seller can no longer "
        "change it.",
    )


class ErasureForm(forms.Form):
    was_asked = forms.BooleanField(
        label="The buyer asked for it, and she is who she says she is.",
        help_text="Her name, address, telephone and all that she wrote are erased, at "
        "every seller she asked at once; what is still open is withdrawn. It cannot be "
        "undone. What was counted stays.",
    )


class SuggestionForm(AnswerForm):
    """Other products, found by words, or named by their address, slug or id."""

    find = forms.CharField(
        label="Find products",
        max_length=80,
        required=False,
        help_text="Words of a name. Send the form: what is found is offered to tick.",
    )
    found = forms.MultipleChoiceField(
        label="Found", required=False, widget=forms.CheckboxSelectMultiple
    )
    named = forms.CharField(
        label="Or name them",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Slugs or ids, one to a line, or the addresses of their pages.",
    )

    field_order = ["find", "found", "named", "body", "language"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        given: Any = self.data
        ticked = given.getlist("found") if self.is_bound else []
        offered: Any = self.fields["found"]
        offered.choices = _choices(self.data.get("find", ""), ticked)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        products, missing = _named(given.get("named", "").split())
        if missing:
            told = f"No public product is called {', '.join(missing)}."
            self.add_error("named", told)
        ids = list(dict.fromkeys([*map(UUID, given.get("found", [])), *products]))
        if not ids and not missing:
            self.add_error("find", "Tick what was found, or name a product.")
        if len(ids) > MOST_SUGGESTED:
            self.add_error("named", f"{MOST_SUGGESTED} products at most.")
        return {
            "body": given.get("body", ""),
            "language": given.get("language", ""),
            "products": ids,
        }


def _choices(words: str, ticked: list[str]) -> list[tuple[str, str]]:
    """What is found by all these words, and what was ticked before."""
    public = Product.objects.public().select_related("seller__regency")
    wanted = Q(pk__in=_ids(ticked))
    if words.split():
        found = public
        for word in words.split():
            found = found.filter(
                Q(name__id__icontains=word) | Q(name__en__icontains=word)
            )
        wanted |= Q(pk__in=found.order_by("-pk").values("pk")[:MOST_FOUND])
    if not words.split() and not ticked:
        return []
    return [(str(p.pk), _shown(p)) for p in public.filter(wanted).order_by("-pk")]


def _shown(product: Product) -> str:
    seller = product.seller
    return f"{product} · {seller.name}, {seller.regency.short_name}"


def _named(names: list[str]) -> tuple[list[UUID], list[str]]:
    """Products by slug, id or address; and the names that nothing public has."""
    wanted = {name: name.rstrip("/").rpartition("/")[2] for name in names}
    ids = _ids(wanted.values())
    public = Product.objects.public().filter(
        Q(slug__in=wanted.values()) | Q(pk__in=ids)
    )
    known: dict[str, UUID] = {}
    for product in public:
        known |= {product.slug: product.pk, str(product.pk): product.pk}
    missing = [name for name, key in wanted.items() if key.lower() not in known]
    return [known[k.lower()] for k in wanted.values() if k.lower() in known], missing


def _ids(texts: Any) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


class DomainForm(forms.Form):
    domain = forms.CharField(
        max_length=254,
        help_text="Such as `example.com`: everybody there, and in what lies below it. "
        "Their enquiries are held, not refused, and they learn nothing of it. Domains "
        "that everybody has a mailbox at cannot be blocked: mark the enquiry as spam.",
    )
