"""What officers do beside a thread: block domains, forget a buyer who asked for it."""

import re
from uuid import UUID

from django.db import transaction

from catalogue.accounts.models import User
from catalogue.enquiries.actions.erasing import erase
from catalogue.enquiries.errors import AlreadyBlocked, DomainRefused, NotAllOverseen
from catalogue.enquiries.models import BlockedSender, Enquiry
from catalogue.journal import audit

DOMAIN = re.compile(
    r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]+)"
)
# Everybody's: who misuses a mailbox there is blocked by her address.
SHARED = {
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.id", "yahoo.co.jp",
    "ymail.com", "rocketmail.com", "outlook.com", "hotmail.com", "live.com", "msn.com",
    "icloud.com", "me.com", "aol.com", "gmx.de", "gmx.net", "web.de", "mail.com",
    "proton.me", "protonmail.com", "zoho.com", "yandex.com", "yandex.ru", "mail.ru",
    "qq.com", "163.com", "126.com", "sina.com", "naver.com", "docomo.ne.jp",
    "ezweb.ne.jp", "softbank.ne.jp", "orange.fr", "free.fr", "libero.it",
    # What registries give names below of.
    "co.id", "ac.id", "or.id", "go.id", "web.id", "sch.id", "my.id", "biz.id",
    "desa.id", "net.id", "co.jp", "ne.jp", "or.jp", "ac.jp", "go.jp", "co.uk",
    "org.uk", "ac.uk", "com.au", "net.au", "com.sg", "com.my", "com.cn", "co.kr",
    "com.tw", "com.hk", "co.th", "com.vn", "com.ph", "co.in", "co.nz", "co.za",
    "com.br", "com.tr",
}  # fmt: skip


@transaction.atomic
def block_domain(*, domain: str, officer: User) -> BlockedSender:
    """Enquiries from its addresses, and from those below it, are held from now on.

    Raises `DomainRefused`, `AlreadyBlocked`.
    """
    wanted = domain.strip().casefold().rpartition("@")[2].rstrip(".")
    if not DOMAIN.fullmatch(wanted) or wanted in SHARED:
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
