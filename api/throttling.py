"""How often one caller may ask, and the headers that say so.

Guests are counted by address in this process alone: a public read must not pay a round
trip for being counted. The limit is each process's own and not shared out, since a
kept connection stays with one process and must get what is announced. The window is
fixed; a 304 is not counted.
"""

from dataclasses import dataclass
from threading import Lock
from time import monotonic

from django.conf import settings
from rest_framework.throttling import BaseThrottle

WINDOW = 60  # seconds
MAX_CALLERS = 50_000  # remembered at once; past it the window starts anew for all


@dataclass
class _Window:
    ends_at: float
    used: int = 0


class Counter:
    """Fixed windows per caller, in memory."""

    def __init__(self) -> None:
        self._windows: dict[str, _Window] = {}
        self._lock = Lock()

    def window(self, caller: str) -> _Window:
        now = monotonic()
        found = self._windows.get(caller)
        if found is None or found.ends_at <= now:
            with self._lock:
                if len(self._windows) >= MAX_CALLERS:
                    self._windows.clear()
                found = self._windows[caller] = _Window(now + WINDOW)
        return found


_guests = Counter()


def client_address(request) -> str:
    """The caller's address: the socket's, or what our own proxies say of it.

    With N trusted proxies in front, the Nth address from the right of
    `X-Forwarded-For` was written by the outermost of them; all to its left is hearsay.
    """
    proxies = settings.TRUSTED_PROXIES
    if proxies:
        chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(chain) >= proxies and (address := chain[-proxies].strip()):
            return address[:64]
    return request.META.get("REMOTE_ADDR", "")


class GuestThrottle(BaseThrottle):
    """Public reads, by address."""

    def allow_request(self, request, view):
        window = _guests.window(client_address(request))
        request._request.rate_window = window
        self._window = window
        if window.used >= settings.GUEST_RATE_LIMIT:
            return False
        window.used += 1
        return True

    def wait(self):
        return max(1.0, self._window.ends_at - monotonic())


def set_headers(request, response) -> None:
    """Say the policy; say the count only where no shared cache keeps the answer."""
    response["RateLimit-Policy"] = f'"guest";q={settings.GUEST_RATE_LIMIT};w={WINDOW}'
    window = getattr(request, "rate_window", None)
    if window is None:
        return
    # `*` matches anything, so it may have cost as much as a 200.
    if response.status_code == 304 and request.META["HTTP_IF_NONE_MATCH"] != "*":
        window.used -= 1
    elif "public" not in response.get("Cache-Control", ""):
        left = max(0, settings.GUEST_RATE_LIMIT - window.used)
        seconds = max(0, round(window.ends_at - monotonic()))
        response["RateLimit"] = f'"guest";r={left};t={seconds}'
