"""What can be written into the rows of the model, so that a draft can always be tried.

The constraints of the database say some of it too; here each fault has its field.
"""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from catalogue.readiness import versions
from catalogue.readiness.assessment.model import (
    COMPLETENESS,
    DOMESTIC_GATE,
    ENGLISH_MATERIAL,
    MARKET_GATE,
)
from catalogue.readiness.claiming import numbers
from catalogue.readiness.desk.fields import CodesField, TextsField, no_prefix, unknown
from catalogue.readiness.models import (
    CertificateType,
    Condition,
    Dimension,
    Market,
    MarketCountry,
    MarketRequirement,
    Question,
    QuestionOption,
)
from catalogue.readiness.models.reference import UNPUBLISHED_NUMBERS

CONFIDENCES = ["high", "medium", "low"]
HOLDERS = ["seller", "facility", "producer_group", "product", "shipment", "importer"]
NOT_THE_SELLERS = {"shipment", "importer"}
STAGES = ["pre_market", "label", "per_shipment", "ongoing"]
OBLIGATIONS = ["mandatory", "conditional", "commercial"]
ANSWERED = re.compile(r"self|catalogue|(doc|photo):[A-Za-z0-9_-]+(,[A-Za-z0-9_-]+)*")
EVIDENCE = (
    "self, catalogue, or doc: or photo: with what proves it: certificate types with "
    "commas, or a word that questions use already, such as spec_sheet."
)
PROVEN = "The letter of the option that a verified certificate of the evidence proves."
ALL_PRODUCTS = "HS prefixes, digits only, with commas; none: every product."
QUESTION_HELP = {
    "hs_prefixes": ALL_PRODUCTS,
    "evidence": EVIDENCE,
    "proven_option": PROVEN,
}


def _certificate_codes() -> list[str]:
    return list(CertificateType.objects.values_list("code", flat=True))


def _choices(codes: list[str]) -> list[tuple[str, str]]:
    return [(code, code.replace("_", " ")) for code in codes]


class CodeForm(forms.ModelForm):
    """A row known by its code, which is given once and stays."""

    code_pattern = r"[A-Z0-9][A-Z0-9_-]*"
    code_fault = "Capital letters, digits, - and _."

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not re.fullmatch(self.code_pattern, code):
            raise ValidationError(self.code_fault, code="invalid")
        return code


class DimensionForm(CodeForm):
    name = TextsField(max_length=120, rows=1)
    weight = forms.IntegerField(min_value=0, max_value=1000)

    class Meta:
        model = Dimension
        fields = ["code", "name", "weight", "local_term", "position"]


