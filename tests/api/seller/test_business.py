"""A business registered and described by its owner."""

import pytest
from rest_framework.test import APIClient

from catalogue.journal.models import AuditEntry
from catalogue.reviews.actions import decide
from catalogue.reviews.models import Review
from catalogue.sellers.errors import NibTaken
from catalogue.sellers.models import Member, Seller
from tests.api.seller.making import faults
from tests.factories import make_member, make_seller, make_user, signed_in

pytestmark = pytest.mark.django_db
BUSINESS = {
    "name": "Keripik Bu Wati",
    "story": {"id": "Dari dapur rumah di Liwa."},
    "regency": "18.04",
    "address": "Jl. Mawar 7, Liwa",
    "nib": "9120001234567",
    "legal_form": "Perorangan",
    "workers": 4,
    "founded_year": 2016,
    "languages": ["id", "en"],
    "export_experience": "indirect",
    "figures": {
        "capital_idr": 90_000_000,
        "annual_sales_idr": 480_000_000,
        "investment_idr": 60_000_000,
        "year": 2025,
    },
    "contact": {"email": "wati@example.org", "phone": "0812 7000 1234"},
}


@pytest.fixture
def person(db):
    return make_user()


@pytest.fixture
def newcomer(person):
    client = signed_in(APIClient(), person)
    client.default_format = "json"
    return client


@pytest.fixture
def owner(seller):
    client = signed_in(APIClient(), seller.members.get().user)
    client.default_format = "json"
    return client


def register(client, **changes):
    return client.post("/v1/seller", {**BUSINESS, **changes}, format="json")


