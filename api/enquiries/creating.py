"""Ask sellers: by anybody, of several at once."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework import serializers

from api import idempotency
from api.bodies import (
    Body,
    Code,
    Ident,
    PlainText,
    body_fault,
    many,
    read,
    refusal,
    refuse,
)
from api.enquiries import captcha
from api.enquiries.callers import Caller, caller_of
from api.enquiries.shapes import (
    MOST_ITEMS,
    EnquirySerializer,
    enquiries_json,
    load,
)
from api.errors import Fault, Problem, refusal_fault
from api.fields import (
    QuantityBody,
    country_code,
    e164,
    language_tag,
    optional_text,
)
from api.private import PrivateView, operation
from api.throttling import counted_address
from catalogue.accounts import identity
from catalogue.accounts.models import User
from catalogue.buyers.profile import contact_of
from catalogue.enquiries.actions import confirming
from catalogue.enquiries.actions.submitting import refusals_of, submit
from catalogue.enquiries.errors import Refusal
from catalogue.enquiries.models import MESSAGE_LENGTH, NOTE_LENGTH, Submission
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.question import Question, Sender, WantedItem
from catalogue.enquiries.states import Side
from catalogue.listings.shapes import CodeField, Shape
from catalogue.products import incoterms


class WantedItemBody(Body):
    """One product that is asked for."""

    product_id = Ident()
    variant_id = Ident(required=False, allow_null=True)
    quantity = QuantityBody(required=False, allow_null=True)
    note = optional_text(NOTE_LENGTH, lines=True)


class EnquiryContactBody(Body):
    """Who asks, and how she is reached. Shown to the sellers asked and to officers."""

    name = PlainText(max_length=120)
    email = serializers.EmailField(max_length=254)
    company = optional_text(120)
    phone = optional_text(
        30, help_text="`+81 6 …`; without a prefix it is read as one of `country`."
    )
    country = country_code(required=False)
    language = language_tag(allow_null=True)

    def between(self, values):
        """A number without a prefix is judged where its country is good."""
        phone, country = values.get("phone"), values.get("country")
        if not phone or not (country or phone.startswith("+")):
            return {}
        try:
            e164(phone, country)
        except serializers.ValidationError as error:
            return {"phone": error}
        return {}

    def validate(self, attrs):
        if not attrs.get("phone"):
            return attrs
        try:
            return {**attrs, "phone": e164(attrs["phone"], attrs.get("country"))}
        except serializers.ValidationError as error:
            raise serializers.ValidationError({"phone": error.detail}) from None


class EnquiryBody(Body):
    """What is asked: `items` of one seller or several, or one business alone."""

    items = many(
        WantedItemBody(),
        required=False,
        min_length=1,
        max_length=MOST_ITEMS,
        help_text="Each seller gets those that are hers.",
    )
    seller_id = Ident(
        required=False,
        allow_null=True,
        help_text="A business, asked about nothing particular: instead of `items`.",
    )
    message = PlainText(max_length=MESSAGE_LENGTH, lines=True)
    purpose = serializers.ChoiceField(
        choices=Submission.Purpose.choices, default=Submission.Purpose.UNSPECIFIED
    )
    destination_country = country_code(required=False)
    incoterm = Code(
        what="Incoterm",
        known=lambda: incoterms.CODES,
        max_length=3,
        required=False,
        allow_null=True,
        help_text="Incoterms 2020.",
    )
    needed_on = serializers.DateField(required=False, allow_null=True)
    contact = EnquiryContactBody(
        required=False,
        allow_null=True,
        help_text="Of a guest, and of whom an API key's site asks for. A buyer who is "
        "signed in leaves it out.",
    )
    captcha_token = optional_text(
        2048,
        help_text="Of a guest, where this installation asks for one: what the widget "
        "on your page gave.",
    )

    def validate_needed_on(self, value):
        today = timezone.localdate()
        if value is not None and value < today:
            raise refuse("past", "too_small", value=str(value))
        return value


class SubmissionSerializer(Shape):
    """What was asked at once: one enquiry to each seller."""

    submission_id = serializers.UUIDField(read_only=True)
    access_token = CodeField(
        max_length=100,
        allow_null=True,
        help_text="`et_…`, a guest's, told only now: opens these for 90 days.",
    )
    enquiries = EnquirySerializer(many=True, max_length=MOST_ITEMS)


def submission_json(
    submission: Submission, token: str | None, actor: Actor, language: str
) -> dict[str, Any]:
    ids = list(submission.enquiries.order_by("pk").values_list("pk", flat=True))
    return {
        "submission_id": str(submission.pk),
        "access_token": token,
        "enquiries": enquiries_json(load(ids, actor), language),
    }


class EnquiryCreation(PrivateView):
    """Ask: half of the view of all enquiries, whose other half lists them."""

    caller: Caller
    is_keyless = False

    def ask_first(self, request):
        # An `et_…` proves no person: a guest gets one for each thing that she asks.
        if request.user is None and captcha.is_on():
            data = request.data if isinstance(request.data, dict) else {}
            captcha.check(data.get("captcha_token"))

    def repeat_without_key(self, request):
        self.is_keyless = True
        return idempotency.without_key(request, counted_address(request))

    @operation(
        "create_enquiry",
        tag="enquiries",
        summary="Ask sellers",
        request=EnquiryBody,
        responses={201: SubmissionSerializer},
    )
    def post(self, request):
        """One enquiry to each seller of the products comes of it; they never see one
        another. `Location` names the first.

        No token is needed. A guest proves her address by a link that is mailed to her,
        and only then is anything delivered; `access_token` opens it at once. A buyer
        who is signed in asks by her account's profile and leaves `contact` out. An API
        key (scope `enquiries:write`) asks for its site's visitor where `contact` is
        given, who is then a guest, else for its owner; the key of a business always
        needs `contact`.

        The same body again from the same caller within ten minutes is taken for a
        double click: it gives the first answer with `access_token` null. To send it
        twice on purpose, send an `Idempotency-Key`.
        """
        self.caller = caller_of(request)
        body = self._body(request.data)
        sender = self._sender(body)
        address = counted_address(request)
        key_id = request.auth.pk if self.caller.is_key else None
        submission = submit(_question(body), sender, address=address, key_id=key_id)
        self.about = submission.pk
        token = None if sender.is_proven else confirming.issue_token(submission)
        actor = Actor(Side.BUYER, sender.user.pk if sender.user else None)
        made = submission_json(submission, token, actor, self.language)
        location = f"/v1/enquiries/{made['enquiries'][0]['id']}"
        if self.is_keyless:
            told_again = {**made, "access_token": None}
            self.kept_answer = self.answer(told_again, status=201, location=location)
        return self.answer(made, status=201, location=location)

    def _body(self, data: Any) -> dict[str, Any]:
        """Raises a `Problem` with every fault at once: of its members, between them,
        and of what nobody may be asked for."""
        faults: list[Fault] = []
        body: dict[str, Any] = {}
        try:
            body = read(EnquiryBody, data)
        except Problem as error:
            if not isinstance(data, dict):
                raise
            faults = error.faults
        for found in self._faults_between(data):
            _add(faults, found)
        if faults:
            for refused in _refusals(data, self.caller.user):
                _add(faults, refusal_fault(refused))
            raise refusal(faults)
        return body

    def _faults_between(self, data: dict[str, Any]) -> Iterator[Fault]:
        """Of products and business exactly one is named; who asks is, unless she is
        known."""
        if data.get("items") and data.get("seller_id"):
            yield body_fault("/seller_id", "items_or_seller", code="invalid")
        elif not data.get("items") and not data.get("seller_id"):
            yield body_fault("/items", "required", name="items")
        contact, caller = data.get("contact"), self.caller
        if contact is not None and caller.user and not caller.is_key:
            yield body_fault("/contact", "contact_of_account", code="invalid")
        elif contact is None and caller.business_of_key:
            yield body_fault("/contact", "contact_of_visitor", code="required")
        elif contact is None and caller.user is None:
            yield body_fault("/contact", "required", name="contact")

    def _sender(self, body: dict[str, Any]) -> Sender:
        if body.get("contact") is not None:
            return _guest(body["contact"], self.language)
        assert self.caller.user is not None
        return _sender_of(self.caller.user)


def _add(faults: list[Fault], found: Fault) -> None:
    """Where nothing is known to be wrong yet, there and above."""
    if not any(f"{found.pointer}/".startswith(f"{f.pointer}/") for f in faults):
        faults.append(found)


def _refusals(data: dict[str, Any], user: User | None) -> list[Refusal]:
    """By what of the body can be read."""
    items = data.get("items")
    readable = items[:MOST_ITEMS] if isinstance(items, list) else []
    wanted = [_readable(item) for item in readable]
    return refusals_of(wanted, _ident(data.get("seller_id")), user)


def _readable(item: Any) -> WantedItem | None:
    told = item if isinstance(item, dict) else {}
    product_id = _ident(told.get("product_id"))
    if product_id is None:
        return None
    return WantedItem(product_id, variant_id=_ident(told.get("variant_id")))


def _ident(value: Any) -> UUID | None:
    try:
        return Ident().run_validation(value)
    except serializers.ValidationError:
        return None


def _guest(contact: dict[str, Any], language: str) -> Sender:
    return Sender(
        name=contact["name"],
        email=contact["email"],
        language=contact.get("language") or language,
        company=contact.get("company") or "",
        phone=contact.get("phone") or "",
        country=contact.get("country") or "",
    )


def _sender_of(user: User) -> Sender:
    """By her profile. Raises `EmailNotVerified`: nobody has proven the address."""
    identity.check_proven(user)
    return Sender(**contact_of(user), user=user)


def _question(body: dict[str, Any]) -> Question:
    return Question(
        message=body["message"],
        items=[_wanted(item) for item in body.get("items") or ()],
        seller_id=body.get("seller_id"),
        purpose=body["purpose"],
        destination_country=body.get("destination_country") or "",
        incoterm=body.get("incoterm") or "",
        needed_on=body.get("needed_on"),
    )


def _wanted(item: dict[str, Any]) -> WantedItem:
    quantity = item.get("quantity")
    return WantedItem(
        product_id=item["product_id"],
        variant_id=item.get("variant_id"),
        quantity=quantity and (Decimal(quantity["value"]), quantity["unit"]),
        note=item.get("note") or "",
    )
