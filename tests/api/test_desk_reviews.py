"""The desk: by scope, read-only, and every change by the rules' own actions."""

import re

import pytest
from django.contrib.admin.sites import site
from django.test import Client

from catalogue.accounts.models import Token
from catalogue.journal.desk_admin import DeskAdmin
from catalogue.journal.models import AuditEntry, Job, Notice
from catalogue.products.actions import publishing
from catalogue.products.models import Unit
from catalogue.reviews.actions import decide, report_product
from catalogue.reviews.models import Report, Review
from catalogue.sellers.actions import update_seller
from tests.catalogue.reviews import subjects
from tests.factories import make_member, make_officer, make_user, token_for

pytestmark = pytest.mark.django_db
QUEUE = "/admin/reviews/review/"


@pytest.fixture
def officer(db):
    return make_officer("18.01")


@pytest.fixture
def province(db):
    return make_officer()


@pytest.fixture
def admin_user(db):
    return make_user(is_staff=True, is_superuser=True)


@pytest.fixture
def seller(db):
    return subjects.owned()


def desk(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def page_of(review):
    return f"{QUEUE}{review.pk}/change/"


def told(response):
    """The messages of the page that follows."""
    return [str(message) for message in response.context["messages"]]


def text(response):
    return response.content.decode()


# -- who


def test_an_officer_sees_the_rows_of_her_regency(officer, province, seller):
    subjects.submitted(seller)
    elsewhere = subjects.owned("18.71", name="Usaha Jauh")
    subjects.submitted(elsewhere)

    for page in (QUEUE, "/admin/sellers/seller/?q=Usaha", "/admin/products/product/"):
        assert "Usaha Jauh" not in text(desk(officer).get(page))
        assert "Usaha Jauh" in text(desk(province).get(page))
    outside = f"/admin/sellers/seller/{elsewhere.pk}/change/"
    assert desk(officer).get(outside).status_code == 302
    assert desk(province).get(outside).status_code == 200


def test_nobody_decides_on_her_own_business(province, seller):
    review = subjects.review_of(subjects.submitted(seller))
    make_member(seller, province)

    response = desk(province).post(
        page_of(review), {"decision": "approved", "version": 1}
    )

    review.refresh_from_db()
    assert response.status_code == 302
    assert review.status == "pending"


@pytest.mark.parametrize("fields", [{}, {"is_staff": True}])
def test_those_who_are_no_officers_see_nothing(fields, seller):
    review = subjects.review_of(subjects.submitted(seller))
    client = desk(make_user(**fields))

    assert client.get(QUEUE).status_code in {302, 403}
    assert client.get(page_of(review)).status_code in {302, 403}
    assert client.get("/admin/sellers/seller/").status_code in {302, 403}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("sellers/seller/", [200, 200, 200]),
        ("products/product/", [200, 200, 200]),
        ("reviews/review/", [200, 200, 200]),
        ("reviews/report/", [200, 200, 200]),
        ("products/unit/", [200, 200, 200]),
        ("products/unit/add/", [403, 200, 200]),
        ("readiness/market/", [200, 200, 200]),
        ("journal/auditentry/", [403, 200, 200]),
        ("journal/notice/", [403, 200, 200]),
        ("enquiries/enquiry/", [200, 200, 200]),
        ("enquiries/report/", [200, 200, 200]),
        ("enquiries/blockedsender/", [403, 200, 200]),
        ("enquiries/blockedsender/block/", [403, 200, 200]),
        ("accounts/token/", [403, 403, 200]),
        ("accounts/user/", [403, 403, 200]),
        ("journal/job/", [403, 403, 200]),
    ],
)
def test_pages_by_role(officer, province, admin_user, page, expected):
    people = (officer, province, admin_user)

    assert [desk(p).get(f"/admin/{page}").status_code for p in people] == expected


def test_no_page_of_the_office_saves_or_deletes_a_row(admin_user, rf):
    request = rf.get("/")
    request.user = admin_user
    office = [a for a in site._registry.values() if isinstance(a, DeskAdmin)]

    assert {a.opts.model_name for a in office} == {
        "review", "report", "seller", "product", "auditentry", "notice",
        "worker", "token",
        "certificate", "modelversion", "recomputation", "productreadiness",
        "enquiry", "blockedsender",
    }  # fmt: skip
    for model_admin in office:
        assert not model_admin.has_add_permission(request)
        assert not model_admin.has_change_permission(request)
        assert not model_admin.has_delete_permission(request)
        assert "delete_selected" not in model_admin.get_actions(request)


def test_a_form_made_by_hand_changes_nothing(admin_user, seller):
    page = f"/admin/sellers/seller/{seller.pk}/change/"

    response = desk(admin_user).post(
        page, {"name": "Lain", "trusted_at_0": "2026-01-01"}
    )

    seller.refresh_from_db()
    assert response.status_code == 403
    assert seller.trusted_at is None