class QuestionForm(CodeForm):
    """Of those the platform answers itself, what they rest on is fixed."""

    text = TextsField()
    next_step = TextsField(help_text="What the seller can do about it.")
    hs_prefixes = CodesField(no_prefix(star=False), required=False)
    max_points = forms.IntegerField(min_value=1, max_value=1000)

    class Meta:
        model = Question
        fields = [
            "code", "dimension", "scope", "text", "evidence", "hs_prefixes",
            "max_points", "proven_option", "next_step", "source",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, told in QUESTION_HELP.items():
            if name in self.fields:  # who may only look has none of the model's
                self.fields[name].help_text = told
        if "evidence" in self.fields and is_measured(self.instance):
            self.fields["evidence"].disabled = True

    def clean_evidence(self) -> str:
        evidence = self.cleaned_data["evidence"]
        if is_measured(self.instance):
            return evidence
        if not ANSWERED.fullmatch(evidence):
            raise ValidationError(
                "self, catalogue, or doc: or photo: with what proves it, as in "
                "doc:HACCP,ISO22000.",
                code="invalid",
            )
        if told := _no_proof(words_of(evidence)):
            raise ValidationError(told, code="invalid")
        return evidence


def words_of(evidence: str) -> list[str]:
    """What stands behind `doc:` or `photo:`."""
    is_shown = evidence.startswith(("doc:", "photo:"))
    return evidence.partition(":")[2].split(",") if is_shown else []


def _proofs() -> list[str]:
    """Certificate types, and the free words of questions in force or in the draft."""
    in_use = [question.evidence for question in versions.in_force().questions]
    in_use += Question.objects.values_list("evidence", flat=True)
    words = [word for evidence in in_use for word in words_of(evidence)]
    return [*_certificate_codes(), *words]


_no_proof = unknown("certificate type, and no question uses the word,", _proofs)


def is_measured(question: Question) -> bool:
    """Its options' letters are known to the platform, which answers it."""
    evidence = question.evidence or ""
    return (
        evidence in {DOMESTIC_GATE, MARKET_GATE}
        or evidence.startswith("metric:")
        or question.code in {COMPLETENESS, ENGLISH_MATERIAL}
    )


class OptionForm(forms.ModelForm):
    """One answer. Letters stay: sellers' answers name them."""

    text = TextsField(max_length=300, rows=2)
    points = forms.IntegerField(min_value=0, max_value=1000)
    letter = forms.CharField(max_length=1, widget=forms.TextInput(attrs={"size": 2}))
    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=15)

    class Meta:
        model = QuestionOption
        fields = ["code", "letter", "text", "points"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.fields["letter"].disabled = True

    def clean_letter(self) -> str:
        letter = self.cleaned_data["letter"]
        if not re.fullmatch(r"[A-Z]", letter):
            raise ValidationError("One capital letter.", code="invalid")
        return letter

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        question = values.get("question")
        if self.instance._state.adding and question and values.get("letter"):
            values["code"] = f"{question.code}-{values['letter']}"
        elif not self.instance._state.adding:
            values["code"] = self.instance.code
        return values


class OptionFormSet(forms.BaseInlineFormSet):
    """All options of a question, which only together can be judged."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        options = [f.cleaned_data for f in self.forms if f.cleaned_data.get("letter")]
        question = self.instance
        points = [option["points"] for option in options]
        letters = [option["letter"] for option in options]
        if len(options) < 2:
            raise ValidationError("A question has two options at least.")
        if len(set(letters)) < len(letters):
            raise ValidationError("Two options have the same letter.")
        if question.max_points and max(points) != question.max_points:
            raise ValidationError(
                f"The best option has {max(points)} points, the question "
                f"{question.max_points} at most: they must be the same."
            )
        if question.proven_option and question.proven_option not in letters:
            raise ValidationError(
                f"A certificate shall prove option {question.proven_option}, which is "
                "none of these."
            )


class ConditionForm(CodeForm):
    """Its code is never that of a question: an answer names either by it."""

    code_pattern = r"[a-z][a-z0-9_]*"
    code_fault = "Small letters, digits and _."
    text = TextsField()

    class Meta:
        model = Condition
        fields = ["code", "kind", "text"]


class RequirementForm(CodeForm):
    """A rule. A gate is certain, and something the seller's side can hold or show."""

    text = TextsField(rows=3, max_length=2000)
    hs_prefixes = CodesField(
        no_prefix(star=True),
        required=False,
        help_text="HS prefixes, digits only, with commas; * is every product; none: "
        "the rule is withdrawn.",
    )
    certificate_codes = CodesField(
        unknown("certificate type", _certificate_codes),
        required=False,
        help_text="Certificate types with commas, any one of which satisfies it; none: "
        "an officer says.",
    )
    obligation = forms.ChoiceField(choices=_choices(OBLIGATIONS))
    holder = forms.ChoiceField(choices=_choices(HOLDERS))
    stage = forms.ChoiceField(choices=_choices(STAGES))
    confidence = forms.ChoiceField(choices=_choices(CONFIDENCES))

    class Meta:
        model = MarketRequirement
        fields = [
            "code", "market", "product_group", "text", "hs_prefixes",
            "certificate_codes", "condition", "confirmation", "obligation", "holder",
            "stage", "is_gate", "confidence", "effective_from", "legal_basis", "source",
        ]  # fmt: skip
        widgets: ClassVar = {
            name: forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
            for name in ("legal_basis", "source")
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("condition", "confirmation"):
            if name in self.fields:
                chosen: Any = self.fields[name]
                chosen.queryset = Condition.objects.filter(kind=name)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("is_gate"):
            if values.get("confidence") != "high":
                self.add_error(
                    "confidence", "A gate must be certain: high, or no gate."
                )
            if values.get("holder") in NOT_THE_SELLERS:
                self.add_error(
                    "holder",
                    "A gate is met before shipping by the seller's side: seller, "
                    "facility, producer group or product.",
                )
            shown = values.get("certificate_codes") or values.get("confirmation")
            if not shown and "certificate_codes" in values:
                self.add_error(
                    "certificate_codes",
                    "A gate needs a certificate type, or a confirmation by an officer.",
                )
        return values


class MarketForm(CodeForm):
    code_pattern = r"[A-Z]{2}"
    code_fault = "Two capital letters."
    name = TextsField(max_length=120, rows=1)

    class Meta:
        model = Market
        fields = ["code", "name", "position"]


class MarketCountryForm(CodeForm):
    code_pattern = r"[A-Z]{2}"
    code_fault = "Two capital letters."

    class Meta:
        model = MarketCountry
        fields = ["code", "market"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "market" in self.fields:
            chosen: Any = self.fields["market"]
            chosen.queryset = Market.objects.filter(is_domestic=False)


class CertificateTypeForm(CodeForm):
    """Not part of the model: what is written here is followed at once."""

    name = TextsField(max_length=200, rows=1)
    applies_to = TextsField(max_length=500, required=False)
    applies_to_hs = CodesField(
        no_prefix(star=False), required=False, help_text=ALL_PRODUCTS
    )
    confidence = forms.ChoiceField(choices=_choices(CONFIDENCES))
    holder_level = forms.ChoiceField(choices=_choices(HOLDERS[:-1]))

    class Meta:
        model = CertificateType
        fields = [
            "code", "kind", "name", "issuer", "issuer_country", "holder_level",
            "applies_to", "applies_to_hs", "validity_months", "validity_note",
            "number_pattern", "number_example", "number_published", "public_lookup",
            "legal_basis", "confidence",
        ]  # fmt: skip

    def clean_number_pattern(self) -> str:
        pattern = self.cleaned_data["number_pattern"]
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValidationError(
                f"No regular expression: {error}.", code="invalid"
            ) from None
        if numbers.ways(pattern) >= numbers.TOO_MANY:
            raise ValidationError(
                "Trying it could take for ever: let a group repeat a few times only, "
                "as in (…){0,3}, with nothing inside that repeats without end.",
                code="invalid",
            )
        return pattern

    def clean_number_published(self) -> bool:
        published = self.cleaned_data["number_published"]
        code = self.cleaned_data.get("code") or self.instance.code
        if published and code in UNPUBLISHED_NUMBERS:
            raise ValidationError(
                "It names a person, or its issuer keeps it confidential: never shown.",
                code="invalid",
            )
        return published
