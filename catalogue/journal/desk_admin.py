"""The office's desk: pages to look at, by scope; what changes, changes by actions."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.template.response import TemplateResponse

from catalogue.journal.errors import Stale

LANGUAGE = "en"  # of the desk
STALE = "It has changed since you opened the page. Look again, then decide."
Perform = Callable[..., object]


def is_officer(user) -> bool:
    """Of a regency or of the province; administrators too."""
    return _standing(user)[0]


def is_provincial(user) -> bool:
    """An officer of the province, or an administrator."""
    return _standing(user)[1]


def _standing(user) -> tuple[bool, bool]:
    """Asked of the database once a request, which has a `user` of its own."""
    if not hasattr(user, "desk_standing"):
        user.desk_standing = _ask_standing(user)
    return user.desk_standing


def _ask_standing(user) -> tuple[bool, bool]:
    if not user.is_active or not user.is_staff:
        return False, False
    if user.is_superuser:
        return True, True
    regencies = list(user.oversights.values_list("regency_id", flat=True))
    return bool(regencies), None in regencies


class DeskAdmin(admin.ModelAdmin):
    """Rows in the officer's scope, read-only. Permissions are scopes, not Django's.

    Subclasses say in `scope` which rows, and in `refusals` how a domain error reads.
    `page_actions` are offered on the page of one row too.
    """

    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/desk_change_form.html"
    refusals: dict[type[Exception], Callable[[Any], str]] = {}

    def changelist_view(self, request, extra_context=None):
        """As Django's; ids and dates that are none lead back to the plain list."""
        try:
            return super().changelist_view(request, extra_context)
        except (ValidationError, ValueError, OverflowError):
            return HttpResponseRedirect(f"{request.path}?e=1")

    page_actions: Sequence[str] = ()

    def scope(self, user):
        """The rows this person may see."""
        return self.model._default_manager.overseen_by(user)

    def may(self, request: HttpRequest) -> bool:
        return is_officer(request.user)

    def get_queryset(self, request):
        ordering = self.get_ordering(request)
        found = self.scope(request.user)
        return found.order_by(*ordering) if ordering else found

    def has_module_permission(self, request):
        return self.may(request)

    def has_view_permission(self, request, obj=None):
        return self.may(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        offered: dict[str, Any] = self.get_actions(request)
        buttons = [
            (name, str(offered[name][2]).partition(":")[0])
            for name in self.offered_on_page(self.get_object(request, object_id))
            if name in offered
        ]
        context = {"desk_actions": buttons, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def offered_on_page(self, obj) -> Sequence[str]:
        return self.page_actions if obj is not None else ()

    # -- what is done

    def refusal(self, error: Exception) -> str | None:
        """What stands in the way, in words; None for a fault of ours."""
        if isinstance(error, Stale):
            return STALE
        told = self.refusals.get(type(error))
        return told(error) if told else None

    def perform(self, request, rows: Sequence, do: Perform, done: str) -> None:
        """`do` with each row, each in its own transaction; tell what became of it."""
        finished = 0
        for row in rows:
            try:
                with transaction.atomic():
                    do(row)
            except Exception as error:
                if (told := self.refusal(error)) is None:
                    raise
                self.message_user(request, f"{row}: {told}", messages.ERROR)
            else:
                finished += 1
        if finished:
            self.message_user(request, f"{done}: {finished}.", messages.SUCCESS)

    def confirm(
        self,
        request,
        rows,
        *,
        title: str,
        done: str,
        form_class: type[forms.Form],
        do: Perform,
    ):
        """A page that asks first; once it is answered, `do(row, version, **answers)`.

        `version` is that of the row as the page showed it.
        """
        answered = "confirmed" in request.POST
        form = form_class(request.POST if answered else None)
        if answered and form.is_valid():
            self.perform(
                request,
                rows,
                lambda row: do(row, _version(request, row), **form.cleaned_data),
                done,
            )
            return None
        return TemplateResponse(
            request,
            "admin/desk_confirm.html",
            {
                **self.admin_site.each_context(request),
                "title": title,
                "opts": self.opts,
                "rows": [(row, self.told(row), versions(row)) for row in rows],
                "form": form,
                "action": request.POST["action"],
                "media": self.media,
            },
        )

    def told(self, row) -> str:
        """A row, on the page that asks."""
        return str(row)


def versions(row) -> int:
    return getattr(row, "version", 0)


def _version(request, row) -> int:
    text = request.POST.get(f"version_{row.pk}", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


class ProvinceAdmin(DeskAdmin):
    """Of the whole installation: for the province's officers and administrators."""

    def scope(self, user):
        return self.model._default_manager.all()

    def may(self, request):
        return is_provincial(request.user)


class AdministratorAdmin(ProvinceAdmin):
    """For administrators alone."""

    def may(self, request):
        return request.user.is_active and request.user.is_superuser
