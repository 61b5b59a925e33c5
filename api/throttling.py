"""How often one caller may ask, and the headers that say so.

Reads are counted in this process alone, guests by address, others by token: a read
must not pay a round trip for being counted. That limit is each process's own and not
shared out, since a kept connection stays with one process and must get what is
announced. What must not be tried often (signing in, uploads, reports) is counted
exactly, by `journal.counting`. Windows are fixed; a 304 is not counted.
"""

import ipaddress
import logging
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from time import monotonic

from django.conf import settings
from redis.exceptions import RedisError
from rest_framework.throttling import BaseThrottle

from api.parameters import path_id
from catalogue.journal import counting

log = logging.getLogger(__name__)

WINDOW = 60  # seconds
HOUR = 60 * 60
MAX_CALLERS = 50_000  # remembered at once; past it the window starts anew for all


@dataclass
class _Window:
    ends_at: float
    used: int = 0
    policy: str = "guest"
    limit: int = 0
    seconds: int = WINDOW


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


_callers = Counter()


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


def counted_address(request) -> str:
    """What one guest is counted by: an IPv4 address, or the /64 an IPv6 one is in,
    of which a household has as many as it likes."""
    return _network(client_address(request))


@lru_cache(maxsize=4096)
def _network(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped or address.version == 4:
        return str(mapped or address)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)


class _ReadThrottle(BaseThrottle):
    def policy_of(self, request) -> str:
        return "guest"

    def caller(self, request) -> str:
        return counted_address(request)

    def limit(self, request) -> int:
        return settings.GUEST_RATE_LIMIT

    def allow_request(self, request, view):
        window = _callers.window(self.caller(request))
        window.policy, window.limit = self.policy_of(request), self.limit(request)
        request._request.rate_window = self._window = window
        if window.used >= window.limit:
            return False
        window.used += 1
        return True

    def wait(self):
        return max(1.0, self._window.ends_at - monotonic())


class GuestThrottle(_ReadThrottle):
    """Public reads, by address."""


class CallerThrottle(_ReadThrottle):
    """Whoever holds a token, by the token; else as a guest, on the same count."""

    def policy_of(self, request) -> str:
        return "guest" if request.auth is None else "caller"

    def caller(self, request) -> str:
        if request.auth is None:
            return counted_address(request)
        return f"token {request.auth.pk}"

    def limit(self, request) -> int:
        if request.auth is None:
            return super().limit(request)
        return settings.CALLER_RATE_LIMIT


class ExactThrottle(BaseThrottle):
    """Counted for all processes together. Subclasses name the policy."""

    policy: str
    seconds = WINDOW
    counts_reads = False

    def limit(self) -> int:
        raise NotImplementedError

    def caller(self, request) -> str:
        return counted_address(request)

    def allow_request(self, request, view):
        if request.method in {"GET", "HEAD"} and not self.counts_reads:
            return True
        key = f"{self.policy} {self.caller(request)}"
        counted = counting.hit(key, self.seconds)
        self._left = counted.seconds_left
        request._request.rate_window = _Window(
            monotonic() + counted.seconds_left,
            counted.used,
            self.policy,
            self.limit(),
            self.seconds,
        )
        return counted.used <= self.limit()

    def wait(self):
        return self._left


class AuthThrottle(ExactThrottle):
    """Signing in and all around it, by address."""

    policy = "auth"

    def limit(self) -> int:
        return settings.AUTH_RATE_LIMIT


class UploadThrottle(ExactThrottle):
    """Uploads, by person."""

    policy = "upload"

    def limit(self) -> int:
        return settings.UPLOAD_RATE_LIMIT

    def caller(self, request) -> str:
        return str(request.user.pk)


class MessageThrottle(ExactThrottle):
    """What is written into one thread, by person; a guest, who gets a fresh token when
    she likes, by what her tokens open."""

    policy = "message"
    seconds = HOUR

    def allow_request(self, request, view):
        # Also a person by whose letter's link this came.
        self.person = request.user.pk if request.user else request.auth.user_id
        try:
            return super().allow_request(request, view)
        except RedisError as error:
            # She is known, by sign-in or link: not counted is better than not heard.
            log.error("The shared cache did not answer", exc_info=error)
            return True

    def limit(self) -> int:
        if self.person is None:
            return settings.GUEST_MESSAGE_RATE_LIMIT
        return settings.MESSAGE_RATE_LIMIT

    def caller(self, request) -> str:
        who = self.person or f"guest {request.auth.subject_id}"
        return f"{who} {path_id(request.parser_context['kwargs']['id'])}"


class CodeThrottle(ExactThrottle):
    """Codes of quotes, by address: nobody tries them through."""

    policy = "verify"
    counts_reads = True

    def limit(self) -> int:
        return settings.QUOTE_CHECK_RATE_LIMIT


class ReportThrottle(ExactThrottle):
    """Reports of abuse, by address."""

    policy = "report"
    seconds = HOUR

    def limit(self) -> int:
        return settings.REPORT_RATE_LIMIT


def set_headers(request, response) -> None:
    """Say the policy; say the count only where no shared cache keeps the answer."""
    window = getattr(request, "rate_window", None)
    if window is None:
        limit = settings.GUEST_RATE_LIMIT
        response["RateLimit-Policy"] = f'"guest";q={limit};w={WINDOW}'
        return
    response["RateLimit-Policy"] = (
        f'"{window.policy}";q={window.limit};w={window.seconds}'
    )
    # `*` matches anything, so it may have cost as much as a 200.
    if response.status_code == 304 and request.META["HTTP_IF_NONE_MATCH"] != "*":
        window.used -= 1
    elif "public" not in response.get("Cache-Control", ""):
        left = max(0, window.limit - window.used)
        if response.status_code == 429 and left:
            return  # of another limit, of which `Retry-After` tells all
        seconds = max(0, round(window.ends_at - monotonic()))
        response["RateLimit"] = f'"{window.policy}";r={left};t={seconds}'
