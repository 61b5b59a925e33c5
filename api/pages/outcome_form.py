"""What came of an agreement, as the seller tells it; told anew, it opens filled."""

from typing import Any

from django import forms

from api.pages.forms import CURRENCIES, Day, Number, PageForm, Whole
from catalogue.enquiries import amounts, wording
from catalogue.enquiries.actions.outcomes import MOST_JOBS, Result, faults
from catalogue.enquiries.models import Outcome

YES, NO = "yes", "no"
ANSWERS = {"en": ("Yes", "No"), "id": ("Ya", "Tidak")}
USUAL_CURRENCY = "USD"


class OutcomeForm(PageForm):
    pointers = {
        "/value": "value",
        "/shipped_on": "shipped_on",
        "/jobs_added": "jobs_added",
    }
    realised = forms.ChoiceField(widget=forms.RadioSelect)
    value = Number(whole=16, decimals=amounts.MOST_DECIMALS, required=False)
    currency = forms.ChoiceField(required=False)
    shipped_on = Day(required=False)
    jobs_added = Whole(required=False, min_value=0, max_value=MOST_JOBS)

    def build(self) -> None:
        answers = ANSWERS[self.thread.language]
        self.choose("realised", list(zip((YES, NO), answers, strict=True)))
        self.recorded: Outcome | None = getattr(self.thread.enquiry, "outcome", None)
        told = self.recorded.currency if self.recorded else ""
        codes = dict.fromkeys([*CURRENCIES, *filter(None, [told])])
        currencies = [(code, code) for code in codes]
        self.choose("currency", currencies, told or USUAL_CURRENCY)
        if self.recorded is not None:
            self._fill(self.recorded)

    def _fill(self, told: Outcome) -> None:
        self.fields["realised"].initial = YES if told.realised else NO
        if told.value is not None:
            written = wording.number(told.value, self.thread.language)
            self.fields["value"].initial = written
        self.fields["shipped_on"].initial = told.shipped_on
        self.fields["jobs_added"].initial = told.jobs_added

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        value, currency = values.get("value"), values.get("currency")
        if value and currency and not amounts.fits(value, currency):
            self.add_error("value", "decimals")
        if "realised" in values:
            self.refuse(faults(self.result()))
        return values

    def result(self) -> Result:
        """What is not asked here stays as it was recorded."""
        said = self.cleaned_data
        value = said.get("value")
        return Result(
            realised=said["realised"] == YES,
            value=None if value is None else (value, said.get("currency", "")),
            destination_country=self.recorded.destination_country
            if self.recorded
            else "",
            shipped_on=said.get("shipped_on"),
            jobs_added=said.get("jobs_added"),
        )
