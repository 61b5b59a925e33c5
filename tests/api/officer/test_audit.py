"""The audit log: read by the province, written by everything, changed by nobody."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from catalogue.journal import audit, retention
from catalogue.journal.models import AuditEntry
from tests.catalogue.reviews import subjects

pytestmark = pytest.mark.django_db
LOG = "/v1/officer/audit-log"
REFUSAL = {"reason": "other", "note": {"id": "Tidak cukup."}}


def decided(as_, officer, seller):
    review = subjects.review_of(subjects.submitted(seller))
    as_(officer).post(f"/v1/officer/reviews/{review.pk}/reject", REFUSAL)
    return review


def test_a_decision_is_written_down(as_, officer, province, seller):
    review = decided(as_, officer, seller)

    response = as_(province).get(f"{LOG}?action=review.rejected")

    (row,) = response.json()["results"]
    entry = AuditEntry.objects.get(action="review.rejected")
    assert row == {
        "recorded_at": f"{entry.recorded_at:%Y-%m-%dT%H:%M:%SZ}",
        "actor_id": str(officer.pk),
        "via": "api",
        "request_id": entry.request_id,
        "action": "review.rejected",
        "subject_kind": "product",
        "subject_id": str(review.subject_id),
        "changes": [
            {"member": "status", "before": '"pending"', "after": '"rejected"'},
            {"member": "reason", "before": None, "after": '"other"'},
            {"member": "review", "before": None, "after": json.dumps(str(review.pk))},
        ],
    }
    assert entry.request_id != ""


def test_it_is_filtered_and_the_newest_come_first(as_, officer, province, seller):
    review = decided(as_, officer, seller)
    client = as_(province)
    client.post(f"/v1/officer/sellers/{seller.pk}/trust", {"reason": "requested"})

    def actions(query):
        rows = client.get(f"{LOG}?{query}").json()["results"]
        return [row["action"] for row in rows]

    assert actions("limit=2") == ["seller.trusted", "review.rejected"]
    assert actions(f"actor={officer.pk}") == ["review.rejected"]
    assert actions(f"subject={seller.pk}") == ["seller.trusted"]
    assert actions(f"subject={review.subject_id}") == ["review.rejected"]
    assert actions("since=2999-01-01T00:00:00Z") == []
    assert client.get(f"{LOG}?actor=someone").status_code == 400


def test_cursors_go_both_ways_and_cannot_be_made(as_, officer, province, seller):
    for _ in range(3):
        decided(as_, officer, seller)
    client = as_(province)
    query = f"{LOG}?action=review.rejected&limit=1"

    first = client.get(query).json()
    second = client.get(f"{query}&cursor={first['next_cursor']}").json()
    back = client.get(f"{query}&cursor={second['previous_cursor']}").json()

    assert first["previous_cursor"] is None
    assert back["results"] == first["results"]
    assert second["results"] != first["results"]
    assert second["next_cursor"] is not None
    other = client.get(f"{LOG}?limit=1&cursor={first['next_cursor']}")
    assert (other.status_code, other.json()["code"]) == (400, "invalid_cursor")
    forged = client.get(f"{query}&cursor=MTIz")
    assert (forged.status_code, forged.json()["code"]) == (400, "invalid_cursor")


def test_no_address_or_name_of_a_person_is_in_it(as_, officer, province, seller):
    decided(as_, officer, seller)
    as_(province).post(
        f"/v1/officer/sellers/{seller.pk}/suspend",
        {"reason": "other", "note": "Hubungi kami."},
    )

    text = as_(province).get(f"{LOG}?limit=100").content.decode()

    assert "@" not in text
    for user in (officer, province):
        assert str(user.pk) in text


@pytest.mark.parametrize("who", ["officer", "elsewhere"])
def test_an_officer_of_a_regency_may_not_read_it(as_, request, who):
    response = as_(request.getfixturevalue(who)).get(LOG)

    assert response.status_code == 403


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_auditentry SET action = 'nothing'",
        "DELETE FROM journal_auditentry",
    ],
)
def test_the_database_refuses_to_change_it(as_, officer, seller, statement):
    decided(as_, officer, seller)
    before = list(AuditEntry.objects.values_list("seq", "action"))

    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement)

    assert list(AuditEntry.objects.values_list("seq", "action")) == before


def test_retention_forgets_only_what_is_past_its_term(as_, officer, seller):
    decided(as_, officer, seller)
    kept = AuditEntry.objects.count()
    long_ago = timezone.now() - settings.AUDIT_LOG_LIFE - timedelta(days=1)
    old = AuditEntry(action="old", subject_kind="product", subject_id="1", via="api")
    old.save()
    with connection.cursor() as cursor:
        table, column = "journal_auditentry", "recorded_at"
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER journal_auditentry_no_update")
        cursor.execute(
            f"UPDATE {table} SET {column} = %s WHERE seq = %s", [long_ago, old.seq]
        )
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    gone = retention.forget()

    assert gone["audit_entries"] == 1
    assert AuditEntry.objects.count() == kept
    assert not AuditEntry.objects.filter(action="old").exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.all().delete()


@pytest.mark.django_db
def test_an_entry_is_not_replaced_nor_the_log_truncated():
    audit.write("x.done", "x", "1")
    seq = AuditEntry.objects.get(action="x.done").seq
    statement = (
        "TRUNCATE journal_auditentry"
        if connection.vendor == "postgresql"
        else "INSERT OR REPLACE INTO journal_auditentry SELECT seq, recorded_at, "
        "actor_id, via, request_id, 'x.forged', subject_kind, subject_id, before, "
        f"after FROM journal_auditentry WHERE seq = {seq}"
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement)

    assert AuditEntry.objects.get(seq=seq).action == "x.done"
