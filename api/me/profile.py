"""Who is signed in: what she may write about herself, and what she is."""

from django.conf import settings
from rest_framework import serializers

from api.bodies import Body, Code, PlainText, read
from api.fields import country_code
from api.private import PrivateView, operation
from api.shapes import moment_json, regency_json
from catalogue.accounts import second_factors
from catalogue.accounts.models import User
from catalogue.buyers import profile
from catalogue.buyers.models import Company
from catalogue.buyers.profile import CompanyEdit
from catalogue.listings import reference
from catalogue.listings.shapes import (
    CodeField,
    MomentField,
    RegencyRefSerializer,
    Shape,
    TextField,
)
from catalogue.sellers.models import Member

ROLES = ["buyer", "seller", "officer", "admin"]
OF_OTHER_ROWS = ["roles", "seller_id", "seller_role", "oversight", "second_factor"]
SELLER_ROLES = ["unspecified", *Member.Role.values]
MAX_CATEGORIES = 20  # that a buyer looks for
CATEGORY_CODES = "Codes of categories looked for; each means all below it too."


class CompanySerializer(Shape):
    """Whom she buys for."""

    name = TextField(
        max_length=120, allow_null=True, help_text="Null of a `person` alone."
    )
    kind = serializers.ChoiceField(choices=Company.Kind.choices, read_only=True)
    country = CodeField(max_length=2, allow_null=True, help_text="ISO 3166-1 alpha-2.")
    website = serializers.URLField(max_length=200, allow_null=True, read_only=True)
    looking_for = TextField(max_length=1000, allow_null=True)
    category_codes = serializers.ListField(
        child=CodeField(),
        max_length=MAX_CATEGORIES,
        read_only=True,
        help_text=CATEGORY_CODES,
    )


class OversightSerializer(Shape):
    """What an officer looks after."""

    regency = RegencyRefSerializer(
        allow_null=True, help_text="Null: the whole province."
    )


class MeSerializer(Shape):
    """The person who is signed in."""

    id = serializers.UUIDField(read_only=True)
    email = serializers.EmailField(max_length=254, read_only=True)
    name = TextField(max_length=120, allow_null=True)
    language = CodeField(max_length=12, help_text="BCP 47; of letters to her.")
    country = CodeField(max_length=2, allow_null=True, help_text="ISO 3166-1 alpha-2.")
    company = CompanySerializer(allow_null=True)
    roles = serializers.ListField(
        child=serializers.ChoiceField(choices=ROLES),
        max_length=len(ROLES),
        read_only=True,
    )
    seller_id = serializers.UUIDField(
        allow_null=True, read_only=True, help_text="Of the business she acts for."
    )
    seller_role = serializers.ChoiceField(choices=SELLER_ROLES, read_only=True)
    oversight = OversightSerializer(many=True, max_length=100)
    second_factor = serializers.BooleanField(
        read_only=True, help_text="Signing in needs a code too."
    )
    created_at = MomentField(read_only=True)


class CompanyBody(Body):
    """Absent keeps, null clears. Only a `person` needs no name."""

    name = PlainText(max_length=120, allow_null=True)
    kind = serializers.ChoiceField(choices=Company.Kind.choices)
    country = country_code()
    website = serializers.URLField(max_length=200, allow_null=True)
    looking_for = PlainText(max_length=1000, lines=True, allow_null=True)
    category_codes = serializers.ListField(
        child=Code(what="category", known=lambda: reference.current().categories),
        max_length=MAX_CATEGORIES,
        help_text=CATEGORY_CODES,
    )


class MeBody(Body):
    """What she may write. Absent keeps, null clears."""

    name = PlainText(max_length=120, allow_null=True)
    language = Code(
        what="language", known=lambda: settings.CATALOGUE_LANGUAGES, max_length=12
    )
    country = country_code()
    company = CompanyBody(allow_null=True)


class MeView(PrivateView):
    """The person who is signed in."""

    @operation("get_me", tag="me", summary="Get your account", responses=MeSerializer)
    def get(self, request):
        """Your account: what you wrote, your roles, and what you look after."""
        return self._shown(request.user)

    @operation(
        "update_me",
        tag="me",
        summary="Edit your account",
        request=MeBody,
        responses=MeSerializer,
    )
    def patch(self, request):
        """Change what is sent and keep the rest; null clears."""
        body = read(MeBody, request.data, partial=True)
        user = profile.update(
            user_id=request.user.pk,
            expected=self.expected_version(),
            company=_company_edit(body),
            **_columns(body, "name", "language", "country"),
        )
        return self._shown(user)

    def _shown(self, user: User):
        body = me_json(user)
        # What stands in other rows than hers moves the tag too.
        beside = [body[name] for name in ("email", *OF_OTHER_ROWS)]
        return self.answer(body, tag=self.tag(user.version, user.pk, *beside))


def me_json(user: User) -> dict:
    member = Member.objects.filter(user=user).first()
    overseen = [o.regency for o in user.oversights.select_related("regency")]
    held = {
        "buyer": True,
        "seller": member is not None,
        "officer": bool(overseen),
        "admin": user.is_superuser,
    }
    company = profile.company_of(user)
    return {
        "id": str(user.pk),
        "email": user.email,
        "name": user.name or None,
        "language": user.language,
        "country": str(user.country) or None,
        "company": company_json(company) if company else None,
        "roles": [role for role in ROLES if held[role]],
        "seller_id": str(member.seller_id) if member else None,
        "seller_role": str(member.role) if member else "unspecified",
        "oversight": [{"regency": regency_json(r) if r else None} for r in overseen],
        "second_factor": second_factors.has_one(user),
        "created_at": moment_json(user.date_joined),
    }


def company_json(company: Company) -> dict:
    codes = company.categories.values_list("code", flat=True)
    return {
        "name": company.name or None,
        "kind": company.kind,
        "country": str(company.country) or None,
        "website": company.website or None,
        "looking_for": company.looking_for or None,
        "category_codes": list(codes.order_by("code")),
    }


def _company_edit(body: dict) -> CompanyEdit | None:
    if "company" not in body:
        return None
    company = body["company"]
    if company is None:
        return CompanyEdit(is_removed=True)
    return CompanyEdit(
        columns=_columns(company, "name", "kind", "country", "website", "looking_for"),
        categories=company.get("category_codes"),
    )


def _columns(body: dict, *names: str) -> dict[str, str]:
    """The members of a merge as columns, which hold empty texts for null."""
    return {name: body[name] or "" for name in names if name in body}
