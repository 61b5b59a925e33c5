"""Enquiries as their parties read them: what one sent, what came to her business."""

from typing import Any

from django.http import Http404
from django.utils import timezone

from api import pagination
from api.enquiries.answers import EnquiryAnswers
from api.enquiries.callers import BOXES, RECEIVED, caller_of
from api.enquiries.creating import EnquiryCreation
from api.enquiries.shapes import (
    EnquirySerializer,
    EnquirySummarySerializer,
    load,
    summary_json,
)
from api.envelopes import Envelope
from api.pagination import page_by_id, page_by_key, private_envelope
from api.parameters import (
    BoolField,
    ChoiceField,
    IdsField,
    ListField,
    PageParameters,
    Parameter,
    path_id,
)
from api.private import PrivateView, operation
from catalogue.enquiries.actions.answering import mark_read
from catalogue.enquiries.actions.erasing import erase
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.querysets import EnquiryQuerySet
from catalogue.enquiries.states import Side, Status, Waiting
from catalogue.listings.rows import dump


class ChoicesField(ListField):
    """Values of an enumeration, any of which matches."""

    def __init__(self, options: list[str]):
        self.options = ChoiceField(options)
        self.item = self.options.schema
        super().__init__()

    def read_one(self, text: str) -> str:
        return self.options.read(text)


class EnquiryParameters(PageParameters):
    box = Parameter(
        ChoiceField(BOXES),
        "`sent`: what you asked; `received`: what came to your business. Not given: "
        "`received` for members of a business, `sent` for all others.",
    )
    status = Parameter(ChoicesField(Status.values), "Any of these, comma-separated.")
    waiting_on = Parameter(
        ChoicesField(Waiting.values), "Whose turn it is, comma-separated."
    )
    submission_id = Parameter(IdsField(), "Those that were asked at once.")
    unread = Parameter(
        BoolField(), "`true`: those where the other side did something since you read."
    )


class EnquiryListSerializer(Envelope):
    """A page of enquiries."""

    results = EnquirySummarySerializer(many=True, max_length=100)


class EnquiryListView(EnquiryCreation):
    """The caller's enquiries."""

    @operation(
        "list_enquiries",
        tag="enquiries",
        summary="List your enquiries",
        parameters=EnquiryParameters,
        responses=EnquiryListSerializer,
    )
    def get(self, request):
        """What came to your business, the oldest due first and then what waits for
        others; or what you sent, the newest first.

        An `et_…` lists what it opens.
        """
        caller = caller_of(request)
        box = self.values.get("box", caller.own_box)
        actor = caller.actor_in_box(box)
        found = chosen(caller.box(box), self.values, actor)
        asked = {**self.values, "box": box, "caller": caller.name}
        mark = pagination.fingerprint(request.path, asked, box, "")
        rows, page = _page(found, self.values, mark, box)
        readings = load([row.pk for row in rows], actor)
        results = [summary_json(read, self.language) for read in readings]
        count = found.count() if self.values.get("count") else None
        read_at = [read.read_at for read in readings]
        return self.answer(
            private_envelope(results, page, count),
            tag=self.tag(
                len(rows), mark, count, page.next_cursor, read_at, dump(results)
            ),
            headers=pagination.headers(request._request, page),
        )


def chosen(
    found: EnquiryQuerySet, values: dict[str, Any], actor: Actor
) -> EnquiryQuerySet:
    """By the parameters, as this side is told of each."""
    today, is_buyer = timezone.localdate(), actor.side == Side.BUYER
    if "status" in values:
        by_status = found.seen_in_status if is_buyer else found.in_status
        found = by_status(values["status"], today)
    if "waiting_on" in values:
        by_turn = found.seen_waiting if is_buyer else found.waiting
        found = by_turn(values["waiting_on"], today)
    if "submission_id" in values:
        found = found.filter(submission__in=values["submission_id"])
    if "unread" in values:
        by_mark = found.unread_by_buyer if is_buyer else found.unread_by_seller
        unread = by_mark(actor.reader)
        found = (
            unread if values["unread"] else found.exclude(pk__in=unread.values("pk"))
        )
    return found


def _page(found: EnquiryQuerySet, values: dict[str, Any], mark: str, box: str):
    found = found.only("pk", "inbox_key")
    if box == RECEIVED:
        return page_by_key(found, values, mark=mark, key="inbox_key")
    return page_by_id(found, values, mark=mark, newest_first=True)


class EnquiryView(EnquiryAnswers):
    """One enquiry."""

    @operation(
        "get_enquiry",
        tag="enquiries",
        summary="Get an enquiry",
        responses=EnquirySerializer,
    )
    def get(self, request, id: str):
        """For who asked, who was asked and the officers of that regency.

        `allowed_actions` lists what you may do now. Reading marks nothing as read.
        """
        return self.answer_with(self.thread(id).pk)


class ReadEnquiryView(EnquiryAnswers):
    """What has been read."""

    @operation(
        "read_enquiry",
        tag="enquiries",
        summary="Mark an enquiry as read",
        request=None,
        responses=EnquirySerializer,
    )
    def post(self, request, id: str):
        """By you: `unread` is 0 until the other side does something more."""
        enquiry = self.thread(id)
        mark_read(enquiry, self.actor)
        return self.answer_with(enquiry.pk)


class EraseSubmissionView(PrivateView):
    """What somebody asked, and who she is."""

    @operation(
        "erase_submission",
        tag="enquiries",
        summary="Erase what you asked, and who you are",
        request=None,
        responses={204: None},
    )
    def post(self, request, id: str):
        """For who asked, with or without an account; final.

        Your name, addresses, messages, notes and files go; what is still in hand is
        withdrawn, every token of it ends, and it is none of your account's any more:
        once it is done, 404. What stays names nobody: products,
        quantities, country, dates.
        """
        mine = caller_of(request).submissions().filter(pk=path_id(id))
        submission = mine.first()
        if submission is None:
            raise Http404
        self.about = submission.pk
        erase(submission.pk, why="asked")
        return self.answer(None, status=204)
