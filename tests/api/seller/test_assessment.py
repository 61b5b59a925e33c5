"""The questionnaire of a business and of its products."""

import pytest

from catalogue.readiness.models import Answer, EvidenceFile, ProductReadiness
from catalogue.reviews.models import Review
from tests.api.seller.making import NOBODY, PRODUCTS, cloth, faults
from tests.catalogue.readiness.claims import PDF, decided, in_days, pdf, verified

ASSESSMENT = "/v1/seller/assessment"


def of_product(product) -> str:
    return f"{PRODUCTS}/{product.pk}/assessment"


def give(api, path, *answers, **headers):
    return api.patch(path, {"answers": list(answers)}, format="json", **headers)


def answers(question, option, **members) -> dict:
    return {"question": question, "option": option, **members}


def question(answer, code, among="questions") -> dict:
    return next(one for one in answer.json()[among] if one["code"] == code)


def given(api, path, code, option="C") -> Answer:
    """An answer to one question."""
    told = question(give(api, path, answers(code, option)), code)
    return Answer.objects.get(pk=told["answer_id"])


def show(api, answer, data=PDF):
    return api.post(
        f"/v1/seller/answers/{answer.pk}/evidence",
        {"file": pdf(data)},
        format="multipart",
    )


def reviewed(answer) -> list[str]:
    found = Review.objects.filter(kind="answer", subject_id=answer.pk).order_by("pk")
    return list(found.values_list("status", flat=True))


def test_a_business_reads_its_questions_in_order_and_in_its_language(api):
    got = api.get(f"{ASSESSMENT}?lang=id")

    asked = got.json()["questions"]
    assert [one["code"] for one in asked[:4]] == ["Q01", "Q02", "Q03", "Q04"]
    assert {one["scope"] for one in asked} == {"seller", "facility"}
    assert asked[0]["text"].startswith("Apakah usaha memiliki NIB")
    assert asked[0]["options"][1] == {
        "code": "B",
        "text": "Ada, KBLI belum sesuai",
        "points": 2,
    }
    assert asked[0]["evidence"] == {"kind": "certificate", "certificate_types": ["NIB"]}
    assert (asked[0]["answer"], asked[0]["status"]) == (None, "unanswered")
    assert got.json()["conditions"] == []
    assert "0,6" in got.json()["notice"]


def test_an_answer_is_kept_scored_and_leaves_the_others(api):
    give(api, ASSESSMENT, answers("Q20", "B", note="Buku kas"))

    got = give(api, ASSESSMENT, answers("Q21", "D"))

    kept, new = question(got, "Q20"), question(got, "Q21")
    assert (kept["answer"], kept["note"], kept["points"]) == ("B", "Buku kas", 2)
    assert (new["status"], new["scored_as"]) == ("self_declared", "self_declared")
    assert got.json()["answered"] == 2
    # PRICING has three questions of the business: (2/4 + 4/4 + 0) * 0.6 / 3.
    assert [d["score"] for d in got.json()["dimensions"] if d["code"] == "PRICING"] == [
        "30.0"
    ]


def test_levels_follow_an_answer_about_a_product(api, seller):
    product = cloth(seller)
    before = ProductReadiness.objects.get(pk=product.pk).score

    give(api, of_product(product), answers("Q13", "D"))

    # CAPACITY weighs 15 and has four questions: 15 * 0.6 / 4 = 2.25.
    after = ProductReadiness.objects.get(pk=product.pk).score
    assert float(after - before) == pytest.approx(2.25, abs=0.1)


def test_every_fault_is_told_and_nothing_is_kept(api, seller):
    product = cloth(seller)

    got = give(
        api,
        of_product(product),
        answers("Q07", "C"),
        answers("q08", "A"),
        answers("Q10", "b"),
        answers("Q18", "D"),
        answers("Q01", "A"),
        {"question": "Q12"},
        answers("Q07", "A"),
        answers("cassava", "yes"),
        answers("eco_claim", "maybe"[:4]),
    )

    assert faults(got) == [
        ("/answers/1/question", "not_found"),
        ("/answers/2/option", "not_a_choice"),
        ("/answers/3/question", "invalid"),
        ("/answers/4/question", "invalid"),
        ("/answers/5/option", "required"),
        ("/answers/6/question", "duplicate"),
        ("/answers/7/question", "invalid"),
        ("/answers/8/option", "not_a_choice"),
    ]
    told = got.json()["errors"]
    assert [one["suggestion"] for one in told[:2]] == ["Q08", "B"]
    assert "/v1/seller/assessment" in told[3]["detail"]
    assert not Answer.objects.filter(product=product).exists()


