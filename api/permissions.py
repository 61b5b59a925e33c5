from rest_framework.permissions import BasePermission


class Nobody(BasePermission):
    """The default: a view that does not say who may call it lets nobody in."""

    def has_permission(self, request, view):
        return False


class Anyone(BasePermission):
    """Public: said aloud, so that a test can tell it from forgotten."""

    def has_permission(self, request, view):
        return True
