"""What a buyer writes about herself and whom she buys for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from catalogue.accounts import profile
from catalogue.accounts.models import User
from catalogue.buyers.errors import CompanyUnnamed
from catalogue.buyers.models import Company
from catalogue.products.models import Category


@dataclass(frozen=True)
class CompanyEdit:
    """What changes of a company: columns by name, `categories` by code.

    `is_removed` takes it away whole; columns left out stay as they are.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    categories: Sequence[str] | None = None
    is_removed: bool = False


@transaction.atomic
def update(
    *,
    user_id: UUID,
    expected: int | None = None,
    company: CompanyEdit | None = None,
    **fields: Any,
) -> User:
    """Change name, language, country or company.

    Raises `Stale` where the person's row is no longer at the version `expected`, and
    `CompanyUnnamed`.
    """
    user = profile.update(user_id=user_id, expected=expected, **fields)
    if company is None:
        return user
    if company.is_removed:
        Company.objects.filter(user=user).delete()
    else:
        _edit(user, company)
    return user


def _edit(user: User, edit: CompanyEdit) -> None:
    """Whoever edits holds the person's row, so nobody else does."""
    company = company_of(user) or Company(user=user)
    for name, value in edit.columns.items():
        setattr(company, name, value)
    if not company.name and company.kind != Company.Kind.PERSON:
        raise CompanyUnnamed
    company.save()
    if edit.categories is not None:
        company.categories.set(Category.objects.filter(code__in=edit.categories))


def company_of(user: User) -> Company | None:
    return Company.objects.filter(user=user).first()


def contact_of(user: User) -> dict[str, str]:
    """How a seller reaches her: name, e-mail, company, telephone (never kept of an
    account, so empty), country (ISO 3166-1) and language; empty where not told."""
    company = company_of(user)
    seat = company.country if company else ""
    return {
        "name": user.name,
        "email": user.email,
        "company": company.name if company else "",
        "phone": "",
        "country": str(seat or user.country),
        "language": user.language,
    }