@pytest.mark.parametrize("code", ["Q05", "Q06", "Q18"])
def test_what_the_platform_measures_cannot_be_answered(api, seller, code):
    product = cloth(seller)

    got = give(api, of_product(product), answers(code, "A"))

    assert faults(got) == [("/answers/0/question", "invalid")]
    assert "platform" in got.json()["errors"][0]["detail"]
    assert question(api.get(of_product(product)), code)["is_answerable"] is False


def test_a_question_about_a_product_says_where_it_belongs(api):
    got = give(api, ASSESSMENT, answers("Q07", "C"), answers("Q27", "D"))

    assert faults(got) == [
        ("/answers/0/question", "invalid"),
        ("/answers/1/question", "invalid"),
    ]
    assert "/v1/seller/products/{id}/assessment" in got.json()["errors"][0]["detail"]


def test_an_answer_is_taken_back(api, seller):
    answer = given(api, ASSESSMENT, "Q09")
    show(api, answer)

    got = give(api, ASSESSMENT, answers("Q09", None))

    assert question(got, "Q09")["status"] == "unanswered"
    assert not Answer.objects.filter(pk=answer.pk).exists()
    assert reviewed(answer) == ["withdrawn"]
    assert not EvidenceFile.objects.filter(seller=seller).exists()


def test_the_same_answer_again_changes_nothing(api):
    answer = given(api, ASSESSMENT, "Q09")

    give(api, ASSESSMENT, answers("Q09", "C"))

    answer.refresh_from_db()
    assert answer.version == 1


def test_answers_that_moved_on_are_not_overwritten(api):
    tag = api.get(ASSESSMENT)["ETag"]
    give(api, ASSESSMENT, answers("Q20", "B"))

    got = give(api, ASSESSMENT, answers("Q20", "C"), HTTP_IF_MATCH=tag)

    assert got.status_code == 412
    assert (
        Answer.objects.get(question="Q20", seller__members__isnull=False).option == "B"
    )
    fresh = api.get(ASSESSMENT)["ETag"]
    assert (
        give(api, ASSESSMENT, answers("Q20", "C"), HTTP_IF_MATCH=fresh).status_code
        == 200
    )


def test_a_document_comes_before_an_officer_who_verifies_the_answer(
    api, officer, seller
):
    product = cloth(seller)
    answer = given(api, of_product(product), "Q07")

    sent = show(api, answer)

    assert sent.json()["status"] == "evidence_uploaded"
    assert sent.json()["file"]["kind"] == "pdf"
    decided(answer, officer)
    told = question(api.get(of_product(product)), "Q07")
    assert (told["status"], told["scored_as"]) == ("verified", "verified")
    assert told["review"]["status"] == "approved"


@pytest.mark.parametrize(
    ("has_document", "status", "reviews"),
    [
        (True, "evidence_uploaded", ["approved", "pending"]),
        (False, "self_declared", []),
    ],
)
def test_another_option_is_one_that_no_officer_has_seen(
    api, officer, has_document, status, reviews
):
    answer = given(api, ASSESSMENT, "Q09", "D")
    if has_document:
        show(api, answer)
        decided(answer, officer)
    else:
        Answer.objects.filter(pk=answer.pk).update(
            status="verified", verified_on=in_days(0)
        )

    got = give(api, ASSESSMENT, answers("Q09", "B"))

    assert question(got, "Q09")["status"] == status
    answer.refresh_from_db()
    assert (answer.verified_on, answer.version >= 2) == (None, True)
    assert reviewed(answer) == reviews


