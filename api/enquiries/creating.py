"""Ask sellers: by anybody, of several at once."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import phonenumbers
from django.utils import timezone
from django_countries import countries
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
from api.errors import Fault
from api.private import PrivateView, operation
from api.seller.content import QuantityBody
from api.throttling import counted_address
from catalogue.accounts.models import User
from catalogue.buyers.profile import contact_of
from catalogue.enquiries.actions import confirming
from catalogue.enquiries.actions.submitting import submit
from catalogue.enquiries.asking import Question, Sender, WantedItem
from catalogue.enquiries.models import Submission
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from catalogue.listings.shapes import CodeField, Shape
from catalogue.products.incoterms import INCOTERMS

LANGUAGE_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
MESSAGE_LENGTH = 4000
NOTE_LENGTH = 1000


def optional_text(length: int, *, lines: bool = False, **kwargs: Any) -> PlainText:
    return PlainText(
        max_length=length,
        lines=lines,
        required=False,
        allow_null=True,
        allow_blank=True,
        **kwargs,
    )


def optional_code(what: str, known: Callable, max_length: int, help_text: str) -> Code:
    return Code(
        what=what,
        known=known,
        max_length=max_length,
        required=False,
        allow_null=True,
        help_text=help_text,
    )


def country_code() -> Code:
    return optional_code(
        "country", lambda: countries.countries, 2, "ISO 3166-1 alpha-2."
    )


def language_tag() -> serializers.RegexField:
    return serializers.RegexField(
        LANGUAGE_TAG,
        max_length=12,
        required=False,
        allow_null=True,
        help_text="BCP 47. Not given: the language of the request.",
    )


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
    country = country_code()
    language = language_tag()

    def validate(self, attrs):
        given = attrs.get("phone")
        if not given:
            return attrs
        try:
            number = phonenumbers.parse(given, attrs.get("country"))
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_valid_number(number):
            raise serializers.ValidationError(
                {"phone": refuse("phone", "invalid").detail}
            )
        e164 = phonenumbers.PhoneNumberFormat.E164
        return {**attrs, "phone": phonenumbers.format_number(number, e164)}


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
    destination_country = country_code()
    incoterm = optional_code(
        "Incoterm", lambda: [i.code for i in INCOTERMS], 3, "Incoterms 2020."
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
        is_creation = self.operation_id(request.method) == "create_enquiry"
        if is_creation and request.auth is None and captcha.is_on():
            data = request.data if isinstance(request.data, dict) else {}
            captcha.check(data.get("captcha_token"))

    def repeat_without_key(self, request):
        if self.operation_id(request.method) != "create_enquiry":
            return None
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
        body = read(EnquiryBody, request.data)
        sender = self._sender(body)
        network = counted_address(request)
        key_id = request.auth.pk if self.caller.is_key else None
        submission = submit(_question(body), sender, network=network, key_id=key_id)
        self.about = submission.pk
        token = None if sender.is_proven else confirming.issue_token(submission)
        actor = Actor(Side.BUYER, sender.user.pk if sender.user else None)
        made = submission_json(submission, token, actor, self.language)
        location = f"/v1/enquiries/{made['enquiries'][0]['id']}"
        if self.is_keyless:
            told_again = {**made, "access_token": None}
            self.kept_answer = self.answer(told_again, status=201, location=location)
        return self.answer(made, status=201, location=location)

    def _sender(self, body: dict[str, Any]) -> Sender:
        """Who asks. Raises a `Problem` for a body that does not say, or says twice."""
        contact = body.get("contact")
        faults = _faults(body)
        needs_contact = self.caller.user is None or self.caller.business_of_key
        if contact is None and needs_contact:
            faults.append(body_fault("/contact", "required", name="contact"))
        if contact is not None and self.caller.user and not self.caller.is_key:
            faults.append(body_fault("/contact", "contact_of_account", code="invalid"))
        if faults:
            raise refusal(faults)
        if contact is not None:
            return _guest(contact, self.language)
        assert self.caller.user is not None
        return _sender_of(self.caller.user)


def _faults(body: dict[str, Any]) -> list[Fault]:
    """Of products and business exactly one is named."""
    if body.get("items") and body.get("seller_id"):
        return [body_fault("/seller_id", "items_or_seller", code="invalid")]
    if not body.get("items") and not body.get("seller_id"):
        return [body_fault("/items", "required", name="items")]
    return []


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
    confirming.check_address(user)
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
