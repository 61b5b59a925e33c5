"""What officers do to sellers: verify, trust, suspend, and take these back."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.journal import audit, mail
from catalogue.journal.actions import record
from catalogue.journal.types import SellerChanged
from catalogue.sellers.errors import InvalidSellerState, NibTaken
from catalogue.sellers.models import Oversight, Regency, Seller


@transaction.atomic
def verify_seller(seller_id: UUID) -> None:
    """The trade office knows this business: its published products can be seen.

    What it agreed to of one that was verified before may be another NIB.
    """
    seller = Seller.objects.select_for_update(no_key=True).get(pk=seller_id)
    if seller.verified_at is None:
        _move(seller, "seller.verified", verified_at=timezone.now())
    else:
        record(SellerChanged(seller_id))


@transaction.atomic
def refuse_seller(seller_id: UUID) -> None:
    """The trade office does not know this business as it now says it is.

    One that was verified before loses that, and trust: what changed is shown already.
    """
    seller = Seller.objects.select_for_update(no_key=True).get(pk=seller_id)
    if seller.verified_at is not None:
        _move(seller, "seller.refused", verified_at=None, trusted_at=None)


@transaction.atomic
def trust_seller(*, seller_id: UUID, reason: str, note: str = "") -> Seller:
    """Her changes go live at once from now on; a sample is looked at afterwards."""
    seller = Seller.objects.select_for_update(no_key=True).get(pk=seller_id)
    if seller.trusted_at is not None:
        raise InvalidSellerState("trusted")
    if seller.verified_at is None:
        raise InvalidSellerState("unverified")
    return _move(seller, "seller.trusted", reason, note, trusted_at=timezone.now())


@transaction.atomic
def untrust_seller(*, seller_id: UUID, reason: str, note: str = "") -> Seller:
    seller = Seller.objects.select_for_update(no_key=True).get(pk=seller_id)
    if seller.trusted_at is None:
        raise InvalidSellerState("not_trusted")
    return _move(seller, "seller.untrusted", reason, note, trusted_at=None)


@transaction.atomic
def suspend_seller(*, seller_id: UUID, reason: str, note: str = "") -> Seller:
    """Her products leave the public catalogue at once; nothing of hers is changed."""
    seller = Seller.objects.select_for_update(no_key=True).get(pk=seller_id)
    if seller.suspended_at is not None:
        raise InvalidSellerState("suspended")
    return _move(seller, "seller.suspended", reason, note, suspended_at=timezone.now())


@transaction.atomic
def lift_suspension(*, seller_id: UUID, reason: str, note: str = "") -> Seller:
    """What was public before the suspension is public again."""
    seller = Seller.objects.select_for_update(no_key=True).get(pk=seller_id)
    if seller.suspended_at is None:
        raise InvalidSellerState("active")
    return _move(seller, "seller.lifted", reason, note, suspended_at=None)


def _move(
    seller: Seller, action: str, reason: str = "", note: str = "", **fields: Any
) -> Seller:
    before = {name: getattr(seller, name) for name in fields}
    for name, value in fields.items():
        setattr(seller, name, value)
    seller.version += 1
    save_unique(seller)
    after: dict[str, Any] = dict(fields)
    if reason:
        after["reason"] = reason
    audit.write(action, "seller", seller.pk, before=before, after=after)
    if reason:
        tell_owners(seller, action.replace(".", "_"), note=note)
    record(SellerChanged(seller.pk))
    return seller


def save_unique(seller: Seller) -> None:
    """Raises `NibTaken` where another verified business has the NIB."""
    try:
        with transaction.atomic():
            seller.save()
    except IntegrityError:
        others = Seller.objects.filter(nib=seller.nib).exclude(pk=seller.pk)
        if seller.nib and others.filter(verified_at__isnull=False).exists():
            raise NibTaken from None
        raise


def tell_owners(seller: Seller, kind: str, **values: str) -> None:
    """A letter to each owner, in her language."""
    for owner in User.objects.filter(
        membership__seller=seller, membership__role="owner", is_active=True
    ):
        mail.write(kind, owner.email, owner.language, seller=seller.name, **values)


@transaction.atomic
def appoint_officer(*, user: User, regency: Regency | None) -> Oversight:
    """Let this person look after a regency, or the province where None.

    She may use the desk too. Repeating is harmless.
    """
    oversight, created = Oversight.objects.get_or_create(user=user, regency=regency)
    if not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    if created:
        audit.write(
            "officer.appointed",
            "user",
            user.pk,
            after={"regency": regency.code if regency else None},
        )
    return oversight


@transaction.atomic
def dismiss_officer(*, user: User) -> None:
    """Take all oversight from this person, at once."""
    gone = list(user.oversights.values_list("regency_id", flat=True))
    user.oversights.all().delete()
    if not user.is_superuser:
        user.is_staff = False
        user.save(update_fields=["is_staff"])
    audit.write("officer.dismissed", "user", user.pk, before={"regencies": gone})
