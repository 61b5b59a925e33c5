"""The stories, each played in one transaction on the database at hand."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from catalogue.enquiries.models import Enquiry, Message, Quote, ReadMark
from catalogue.samples import accounts, enquiries
from tests.story import importer, seller
from tests.story.importer import cast
from tests.story.steps import LINKS
from tests.story.telling import Answer, body_of, tell
from tests.working import letters_to, work

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


@pytest.fixture
def call(client):
    """As `make run` answers, with its sample accounts."""
    accounts.open_all()

    def called(method, path, headers, body, form):
        client.credentials(
            **{f"HTTP_{n.upper().replace('-', '_')}": v for n, v in headers.items()}
        )
        if form:
            parts = {name: _part(value) for name, value in form.items()}
            answer = client.post(path, parts, "multipart")
        elif body is not None:
            answer = client.generic(method, path, json.dumps(body), "application/json")
        else:
            answer = client.generic(method, path)
        work()
        return Answer(answer.status_code, answer.headers, body_of(answer))

    return called


def _read_letter(letter):
    return re.search(LINKS[letter.kind], dict(letters_to(letter.to))[letter.kind])[1]


def _part(value):
    return (ROOT / value[1:]).open("rb") if value.startswith("@") else value


def kinds_to(address):
    return [kind for kind, _ in letters_to(address)]


def test_a_seller_publishes_a_product_and_an_officer_reviews_it(call):
    told = list(tell(seller.STEPS, call, _read_letter))

    assert len(told) == len(seller.STEPS)
    assert kinds_to(seller.EMAIL) == [
        "confirm_email",
        "review_approved",
        "review_changes_requested",
        "review_approved",
        "review_approved",
    ]


def test_an_importer_asks_three_sellers_and_what_came_of_it_is_recorded(call):
    enquiries.load()
    steps = importer.story().steps

    told = list(tell(steps, call, _read_letter))

    assert len(told) == len(steps)
    assert kinds_to(cast.AIKO) == [
        "confirm_enquiry",
        "enquiry_sent",
        "enquiry_answer",
        "quote_received",
        "enquiry_declined",
        "quote_received",
        "confirm_email",
    ]
    assert [kinds_to(address) for address in cast.SELLERS] == [
        ["enquiry_received", "enquiry_message", "quote_accepted"],
        ["enquiry_received", "quote_rejected"],
        ["enquiry_received"],
    ]
    assert Enquiry.objects.filter(submission__contact__email=cast.AIKO).count() == 3


# -- what each side may not see


@dataclass
class Sides:
    """Ids of the threads, the `et_` of each seller in the same order, the buyer's."""

    submission: str
    threads: list[str]
    sellers: list[str]
    guest: str


@pytest.fixture
def sides(call):
    """As far as all three sellers have answered."""
    answers: dict[str, list] = {}
    for told in tell(importer.story().steps, call, _read_letter):
        path = told.step.path.partition("?")[0]
        answers.setdefault(path, []).append(told.answer.body)
        if path.endswith("/comparison"):
            break
    (confirmed,) = answers["/v1/enquiries/confirm"]
    opened = answers["/v1/enquiries/open"]
    return Sides(
        submission=confirmed["submission_id"],
        threads=[answer["enquiry_id"] for answer in opened],
        sellers=[answer["access_token"] for answer in opened],
        guest=confirmed["access_token"],
    )


def asked(call, token, path, body=None):
    """What a holder of this token gets: the status, and the body."""
    method = "GET" if body is None else "POST"
    answer = call(method, path, {"Authorization": f"Bearer {token}"}, body, None)
    return answer.status, answer.body


def rows():
    """Whatever a call of either side could change."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Enquiry, Message, Quote, ReadMark)
    ]


def test_a_seller_never_sees_or_moves_the_thread_of_another(call, sides):
    before = rows()

    for mine, token in zip(sides.threads, sides.sellers, strict=True):
        listed = asked(call, token, "/v1/enquiries")[1]["results"]
        assert [row["id"] for row in listed] == [mine]
        for other in set(sides.threads) - {mine}:
            for path in ("", "/messages", "/quotes"):
                path = f"/v1/enquiries/{other}{path}"
                assert asked(call, token, path)[0] == 404
            for path, body in {
                "/messages": {"body": "Buy from me instead"},
                "/decline": {"reason": "price"},
                "/read": {},
            }.items():
                path = f"/v1/enquiries/{other}{path}"
                assert asked(call, token, path, body)[0] == 404
        comparison = f"/v1/submissions/{sides.submission}/comparison"
        assert asked(call, token, comparison)[0] == 404

    assert rows() == before


def test_nothing_a_seller_reads_names_another(call, sides):
    names = [name for _, name in cast.COFFEES.values()]

    for mine, token, name in zip(sides.threads, sides.sellers, names, strict=True):
        path = f"/v1/enquiries/{mine}"
        read = [asked(call, token, f"{path}{rest}") for rest in ("", "/messages")]
        read.append(asked(call, token, f"{path}/quotes"))
        assert [status for status, _ in read] == [200, 200, 200]
        text = json.dumps(read)
        assert [other for other in names if other in text] == [name]


def test_the_guests_token_opens_what_she_asked_and_nothing_else(call, sides):
    enquiries.load()
    strange = Enquiry.objects.exclude(submission=sides.submission).first()
    quote = Quote.objects.exclude(enquiry__submission=sides.submission).first()
    before = rows()

    found = [asked(call, sides.guest, f"/v1/enquiries/{pk}")[0] for pk in sides.threads]
    refused = [
        asked(call, sides.guest, path, body)[0]
        for path, body in [
            (f"/v1/enquiries/{strange.pk}", None),
            (f"/v1/enquiries/{strange.pk}/messages", {"body": "Hello"}),
            (f"/v1/quotes/{quote.pk}/accept", {}),
            (f"/v1/submissions/{strange.submission_id}/comparison", None),
            (f"/v1/enquiries/{sides.threads[0]}/decline", {"reason": "price"}),
            ("/v1/me", None),
            ("/v1/seller/products", None),
            ("/v1/officer/enquiries", None),
        ]
    ]

    assert found == [200, 200, 200]
    assert refused == [404, 404, 404, 404, 403, 403, 403, 403]
    assert rows() == before
