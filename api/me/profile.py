"""Who is signed in: what she may write about herself, and what she is."""

from django.conf import settings
from django_countries import countries
from rest_framework import serializers

from api.bodies import Body, Code, PlainText, body_fault, read, refusal
from api.private import PrivateView, operation
from api.seller.shapes import moment_json
from catalogue.accounts import profile, second_factors
from catalogue.accounts.models import User
from catalogue.listings.shapes import (
    CodeField,
    MomentField,
    RegencyRefSerializer,
    Shape,
    TextField,
)
from catalogue.sellers.models import Member, Regency

ROLES = ["buyer", "seller", "officer", "admin"]
OF_OTHER_ROWS = ["roles", "seller_id", "seller_role", "oversight", "second_factor"]
SELLER_ROLES = ["unspecified", *Member.Role.values]


class CompanySerializer(Shape):
    """The company she buys for."""

    name = TextField(max_length=120)
    website = serializers.URLField(max_length=200, allow_null=True, read_only=True)


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
    """Absent keeps, null clears."""

    name = PlainText(max_length=120)
    website = serializers.URLField(max_length=200, required=False, allow_null=True)


class MeBody(Body):
    """What she may write. Absent keeps, null clears."""

    name = PlainText(max_length=120, allow_null=True)
    language = Code(
        what="language", known=lambda: settings.CATALOGUE_LANGUAGES, max_length=12
    )
    country = Code(
        what="country",
        known=lambda: countries.countries,
        max_length=2,
        allow_null=True,
    )
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
            **_columns(body, request.user),
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
    website = user.company_website or None
    return {
        "id": str(user.pk),
        "email": user.email,
        "name": user.name or None,
        "language": user.language,
        "country": str(user.country) or None,
        "company": {"name": user.company_name, "website": website}
        if user.company_name
        else None,
        "roles": [role for role in ROLES if held[role]],
        "seller_id": str(member.seller_id) if member else None,
        "seller_role": str(member.role) if member else "unspecified",
        "oversight": [{"regency": regency_json(r)} for r in overseen],
        "second_factor": second_factors.has_one(user),
        "created_at": moment_json(user.date_joined),
    }


def regency_json(regency: Regency | None) -> dict[str, str] | None:
    if regency is None:
        return None
    return {"code": regency.code, "name": regency.short_name}


def _columns(body: dict, user: User) -> dict[str, str]:
    """The members of a merge as columns, which hold empty texts for null."""
    found = {k: body[k] or "" for k in ("name", "language", "country") if k in body}
    if "company" not in body:
        return found
    if body["company"] is None:
        return {**found, "company_name": "", "company_website": ""}
    columns = {f"company_{k}": v or "" for k, v in body["company"].items()}
    if not columns.get("company_name", user.company_name):
        raise refusal([body_fault("/company/name", "required", name="name")])
    return found | columns
