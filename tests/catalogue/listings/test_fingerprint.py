import io

import pytest
from django.core.management import CommandError, call_command

from catalogue.journal.models import Job
from catalogue.listings import fingerprint
from catalogue.listings.scopes import EVERYTHING
from catalogue.readiness.models import Recomputation

pytestmark = pytest.mark.django_db


def test_a_new_public_address_has_all_assessed_and_listed_anew_once(settings):
    fingerprint.rebuild_if_moved()
    Job.objects.all().delete()
    settings.PUBLIC_URL = "https://katalog.example"

    assert fingerprint.rebuild_if_moved() is True
    assert fingerprint.rebuild_if_moved() is False

    pass_ = Recomputation.objects.get(finished_at=None)
    assert [job.subject for job in Job.objects.all()] == [str(pass_.pk), EVERYTHING]


@pytest.mark.parametrize("command", ["listings_check", "listings_rebuild"])
def test_listings_are_not_judged_under_other_settings(settings, command):
    fingerprint.rebuild_if_moved()
    settings.PUBLIC_URL = "https://katalog.example"

    with pytest.raises(CommandError, match="PUBLIC_URL"):
        call_command(command, stdout=io.StringIO())
