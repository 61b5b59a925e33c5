"""One enquiry in full, and its tag: what a step in it may be bound to."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse

from api.enquiries.callers import ThreadView
from api.enquiries.shapes import Reading, enquiries_json, load
from api.errors import Problem
from api.tags import tag_matches
from catalogue.enquiries.actions import moving
from catalogue.enquiries.states import Side
from catalogue.listings.rows import dump


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
        """By its version; a buyer's is always the same, so by all that she is shown, in
        whichever language she read it."""
        if self.actor.side != Side.BUYER:
            return self.expected_version() == now.enquiry.version
        return any(
            tag_matches(header, self._shown(now, language)[1])
            for language in settings.CATALOGUE_LANGUAGES
        )

    def _read(self, enquiry_id: UUID) -> Reading:
        (found,) = load([enquiry_id], self.actor)
        return found

    def _shown(self, found: Reading, language: str) -> tuple[dict[str, Any], str]:
        (body,) = enquiries_json([found], language)
        version = found.enquiry.version_for(self.actor.side)
        beside = (self.caller.name, found.read_at, dump(body))
        return body, self.tag(version, *beside, language=language)
