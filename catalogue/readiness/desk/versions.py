"""Versions of the model at the desk: what differs, what it would change, publishing.

And the passes over all products that follow a publication.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from catalogue.journal.desk_admin import DeskAdmin, is_provincial
from catalogue.products.models import Product
from catalogue.products.presenting import labelled
from catalogue.readiness import versions
from catalogue.readiness.actions import publishing
from catalogue.readiness.errors import NothingToPublish, NotTried
from catalogue.readiness.models import DryRun, ModelVersion, Recomputation
from catalogue.readiness.office.differences import Difference, differences

REFUSALS: dict[type[Exception], str] = {
    NothingToPublish: "The draft says what is in force already.",
    NotTried: "The draft has moved since it was tried, or the trial has not come to "
    "its end. Try it again, then publish.",
}
PAGE = "admin:readiness_modelversion_publish"


class PublishForm(forms.Form):
    """Why, for everyone who reads the versions later."""

    dry_run = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What changed and why, with the law or decision it rests on.",
    )


class OfficeAdmin(DeskAdmin):
    """The same for every officer, since it is about no seller."""

    def scope(self, user):
        return self.model._default_manager.all()


@admin.register(ModelVersion)
class ModelVersionAdmin(OfficeAdmin):
    """What was published, each with its difference to the one before."""

    list_display = ["version", "published_at", "published_by", "note", "is_in_force"]
    list_select_related = ["published_by"]
    fields = ["version", "published_at", "published_by", "note", "is_in_force"]
    readonly_fields = ["is_in_force"]
    change_list_template = "admin/model_versions.html"
    change_form_template = "admin/model_version.html"

    def get_queryset(self, request):
        newer = ModelVersion.objects.filter(pk__gt=OuterRef("pk"))
        found = super().get_queryset(request).annotate(is_over=Exists(newer))
        return found.defer("content")

    @admin.display(description="In force", boolean=True)
    def is_in_force(self, version):
        return not version.is_over

    def changelist_view(self, request, extra_context=None):
        context = {
            "pending": versions.is_pending(),
            "may": is_provincial(request.user),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = {**(extra_context or {})}
        version = self.get_object(request, object_id)
        if version is not None:
            before = ModelVersion.objects.filter(pk__lt=version.pk).first()
            context["previous"] = before
            if before is not None:
                found = differences(before.content, version.content)
                context["differences"] = [told(one) for one in found]
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self):
        page = self.admin_site.admin_view(self.publish_view)
        own = [path("publish/", page, name="readiness_modelversion_publish")]
        return own + super().get_urls()

    # -- the page to publish on

    def publish_view(self, request):
        """What the draft says and would change: for the province, since the examples
        are of all sellers' products."""
        if not is_provincial(request.user):
            raise PermissionDenied
        form = PublishForm()
        if request.method == "POST":
            incomplete = self._act(request)
            if incomplete is None:
                return HttpResponseRedirect(reverse(PAGE))
            form = incomplete
        return TemplateResponse(
            request, "admin/model_publish.html", self._context(request, form)
        )

    def _act(self, request) -> PublishForm | None:
        """Do what was asked; a form where that is not complete."""
        asked = request.POST.get("do")
        form = PublishForm(request.POST)
        if asked == "publish" and not form.is_valid():
            return form
        try:
            if asked == "try":
                publishing.begin_dry_run(by=request.user)
            elif asked == "discard":
                count = publishing.discard_draft()
                self.message_user(request, f"Discarded: {count} differences.")
            elif asked == "publish":
                self._publish(request, **form.cleaned_data)
        except (NothingToPublish, NotTried) as error:
            self.message_user(request, REFUSALS[type(error)], messages.ERROR)
        return None

    def _publish(self, request, dry_run: int, note: str) -> None:
        version = publishing.publish_tried(
            dry_run_id=dry_run, by=request.user, note=note
        )
        self.message_user(
            request,
            f"{version.version} is in force. All products are being assessed anew.",
            messages.SUCCESS,
        )

    def _context(self, request, form: PublishForm) -> dict[str, Any]:
        base = ModelVersion.objects.latest()
        draft = versions.draft()
        found = differences(base.content, draft)
        run = DryRun.objects.filter(base=base).first()
        is_current = run is not None and run.digest == versions.digest(draft)
        return {
            **self.admin_site.each_context(request),
            "title": "Publish the model",
            "opts": self.opts,
            "base": base,
            "differences": [told(one) for one in found],
            "is_pending": versions.digest(draft) != base.digest,
            "weights": sum(row["weight"] for row in draft["dimensions"]),
            "run": run,
            "is_current": is_current,
            "is_running": run is not None and run.finished_at is None,
            "result": run and shown_result(run),
            "form": form,
            "can_publish": is_current and run is not None and bool(run.finished_at),
        }


def told(one: Difference) -> dict[str, Any]:
    """A difference as a line of a table."""
    return {
        "where": f"{one.kind} {one.code}".strip(),
        "member": one.member.replace("_", " ") or ("new" if one.after else "gone"),
        "before": plain(one.before),
        "after": plain(one.after),
    }


def plain(value: Any) -> str:
    match value:
        case None | "" | [] | {}:
            return "–"
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(str, value))
        case dict():
            return plain(value.get("text")) if "text" in value else _texts(value)
    return str(value)


def _texts(value: dict[str, Any]) -> str:
    return " / ".join(f"{text}" for text in value.values())


def shown_result(run: DryRun) -> dict[str, Any]:
    """Counts by market, and the examples with the names of their products."""
    result = run.result
    ids = [e["product"] for kind in result["examples"].values() for e in kind]
    names = {str(row.pk): str(row) for row in Product.objects.filter(pk__in=ids)}
    return {
        "up": result["up"],
        "down": result["down"],
        "markets": sorted((code, *pair) for code, pair in result["markets"].items()),
        "examples": [
            (word, [_example(one, names) for one in result["examples"][name]])
            for name, word in (("down", "Down"), ("up", "Up"))
        ],
    }


def _example(one: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    alike: dict[str, list[str]] = {}
    for code, old, new in one["markets"]:
        alike.setdefault(f"{old} → {new}", []).append(code)
    moves = [f"{move}: {', '.join(codes)}" for move, codes in alike.items()]
    return {
        "id": one["product"],
        "name": names.get(one["product"], "(gone)"),
        "level": f"{one['before']} → {one['after']}",
        "score": " → ".join(dict.fromkeys(one["score"])),
        "markets": "; ".join(moves) or "–",
        "came": _barring(one["why"], "+"),
        "went": _barring(one["why"], "-"),
    }


def _barring(why: list[list[Any]], wanted: str) -> str:
    """By the level they bar: `level 3: JP-03, score`."""
    found: dict[int, list[str]] = {}
    for sign, level, code in why:
        if sign == wanted:
            found.setdefault(level, []).append(labelled(code))
    return "; ".join(f"level {n}: {', '.join(codes)}" for n, codes in found.items())


@admin.register(Recomputation)
class RecomputationAdmin(OfficeAdmin):
    """How far assessing all products anew has come."""

    list_display = ["model", "started_at", "progress", "changed", "finished_at"]
    list_select_related = ["model"]
    fields = ["model", "started_at", "progress", "changed", "finished_at"]
    readonly_fields = ["progress"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("model__content")

    @admin.display(description="Progress")
    def progress(self, row):
        return bar(row.done, row.products)


def bar(done: int, of: int):
    """Of what was counted when it began; products come while it runs."""
    of = max(of, done)
    return format_html(
        '<progress value="{}" max="{}"></progress> {} of {}', done, max(of, 1), done, of
    )
