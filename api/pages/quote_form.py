"""The quote from a phone: one price for each item, then the terms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from api.pages.forms import (
    CURRENCIES,
    LABELS,
    Day,
    Number,
    PageForm,
    Whole,
    Words,
)
from api.pages.wording import DOUBTED_PORT
from catalogue.enquiries import wording
from catalogue.enquiries.actions.quoting import (
    LONGEST_LEAD_TIME_DAYS,
    LONGEST_VALIDITY_DAYS,
    Offer,
    OfferedLine,
    judged_place,
    validity_fault,
)
from catalogue.enquiries.models import NOTE_LENGTH, Item, QuoteLine
from catalogue.enquiries.paper_of import lead_time
from catalogue.enquiries.places import LOADED_AT_SEA
from catalogue.enquiries.wording import said
from catalogue.products.incoterms import INCOTERMS
from catalogue.products.models import Unit
from catalogue.texts import resolve

VALID_DAYS = 14  # as long as a quote is good, where its seller does not say
USUAL_TERM, USUAL_PLACE = "FOB", "Panjang"
ONE_UNIT = "pcs"
Kind = QuoteLine.Kind


@dataclass(frozen=True)
class Row:
    """One item's fields, with its name and what one of it is."""

    name: str
    unit: str
    price: BoundField
    quantity: BoundField
    gone: BoundField


def price_field(**kwargs: Any) -> Number:
    return Number(whole=12, decimals=wording.LONGEST_PRICE, **kwargs)