def test_a_later_last_day_is_seen_by_an_officer_too_but_a_note_is_not(api, officer):
    answer = given(api, ASSESSMENT, "Q09", "D")
    show(api, answer)
    decided(answer, officer)

    noted = give(api, ASSESSMENT, {"question": "Q09", "note": "Lihat halaman 2"})
    later = give(
        api, ASSESSMENT, {"question": "Q09", "expires_on": in_days(700).isoformat()}
    )

    assert question(noted, "Q09")["status"] == "verified"
    assert question(later, "Q09")["status"] == "evidence_uploaded"


def test_what_an_officer_approved_last_is_verified_again(api, officer):
    answer = given(api, ASSESSMENT, "Q09", "D")
    show(api, answer)
    decided(answer, officer)
    give(api, ASSESSMENT, answers("Q09", "C", expires_on=in_days(9).isoformat()))

    got = give(api, ASSESSMENT, answers("Q09", "D", expires_on=None))

    answer.refresh_from_db()
    assert question(got, "Q09")["status"] == "verified"
    assert (answer.verified_on, answer.verified_by_id) == (in_days(0), "18.01")
    assert reviewed(answer) == ["approved", "withdrawn"]


def test_what_she_turned_down_since_is_not(api, officer):
    answer = given(api, ASSESSMENT, "Q09", "D")
    show(api, answer)
    decided(answer, officer)
    give(api, ASSESSMENT, answers("Q09", "C"))
    decided(answer, officer, "rejected", "other", {"id": "Sudah dicabut."})

    got = give(api, ASSESSMENT, answers("Q09", "D"))

    assert question(got, "Q09")["status"] == "self_declared"


def test_the_document_that_was_turned_down_is_not_taken_again(api, officer):
    answer = given(api, ASSESSMENT, "Q09", "D")
    show(api, answer)
    decided(answer, officer, "rejected", "other", {"id": "Bukan milik usaha ini."})
    api.delete(f"/v1/seller/answers/{answer.pk}/evidence")

    again, other = show(api, answer), show(api, answer, PDF + b"\n")

    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert other.json()["status"] == "evidence_uploaded"


def test_a_last_day_that_is_over_or_out_of_range_is_refused(api):
    def told(day):
        return faults(give(api, ASSESSMENT, answers("Q09", "D", expires_on=day)))

    pointer = "/answers/0/expires_on"
    assert told("0001-01-01") == [(pointer, "too_small")]
    assert told("9999-12-31") == [(pointer, "too_large")]
    assert told(in_days(-1).isoformat()) == [(pointer, "invalid")]
    assert not Answer.objects.filter(question="Q09", seller__is_sample=False).exists()


def test_a_wrong_type_in_one_answer_hides_nothing_in_another(api):
    got = give(
        api, ASSESSMENT, answers("Q09", 7), answers("Q08", "x"), answers("Q21", "Z")
    )

    assert faults(got) == [
        ("/answers/0/option", "invalid"),
        ("/answers/1/question", "invalid"),
        ("/answers/2/option", "not_a_choice"),
    ]


def test_a_rejected_document_does_not_come_back_with_another_option(api, officer):
    answer = given(api, ASSESSMENT, "Q09", "D")
    show(api, answer)
    decided(answer, officer, "rejected", "other", {"id": "Bukan milik usaha ini."})

    got = give(api, ASSESSMENT, answers("Q09", "C"))

    told = question(got, "Q09")
    assert (told["status"], told["scored_as"]) == ("self_declared", "self_declared")
    assert told["review"]["note"]["id"] == "Bukan milik usaha ini."


def test_a_document_is_read_by_its_address_and_taken_back(api, stranger):
    answer = given(api, ASSESSMENT, "Q09")
    path = f"/v1/seller/answers/{answer.pk}/evidence"
    assert api.get(path).status_code == 404
    show(api, answer)

    got = api.get(path)

    assert (got.status_code, got.json()["kind"]) == (200, "pdf")
    assert "/private/until/" in got.json()["url"]
    assert stranger.get(path).status_code == 404
    assert stranger.delete(path).status_code == 404
    assert api.delete(path).status_code == 204
    answer.refresh_from_db()
    assert (answer.status, answer.evidence_id) == ("self_declared", None)
    assert reviewed(answer) == ["withdrawn"]
    assert api.delete(path).status_code == 404


