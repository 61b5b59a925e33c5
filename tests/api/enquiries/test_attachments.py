"""Files in a thread: sent first, then named by a message."""

import pytest
from django.core.files.base import ContentFile
from rest_framework.test import APIClient

from api.enquiries.attachments import name_of
from catalogue.enquiries import jobs
from catalogue.enquiries.actions import attaching
from catalogue.enquiries.models import Attachment
from tests.api.enquiries.asking import ENQUIRIES, faults, refused, write
from tests.api.seller.making import photo
from tests.catalogue.readiness.claims import PDF, pdf
from tests.factories import later, make_enquiry, make_message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_decoding")]


def send(client, enquiry, file=None, headers=None, **members):
    path = f"{ENQUIRIES}/{enquiry.pk}/attachments?lang=en"
    body = {"file": file or pdf(), **members}
    return client.post(path, body, format="multipart", **headers or {})


def kept(settings) -> list[str]:
    folder = settings.PRIVATE_DIR / "enquiries" / "attachments"
    return sorted(p.name for p in folder.iterdir()) if folder.exists() else []


def fetched(settings, url: str):
    return APIClient().get(url.removeprefix(settings.PUBLIC_URL))


def test_a_pdf_is_kept_as_it_was_sent_and_saved_by_browsers(
    enquiry, member_api, settings
):
    response = send(member_api, enquiry, name="Price list 2026.pdf")

    row = Attachment.objects.get()
    told = response.json()
    assert response.status_code == 201
    assert {**told, "url": ""} == {
        "id": str(row.pk),
        "name": "Price list 2026.pdf",
        "kind": "pdf",
        "size_bytes": len(PDF),
        "url": "",
    }
    assert (row.side, row.message_id, row.enquiry_id) == ("seller", None, enquiry.pk)
    assert told["url"].startswith(f"{settings.PUBLIC_URL}/private/until/")
    served = fetched(settings, told["url"])
    assert b"".join(served.streaming_content) == PDF
    assert served["Content-Disposition"] == (
        'attachment; filename="Price list 2026.pdf"'
    )
    other = told["url"].replace("Price", "Trick")
    assert other != told["url"]
    assert fetched(settings, other).status_code == 404
    with later(minutes=11):
        assert fetched(settings, told["url"]).status_code == 404


def test_a_picture_is_redrawn(enquiry, buyer_api, settings):
    response = send(buyer_api, enquiry, photo())

    told = response.json()
    assert (told["kind"], told["name"]) == ("picture", "IMG_0001.jpg")
    served = fetched(settings, told["url"])
    assert served["Content-Type"] == "image/jpeg"
    assert served["Content-Disposition"] == 'inline; filename="IMG_0001.jpg"'
    assert kept(settings) == [f"{told['id']}.jpg"]


def test_a_guest_sends_files_too_and_a_message_names_them(guest_enquiry, guest_api):
    file = send(guest_api, guest_enquiry).json()

    message = write(guest_api, guest_enquiry, attachment_ids=[file["id"]]).json()

    assert [a["id"] for a in message["attachments"]] == [file["id"]]


def test_what_is_no_document_is_not_kept(enquiry, member_api, settings):
    response = send(member_api, enquiry, ContentFile(b"MZ\x90", "prices.pdf"))

    assert refused(response) == (415, "unsupported_evidence")
    assert not Attachment.objects.exists()
    assert kept(settings) == []


def test_a_file_past_the_bound_is_refused(enquiry, member_api, settings):
    settings.EVIDENCE_MAX_BYTES = 100

    response = send(member_api, enquiry, pdf(PDF + b" " * 100))

    assert refused(response) == (413, "body_too_large")
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"name": "x" * 121}, ("/name", "too_long")),
        ({"nme": "x"}, ("/nme", "unknown_member")),
        ({"file": "no file"}, ("/file", "invalid")),
    ],
)
def test_a_wrong_form_is_told(enquiry, member_api, members, expected, settings):
    path = f"{ENQUIRIES}/{enquiry.pk}/attachments"
    body = {"file": pdf(), **members}

    response = member_api.post(path, body, format="multipart")

    assert faults(response) == [expected]
    assert not Attachment.objects.exists()
    assert kept(settings) == []


def test_a_thread_holds_fifty_of_each_side(enquiry, member_api, buyer_api, settings):
    Attachment.objects.bulk_create(
        Attachment(enquiry=enquiry, side="seller", kind="pdf", name="a", size_bytes=1)
        for _ in range(50)
    )

    response = send(member_api, enquiry)

    assert refused(response) == (409, "conflict")
    assert "50 files" in response.json()["detail"]
    assert Attachment.objects.count() == 50
    assert kept(settings) == []
    assert send(buyer_api, enquiry).status_code == 201


def test_nothing_is_sent_into_what_is_over(seller, member_api, settings):
    enquiry = make_enquiry(seller, "declined")

    response = send(member_api, enquiry)

    assert refused(response) == (409, "invalid_state")
    assert response.json()["allowed_actions"] == ["reopen"]
    assert not Attachment.objects.exists()
    assert kept(settings) == []


def test_a_stranger_sends_nothing(enquiry, strangers, client, settings):
    for stranger in strangers:
        assert refused(send(stranger, enquiry)) == (404, "not_found")
    assert refused(send(client, enquiry)) == (401, "authentication_required")
    assert not Attachment.objects.exists()
    assert kept(settings) == []


def test_sent_again_with_its_key_it_is_kept_once(enquiry, member_api, settings):
    key = {"HTTP_IDEMPOTENCY_KEY": "price-list-2026-01"}

    first, again = (send(member_api, enquiry, headers=key) for _ in range(2))

    assert first.content == again.content
    assert again["Idempotency-Replayed"] == "true"
    assert Attachment.objects.count() == 1
    assert len(kept(settings)) == 1


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("daftar harga.pdf", "daftar harga.pdf"),
        ("見積書.pdf", "見積書.pdf"),
        ("a\x00\u202eb.pdf", "ab.pdf"),
        ("", "file"),
        (None, "file"),
        ("x" * 200 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_file_is_called_as_its_sender_called_it(given, expected):
    assert name_of(given) == expected


def test_a_file_that_a_message_names_just_now_is_not_dropped(enquiry, monkeypatch):
    fields = {"enquiry": enquiry, "side": "buyer", "kind": "pdf", "size_bytes": 1}
    named, unused = (Attachment.objects.create(**fields, name=n) for n in "ab")
    message = make_message(enquiry)
    enqueue = attaching.enqueue

    def name_it_first(*args, **kwargs):
        Attachment.objects.filter(pk=named.pk).update(message=message)
        enqueue(*args, **kwargs)

    monkeypatch.setattr(attaching, "enqueue", name_it_first)
    with later(hours=25):
        assert attaching.drop_unused() == 1

    assert Attachment.objects.get() == named
    assert not Attachment.objects.filter(pk=unused.pk).exists()


def test_a_file_whose_row_never_came_is_swept_up_after_a_day(
    enquiry, member_api, settings
):
    send(member_api, enquiry)
    with_row = kept(settings)
    send(member_api, enquiry, file=photo())
    without_row = Attachment.objects.get(kind="picture")
    Attachment.objects.filter(pk=without_row.pk).delete()

    with later(hours=23):
        jobs.sweep_attachments()
    assert kept(settings) == sorted([*with_row, f"{without_row.pk}.jpg"])
    with later(hours=25):
        jobs.sweep_attachments()

    assert kept(settings) == with_row


def test_before_any_file_was_sent_there_is_nothing_to_sweep(settings):
    jobs.sweep_attachments()

    assert kept(settings) == []