class QuoteForm(PageForm):
    """Where products were asked for, a row for each; else one line in words."""

    pointers = {
        "/place": "place",
        "/valid_until_on": "valid_until_on",
        "/lines/0/unit_price": "price",
        "/lines/0/quantity": "quantity",
    }
    currency = forms.ChoiceField()
    incoterm = forms.ChoiceField()
    place = Words(max_length=120)
    valid_until_on = Day()
    lead_time_days = Whole(
        required=False, min_value=0, max_value=LONGEST_LEAD_TIME_DAYS
    )
    payment_terms = Words(max_length=500, required=False)
    note = Words(
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    written_in = forms.ChoiceField(required=False)

    def build(self) -> None:
        self.items: list[Item] = list(self.thread.enquiry.items.all())
        for item in self.items:
            self._add_row(item)
        if not self.items:
            self._add_line()
        self._fill_terms()
        self.choose("written_in", self.thread.languages(), self.thread.language)

    def _add_row(self, item: Item) -> None:
        asked = item.quantity_value
        self.fields[f"price_of_{item.pk}"] = price_field(required=False)
        self.fields[f"quantity_of_{item.pk}"] = Number(
            whole=11,
            decimals=3,
            required=False,
            initial=wording.number(asked, self.thread.language) if asked else "",
        )
        self.fields[f"gone_of_{item.pk}"] = forms.BooleanField(required=False)

    def _add_line(self) -> None:
        self.fields["what"] = Words(max_length=NOTE_LENGTH)
        self.fields["price"] = price_field()
        self.fields["quantity"] = Number(whole=11, decimals=3)
        units = Unit.objects.order_by("code").values_list("code", "name")
        self.fields["unit"] = forms.ChoiceField(
            choices=[(c, resolve(name, self.thread.language)) for c, name in units],
            initial=ONE_UNIT,
        )
        self.order_fields(["what", "price", "quantity", "unit"])

    def _fill_terms(self) -> None:
        submission, today = self.thread.enquiry.submission, self.thread.today
        priced = next((i.snapshot["currency"] for i in self.items), CURRENCIES[0])
        self.choose("currency", [(code, code) for code in CURRENCIES], priced)
        term = submission.incoterm or USUAL_TERM
        names = [(t.code, resolve(t.name, self.thread.language)) for t in INCOTERMS]
        self.choose("incoterm", [(code, f"{code} – {n}") for code, n in names], term)
        self.fields["place"].initial = USUAL_PLACE if term == USUAL_TERM else ""
        last = today + timedelta(days=LONGEST_VALIDITY_DAYS)
        field = self.fields["valid_until_on"]
        field.initial = today + timedelta(days=VALID_DAYS)
        field.widget.attrs |= {"min": f"{today}", "max": f"{last}"}

    def rows(self) -> Iterator[Row]:
        for item in self.items:
            yield Row(
                resolve(item.snapshot["name"], self.thread.language),
                unit_of(item),
                self[f"price_of_{item.pk}"],
                self[f"quantity_of_{item.pk}"],
                self[f"gone_of_{item.pk}"],
            )

    def terms(self) -> Iterator[BoundField]:
        """All fields that are of no row."""
        return (self[name] for name in self.fields if "_of_" not in name)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for item in self.items:
            self._check_row(item, values)
        gone = [values.get(f"gone_of_{item.pk}") for item in self.items]
        if gone and all(gone):
            self.add_error(None, "offers_nothing")
        last_day = values.get("valid_until_on")
        if last_day and (found := validity_fault(last_day)):
            self.refuse([found])
        return values

    def _check_row(self, item: Item, values: dict[str, Any]) -> None:
        if values.get(f"gone_of_{item.pk}"):
            return
        for name, fault in (("price", "price_or_gone"), ("quantity", "number")):
            key = f"{name}_of_{item.pk}"
            if key in values and values[key] is None:
                self.add_error(key, fault)

    # -- what was valid

    def offer(self) -> Offer:
        values = self.cleaned_data
        terms = ("currency", "incoterm", "place", "valid_until_on", "lead_time_days")
        return Offer(
            lines=list(self._lines()),
            language=values["written_in"] or self.thread.language,
            payment_terms=values["payment_terms"],
            note=values["note"],
            **{name: values[name] for name in terms},
        )

    def _lines(self) -> Iterator[OfferedLine]:
        values = self.cleaned_data
        for item in self.items:
            if values[f"gone_of_{item.pk}"]:
                yield OfferedLine(Kind.NOT_AVAILABLE, item.pk)
                continue
            yield OfferedLine(
                Kind.OFFERED,
                item.pk,
                unit_price=values[f"price_of_{item.pk}"],
                quantity=(values[f"quantity_of_{item.pk}"], unit_of(item)),
            )
        if not self.items:
            yield OfferedLine(
                Kind.OFFERED,
                unit_price=values["price"],
                quantity=(values["quantity"], values["unit"]),
                note=values["what"],
            )

    def checked(self) -> dict[str, Any]:
        """What is about to be sent, to be read once more before it is."""
        offer, language = self.offer(), self.thread.language
        total = offer.total or Decimal(0)
        place = judged_place(offer)
        return {
            "lines": [self._said(line, offer.currency) for line in offer.lines],
            "total": wording.amount(total, offer.currency, language),
            "terms": f"{offer.incoterm} {offer.place}",
            "place_suggestion": place.suggestion,
            "place_doubt": self._doubt(offer) if place.doubted else "",
            "valid_until": wording.day(offer.valid_until_on, language),
            "lead_time": lead_time(offer.lead_time_days, language),
            "payment_terms": offer.payment_terms,
            "note": offer.note,
        }

    def _doubt(self, offer: Offer) -> str:
        """Of a place that is no seaport we know, where the term has to name one."""
        key = "loading" if offer.incoterm in LOADED_AT_SEA else "arrival"
        return said(DOUBTED_PORT, key, self.thread.language).format(
            place=offer.place, incoterm=offer.incoterm
        )

    def _said(self, line: OfferedLine, currency: str) -> tuple[str, str]:
        language = self.thread.language
        named = (i.snapshot["name"] for i in self.items if i.pk == line.item_id)
        name = resolve(next(named, {}), language) or line.note
        if line.unit_price is None or line.quantity is None:
            return name, self.word(LABELS, "gone")
        value, unit = line.quantity
        price = wording.amount(line.unit_price, currency, language)
        return name, f"{wording.number(value, language)} {unit} × {price}"


def unit_of(item: Item) -> str:
    """What it was asked by, else what it is priced by."""
    return item.quantity_unit or item.snapshot.get("price_unit") or ONE_UNIT
