"""One enquiry in full, and its tag: what a step in it may be bound to.

The tag is `"r3-5fd1….09ab…"`: the row's version, what else the answer shows, its state.
"""

import re
import time
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse

from api.enquiries.callers import ThreadView
from api.enquiries.shapes import Reading, enquiries_json, load
from api.errors import Problem
from api.tags import FRESH_SECONDS, hash_of
from catalogue.enquiries.actions import moving
from catalogue.enquiries.states import Side
from catalogue.listings.rows import dump

_STATE_OF_TAG = re.compile(r'(?:W/)?"r\d+-[0-9a-f]+\.([0-9a-f]+)"')


class EnquiryAnswers(ThreadView):
    """Views that answer with one enquiry in full, or do something in it."""

    if_match_of = "`GET /v1/enquiries/{id}`"

    def answer_with(self, enquiry_id: UUID) -> HttpResponse:
        """As `self.actor` sees it now."""
        body, tag = self._shown(self._read(enquiry_id), self.language)
        return self.answer(body, tag=tag)

    def tag_of(self, enquiry_id: UUID) -> str:
        """What reading the enquiry gives now: of answers with something in it."""
        return self._shown(self._read(enquiry_id), self.language)[1]

    def check_unchanged(
        self,
        enquiry_id: UUID,
        together: Callable[[UUID], Iterable[UUID]] = lambda enquiry_id: [enquiry_id],
    ) -> None:
        """Raises `precondition_failed` where `If-Match` is of an earlier state; what
        is found holds until the transaction ends.

        `together` gives what the step locks beside it, so that all is locked in order.
        """
        header = self.request._request.META.get("HTTP_IF_MATCH", "").strip()
        if header in {"", "*"}:
            return
        moving.hold_rows(together(enquiry_id))
        if not self._is_as_in(header, self._read(enquiry_id)):
            raise Problem("precondition_failed")

    def _is_as_in(self, header: str, now: Reading) -> bool:
        """By its version; a buyer's is always the same, so by what she is shown, in
        whichever language she read it."""
        if self.actor.side != Side.BUYER:
            return self.expected_version() == now.enquiry.version
        stated = _STATE_OF_TAG.fullmatch(header)
        return stated is not None and any(
            stated[1] == _state_of(enquiries_json([now], language)[0])
            for language in settings.CATALOGUE_LANGUAGES
        )

    def _read(self, enquiry_id: UUID) -> Reading:
        (found,) = load([enquiry_id], self.actor)
        return found

    def _shown(self, found: Reading, language: str) -> tuple[dict[str, Any], str]:
        (body,) = enquiries_json([found], language)
        version = found.enquiry.version_for(self.actor.side)
        state = _state_of(body)
        shows_pictures = any(item["image_url"] for item in body["items"])
        beside = (
            *(self.caller.name, found.read_at, body["unread"], state),
            [bool(item["image_url"]) for item in body["items"]],
            int(time.time()) // FRESH_SECONDS if shows_pictures else "",
        )
        fresh = self.tag(version, *beside, language=language)
        return body, f'{fresh[:-1]}.{state}"'


def _state_of(body: dict[str, Any]) -> str:
    """What a step may be bound to: neither what was read of it, nor the addresses of
    pictures, which change by themselves."""
    items = [{**item, "image_url": None} for item in body["items"]]
    return hash_of(dump({**body, "items": items, "unread": None}))
