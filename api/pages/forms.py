"""What may be sent from the thread page: its fields, and the simpler forms.

A wrong one comes back filled, its faults at their fields, in the page's language.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from babel.numbers import NumberFormatError, parse_decimal
from django import forms
from django.conf import settings

from api.pages.wording import FAULTS, HINTS, LABELS
from catalogue.enquiries import wording
from catalogue.enquiries.errors import Refusal
from catalogue.enquiries.models import MESSAGE_LENGTH, NOTE_LENGTH, Enquiry
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Status, Verb
from catalogue.enquiries.wording import DECLINE_REASONS, said
from catalogue.texts import Texts

WRITTEN_WITH = set("0123456789.,")
# With the other language's signs it is a thousand times as much.
READ_IN_TWO_WAYS = {"en": r"[1-9]\d{0,2}\.\d{3}", "id": r"[1-9]\d{0,2},\d{3}"}
CURRENCIES = (
    *("IDR", "USD", "EUR", "JPY", "SGD", "MYR", "CNY", "KRW", "AUD", "GBP"),
    *("SAR", "AED"),
)


@dataclass(frozen=True)
class Thread:
    """What a page is about: a thread as one side sees it, in one language.

    `address` is the page's own, by which its reader opened it.
    """

    address: str
    enquiry: Enquiry
    actor: Actor
    language: str
    allowed: list[Verb]
    today: date

    def languages(self) -> list[tuple[str, Any]]:
        """To mark what is written: first the page's, and what is used here already."""
        used = self.enquiry.messages.seen_by(self.actor.side).order_by("pk")
        likely = [
            self.language,
            *settings.CATALOGUE_LANGUAGES,
            *used.values_list("language", flat=True),
        ]
        return wording.languages(likely, self.language)


class Words(forms.CharField):
    """Text as the API takes it: NFC, trimmed, without control characters."""

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", super().to_python(value) or "")
        return text.replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if any(
            unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in value
        ):
            raise forms.ValidationError("control_characters", code="said")


class Number(forms.CharField):
    """A number as people of the page's language write it: `1.250,50` in Indonesian.

    What it was filled with is taken as it is, since we wrote it.
    """

    language = ""

    def __init__(self, *, whole: int, decimals: int, **kwargs: Any):
        self.whole, self.decimals = whole, decimals
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=24, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        is_ours = text == self.initial
        if not is_ours and re.fullmatch(READ_IN_TWO_WAYS[self.language], text):
            raise forms.ValidationError("ambiguous", code="said")
        number = self._parsed(text.removeprefix("-"))
        if number is None:
            raise forms.ValidationError("number", code="said")
        if text.startswith("-") or number == 0:
            raise forms.ValidationError("above_zero", code="said")
        if number >= Decimal(10) ** self.whole:
            raise forms.ValidationError("too_large", code="said")
        if -int(number.normalize().as_tuple().exponent) > self.decimals:
            raise forms.ValidationError("too_fine", code="said")
        return number

    def _parsed(self, text: str) -> Decimal | None:
        """None for what is no number; signs and exponents are none."""
        if not set(text) <= WRITTEN_WITH:
            return None
        try:
            return parse_decimal(text, locale=self.language, strict=True)
        except NumberFormatError:
            return None


class Whole(forms.IntegerField):
    """A whole number, in words of ours where it is none."""

    def to_python(self, value: Any) -> int | None:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            raise forms.ValidationError("whole_number", code="said") from None


class Day(forms.DateField):
    """As browsers send what was picked, in any language: `2026-12-12`."""

    ISO = "%Y-%m-%d"

    def __init__(self, **kwargs: Any):
        widget = forms.DateInput(attrs={"type": "date"}, format=self.ISO)
        super().__init__(widget=widget, input_formats=[self.ISO], **kwargs)


class PageForm(forms.Form):
    """Labels, hints and faults are words of the page, by the names of fields.

    `pointers`: at which field a refusal of the room is told.
    """

    use_required_attribute = False  # what was typed is judged here, and comes back
    pointers: dict[str, str] = {}

    def __init__(self, data: Any = None, *, thread: Thread, **kwargs: Any):
        super().__init__(data, label_suffix="", **kwargs)
        self.thread = thread
        self.build()
        for name, field in self.fields.items():
            field.label = field.label or self.word(LABELS, name)
            field.help_text = field.help_text or self.word(HINTS, name)
            if isinstance(field, Number):
                field.language = thread.language

    def build(self) -> None:
        """Fields and choices that depend on the thread."""

    def choose(self, name: str, offered: Any, initial: Any = None) -> None:
        field: Any = self.fields[name]
        field.choices, field.initial = offered, initial

    def word(self, words: Any, name: str) -> str:
        return said(words, name.partition("_of_")[0], self.thread.language)

    def add_error(self, field: str | None, error: Any) -> None:
        """A fault of ours is a key of `FAULTS`; so is the code of some of Django's,
        whose own words are not for people."""
        if isinstance(error, str):
            error = forms.ValidationError(error, code="said")
        if not hasattr(error, "error_dict"):
            for one in error.error_list:
                key = one.message if one.code == "said" else one.code
                one.message = self.word(FAULTS, key) or one.message
        super().add_error(field, error)

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Tell what the room refuses, each fault at its field."""
        for refusal in refusals:
            field = self.pointers.get(refusal.pointer)
            key = refusal.reason if refusal.reason in FAULTS else "refused"
            self.add_error(field if field in self.fields else None, key)


def choices(
    codes: Iterable[str], words: Mapping[str, Texts], language: str
) -> list[tuple[str, str]]:
    return [(code, said(words, code, language)) for code in codes]


def uuid_of(value: object) -> UUID | None:
    """None for what is no id."""
    try:
        return UUID(str(value))
    except ValueError:
        return None


class SureForm(PageForm):
    """Nothing but the button."""


class ReplyForm(PageForm):
    body = Words(max_length=MESSAGE_LENGTH, widget=forms.Textarea(attrs={"rows": 6}))
    language = forms.ChoiceField()

    def build(self) -> None:
        self.choose("language", self.thread.languages(), self.thread.language)


class DeclineForm(PageForm):
    reason = forms.ChoiceField(widget=forms.RadioSelect)
    note = Words(
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def build(self) -> None:
        reasons = Enquiry.DeclineReason.values
        language = self.thread.language
        self.choose("reason", choices(reasons, DECLINE_REASONS, language))

    def clean(self) -> dict[str, Any]:
        """The last reason says nothing by itself."""
        values = super().clean() or {}
        is_other = values.get("reason") == Enquiry.DeclineReason.OTHER
        if is_other and not values.get("note"):
            self.add_error("note", "say_why")
        return values


class WithdrawForm(PageForm):
    """Of what was agreed with a reason; before that, as one likes."""

    pointers = {"/note": "note"}
    note = Words(
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def build(self) -> None:
        agreed = self.thread.enquiry.status == Status.AGREED
        self.fields["note"].required = agreed
        if agreed:
            self.fields["note"].label = self.word(LABELS, "reason")