def test_whoever_registers_a_business_owns_it_and_an_officer_is_asked(newcomer, person):
    answer = register(newcomer)

    body = answer.json()
    seller = Seller.objects.get(members__user=person)
    assert (answer.status_code, answer["Location"]) == (201, "/v1/seller")
    assert body == {
        "id": str(seller.pk),
        "slug": "keripik-bu-wati",
        "name": "Keripik Bu Wati",
        "status": "pending",
        "trusted": False,
        "role": "owner",
        "story": {"id": "Dari dapur rumah di Liwa.", "en": None},
        "regency": {"code": "18.04", "name": "Lampung Barat"},
        "address": "Jl. Mawar 7, Liwa",
        "nib": "9120001234567",
        "legal_form": "Perorangan",
        "workers": 4,
        "founded_year": 2016,
        "languages": ["id", "en"],
        "export_experience": "indirect",
        "figures": BUSINESS["figures"],
        "size_class": "mikro",
        "industry_class": "industri-kecil",
        "contact": {
            "email": "wati@example.org",
            "phone": "+6281270001234",
            "published": False,
        },
        "review": {
            "status": "pending",
            "reason": None,
            "note": {"id": None, "en": None},
            "opened_at": body["review"]["opened_at"],
            "decided_at": None,
        },
        "is_sample": False,
        "created_at": f"{seller.created_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    assert Review.objects.get(subject_id=seller.pk).kind == "seller"
    assert newcomer.get("/v1/seller").json() == body


def test_a_person_registers_one_business(newcomer, person):
    register(newcomer)

    answer = register(newcomer, name="Lain", nib="9120001234568")

    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert Member.objects.filter(user=person).count() == 1
    assert not Seller.objects.filter(name="Lain").exists()


def test_staff_of_a_business_registers_no_other(newcomer, person, seller):
    make_member(seller, person)

    answer = register(newcomer)

    assert answer.status_code == 409
    assert Member.objects.get(user=person).seller_id == seller.pk
    assert not Seller.objects.filter(nib=BUSINESS["nib"]).exists()


def test_a_taken_nib_is_found_when_it_is_to_be_verified(newcomer, person, officer):
    """Not when it is registered: nobody learns whose NIB is known, or blocks one."""
    make_seller(nib=BUSINESS["nib"])

    answer = register(newcomer, regency="18.01")

    assert answer.status_code == 201
    review = Review.objects.get(subject_id=answer.json()["id"])
    with pytest.raises(NibTaken):
        decide(review_id=review.pk, officer=officer, decision="approved")
    assert newcomer.get("/v1/seller").json()["status"] == "pending"


def test_a_verified_business_takes_no_nib_of_another(owner, seller):
    make_seller(nib=BUSINESS["nib"])

    answer = owner.patch("/v1/seller", {"nib": BUSINESS["nib"], "name": "Lain"})

    seller.refresh_from_db()
    assert (answer.status_code, faults(answer)) == (409, [("/nib", "duplicate")])
    assert (seller.nib, seller.name, seller.version) == ("", seller.name, 1)
    assert seller.name != "Lain"


def test_businesses_without_a_nib_are_many(newcomer):
    make_seller(nib="")

    assert register(newcomer, nib="").json()["nib"] is None


def test_businesses_of_one_name_have_addresses_of_their_own(newcomer):
    make_seller(slug="keripik-bu-wati")

    assert register(newcomer).json()["slug"] == "keripik-bu-wati-2"


def test_a_name_without_latin_letters_has_an_address_too(newcomer):
    assert register(newcomer, name="茶🍵").json()["slug"] == "usaha"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("0812 7000 1234", "+6281270001234"),
        ("081270001234", "+6281270001234"),
        ("(0812) 7000-1234", "+6281270001234"),
        ("+62 812-7000-1234", "+6281270001234"),
        ("62 812 7000 1234", "+6281270001234"),
        ("0721 481234", "+62721481234"),
        ("+81 3-1234-5678", "+81312345678"),
        ("", None),
        (None, None),
    ],
)
def test_a_telephone_number_is_kept_as_e164(owner, sent, kept):
    answer = owner.patch("/v1/seller", {"contact": {"phone": sent}})

    assert answer.json()["contact"]["phone"] == kept


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"name": ""}, "/name", "blank"),
        ({"name": None}, "/name", "null"),
        ({"name": "x" * 121}, "/name", "too_long"),
        ({"name": 5}, "/name", "invalid"),
        ({"regency": None}, "/regency", "null"),
        ({"regency": "18.99"}, "/regency", "not_found"),
        ({"nib": "123"}, "/nib", "invalid"),
        ({"nib": "912000123456x"}, "/nib", "invalid"),
        ({"nib": "٩١٢٠٠٠١٢٣٤٥٦٧"}, "/nib", "invalid"),
        ({"workers": -1}, "/workers", "too_small"),
        ({"workers": "4"}, "/workers", "invalid"),
        ({"workers": 2**63}, "/workers", "too_large"),
        ({"founded_year": 1799}, "/founded_year", "too_small"),
        ({"founded_year": 2100}, "/founded_year", "too_large"),
        ({"languages": ["Indonesian"]}, "/languages/0", "invalid"),
        ({"languages": ["id"] * 21}, "/languages", "too_long"),
        ({"export_experience": "much"}, "/export_experience", "not_a_choice"),
        ({"figures": {"capital_idr": 1.5}}, "/figures/capital_idr", "invalid"),
        ({"figures": {"capital_idr": 10**16}}, "/figures/capital_idr", "too_large"),
        ({"figures": {"turnover": 1}}, "/figures/turnover", "unknown_member"),
        ({"figures": "much"}, "/figures", "invalid"),
        ({"contact": {"phone": "0812"}}, "/contact/phone", "invalid"),
        ({"contact": {"phone": "call me"}}, "/contact/phone", "invalid"),
        ({"contact": {"email": "nobody"}}, "/contact/email", "invalid"),
        ({"contact": {"published": "yes"}}, "/contact/published", "invalid"),
        ({"story": {"de": "Text"}}, "/story/de", "unknown_member"),
        ({"story": {"id": "x" * 5001}}, "/story/id", "too_long"),
        ({"slug": "mine"}, "/slug", "unknown_member"),
        ({"verified_at": "2026-01-01"}, "/verified_at", "unknown_member"),
        ({"trusted": True}, "/trusted", "unknown_member"),
        ({"size_class": "kecil"}, "/size_class", "unknown_member"),
    ],
)
def test_a_wrong_member_is_named_and_nothing_changes(
    owner, newcomer, seller, person, changes, pointer, code
):
    for answer in (owner.patch("/v1/seller", changes), register(newcomer, **changes)):
        assert answer.status_code == 400
        assert faults(answer) == [(pointer, code)]

    seller.refresh_from_db()
    assert seller.version == 1
    assert not Member.objects.filter(user=person).exists()


def test_an_unknown_member_is_told_with_what_was_probably_meant(owner):
    answer = owner.patch("/v1/seller", {"regancy": "18.01"})

    assert answer.json()["errors"][0]["suggestion"] == "regency"


def test_a_patch_keeps_what_is_absent_and_clears_what_is_null(newcomer):
    register(newcomer)

    answer = newcomer.patch(
        "/v1/seller",
        {
            "story": {"en": "From a kitchen in Liwa."},
            "address": None,
            "workers": None,
            "languages": ["id"],
            "figures": {"year": None},
            "contact": {"email": None},
        },
    )

    body = answer.json()
    assert body["story"] == {
        "id": "Dari dapur rumah di Liwa.",
        "en": "From a kitchen in Liwa.",
    }
    assert (body["address"], body["workers"], body["languages"]) == ("", None, ["id"])
    assert body["figures"] == {**BUSINESS["figures"], "year": None}
    assert body["contact"] == {
        "email": None,
        "phone": "+6281270001234",
        "published": False,
    }
    assert (body["name"], body["nib"]) == ("Keripik Bu Wati", "9120001234567")
    cleared = newcomer.patch("/v1/seller", {"story": None, "nib": None}).json()
    assert (cleared["story"], cleared["nib"]) == ({"id": None, "en": None}, None)


def test_a_patch_that_changes_nothing_makes_no_version(owner, seller):
    before = owner.get("/v1/seller")["ETag"]

    answer = owner.patch("/v1/seller", {"name": seller.name})

    assert (answer.status_code, answer["ETag"]) == (200, before)


