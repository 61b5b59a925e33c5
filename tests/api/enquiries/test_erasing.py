"""Contact data and words, erased for whoever asked."""

import pytest
from django.utils import timezone

from catalogue.enquiries.models import Contact, Message
from catalogue.journal.models import AuditEntry
from tests.api.enquiries.asking import (
    read,
    refused,
    write,
)

pytestmark = pytest.mark.django_db


def test_a_guest_has_what_she_asked_erased(guest_enquiry, guest_api, member_api):
    write(guest_api, guest_enquiry, "My number is 0812")
    path = f"/v1/submissions/{guest_enquiry.submission_id}/erase"

    response = guest_api.post(path)

    contact = Contact.objects.get()
    assert (response.status_code, response.content) == (204, b"")
    assert (contact.name, contact.email, contact.email_mark) == ("", "", "")
    assert set(Message.objects.values_list("body", flat=True)) == {""}
    assert refused(read(guest_api, guest_enquiry)) == (401, "token_invalid")
    body = read(member_api, guest_enquiry).json()
    assert (body["status"], body["contact"], body["message"]) == ("withdrawn", None, "")
    assert AuditEntry.objects.filter(action="contact.erased").count() == 1


def test_a_buyer_has_what_she_asked_erased(enquiry, buyer_api, member_api):
    path = f"/v1/submissions/{enquiry.submission_id}/erase"

    assert [buyer_api.post(path).status_code for _ in range(2)] == [204, 404]
    assert read(member_api, enquiry).json()["contact"] is None
    assert refused(read(buyer_api, enquiry)) == (404, "not_found")


def test_nobody_else_erases_it(enquiry, member_api, officer_api, strangers, client):
    path = f"/v1/submissions/{enquiry.submission_id}/erase"

    for api in (member_api, officer_api, *strangers):
        assert refused(api.post(path)) == (404, "not_found")
    assert refused(client.post(path)) == (401, "authentication_required")
    assert Contact.objects.filter(erased_at__isnull=False).count() == 0


def test_what_was_erased_is_told_as_not_known(seller, enquiry, member_api):
    Contact.objects.update(name="", email="", company="", erased_at=timezone.now())

    body = read(member_api, enquiry).json()

    assert body["contact"] is None
    assert body["buyer"]["name"] is None
    assert body["buyer"]["country"] == "JP"
