"""What people do to their business: register it, describe it, share the work."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from catalogue.accounts import attempts, tokens
from catalogue.accounts.models import User
from catalogue.journal import audit, counting, mail
from catalogue.journal.actions import record
from catalogue.journal.errors import Stale
from catalogue.journal.types import SellerChanged, SellerIdentityChanged
from catalogue.sellers import oversight
from catalogue.sellers.errors import (
    AlreadyMember,
    InvitationInvalid,
    LastOwner,
    TooManyInvitations,
)
from catalogue.sellers.identity import VERIFIED_BY
from catalogue.sellers.models import Invitation, Member, Seller
from catalogue.sellers.responding import ResponseFigures
from catalogue.sellers.size_classes import industry_class, msme_class

INVITATION_LIFE = timedelta(days=7)
MOST_INVITATIONS = 20  # open at once, and sent in a day
DAY_SECONDS = 24 * 60 * 60


@transaction.atomic
def register_seller(*, user: User, fields: dict[str, Any]) -> Seller:
    """A business with `user` as its owner, before an officer of its regency.

    Raises `AlreadyMember`.
    """
    seller = Seller(**fields)
    _derive(seller, set(fields))
    _save_with_slug(seller)
    _join(user, seller, Member.Role.OWNER)
    audit.write("seller.registered", "seller", seller.pk, after={"slug": seller.slug})
    record(SellerChanged(seller.pk))
    record(SellerIdentityChanged(seller.pk))
    return seller


@transaction.atomic
def update_seller(
    *, seller_id: UUID, fields: dict[str, Any], expected_version: int | None = None
) -> Seller:
    """Change the profile at once. What it was verified by is looked at once more.

    Raises `Stale`, and `NibTaken` for the NIB of another verified business.
    """
    seller = Seller.objects.select_for_update(no_key=True).get(pk=seller_id)
    if expected_version not in {None, seller.version}:
        raise Stale
    moved = {n: v for n, v in fields.items() if getattr(seller, n) != v}
    if not moved:
        return seller
    before = {n: getattr(seller, n) for n in moved if n in VERIFIED_BY - {"regency"}}
    for name, value in moved.items():
        setattr(seller, name, value)
    _derive(seller, moved.keys())
    seller.version += 1
    oversight.save_unique(seller)
    if before or "regency" in moved:
        audit.write(
            "seller.identity_changed",
            "seller",
            seller.pk,
            before=before,
            after={n: getattr(seller, n) for n in before},
        )
    record(SellerChanged(seller.pk))
    if moved.keys() & VERIFIED_BY or seller.verified_at is None:
        record(SellerIdentityChanged(seller.pk))
    return seller


@transaction.atomic
def keep_response_figures(*, seller_id: UUID, figures: ResponseFigures) -> None:
    """How quickly she answers, as measured anew. Repeating is harmless.

    Only another band is a change of the seller: nothing else of it is shown.
    """
    seller = Seller.objects.select_for_update(no_key=True).get(pk=seller_id)
    before = seller.response_figures
    if figures == before:
        return
    seller.response_counted = figures.counted
    seller.response_share = figures.share_percent
    seller.response_median_seconds = figures.median_seconds
    seller.save(
        update_fields=["response_counted", "response_share", "response_median_seconds"]
    )
    if figures.band != before.band:
        record(SellerChanged(seller.pk))


def _derive(seller: Seller, moved: Collection[str]) -> None:
    """The size classes, where the numbers they follow from were given or taken back."""
    if {"annual_sales_idr", "capital_idr"} & set(moved):
        seller.size_class = msme_class(
            capital_idr=seller.capital_idr, annual_sales_idr=seller.annual_sales_idr
        )
    if {"investment_idr", "workers"} & set(moved):
        seller.industry_class = industry_class(
            workers=seller.workers, investment_idr=seller.investment_idr
        )


def _save_with_slug(seller: Seller) -> None:
    """Store a new business under a slug nobody has; who is quicker is counted past."""
    while True:
        seller.slug = _free_slug(seller.name)
        try:
            with transaction.atomic():
                seller.save(force_insert=True)
        except IntegrityError:
            if not Seller.objects.filter(slug=seller.slug).exists():
                raise
        else:
            return


def _free_slug(name: str) -> str:
    base = slugify(name)[:72].strip("-") or "usaha"
    taken = set(
        Seller.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _join(user: User, seller: Seller, role: str) -> Member:
    try:
        with transaction.atomic():
            member = Member.objects.create(user=user, seller=seller, role=role)
    except IntegrityError:
        raise AlreadyMember from None
    audit.write("member.added", "seller", seller.pk, after={"user": user.pk})
    return member


@transaction.atomic
def invite(*, seller: Seller, email: str, role: str, invited_by: User) -> Invitation:
    """Ask somebody by letter to join. A second letter makes the first one worthless.

    Raises `TooManyInvitations`: letters to strangers are not sent without end.
    """
    secret = secrets.token_urlsafe(32)
    Seller.objects.select_for_update(no_key=True).get(pk=seller.pk)
    _check_letters(seller, email)
    invitation, _ = Invitation.objects.update_or_create(
        seller=seller,
        email=email.lower(),
        accepted_at=None,
        defaults={
            "digest": tokens.digest(secret),
            "role": role,
            "invited_by": invited_by,
            "expires_at": timezone.now() + INVITATION_LIFE,
        },
    )
    mail.write(
        "invitation",
        invitation.email,
        invited_by.language,
        seller=seller.name,
        link=mail.page_link("accept-invitation", secret),
    )
    audit.write("member.invited", "seller", seller.pk, after={"role": role})
    return invitation


def _check_letters(seller: Seller, email: str) -> None:
    open_now = seller.invitations.filter(accepted_at=None).exclude(email=email.lower())
    today = counting.hit(f"invitations {seller.pk}", DAY_SECONDS)
    if (
        open_now.count() >= MOST_INVITATIONS
        or today.used > MOST_INVITATIONS
        or not attempts.may_write(email)
    ):
        raise TooManyInvitations


@transaction.atomic
def accept_invitation(*, user: User, token: str) -> Member:
    """Join the business of the letter, which must have come to this person's address.

    Raises `InvitationInvalid`, `AlreadyMember`.
    """
    invitation = (
        Invitation.objects.select_for_update()
        .filter(digest=tokens.digest(token), accepted_at=None)
        .first()
    )
    if (
        invitation is None
        or invitation.expires_at <= timezone.now()
        or invitation.email != user.email.lower()
    ):
        raise InvitationInvalid
    member = _join(user, invitation.seller, invitation.role)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    return member


@transaction.atomic
def revoke_invitation(*, invitation: Invitation) -> None:
    audit.write("member.invitation_revoked", "seller", invitation.seller_id)
    invitation.delete()


@transaction.atomic
def remove_member(*, member: Member) -> None:
    """End a membership and all tokens of that person at once. Raises `LastOwner`."""
    Seller.objects.select_for_update(no_key=True).get(pk=member.seller_id)
    owners = Member.objects.filter(seller_id=member.seller_id, role=Member.Role.OWNER)
    if member.role == Member.Role.OWNER and owners.count() == 1:
        raise LastOwner
    tokens.revoke_all(member.user, why="membership ended")
    audit.write(
        "member.removed", "seller", member.seller_id, before={"user": member.user_id}
    )
    member.delete()
