"""The quote as a PDF, for both its parties."""

import hashlib
from functools import lru_cache
from threading import BoundedSemaphore

from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from rest_framework.renderers import BaseRenderer

from api.enquiries.quotes import QuoteView
from api.errors import Problem
from api.private import operation
from api.renderers import CompactJSONRenderer
from api.tags import tag_matches
from catalogue.enquiries.models import Enquiry
from catalogue.enquiries.paper_of import language_of, paper_of
from catalogue.enquiries.papers import QuotePaper, quote_pdf

SLOTS = 2  # papers set at once in this process: each takes a processor and 80 MB
WAIT_SECONDS = 2.0  # for a slot: the caller holds a thread of the server
KEPT = 64  # papers, of some 50 kB each

_slots = BoundedSemaphore(SLOTS)


class PdfRenderer(BaseRenderer):
    """For the negotiation alone."""

    media_type = "application/pdf"
    format = "pdf"


class QuotePaperView(QuoteView):
    """One quote on paper."""

    renderer_classes = [PdfRenderer, CompactJSONRenderer]

    @operation(
        "get_quote_paper",
        tag="enquiries",
        summary="Download a quote as a PDF",
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request, id: str):
        """One page or two, A4, in the language of the answer. Its QR code leads to
        `/quotes/{code}`, a page for people; programs ask
        `GET /v1/quotes/verify/{code}`. One that is no longer open says so on it.

        While many are being made: 503 `unavailable`; ask again in a few seconds.
        """
        quote = self.quote(id)
        language = language_of(self.language)
        enquiry = Enquiry.objects.select_related(
            "submission__contact", "seller__regency"
        ).get(pk=quote.enquiry_id)
        paper = paper_of(
            quote, enquiry, language, timezone.localdate(), self.actor.side
        )
        tag = self.tag(quote.revision, mark_of(paper))
        known = request._request.META.get("HTTP_IF_NONE_MATCH", "")
        if tag_matches(known, tag):
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = as_pdf(paper)
        response["ETag"] = tag
        response["Content-Language"] = language
        if "lang" not in self.values:
            response["Vary"] = "Accept-Language"
        return response


def mark_of(paper: QuotePaper) -> str:
    """Of all that it says."""
    return hashlib.blake2s(repr(paper).encode(), digest_size=9).hexdigest()


def as_pdf(paper: QuotePaper) -> HttpResponse:
    """To save. Raises a `Problem` as `printed` does."""
    response = HttpResponse(printed(paper), content_type="application/pdf")
    # Numbers are ours: capital letters, digits and hyphens.
    name = f"quote-{paper.number}-{paper.revision}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@lru_cache(maxsize=KEPT)
def printed(paper: QuotePaper) -> bytes:
    """The PDF; what says the same is set once. Raises a `Problem` where all slots stay
    taken."""
    if not _slots.acquire(timeout=WAIT_SECONDS):
        raise Problem("unavailable", headers={"Retry-After": "5"})
    try:
        return quote_pdf(paper)
    finally:
        _slots.release()