# -- one review


def test_the_page_shows_pictures_and_differences(officer, seller):
    product = subjects.published(seller, officer)
    subjects.edit(product, name={"id": "Kain <Baru>", "en": "Tapis cloth"})
    review = subjects.review_of(product)

    page = text(desk(officer).get(page_of(review)))

    (image,) = product.images.all()
    assert f'src="/media/{image.renditions[0]["jpeg"]}"' in page
    assert "name, Indonesian" in page
    assert re.search(r'<td class="was">Kain Tapis</td>', page)
    assert re.search(r'<td class="is">Kain &lt;Baru&gt;</td>', page)
    assert "IDR 1500000.00" in page
    assert '<input type="hidden" name="version" value="1"' in page


def test_private_pictures_are_shown_by_signed_addresses_of_this_host(officer, seller):
    product = subjects.draft(seller)
    subjects.picture(product, 1, is_public=False)
    publishing.submit_product(product_id=product.pk)

    page = text(desk(officer).get(page_of(subjects.review_of(product))))

    assert re.search(r'src="/private/\d+/', page)


def test_approving_at_the_desk(officer, seller, client):
    product = subjects.submitted(seller)
    review = subjects.review_of(product)

    response = desk(officer).post(
        page_of(review), {"decision": "approved", "version": review.version}
    )

    assert (response.status_code, response["Location"]) == (302, QUEUE)
    assert client.get(f"/v1/products/{product.pk}").status_code == 200
    assert Notice.objects.filter(kind="review_approved").count() == 1
    entry = AuditEntry.objects.get(action="review.approved")
    assert (entry.actor_id, entry.via) == (officer.pk, "desk")


def test_a_stale_page_is_refused_and_keeps_what_was_written(officer, seller):
    product = subjects.submitted(seller)
    review = subjects.review_of(product)
    subjects.edit(product, hs_code="581010")

    response = desk(officer).post(
        page_of(review),
        {
            "decision": "rejected",
            "version": review.version,
            "reason": "other",
            "note_id": "Kode HS keliru.",
        },
    )

    review.refresh_from_db()
    assert told(response) == [
        "It has changed since you opened the page. Look again, then decide."
    ]
    assert review.status == "pending"
    assert "Kode HS keliru." in text(response)
    assert f'name="version" value="{review.version}"' in text(response)


def test_a_refusal_without_a_note_is_refused(officer, seller):
    review = subjects.review_of(subjects.submitted(seller))

    response = desk(officer).post(
        page_of(review),
        {"decision": "changes_requested", "version": 1, "note_en": "Only English."},
    )

    review.refresh_from_db()
    assert told(response)[0].startswith("Choose a reason and write a note")
    assert "Only English." in text(response)
    assert review.status == "pending"
    assert Notice.objects.count() == 0


def test_a_refusal_tells_the_owner_in_both_languages(officer, seller):
    review = subjects.review_of(subjects.submitted(seller))

    desk(officer).post(
        page_of(review),
        {
            "decision": "changes_requested",
            "version": 1,
            "reason": "pictures",
            "note_id": "Foto buram.",
            "note_en": "Blurred.",
        },
    )

    review.refresh_from_db()
    assert (review.status, review.reason) == ("changes_requested", "pictures")
    letter = Notice.objects.get(kind="review_changes_requested")
    assert letter.values["note_id"] == "Foto buram."
    assert letter.values["note_en"] == "Blurred."


def test_decided_twice_is_told(officer, province, seller):
    review = subjects.review_of(subjects.submitted(seller))
    decide(review_id=review.pk, officer=province, decision=Review.Status.APPROVED)

    response = desk(officer).post(
        page_of(review), {"decision": "approved", "version": 1}
    )

    assert told(response) == ["Decided already: approved."]


def test_a_product_that_lacks_something_is_told(officer, seller):
    product = subjects.submitted(seller)
    subjects.edit(product, hs_code=None)
    review = subjects.review_of(product)

    response = desk(officer).post(
        page_of(review), {"decision": "approved", "version": review.version}
    )

    product.refresh_from_db()
    assert told(response) == ["It cannot be published; missing: hs_code."]
    assert product.status == "in_review"


def test_a_seller_is_verified_at_the_desk(officer):
    seller = subjects.owned(verified=False)
    update_seller(seller_id=seller.pk, fields={"nib": "1234567890123"})
    review = Review.objects.get(seller=seller)
    assert "1234567890123" in text(desk(officer).get(page_of(review)))

    desk(officer).post(
        page_of(review), {"decision": "approved", "version": review.version}
    )

    seller.refresh_from_db()
    assert seller.verified_at is not None


