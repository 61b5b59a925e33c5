"""How a public read is answered: validated, tagged, kept in memory, or told 304.

`PublicView` is a DRF view whose `read()` returns the bytes. They rest on one state of
the catalogue, so a process may keep them until the next.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from rest_framework.views import APIView

from api import languages
from api.parameters import Parameters
from api.permissions import Anyone
from api.tags import hash_of, tag_matches
from api.throttling import GuestThrottle
from catalogue.listings import generation
from catalogue.listings.generation import State

CATALOGUE_AGE = "public, max-age=60, stale-while-revalidate=60"
REFERENCE_AGE = "public, max-age=3600"
MAX_KEPT_ADDRESS = 2_000  # characters; longer ones do not come twice


@dataclass(frozen=True)
class Answer:
    """A body and the headers that belong to it.

    `version` is given where the body rests on one row: its tag then outlives the
    changes of other rows.
    """

    body: bytes
    content_type: str = "application/json"
    version: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Kept:
    state: State
    tag: str
    language: str
    varies: bool
    answer: Answer


class _Memory:
    """The latest answers of this process; the oldest is dropped first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, str], state: State) -> _Kept | None:
        kept = self._kept.get(key)
        return kept if kept is not None and kept.state == state else None

    def put(self, key: tuple[str, str], kept: _Kept) -> None:
        limit = settings.RESPONSE_CACHE_ENTRIES
        if not limit or len(key[0]) > MAX_KEPT_ADDRESS:
            return
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > limit:
                self._kept.popitem(last=False)


_memory = _Memory()


def forget() -> None:
    """Keep nothing of before: for a process whose database was replaced."""
    global _memory
    _memory = _Memory()


class PublicView(APIView):
    """A read that anyone may make. Subclasses give `parameters` and `read`."""

    http_method_names = ["get", "head"]
    permission_classes = [Anyone]
    throttle_classes = [GuestThrottle]
    parameters: type[Parameters] = Parameters
    cache_control = CATALOGUE_AGE

    def get(self, request, **path: Any) -> HttpResponse:
        plain = request._request
        preferred = languages.negotiate(plain.META.get("HTTP_ACCEPT_LANGUAGE", ""))
        key = (plain.get_full_path(), preferred)
        state = generation.current()
        kept = _memory.get(key, state) or self._find(plain, key, state)
        return self._respond(plain, kept)

    def read(self, request, values: dict[str, Any], language: str) -> Answer:
        """The answer to validated parameters, or a `Problem` raised."""
        raise NotImplementedError

    def _find(self, request, key: tuple[str, str], state: State) -> _Kept:
        values = self.parameters.read(request.GET)
        language = key[1]
        if "lang" in values:
            served = languages.served(values["lang"])
            language = served or settings.CATALOGUE_LANGUAGES[0]
        varies = "lang" not in values
        tag = f'W/"{hash_of(_rests_on(state), *key, language)}"'
        if self.tag_is_of_state and request.META.get("HTTP_IF_NONE_MATCH") == tag:
            # Valid, and nothing moved: no need to find the body again.
            return _Kept(state, tag, language, varies, Answer(b""))
        answer = self.read(request, values, language)
        if answer.version is not None:
            tag = f'W/"{answer.version}-{language}"'
        kept = _Kept(state, tag, language, varies, answer)
        _memory.put(key, kept)
        return kept

    # Whether the tag is known before the body is found.
    tag_is_of_state = True

    def _respond(self, request, kept: _Kept) -> HttpResponse:
        answer = kept.answer
        if tag_matches(request.META.get("HTTP_IF_NONE_MATCH", ""), kept.tag):
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = HttpResponse(answer.body, content_type=answer.content_type)
        response["ETag"] = kept.tag
        response["Cache-Control"] = self.cache_control
        response["Content-Language"] = kept.language
        if kept.varies:
            response["Vary"] = "Accept-Language"
        for name, value in answer.headers.items():
            response[name] = value
        return response


def _rests_on(state: State) -> str:
    return f"{state.generation}.{state.on.toordinal()}.{settings.VERSION}"
