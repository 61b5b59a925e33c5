"""What the desk's first page shows: what waits, what runs, where products stand."""

from collections import Counter
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from api.officer.readiness_counts import regency_rows
from catalogue.enquiries.models import Enquiry
from catalogue.journal.desk_admin import LANGUAGE, is_officer, is_provincial
from catalogue.readiness import versions
from catalogue.readiness.models import Recomputation
from catalogue.readiness.office.counting import Choice
from catalogue.readiness.showing import charts
from catalogue.reviews.models import Report, Review


def dashboard(user) -> dict[str, Any] | None:
    """None for staff who are no officers: there is nothing for them to see."""
    if not is_officer(user):
        return None
    rows = regency_rows(user, Choice(), LANGUAGE)
    drawn = charts.levels_by_regency(rows, LANGUAGE)
    of_province = is_provincial(user)
    return {
        "pending": versions.is_pending(),
        "may_publish": of_province,
        "may_see_searches": of_province,
        "waiting": _waiting(user),
        "recomputation": Recomputation.objects.filter(finished_at=None)
        .select_related("model")
        .defer("model__content")
        .first(),
        "chart": mark_safe(drawn),  # noqa: S308 - our own drawing, its texts escaped
    }


def _waiting(user) -> list[tuple[str, int, str]]:
    """(what, how many, where), of what is hers to decide."""
    pending = Review.objects.overseen_by(user).filter(status=Review.Status.PENDING)
    found = Counter(pending.values_list("kind", flat=True))
    reviews = _address(Review)
    waiting = [
        (
            _counted(found[kind.value], f"{kind.label.lower()} review"),
            found[kind.value],
            f"{reviews}?kind={kind}",
        )
        for kind in Review.Kind
        if found[kind.value]
    ]
    reports = Report.objects.overseen_by(user).filter(resolved_at=None).count()
    if not waiting:
        waiting = [("reviews wait", 0, reviews)]
    told = _counted(reports, "open report")
    waiting.append((told, reports, _address(Report)))
    enquiries = Enquiry.objects.overseen_by(user)
    enquiries = enquiries.needing_officer(timezone.localdate())
    asked = enquiries.count()
    told = "enquiry needs you" if asked == 1 else "enquiries need you"
    return [*waiting, (told, asked, _address(Enquiry))]


def _counted(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _address(model: type[Model]) -> str:
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
