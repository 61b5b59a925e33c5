"""The table of `api/access/`, each cell of it tried.

Every operation is called by every actor. A refusal must be the one the table gives, and
must change nothing: no statement of it writes. Where the table lets a caller in, any
answer but a refusal will do: what it is belongs to other tests.
"""

import io
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from PIL import Image as Picture

from api.access import RULES, TABLE, Actor, Rows, Rule, Who, outcome
from api.private import PrivateView
from catalogue.buyers.models import SavedSearch
from catalogue.enquiries.models import CannedAnswer, ClosedDays
from catalogue.products.models import Image, Product
from catalogue.readiness.models import Answer, Certificate, EvidenceFile
from catalogue.reviews.models import Report, Review
from catalogue.sellers.models import Invitation
from tests.catalogue.readiness.claims import PDF
from tests.factories import (
    make_enquiry,
    make_member,
    make_officer,
    make_seller,
    make_submission,
    make_user,
    token_for,
)

HERE, ELSEWHERE = "18.01", "18.71"
WITH_DOCUMENT = ("/v1/seller/certificates", "/v1/seller/answers")
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE)\b", re.IGNORECASE)
# By any call, refused or not: when a token was last used, how often somebody tried.
COUNTS = re.compile(r'"accounts_token" SET "used_on"|journal_counter')


@dataclass
class World:
    """A business with something of everything, and everybody around it."""

    ids: dict[str, UUID] = field(default_factory=dict)
    tokens: dict[Actor, str | None] = field(default_factory=dict)


@pytest.fixture
def world(sample):
    owner, staff, asker = make_user(), make_user(), make_user()
    business = make_seller(HERE, owner=owner)
    member = make_member(business, staff)
    other = make_user()
    make_seller(ELSEWHERE, owner=other)
    submission = make_submission(asker)
    enquiry = make_enquiry(business, submission=submission)
    quote = make_enquiry(business, "quoted", submission=submission).quotes.get()
    canned = CannedAnswer.objects.create(
        seller=business, title="Thanks", body="Thank you.", language="en"
    )
    closed = ClosedDays.objects.create(
        seller=business, from_on="2999-01-01", until_on="2999-01-02"
    )
    found = World()
    found.tokens = {
        Actor.ANONYMOUS: None,
        Actor.BUYER: token_for(make_user()),
        Actor.OWNER: token_for(owner),
        Actor.STAFF: token_for(staff),
        Actor.OTHER_SELLER: token_for(other),
        Actor.OFFICER_HERE: token_for(make_officer(HERE)),
        Actor.OFFICER_ELSEWHERE: token_for(make_officer(ELSEWHERE)),
        Actor.OFFICER_PROVINCE: token_for(make_officer()),
        Actor.ADMIN: token_for(make_user(is_superuser=True, is_staff=True)),
        Actor.KEY_WITHOUT_SCOPE: token_for(
            owner, kind="ak", scopes=["catalogue:read"], subject_id=business.pk
        ),
        Actor.ASKER: token_for(asker),
        Actor.ENQUIRY_TOKEN: token_for(
            None, kind="et", scopes=["buyer"], subject_id=submission.pk
        ),
    }
    product = Product.objects.create(seller=business, name={"id": "Keripik"})
    image = Image.objects.create(product=product, source_sha256="0" * 64)
    key = owner.tokens.create(
        kind="ak", digest="1" * 64, prefix="ak_1", scopes=["products:write"]
    )
    invitation = Invitation.objects.create(
        seller=business,
        email="new@example.org",
        digest="2" * 64,
        invited_by=owner,
        expires_at=key.created_at,
    )
    review = Review.objects.create(
        kind="seller", subject_id=business.pk, seller=business
    )
    report = Report.objects.create(
        product_id=product.pk, seller=business, reason="other"
    )
    document = EvidenceFile.objects.create(
        seller=business,
        kind="pdf",
        name="evidence/none.pdf",
        sha256="3" * 64,
        size_bytes=9,
    )
    certificate = Certificate.objects.create(
        seller=business,
        type_id="HALAL",
        status="verified",
        evidence=document,
        verified_on=date(2026, 1, 2),
    )
    answer = Answer.objects.create(
        seller=business, question="Q09", option="C", evidence=document
    )
    search = SavedSearch.objects.create(user=owner, name="Kopi", told_key=0)
    found.ids = {
        "enquiry": enquiry.pk,
        "submission": submission.pk,
        "quote": quote.pk,
        "canned answer": canned.pk,
        "closed days": closed.pk,
        "saved search": search.pk,
        "own answer": answer.pk,
        "own certificate": certificate.pk,
        "certificate": certificate.pk,
        "evidence": document.pk,
        "API key": key.pk,
        "member": member.pk,
        "invitation": invitation.pk,
        "own product": product.pk,
        "own picture": image.pk,
        "review": review.pk,
        "seller": business.pk,
        "product": product.pk,
        "report": report.pk,
    }
    return found


