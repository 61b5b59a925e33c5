"""The desk: the admin, with allauth's sign-in and second factor before it.

Of allauth's pages only those are reachable that sign somebody in or out, or look after
her second factor; accounts are opened, and passwords set, by the API alone.
"""

from functools import wraps
from http import HTTPStatus

from allauth.account import views as account
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import include, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from api.auth.desk_forms import DeskPasswordForm
from api.desk import enquiry_report, search_report
from api.desk.dashboard import dashboard
from catalogue.accounts import second_factors

account_urls = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("second-factor/", include("allauth.mfa.urls")),
]


class Desk(admin.AdminSite):
    """Outside sample mode nobody sees anything of it without a second factor."""

    site_header = site_title = "Lampung Catalogue"
    index_title = "The office's desk"
    index_template = "admin/desk_index.html"

    def has_permission(self, request):
        return super().has_permission(request) and not _lacks_factor(request.user)

    def get_urls(self):
        own = [*search_report.urls(self), *enquiry_report.urls(self)]
        return [*own, *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        """As Django's; who may not see a page is told so on one, not in JSON."""

        @wraps(view)
        def answered(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied:
                return self.refusal(request)

        return super().admin_view(answered, cacheable)

    def refusal(self, request):
        context = {**self.each_context(request), "title": "Not open to your account"}
        return TemplateResponse(
            request, "admin/desk_refusal.html", context, status=HTTPStatus.FORBIDDEN
        )

    def index(self, request, extra_context=None):
        found = {"dashboard": dashboard(request.user), **(extra_context or {})}
        return super().index(request, found)

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """Where somebody is sent who may not see a page: on to what is missing."""
        if not request.user.is_authenticated:
            return account.login(request)
        if not super().has_permission(request):
            return self.refusal(request)
        if _lacks_factor(request.user):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return HttpResponseRedirect(
            get_next_redirect_url(request) or reverse("admin:index")
        )

    def logout(self, request, extra_context=None):
        return account.logout(request)

    def password_change(self, request, extra_context=None):
        return PasswordChangeView.as_view(
            form_class=DeskPasswordForm,
            success_url=reverse("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )(request)


def _lacks_factor(user) -> bool:
    return not settings.SAMPLE_MODE and not second_factors.has_one(user)
