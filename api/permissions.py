from rest_framework.permissions import BasePermission

from api.access import TABLE, Rule, Who
from api.authentication import CHALLENGE
from api.errors import Problem
from catalogue.accounts.models import Token, User
from catalogue.sellers.models import Member


class Nobody(BasePermission):
    """The default: a view that does not say who may call it lets nobody in."""

    def has_permission(self, request, view):
        return False


class Anyone(BasePermission):
    """Public: said aloud, so that a test can tell it from forgotten."""

    def has_permission(self, request, view):
        return True


class ByTable(BasePermission):
    """As the table in `access.py` says of the operation that is called."""

    def has_permission(self, request, view):
        rule = TABLE[view.operation_id(request.method)]
        if rule.who is Who.ANYONE:
            if request.auth is not None and rule.scope:
                _check_scope(rule, request.auth)
            return True
        if request.auth is None:
            raise Problem("authentication_required", headers=CHALLENGE)
        if request.user is None:  # with an enquiry's token
            return rule.who is Who.PARTY
        _check_scope(rule, request.auth)
        return _is(rule.who, request.user, request.auth)


def acts_for(rule: Rule, user: User | None) -> str:
    """The business or the regencies for which she may call it; empty where anybody
    signed in may, or a party of a thread."""
    if user is None:
        return ""
    found: set[object] = set()
    if rule.who in {Who.MEMBER, Who.OWNER}:
        found |= set(Member.objects.filter(user=user).values_list("seller", flat=True))
    elif rule.who in {Who.OFFICER, Who.PROVINCE}:
        found |= set(user.oversights.values_list("regency", flat=True))
    return " ".join(sorted(map(str, found)))


def _check_scope(rule: Rule, token: Token) -> None:
    if token.kind == Token.Kind.API_KEY and rule.scope not in token.scopes:
        detail = "no_scope" if rule.scope is None else "scope_missing"
        raise Problem("scope_missing", detail=detail, values={"scope": rule.scope})


def _is(who: Who, user: User, token: Token) -> bool:
    match who:
        case Who.MEMBER:
            memberships = Member.objects.filter(user=user)
            if token.kind == Token.Kind.API_KEY:  # it acts within one business
                return memberships.filter(seller=token.subject_id).exists()
            return memberships.exists()
        case Who.OWNER:
            return Member.objects.filter(user=user, role=Member.Role.OWNER).exists()
        case Who.OFFICER:
            return user.is_superuser or user.oversights.exists()
        case Who.PROVINCE:
            return user.is_superuser or user.oversights.provincial().exists()
    return True
