"""What is behind a token: read and write views, their answers and tags.

A view declares its operations with `@operation`. Every write runs in one transaction;
a POST honours `Idempotency-Key`. What takes long (decoding a picture) is done before,
in `prepare`.
"""

import hashlib
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from api import bodies, idempotency, languages, logs
from api.access import TABLE
from api.authentication import BearerAuthentication
from api.errors import Problem
from api.parameters import Parameters
from api.parsers import JSONParser
from api.permissions import ByTable, acts_for
from api.tags import tag_matches
from api.throttling import CallerThrottle
from catalogue.journal import context
from catalogue.listings.rows import dump

VERSION_OF_TAG = re.compile(r'\s*(?:W/)?"r(\d{1,9})[^"]*"\s*')


def operation(
    operation_id: str,
    *,
    tag: str,
    summary: str,
    parameters=Parameters,
    if_match: bool | None = None,
    **schema: Any,
) -> Callable:
    """Declare one method of a view: its row in the table, its place in the document.

    `if_match` says whether it takes that header, where the document cannot see it.
    """

    def decorate(method: Callable) -> Callable:
        declared: Any = extend_schema(
            operation_id=operation_id, tags=[tag], summary=summary, **schema
        )(method)
        declared.operation_id = operation_id
        declared.parameters = parameters
        declared.takes_nothing = "request" in schema and schema["request"] is None
        if if_match is not None:
            declared.if_match = if_match
        return declared

    return decorate


class PrivateView(APIView):
    """Behind a token, or a write that anyone may make."""

    http_method_names = ["get", "head", "post", "put", "patch", "delete"]
    authentication_classes = [BearerAuthentication]
    permission_classes = [ByTable]
    throttle_classes: list = [CallerThrottle]
    parser_classes = [JSONParser]
    values: dict[str, Any]
    about: UUID | None = None  # the submission whose erasure forgets kept answers
    kept_answer: HttpResponse | None = None  # what a repeat gets, where not the same

    def method_of(self, method: str):
        """The handler of a method, if the view declares one."""
        name = "get" if method == "HEAD" else method.lower()
        handler = getattr(self, name, None)
        return handler if hasattr(handler, "operation_id") else None

    def operation_id(self, method: str) -> str:
        return self.method_of(method).operation_id

    def get_authenticate_header(self, request):
        return "Bearer"

    def initial(self, request, *args, **kwargs):
        if self.method_of(request.method) is None:
            self.http_method_not_allowed(request)
        super().initial(request, *args, **kwargs)
        parameters = self.method_of(request.method).parameters
        self.values = parameters.read(request._request.GET)
        self.language = languages.of_request(request._request)
        if self.is_write and self.method_of(request.method).takes_nothing:
            self._check_nothing(request.data)
        self.prepare(request)

    def _check_nothing(self, data: Any) -> None:
        """What is sent to an operation without a body has no member. Raises a
        `Problem`."""
        if data != {}:
            bodies.read(bodies.Body, data)

    def prepare(self, request) -> None:
        """What takes long and changes nothing: done before the transaction."""

    def dispatch(self, request, *args, **kwargs):
        """As DRF's, but the handler runs inside `run`."""
        self.args, self.kwargs = args, kwargs
        self.begun_at = timezone.now()
        self.is_write = request.method not in {"GET", "HEAD"}
        self.headers: dict[str, str] = {}
        request = self.request = self.initialize_request(request, *args, **kwargs)
        try:
            self.initial(request, *args, **kwargs)
            method = self.method_of(request.method)
            response = self.run(request, method, **kwargs)
        except Exception as error:  # noqa: BLE001 - every one becomes a problem
            response = self.handle_exception(error)
        self.response = self.finalize_response(
            request,
            response,  # type: ignore[arg-type]
            *args,
            **kwargs,
        )
        if "Cache-Control" not in self.response:
            kind = "no-store" if self.is_write else "private, no-cache"
            self.response["Cache-Control"] = kind
        return self.response

    def repeat_without_key(self, request) -> idempotency.Repeat | None:
        """By what the same request is known again where no key was sent."""
        return None

    def check_still(self, **path: Any) -> None:
        """Whether the answer that was kept may still be seen: who sees a thread may
        change. Raises as a read would."""

    def ask_first(self, request) -> None:
        """What asks another server and may refuse: before the transaction, and never of
        a repeat."""

    def run(self, request, handler: Callable, **path: Any) -> HttpResponse:
        """The handler, as the person who calls, all or nothing."""
        actor = request.auth.user_id if request.auth is not None else None
        request_id = logs.request_id.get()
        with context.acting(actor_id=actor, via="api", request_id=request_id):
            if not self.is_write:
                return handler(request, **path)
            repeat = None
            if request.method == "POST":
                repeat = self._repeat_with_key(request)
                repeat = repeat or self.repeat_without_key(request)
            if repeat is None:
                self.ask_first(request)
                with transaction.atomic():
                    return handler(request, **path)
            return self._run_once(request, handler, repeat, path)

    def _repeat_with_key(self, request) -> idempotency.Repeat | None:
        if "HTTP_IDEMPOTENCY_KEY" not in request._request.META:
            return None
        rule = TABLE[self.operation_id(request.method)]
        return idempotency.of_request(request, acts_for(rule, request.user))

    def _run_once(self, request, handler, repeat, path) -> HttpResponse:
        kept = idempotency.find(repeat)
        if kept is not None:
            self.check_still(**path)
            return kept
        self.ask_first(request)
        with transaction.atomic():
            row = idempotency.claim(repeat)
            if row is not None:
                response = handler(request, **path)
                kept = self.kept_answer or response
                idempotency.keep(row, repeat, kept, self.about)
                return response
        kept = idempotency.find(repeat)
        if kept is None:  # the other one failed in the meantime
            raise idempotency.in_progress()
        self.check_still(**path)
        return kept

    # -- answers

    def answer(
        self,
        body: Any,
        *,
        status: int = 200,
        tag: str | None = None,
        location: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> HttpResponse:
        """`body` as JSON; a read whose tag the caller knows is a 304."""
        known = self.request._request.META.get("HTTP_IF_NONE_MATCH", "")
        if tag and not self.is_write and tag_matches(known, tag):
            response: HttpResponse = HttpResponseNotModified()
        elif body is None:
            response = HttpResponse(status=status)
            del response["Content-Type"]
        else:
            text = body if isinstance(body, bytes) else dump(body).encode()
            response = HttpResponse(
                text, status=status, content_type="application/json"
            )
        response["Content-Language"] = self.language
        if "lang" not in self.values:
            patch_vary_headers(response, ["Accept-Language"])
        if tag:
            response["ETag"] = tag
        if location:
            response["Location"] = location
        for name, value in (headers or {}).items():
            response[name] = value
        return response

    def tag(self, version: int, *beside: object, language: str | None = None) -> str:
        """A strong tag: the row's version, then what else the answer depends on."""
        text = "\n".join([language or self.language, *map(str, beside)])
        rest = hashlib.blake2s(text.encode(), digest_size=5).hexdigest()
        return f'"r{version}-{rest}"'

    def expected_version(self) -> int | None:
        """The version `If-Match` speaks of; None without one, or for `*`."""
        header = self.request._request.META.get("HTTP_IF_MATCH", "").strip()
        if header in {"", "*"}:
            return None
        found = version_of(header)
        if found is None:
            raise Problem("precondition_failed")
        return found


def version_of(tag: str) -> int | None:
    """The row version inside one of our tags, weak or strong."""
    match = VERSION_OF_TAG.fullmatch(tag)
    return int(match[1]) if match else None
