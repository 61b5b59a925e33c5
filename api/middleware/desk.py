"""What stands before the desk, and before nothing else."""

from collections.abc import Callable

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpResponse
from django.utils.module_loading import import_string

from api import logs
from api.errors import AWAY, STATUS, answer, limited, not_found, unavailable
from api.pages.sheet import shown
from api.throttling import WINDOW, counted_address
from catalogue.journal import context, counting

PICTURES = ["'self'", "data:"]

POLICY = (
    f"default-src 'self'; img-src {' '.join([*PICTURES, *settings.PICTURE_HOSTS])}; "
    "style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
)


class DeskHandler(BaseHandler):
    """Views behind `DESK_MIDDLEWARE`, with every hook a middleware may have.

    As Django builds it for `MIDDLEWARE`: the forms' protection stands in
    `process_view`, allauth's asking for the password again in `process_exception`.
    """

    def __init__(self):
        self._view_middleware: list[Callable] = []
        self._template_response_middleware: list[Callable] = []
        self._exception_middleware: list[Callable] = []
        chain = convert_exception_to_response(
            self._get_response  # type: ignore[attr-defined] # the stubs lack it
        )
        for path in reversed(settings.DESK_MIDDLEWARE):
            middleware = import_string(path)(chain)
            if hasattr(middleware, "process_view"):
                self._view_middleware.insert(0, middleware.process_view)
            if hasattr(middleware, "process_template_response"):
                self._template_response_middleware.append(
                    middleware.process_template_response
                )
            if hasattr(middleware, "process_exception"):
                self._exception_middleware.append(middleware.process_exception)
            chain = convert_exception_to_response(middleware)
        self._middleware_chain = chain

    def __call__(self, request):
        return self._middleware_chain(request)


class DeskMiddleware:
    """Sessions, forms and sign-in for the admin's path; the API pays for none of it."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.prefix = f"/{settings.ADMIN_PATH}/"
        self.desk = DeskHandler()

    def __call__(self, request):
        if not f"{request.path_info}/".startswith(self.prefix):
            return self.get_response(request)
        if not settings.DESK:
            return answer(request, not_found(request))
        if refusal := self._too_often(request):
            return refusal
        response = self.desk(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    def _too_often(self, request) -> HttpResponse | None:
        """Signing in at the desk counts with signing in by the API."""
        places = (f"{self.prefix}account/", f"{self.prefix}login/")
        if request.method != "POST" or not request.path_info.startswith(places):
            return None
        try:
            counted = counting.hit(f"auth {counted_address(request)}", WINDOW)
        except AWAY as error:
            return _busy(error)
        if counted.used <= settings.AUTH_RATE_LIMIT:
            return None
        return answer(request, limited(counted.seconds_left))


class BusyMiddleware:
    """A page, not JSON, where the database or the shared cache is away."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error) -> HttpResponse | None:
        return _busy(error) if isinstance(error, AWAY) else None


def _busy(error: Exception) -> HttpResponse:
    busy = unavailable(error)
    return shown(
        "account/busy.html",
        "en",
        status=STATUS[busy.code],
        headers=busy.headers,
        spent=True,
    )


class ActingMiddleware:
    """Innermost, where the session is known: what follows is done by this person."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            actor = request.user.pk if request.user.is_authenticated else None
        except AWAY as error:  # the session is the first that is asked for
            return _busy(error)
        request_id = logs.request_id.get()
        with context.acting(actor_id=actor, via="desk", request_id=request_id):
            return self.get_response(request)
