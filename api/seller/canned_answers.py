"""Texts that a business sends again and again."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from api.bodies import Body, PlainText, read
from api.envelopes import Envelope
from api.fields import language_tag
from api.pagination import whole_list
from api.parameters import WholeListParameters, path_id
from api.private import PrivateView, operation
from api.shapes import moment_json
from catalogue.enquiries.actions import workspace
from catalogue.enquiries.models import MESSAGE_LENGTH, CannedAnswer
from catalogue.listings.shapes import CodeField, MomentField, Shape, TextField
from catalogue.sellers.models import Seller


class CannedAnswerSerializer(Shape):
    """A text to begin an answer with."""

    id = serializers.UUIDField(read_only=True)
    title = TextField(max_length=120)
    body = TextField(max_length=MESSAGE_LENGTH)
    language = CodeField(max_length=12, help_text="BCP 47.")
    created_at = MomentField(read_only=True)


class CannedAnswerListSerializer(Envelope):
    """All of them, in one page."""

    results = CannedAnswerSerializer(
        many=True, max_length=workspace.MOST_CANNED_ANSWERS
    )


class CannedAnswerBody(Body):
    """A title for yourselves, and the text."""

    title = PlainText(max_length=120)
    body = PlainText(max_length=MESSAGE_LENGTH, lines=True)
    language = language_tag()


def canned_answer_json(answer: CannedAnswer) -> dict[str, Any]:
    return {
        "id": str(answer.pk),
        "title": answer.title,
        "body": answer.body,
        "language": answer.language,
        "created_at": moment_json(answer.created_at),
    }


class CannedAnswerListView(PrivateView):
    """The texts of the caller's business."""

    @operation(
        "list_canned_answers",
        tag="seller",
        summary="List canned answers",
        parameters=WholeListParameters,
        responses=CannedAnswerListSerializer,
    )
    def get(self, request):
        """All texts your business keeps, the first one first."""
        answers = list(CannedAnswer.objects.managed_by(request.user))
        found = [canned_answer_json(answer) for answer in answers]
        marks = [f"{answer.pk} {answer.version}" for answer in answers]
        tag = self.tag(len(found), request.user.pk, self.values.get("count"), *marks)
        return self.answer(whole_list(found, self.values), tag=tag)

    @operation(
        "create_canned_answer",
        tag="seller",
        summary="Keep a canned answer",
        request=CannedAnswerBody,
        responses={201: CannedAnswerSerializer},
    )
    def post(self, request):
        """50 a business; more are a 409 `conflict`."""
        given = read(CannedAnswerBody, request.data)
        answer = workspace.add_canned_answer(
            seller_id=Seller.objects.managed_by(request.user).get().pk,
            **{"language": self.language, **given},
        )
        return self.answer(
            canned_answer_json(answer),
            status=201,
            tag=self.tag(answer.version),
            location=f"/v1/seller/canned-answers/{answer.pk}",
        )


class CannedAnswerView(PrivateView):
    """One text."""

    def mine(self, id: str) -> CannedAnswer:
        mine = CannedAnswer.objects.managed_by(self.request.user)
        return get_object_or_404(mine, pk=path_id(id))

    @operation(
        "update_canned_answer",
        tag="seller",
        summary="Edit a canned answer",
        request=CannedAnswerBody,
        responses=CannedAnswerSerializer,
    )
    def patch(self, request, id: str):
        """What was sent by it stays as it was."""
        answer = workspace.edit_canned_answer(
            answer_id=self.mine(id).pk,
            fields=read(CannedAnswerBody, request.data, partial=True),
            expected_version=self.expected_version(),
        )
        return self.answer(canned_answer_json(answer), tag=self.tag(answer.version))

    @operation(
        "delete_canned_answer",
        tag="seller",
        summary="Delete a canned answer",
        responses={204: None},
    )
    def delete(self, request, id: str):
        """What was sent by it stays sent."""
        workspace.delete_canned_answer(answer_id=self.mine(id).pk)
        return self.answer(None, status=204)

    delete.if_match = False  # it is a text of hers, not an edit of one