def test_a_decided_review_and_a_withdrawn_one_can_be_read(officer, seller):
    product = subjects.published(seller, officer)
    draft = subjects.submitted(seller)
    withdrawn = subjects.review_of(draft)
    publishing.delete_product(product_id=draft.pk)

    done = text(desk(officer).get(page_of(subjects.review_of(product, "approved"))))
    gone = desk(officer).get(page_of(withdrawn))

    assert 'name="decision"' not in done
    assert gone.status_code == 200
    assert "(gone)" in text(gone)


# -- several


def test_several_are_approved_after_asking(officer, seller):
    good, stale = subjects.submitted(seller), subjects.submitted(seller)
    reviews = [subjects.review_of(p) for p in (good, stale)]
    chosen = {"action": "approve", "_selected_action": [str(r.pk) for r in reviews]}

    asked = desk(officer).post(QUEUE, chosen)

    good.refresh_from_db()
    assert good.status == "in_review"
    assert f'name="version_{reviews[0].pk}" value="1"' in text(asked)

    subjects.edit(stale, hs_code="581010")
    versions = {f"version_{r.pk}": 1 for r in reviews}
    answered = desk(officer).post(
        QUEUE, {**chosen, **versions, "confirmed": "yes"}, follow=True
    )

    good.refresh_from_db()
    stale.refresh_from_db()
    assert (good.status, stale.status) == ("published", "in_review")
    assert told(answered) == [
        f"Product: Kain Tapis · {seller.name}: It has changed since you opened the "
        "page. Look again, then decide.",
        "Approved: 1.",
    ]


def test_the_queue_is_searched_by_product_and_seller(officer, seller):
    subjects.submitted(seller, name={"id": "Kopi Robusta", "en": "Coffee"})

    for query, found in (("robusta", 1), (seller.name, 1), ("teh", 0)):
        page = text(desk(officer).get(f"{QUEUE}?q={query}"))
        assert page.count('class="action-select"') == found


@pytest.mark.parametrize("count", [1, 6])
def test_queries_of_the_queue_do_not_grow(
    officer, seller, count, django_assert_max_num_queries
):
    for _ in range(count):
        subjects.submitted(seller)
    client = desk(officer)

    with django_assert_max_num_queries(22):
        client.get(QUEUE)


# -- sellers, products, reports


def act(user, page, action, row, **fields):
    chosen = {"action": action, "_selected_action": [str(row.pk)], **fields}
    return desk(user).post(f"/admin/{page}", chosen, follow=True)


def test_a_seller_is_suspended_after_asking_why(officer, seller, client):
    product = subjects.published(seller, officer)
    seller.refresh_from_db()
    asked = act(officer, "sellers/seller/", "suspend", seller)
    assert f'name="version_{seller.pk}" value="{seller.version}"' in text(asked)
    answer = {
        "confirmed": "yes",
        f"version_{seller.pk}": seller.version,
        "reason": "violation",
        "note": "Izin palsu.",
    }

    done = act(officer, "sellers/seller/", "suspend", seller, **answer)

    assert told(done) == ["Suspended: 1."]
    assert client.get(f"/v1/products/{product.pk}").status_code == 410
    assert Notice.objects.get(kind="seller_suspended").values["note"] == "Izin palsu."
    again = act(officer, "sellers/seller/", "suspend", seller, **answer)
    assert told(again) == [
        f"{seller.name}: It has changed since you opened the page. Look again, then "
        "decide."
    ]
    seller.refresh_from_db()
    answer[f"version_{seller.pk}"] = seller.version
    twice = act(officer, "sellers/seller/", "suspend", seller, **answer)
    assert told(twice) == [f"{seller.name}: It is suspended already."]
    lifted = act(officer, "sellers/seller/", "lift", seller, **answer)
    assert told(lifted) == ["Lifted: 1."]
    assert client.get(f"/v1/products/{product.pk}").status_code == 200


def test_a_reason_is_asked_for(officer, seller):
    act(officer, "sellers/seller/", "trust", seller, confirmed="yes", reason="because")

    seller.refresh_from_db()
    assert seller.trusted_at is None


def test_an_action_on_a_seller_of_elsewhere_finds_nothing(seller):
    stranger = make_officer("18.71")
    answer = {"confirmed": "yes", f"version_{seller.pk}": 1, "reason": "other"}

    act(stranger, "sellers/seller/", "suspend", seller, **answer)

    seller.refresh_from_db()
    assert seller.suspended_at is None


def test_the_page_of_a_row_offers_what_can_be_done(officer, seller):
    page = text(desk(officer).get(f"/admin/sellers/seller/{seller.pk}/change/"))

    assert 'name="action" value="trust"' in page
    assert 'name="action" value="suspend"' in page
    assert 'value="untrust"' not in page
    assert 'value="lift"' not in page


