"""The command for what was given up."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from catalogue.journal.models import Job

pytestmark = pytest.mark.django_db
GIVEN_UP = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def jobs():
    """Two that were given up, one that waits."""
    Job.objects.all().delete()
    dead = {"failed_at": GIVEN_UP, "attempts": 8, "last_error": "no such address"}
    common = {"kind": "journal.deliver", "run_after": timezone.now()}
    return [
        Job.objects.create(subject="1", **common, **dead),
        Job.objects.create(subject="2", **common, **dead),
        Job.objects.create(subject="3", **common, attempts=2),
    ]


def run(capsys, *arguments) -> list[str]:
    call_command("dead_letters", *map(str, arguments))
    return capsys.readouterr().out.splitlines()


def test_they_are_listed_with_what_went_wrong(jobs, capsys):
    first, second, _ = jobs

    assert run(capsys) == [
        f"{job.pk}  journal.deliver {job.subject}  given up 2026-03-01 07:30 UTC  "
        "after 8 tries  no such address"
        for job in (first, second)
    ]


def test_one_is_tried_again(jobs, capsys):
    first, second, waiting = jobs

    assert run(capsys, "retry", first.pk) == ["Tried again: 1."]

    assert list(Job.objects.dead()) == [second]
    first.refresh_from_db()
    assert first.attempts == 0
    waiting.refresh_from_db()
    assert (waiting.attempts, waiting.leased_until) == (2, None)


def test_so_are_all(capsys):
    assert run(capsys, "retry", "--all") == ["Tried again: 2."]
    assert run(capsys) == ["None."]


def test_what_is_dropped_is_gone_and_what_waits_stays(jobs, capsys):
    assert run(capsys, "drop", "--all") == ["Dropped: 2."]

    assert list(Job.objects.all()) == [jobs[2]]


@pytest.mark.parametrize("arguments", [["retry"], ["drop"], ["retry", "1", "--all"]])
def test_which_has_to_be_said(arguments):
    with pytest.raises(CommandError, match="Give ids"):
        call_command("dead_letters", *arguments)

    assert Job.objects.dead().count() == 2


def test_an_id_that_was_not_given_up_changes_nothing(jobs):
    with pytest.raises(CommandError, match=f"the id {jobs[2].pk}"):
        call_command("dead_letters", "retry", str(jobs[0].pk), str(jobs[2].pk))

    assert Job.objects.dead().count() == 2
