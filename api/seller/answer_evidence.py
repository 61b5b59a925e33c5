"""The documents that show answers."""

from django.http import Http404

from api.bodies import read
from api.parameters import path_id
from api.parsers import EvidenceParser
from api.private import PrivateView, operation
from api.seller.assessment_shapes import OwnAnswerSerializer, answer_json
from api.seller.certificate_shapes import EvidenceAddressSerializer, address_json
from api.seller.certificates import EvidenceBody
from api.seller.images import form_members
from api.throttling import CallerThrottle, UploadThrottle
from catalogue.products import quota
from catalogue.readiness.actions import answering, evidence
from catalogue.readiness.models import Answer


class AnswerEvidenceView(PrivateView):
    """The document that shows one answer."""

    parser_classes = [EvidenceParser]

    def get_throttles(self):
        upload = [UploadThrottle()] if self.request.method == "POST" else []
        return [CallerThrottle(), *upload]

    def mine(self, id: str) -> Answer:
        own = Answer.objects.managed_by(self.request.user).select_related("evidence")
        found = own.filter(pk=path_id(id)).first()
        if found is None:
            raise Http404
        return found

    def prepare(self, request) -> None:
        """Judge the file before anything is locked."""
        if request.method != "POST":
            return
        found = self.mine(self.kwargs["id"])
        file = read(EvidenceBody, form_members(request))["file"]
        quota.check_room(found.seller_id, 0)
        self.file = evidence.prepare(file.read())
        file.seek(0)

    @operation(
        "get_own_answer_evidence",
        tag="seller",
        summary="Get the address of an answer's document",
        responses=EvidenceAddressSerializer,
    )
    def get(self, request, id: str):
        """Good for ten minutes, for whoever has it. Without a document: 404."""
        file = self.mine(id).evidence
        if file is None:
            raise Http404
        return self.answer(
            address_json(file, evidence.address_of(file)),
            headers={"Cache-Control": "no-store"},
        )

    @operation(
        "create_own_answer_evidence",
        tag="seller",
        summary="Send a document for an answer",
        request={"multipart/form-data": EvidenceBody},
        responses=OwnAnswerSerializer,
    )
    def post(self, request, id: str):
        """It takes the place of any before, and comes before an officer.

        Any question you answer yourself takes one, and a confirmation; a condition does
        not (409 `invalid_state`). The answer's `expires_on` is cleared: set it again
        where this document has a last day.
        """
        found = self.mine(id)
        with evidence.keeping(self.file) as file_id:
            shown = answering.show_evidence(
                answer_id=found.pk, file_id=file_id, prepared=self.file
            )
        return self.answer(answer_json(shown))

    @operation(
        "delete_own_answer_evidence",
        tag="seller",
        summary="Take an answer's document back",
        responses={204: None},
    )
    def delete(self, request, id: str):
        """The answer stays, as you declare it. Without a document: 404."""
        found = self.mine(id)
        if found.evidence is None:
            raise Http404
        answering.take_evidence_back(answer_id=found.pk)
        return self.answer(None, status=204)
