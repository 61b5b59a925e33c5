"""Accounts to try the product with: one for each role, in sample mode alone.

Their password is printed for anybody to read, so an installation that leaves sample
mode closes them (`close`, at each `prepare`).
"""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from catalogue.accounts import tokens
from catalogue.accounts.models import User
from catalogue.identifiers import uuid7_of
from catalogue.journal import context
from catalogue.samples import seeds
from catalogue.sellers.models import Member, Oversight, Seller

PASSWORD = "lampung-contoh"  # noqa: S105 - no secret: it is in the README
# Who owns which business; staff and officer are those of the first.
OWNERS = {"seller": "S01", "seller2": "S26", "seller3": "S33"}


@dataclass(frozen=True)
class Sample:
    role: str
    name: str
    can: str  # for whoever starts the catalogue

    @property
    def email(self) -> str:
        return f"{self.role}@contoh.example"

    @property
    def id(self):
        return uuid7_of(f"account {self.role}", seeds.FIRST_MOMENT)


SAMPLES = [
    Sample("buyer", "Budi Pembeli (Contoh)", "browses and enquires"),
    Sample("seller", "Sari Pemilik (Contoh)", "owns a business"),
    Sample("seller2", "Umi Pemilik (Contoh)", "owns a second"),
    Sample("seller3", "Wayan Pemilik (Contoh)", "owns a third"),
    Sample("staff", "Tono Staf (Contoh)", "works for the first"),
    Sample("officer", "Oki Petugas (Contoh)", "looks after the first's regency"),
    Sample("province", "Pia Provinsi (Contoh)", "looks after the province"),
    Sample("admin", "Ani Admin (Contoh)", "administers, and uses the desk"),
]
STAFF = {"officer", "province", "admin"}


@transaction.atomic
def open_all() -> None:
    """Make those that are missing, and open those that were closed; repeatable."""
    if not settings.SAMPLE_MODE:
        raise RuntimeError("Sample accounts exist in sample mode alone.")
    open_now = User.objects.filter(
        pk__in=[sample.id for sample in SAMPLES], is_active=True
    ).in_bulk()
    for sample in SAMPLES:
        if sample.id not in open_now:
            _open(sample)
    _give_roles()


def _open(sample: Sample) -> None:
    user, _ = User.objects.update_or_create(
        pk=sample.id,
        defaults={
            "email": sample.email,
            "name": sample.name,
            "password": make_password(PASSWORD),
            "is_active": True,
            "is_staff": sample.role in STAFF,
            "is_superuser": sample.role == "admin",
        },
    )
    EmailAddress.objects.update_or_create(
        user=user, email=sample.email, defaults={"verified": True, "primary": True}
    )


def _give_roles() -> None:
    people = {s.role: s.id for s in SAMPLES}
    members = [(role, key, Member.Role.OWNER) for role, key in OWNERS.items()]
    members.append(("staff", OWNERS["seller"], Member.Role.STAFF))
    for role, key, kept in members:
        Member.objects.get_or_create(
            user_id=people[role],
            defaults={"seller_id": seeds.seller_id(key), "role": kept},
        )
    first = Seller.objects.get(pk=seeds.seller_id(OWNERS["seller"]))
    for role, regency in (("officer", first.regency), ("province", None)):
        Oversight.objects.get_or_create(user_id=people[role], regency=regency)


@transaction.atomic
def close_all() -> int:
    """Make them unusable, whatever they are now; how many had to be closed."""
    found = User.objects.filter(pk__in=[s.id for s in SAMPLES], is_active=True)
    with context.acting(via="command"):
        for user in found:
            _close(user)
    return len(found)


def _close(user: User) -> None:
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.oversights.all().delete()
    tokens.revoke_all(user, why="samples_closed")
