"""Which certificate takes the place of which, and what may be said to renew what.

The seller is locked by whoever calls.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import F

from catalogue.readiness.errors import CertificateFault
from catalogue.readiness.models import Certificate, ClaimStatus

OVER = {ClaimStatus.REJECTED, ClaimStatus.REVOKED}
Renewals = dict[UUID, list[Certificate]]  # what renews it, by the id of what is renewed


def settle(seller_id: UUID, type_id: str) -> None:
    """Point each verified one at the verified one that took its place, or at none.

    That is what renews it, or renews that in turn, whatever became of those between;
    but only where it ends no earlier and speaks for at least the same products.
    Otherwise both count.
    """
    rows = list(
        Certificate.objects.filter(seller=seller_id, type=type_id).prefetch_related(
            "products"
        )
    )
    renewals: Renewals = defaultdict(list)
    for row in rows:
        if row.renews_id is not None:
            renewals[row.renews_id].append(row)
    for row in rows:
        is_verified = row.status == ClaimStatus.VERIFIED
        successor = _successor(row, renewals) if is_verified else None
        _point(row, successor)


def _successor(old: Certificate, renewals: Renewals) -> Certificate | None:
    for one in _descendants(old, renewals):
        if one.status == ClaimStatus.VERIFIED and _covers(one, old):
            return one
    return None


def _descendants(old: Certificate, renewals: Renewals) -> Iterator[Certificate]:
    """The nearest first, each once."""
    waiting, seen = [old], {old.pk}
    while waiting:
        fresh = [one for one in renewals[waiting.pop(0).pk] if one.pk not in seen]
        seen |= {one.pk for one in fresh}
        waiting += fresh
        yield from fresh


def _covers(new: Certificate, old: Certificate) -> bool:
    if (new.expires_on or date.max) < (old.expires_on or date.max):
        return False
    if _is_general(new) or _is_general(old):
        return _is_general(new)
    return {p.pk for p in old.products.all()} <= {p.pk for p in new.products.all()}


def _is_general(certificate: Certificate) -> bool:
    return not certificate.is_of_products and not certificate.products.all()


def _point(old: Certificate, new: Certificate | None) -> None:
    if old.superseded_by_id != (new and new.pk):
        Certificate.objects.filter(pk=old.pk).update(
            superseded_by=new, version=F("version") + 1
        )


def join_neighbours(gone: Certificate) -> None:
    """What renews this one renews, once it is gone, what it renewed."""
    gone.renewals.update(renews=gone.renews_id)


def faults(certificate: Certificate) -> list[CertificateFault]:
    """Of what it says it renews."""
    renews = certificate.renews_id
    if renews is None:
        return []
    own = Certificate.objects.filter(seller_id=certificate.seller_id)
    old = own.exclude(pk=certificate.pk).filter(pk=renews).first()
    if old is None:
        values = {"what": "certificate", "value": str(renews)}
        return [CertificateFault("/renews", "not_found", values)]
    if old.type_id != certificate.type_id:
        return [
            CertificateFault("/renews", "renews_other_type", {"value": old.type_id})
        ]
    if certificate in _ancestors(old):
        return [CertificateFault("/renews", "renews_itself")]
    others = own.filter(renews=old).exclude(pk=certificate.pk)
    live = others.exclude(status__in=OVER).first()
    if live is not None and certificate.status not in OVER:
        values = {"value": str(live.pk)}
        return [CertificateFault("/renews", "renewed_already", values)]
    return []


def _ancestors(certificate: Certificate) -> Iterator[Certificate]:
    """It, what it renews, and so on; each once."""
    one: Certificate | None = certificate
    seen = set[UUID]()
    while one is not None and one.pk not in seen:
        yield one
        seen.add(one.pk)
        one = one.renews
