from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm

from catalogue.accounts import letters, tokens
from catalogue.accounts.models import Token, User
from catalogue.journal import audit
from catalogue.journal.desk_admin import AdministratorAdmin

# Looked after by actions, which tell the person and the audit log.
admin.site.unregister(
    [EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken]
)
RIGHTS = ["is_active", "is_staff", "is_superuser"]


class PasswordForm(AdminPasswordChangeForm):
    """Another's password: she is told, and all of her tokens end."""

    def save(self, commit=True):
        user = super().save(commit)
        tokens.revoke_all(user, why="password_set")
        audit.write("account.password_set", "user", user.pk)
        letters.tell("password_changed", user)
        return user


@admin.register(User)
class EmailUserAdmin(UserAdmin):
    """People by address: there is no user name. Who makes one vouches for hers."""

    ordering = ["email"]
    list_display = ["email", "name", "is_staff", "is_active"]
    search_fields = ["email", "name"]
    readonly_fields = ["last_login", "date_joined"]
    change_password_form = PasswordForm
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        ("Rights", {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "password1", "password2"]})]

    def get_readonly_fields(self, request, obj=None):
        """A proven address stays what it is."""
        return [*self.readonly_fields, "email"] if obj else self.readonly_fields

    def save_model(self, request, obj, form, change):
        before = User.objects.filter(pk=obj.pk).values(*RIGHTS).first()
        if not change:
            obj.email = obj.email.lower()
        super().save_model(request, obj, form, change)
        if not change:
            EmailAddress.objects.create(
                user=obj, email=obj.email, verified=True, primary=True
            )
        after = {name: getattr(obj, name) for name in RIGHTS}
        if before != after:
            audit.write("user.rights", "user", obj.pk, before=before, after=after)


class UsableFilter(admin.SimpleListFilter):
    """Those that still open something, where nothing is chosen."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("all", "All")]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [{**first, "display": "Usable"}, *others]

    def queryset(self, request, queryset):
        return queryset if self.value() == "all" else queryset.usable()


@admin.register(Token)
class TokenAdmin(AdministratorAdmin):
    """Credentials by their first characters; nothing here opens anything."""

    list_display = ["prefix", "kind", "user", "name", "created_at", "used_on"]
    list_filter = [UsableFilter, "kind"]
    list_select_related = ["user"]
    search_fields = ["=prefix", "user__email", "name"]
    fields = [
        "prefix",
        "kind",
        "user",
        "name",
        "scopes",
        "created_at",
        "expires_at",
        "used_on",
        "spent_at",
        "revoked_at",
    ]
    actions = ["revoke"]

    def offered_on_page(self, token):
        return ("revoke",) if token and token.revoked_at is None else ()

    @admin.action(description="Revoke at once")
    def revoke(self, request, chosen):
        self.perform(request, chosen, tokens.revoke, "Revoked")
