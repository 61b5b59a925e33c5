"""Documents that sellers sent: their addresses, each asking for one written down."""

from django.shortcuts import get_object_or_404

from api.parameters import path_id
from api.private import PrivateView, operation
from api.seller.certificate_shapes import EvidenceAddressSerializer, address_json
from catalogue.readiness.actions import evidence
from catalogue.readiness.models import EvidenceFile


class EvidenceView(PrivateView):
    """Where a seller's document can be fetched for ten minutes."""

    @operation(
        "get_evidence",
        tag="officer",
        summary="Get the address of a document",
        responses=EvidenceAddressSerializer,
    )
    def get(self, request, id: str):
        """Of a seller you look after. That you asked is written to the audit log.

        A PDF is as the seller sent it and was never looked into: open it with care.
        """
        overseen = EvidenceFile.objects.overseen_by(request.user)
        file = get_object_or_404(overseen, pk=path_id(id))
        return self.answer(
            address_json(file, evidence.open_as_officer(file)),
            headers={"Cache-Control": "no-store"},
        )