def routes() -> dict[str, tuple[str, str, type]]:
    """(method, path, view) of every operation under /v1."""
    found = {}
    for pattern in _v1_patterns():
        view = getattr(pattern.callback, "view_class", None)
        if view is None:
            continue  # the document itself
        for method in ("get", "post", "patch", "put", "delete"):
            handler = getattr(view, method, None)
            name = getattr(handler, "operation_id", None)
            if name:
                path = "/v1/" + str(pattern.pattern).replace("<str:id>", "{id}")
                found[name] = (method.upper(), path, view)
    return found


def _v1_patterns():
    for pattern in get_resolver().url_patterns:
        if str(pattern.pattern) == "v1/":
            return pattern.url_patterns
    raise AssertionError("There is no /v1/.")


ROUTES = routes()
PRIVATE = [rule for rule in RULES if rule.operation in ROUTES]


def test_every_view_of_the_api_declares_its_operations():
    for pattern in _v1_patterns():
        view = getattr(pattern.callback, "view_class", None)
        if view is None or not issubclass(view, PrivateView):
            continue
        for method in ("get", "post", "patch", "put", "delete"):
            handler = getattr(view, method, None)
            if handler is not None:
                assert handler.operation_id in TABLE, f"{view.__name__}.{method}"


def test_the_table_names_no_operation_that_is_not_there():
    document = _document_operations()

    assert set(TABLE) == document


def _document_operations() -> set[str]:
    from drf_spectacular.generators import SchemaGenerator

    paths = SchemaGenerator().get_schema(public=True)["paths"]
    return {op["operationId"] for item in paths.values() for op in item.values()}


def test_the_sides_of_a_thread_are_those_of_its_machine():
    found = {rule.operation: rule.sides for rule in RULES if rule.sides}

    assert found["decline_enquiry"] == {"seller", "officer"}
    assert found["withdraw_enquiry"] == found["reopen_enquiry"] == {"buyer", "seller"}
    assert found["report_enquiry_spam"] == {"seller"}
    assert found["create_message"] == {"buyer", "seller", "officer"}
    assert {rule.rows for rule in RULES if rule.sides} == {Rows.THREAD}


@pytest.mark.parametrize("rule", PRIVATE, ids=lambda rule: rule.operation)
def test_each_actor_gets_what_the_table_says(client, world, rule):
    method, path, _ = ROUTES[rule.operation]
    found = {}
    for actor in Actor:
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            answer = call(
                client, method, path, world.ids.get(noun(rule)), world.tokens[actor]
            )
            written = [q["sql"] for q in asked if is_write(q["sql"])]
            transaction.set_rollback(True)  # the next actor finds the same world
        found[actor] = answer.status_code
        if outcome(rule, actor) != 200:
            assert written == [], f"{actor.value} was refused, yet it wrote"

    assert {actor: seen(rule, actor, found[actor]) for actor in Actor} == {
        actor: outcome(rule, actor) for actor in Actor
    }


def seen(rule: Rule, actor: Actor, status: int) -> int:
    """200 for any answer that is no refusal."""
    assert status < 500
    refusals = {401, 403, 404} if rule.named else {401, 403}
    if rule.who is Who.ANYONE and status in {401, 404, 410}:
        return 200  # wrong credentials and unknown ids are told to anybody
    return status if status in refusals else 200


def is_write(sql: str) -> bool:
    return bool(WRITES.match(sql)) and not COUNTS.search(sql)


def noun(rule: Rule) -> str:
    """What the id in the path is of."""
    return "own product" if "own_product" in rule.operation else rule.resource


def call(client, method, path, ident, token):
    client.credentials(**({"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {}))
    path = path.replace("{id}", str(ident))
    if path.endswith("/images") and method == "POST":
        file = io.BytesIO()
        Picture.new("RGB", (40, 30)).save(file, "PNG")
        file.seek(0)
        return client.post(path, {"file": file}, format="multipart")
    if path.startswith(WITH_DOCUMENT) and method == "POST":
        members = {"type": "HALAL"} if path.endswith("certificates") else {}
        document = ContentFile(PDF, "halal.pdf")
        return client.post(path, {"file": document, **members}, format="multipart")
    if path.endswith("/attachments"):
        file = ContentFile(PDF, "brief.pdf")
        return client.post(path, {"file": file}, format="multipart")
    body: Any = {} if method in {"POST", "PATCH"} else None
    return getattr(client, method.lower())(path, body, format="json")
