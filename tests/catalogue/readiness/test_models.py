"""What the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from catalogue.readiness.models import CertificateType
from catalogue.readiness.models.reference import UNPUBLISHED_NUMBERS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", UNPUBLISHED_NUMBERS)
def test_a_personal_number_can_never_be_published(code):
    kind = CertificateType.objects.filter(pk=code)

    with pytest.raises(IntegrityError), transaction.atomic():
        kind.update(number_published=True)

    assert kind.get().number_published is False