def test_a_product_is_hidden_and_shown(officer, seller, client):
    product = subjects.published(seller, officer)
    path = f"/v1/products/{product.pk}"

    assert told(act(officer, "products/product/", "hide", product)) == ["Hidden: 1."]
    assert client.get(path).status_code == 410
    assert AuditEntry.objects.get(action="product.hidden").via == "desk"
    assert told(act(officer, "products/product/", "show", product)) == ["Shown: 1."]
    assert client.get(path).status_code == 200
    again = act(officer, "products/product/", "show", product)
    assert told(again) == ["Kain Tapis: It is not hidden."]


def test_products_are_searched_by_name_and_sku(officer, seller):
    subjects.submitted(
        seller,
        name={"id": "Kopi Robusta"},
        variants=[
            {
                "id": None, "sku": "KR-1", "name": {}, "options": [], "price": None,
                "min_order": None, "net_weight": None,
            }
        ],
    )  # fmt: skip
    client = desk(officer)

    for query in ("robusta", "KR-1"):
        page = text(
            client.get(
                f"/admin/products/product/?q={query}&seller__regency={seller.regency_id}"
            )
        )
        assert "Kopi Robusta" in page
    product = seller.products.get()
    page = text(client.get(f"/admin/products/product/{product.pk}/change/"))
    assert "Pucuk rebung" in page


def test_a_report_is_resolved(officer, seller, client):
    product = subjects.published(seller, officer)
    report = report_product(
        product_id=product.pk,
        seller_id=seller.pk,
        reason="counterfeit",
        note="Tiruan.",
        reporter=None,
    )
    page = text(desk(officer).get(f"/admin/reviews/report/{report.pk}/change/"))
    assert "Tiruan." in page
    answer = {"confirmed": "yes", "what": "hide_product", "note": "Benar."}

    done = act(officer, "reviews/report/", "resolve", report, **answer)

    report = Report.objects.get()
    assert told(done) == ["Resolved: 1."]
    assert (report.action, report.resolved_by) == ("hide_product", officer)
    assert client.get(f"/v1/products/{product.pk}").status_code == 410


# -- the installation


def test_letters_show_neither_address_nor_text(province, admin_user, seller):
    review = subjects.review_of(subjects.submitted(seller))
    decide(
        review_id=review.pk,
        officer=province,
        decision=Review.Status.REJECTED,
        reason="other",
        note={"id": "Rahasia surat."},
    )
    letter = Notice.objects.get()
    address = letter.address

    for page in ("", f"{letter.pk}/change/"):
        seen = text(desk(province).get(f"/admin/journal/notice/{page}"))
        assert "review_rejected" in seen
        assert address not in seen
        assert "Rahasia surat." not in seen
        assert address in text(desk(admin_user).get(f"/admin/journal/notice/{page}"))


def test_a_token_is_shown_by_its_beginning_and_revoked(admin_user):
    person = make_user()
    secret = token_for(person, "ak", ["products:write"])
    token = Token.objects.get(user=person)
    page = text(desk(admin_user).get(f"/admin/accounts/token/{token.pk}/change/"))
    assert secret[:10] in page
    assert secret not in page
    assert token.digest not in page

    act(admin_user, "accounts/token/", "revoke", token)

    token.refresh_from_db()
    assert token.revoked_at is not None
    assert AuditEntry.objects.filter(action="token.revoked").count() == 1


def test_an_edit_of_reference_data_is_written_down(province, officer):
    Job.objects.all().delete()
    unit = Unit.objects.get(code="kg")
    page = f"/admin/products/unit/{unit.pk}/change/"
    form = {
        "unece_code": unit.unece_code,
        "name": '{"id": "kilo", "en": "kilogram"}',
        "symbol": "Kg",
        "kind": unit.kind,
        "factor_to_base": unit.factor_to_base,
    }
    assert desk(officer).post(page, form).status_code == 403

    response = desk(province).post(page, form)

    entry = AuditEntry.objects.get(action="reference.edited")
    assert response.status_code == 302
    assert (entry.subject_kind, entry.subject_id) == ("unit", "kg")
    assert (entry.actor_id, entry.via) == (province.pk, "desk")
    assert entry.before == {"name": unit.name, "symbol": unit.symbol}
    assert entry.after == {
        "name": {"id": "kilo", "en": "kilogram"},
        "symbol": "Kg",
    }
    assert not Job.objects.filter(kind="listings.rebuild").exists()


def test_the_audit_log_is_read_not_written(province, seller, officer):
    subjects.published(seller, officer)
    entry = AuditEntry.objects.filter(action="product.published").get()
    page = f"/admin/journal/auditentry/{entry.pk}/change/"

    seen = desk(province).get(page)

    assert "kain-tapis" in text(seen)
    assert desk(province).post(page, {"action": "x"}).status_code == 403
