"""What officers do beside a thread: block domains, forget a buyer who asked for it."""

import re
from uuid import UUID

from django.db import transaction

from catalogue.accounts.models import User
from catalogue.enquiries.actions.erasing import erase
from catalogue.enquiries.domains import DATA, domain_of, listed
from catalogue.enquiries.errors import AlreadyBlocked, DomainRefused, NotAllOverseen
from catalogue.enquiries.models import BlockedSender, Enquiry
from catalogue.journal import audit

# Everybody's: who misuses a mailbox there is blocked by her address.
SHARED = DATA / "shared_domains.txt"
DOMAIN = re.compile(
    r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]+)"
)


@transaction.atomic
def block_domain(*, domain: str, officer: User) -> BlockedSender:
    """Enquiries from its addresses, and from those below it, are held from now on.

    Raises `DomainRefused`, `AlreadyBlocked`.
    """
    wanted = domain_of(domain)
    if not DOMAIN.fullmatch(wanted) or wanted in listed(SHARED):
        raise DomainRefused
    block, is_new = BlockedSender.objects.get_or_create(
        seller=None, email_mark="", domain=wanted, defaults={"blocked_by": officer}
    )
    if not is_new:
        raise AlreadyBlocked
    audit.write("sender.blocked", "blocked_sender", block.pk, after={"domain": wanted})
    return block


@transaction.atomic
def unblock(*, block_id: int) -> None:
    """What this sender asks from now on is held for this no more. Repeating is
    harmless."""
    block = BlockedSender.objects.filter(pk=block_id).first()
    if block is None:
        return
    before = {"domain": block.domain, "seller": block.seller_id}
    block.delete()
    audit.write("sender.unblocked", "blocked_sender", block_id, before=before)


@transaction.atomic
def erase_on_request(*, submission_id: UUID, officer: User) -> None:
    """Forget who sent this. Raises `NotAllOverseen`: what she asked of others would be
    withdrawn with it, so an officer who looks after all of them decides."""
    sent = Enquiry.objects.filter(submission=submission_id)
    mine = Enquiry.objects.overseen_by(officer).filter(submission=submission_id)
    if sent.count() != mine.count():
        raise NotAllOverseen
    erase(submission_id, why="request")