def test_a_stale_tag_is_refused_and_nothing_changes(owner, seller):
    stale = owner.get("/v1/seller")["ETag"]
    owner.patch("/v1/seller", {"workers": 5})

    answer = owner.patch("/v1/seller", {"workers": 9}, HTTP_IF_MATCH=stale)

    seller.refresh_from_db()
    assert (answer.status_code, answer.json()["code"]) == (412, "precondition_failed")
    assert seller.workers == 5
    fresh = owner.get("/v1/seller")["ETag"]
    answer = owner.patch("/v1/seller", {"workers": 9}, HTTP_IF_MATCH=f"W/{fresh}")
    assert answer.json()["workers"] == 9  # compression on the way weakens a tag


def test_what_the_owner_knows_already_is_a_304(owner, seller):
    tag = owner.get("/v1/seller")["ETag"]

    assert owner.get("/v1/seller", HTTP_IF_NONE_MATCH=tag).status_code == 304
    owner.patch("/v1/seller", {"workers": 5})
    assert owner.get("/v1/seller", HTTP_IF_NONE_MATCH=tag).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Nama Baru"},
        {"nib": "9120001234567"},
        {"legal_form": "CV"},
        {"regency": "18.02"},
    ],
)
def test_another_identity_comes_before_an_officer_once_more(owner, seller, change):
    answer = owner.patch("/v1/seller", change)

    assert answer.json()["status"] == "verified"  # it stays so until somebody looks
    assert answer.json()["review"]["status"] == "pending"
    assert Review.objects.get(subject_id=seller.pk).kind == "seller"
    assert AuditEntry.objects.filter(action="seller.identity_changed").count() == 1


def test_what_it_was_not_verified_by_comes_before_nobody(owner, seller):
    answer = owner.patch("/v1/seller", {"workers": 12, "address": "Jl. Melati 2"})

    assert answer.json()["review"] is None
    assert not Review.objects.filter(subject_id=seller.pk).exists()


def test_an_edit_outdates_what_an_officer_is_reading(newcomer):
    register(newcomer)
    review = Review.objects.get(seller__nib=BUSINESS["nib"])

    newcomer.patch("/v1/seller", {"workers": 5})

    assert Review.objects.get(pk=review.pk).version == 1 + review.version + 1
    assert Review.objects.filter(subject_id=review.subject_id).count() == 1


def test_size_classes_follow_the_numbers(newcomer):
    register(newcomer)

    body = newcomer.patch(
        "/v1/seller",
        {
            "workers": 20,
            "figures": {
                "annual_sales_idr": 15_000_000_001,
                "investment_idr": 15_000_000_001,
            },
        },
    ).json()

    assert (body["size_class"], body["industry_class"]) == (
        "menengah",
        "industri-besar",
    )


def test_a_size_class_goes_with_the_numbers_it_came_from(newcomer):
    register(newcomer)

    body = newcomer.patch("/v1/seller", {"figures": None}).json()

    assert (body["size_class"], body["industry_class"]) == (
        "unspecified",
        "unspecified",
    )


def test_what_is_private_is_in_no_public_answer(newcomer, client):
    register(newcomer)
    Seller.objects.filter(nib=BUSINESS["nib"]).update(verified_at="2026-01-01T00:00Z")
    newcomer.patch("/v1/seller", {"workers": 5})
    seller = Seller.objects.get(nib=BUSINESS["nib"])

    for path in (
        f"/v1/sellers/{seller.pk}",
        f"/v1/sellers?ids={seller.pk}",
        f"/v1/sellers?slug={seller.slug}",
    ):
        answer = client.get(path)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "Keripik Bu Wati" in text
        for secret in (
            BUSINESS["nib"],
            BUSINESS["address"],
            "480000000",
            "90000000",
            "60000000",
            "wati@example.org",
            "81270001234",
            "figures",
        ):
            assert secret not in text


def test_a_contact_is_public_where_its_owner_says_so(newcomer, client):
    register(newcomer)
    Seller.objects.filter(nib=BUSINESS["nib"]).update(verified_at="2026-01-01T00:00Z")
    newcomer.patch("/v1/seller", {"contact": {"published": True}})
    seller = Seller.objects.get(nib=BUSINESS["nib"])

    assert "+6281270001234" in client.get(f"/v1/sellers/{seller.pk}").content.decode()

    newcomer.patch("/v1/seller", {"contact": {"published": False}})
    assert "1270001234" not in client.get(f"/v1/sellers/{seller.pk}").content.decode()


@pytest.mark.parametrize("body", ["[]", '"text"', "5", "null", "{", "[NaN]"])
def test_a_body_that_is_no_object_is_refused(owner, seller, body):
    answer = owner.generic("PATCH", "/v1/seller", body, "application/json")

    seller.refresh_from_db()
    assert answer.status_code == 400
    assert seller.version == 1