def test_a_condition_is_answered_with_yes_or_no_and_takes_no_document(api, seller):
    chips = cloth(seller, hs_code="200899")
    answer = given_condition(api, chips, "cassava", "yes")

    told = question(api.get(of_product(chips)), "cassava", "conditions")

    assert (told["answer"], told["kind"]) == ("yes", "condition")
    assert (told["rules"], told["markets"]) == (["JP-18", "AU-15"], ["JP", "AU"])
    assert reviewed(answer) == []
    refused = show(api, answer)
    assert (refused.status_code, refused.json()["code"]) == (409, "invalid_state")
    assert not EvidenceFile.objects.filter(seller=seller).exists()


def given_condition(api, product, code, option) -> Answer:
    got = give(api, of_product(product), answers(code, option))
    told = question(got, code, "conditions")
    return Answer.objects.get(pk=told["answer_id"])


def test_a_confirmation_comes_before_an_officer_without_a_document(
    api, officer, seller
):
    honey = cloth(seller, hs_code="040900")
    answer = given_condition(api, honey, "honey_listed_eu", "yes")
    assert reviewed(answer) == ["pending"]

    decided(answer, officer)
    confirmed = ProductReadiness.objects.get(pk=honey.pk).snapshot
    give(api, of_product(honey), answers("honey_listed_eu", "no"))

    assert "honey_listed_eu" in confirmed.inputs["confirmed"]
    again = ProductReadiness.objects.get(pk=honey.pk).snapshot
    assert again.inputs["confirmed"] == {}
    assert reviewed(answer) == ["approved"]


def test_the_page_of_a_product_suggests_answers_and_scores_none(api, seller):
    product = cloth(
        seller,
        monthly_capacity={"value": "15", "unit": "pcs"},  # minimum order: 5
        lead_time_days=21,
        incoterms=["FOB", "EXW"],
        carton={
            "units": 10,
            "length_mm": 400,
            "width_mm": 300,
            "height_mm": 200,
            "gross_weight_g": 5000,
        },
    )

    got = api.get(of_product(product))

    suggested = {q["code"]: q["suggested_option"] for q in got.json()["questions"]}
    assert {code: option for code, option in suggested.items() if option} == {
        "Q11": "C",
        "Q13": "D",
        "Q19": "C",
        "Q24": "C",
    }
    assert question(got, "Q13")["points"] == 0


def test_what_was_measured_is_told_with_what_was_read(api, seller):
    product = cloth(seller)
    verified(seller, "HACCP")

    of_this = api.get(of_product(product))
    of_all = api.get(ASSESSMENT)

    assert question(of_this, "Q05")["measured"] == {
        "option": "A",
        "read_from": "Domestic rules met: 0 of 1.",
    }
    proven = question(of_all, "Q09")
    assert proven["measured"] == {
        "option": "D",
        "read_from": "A verified certificate: HACCP.",
    }
    assert (proven["answer"], proven["status"]) == (None, "verified")
    assert question(of_all, "Q27")["is_applicable"] is False


def test_another_business_finds_no_assessment_of_the_product(stranger, seller):
    product = cloth(seller)

    assert stranger.get(of_product(product)).status_code == 404
    refused = give(stranger, of_product(product), {"nonsense": 1})
    assert refused.status_code == 404  # before what was sent is looked at
    assert stranger.get(f"{PRODUCTS}/{NOBODY}/assessment").status_code == 404


def test_a_draft_that_goes_takes_its_answers_reviews_and_documents_along(api, seller):
    draft = cloth(seller)
    answer = given(api, of_product(draft), "Q07")
    show(api, answer)

    assert api.delete(f"{PRODUCTS}/{draft.pk}").status_code == 204

    assert reviewed(answer) == ["withdrawn"]
    assert not EvidenceFile.objects.filter(seller=seller).exists()
