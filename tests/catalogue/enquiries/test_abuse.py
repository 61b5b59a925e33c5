"""How often guests may ask."""

import pytest

from catalogue.enquiries import abuse
from catalogue.enquiries.errors import TooManyEnquiries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("in_cache", [True, False])
def test_a_refusal_counts_nothing_wherever_it_is_counted(settings, in_cache):
    if in_cache:
        settings.SHARED_CACHE = "redis://example"
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "LOCATION": "guests",
            }
        }
    settings.GUEST_ENQUIRIES_PER_ADDRESS = 3
    settings.GUEST_ENQUIRIES_PER_CONTACT = 1
    abuse.count_guest(address="203.0.113.5", email="aiko@example.jp")

    for _ in range(3):
        with pytest.raises(TooManyEnquiries):
            abuse.count_guest(address="203.0.113.5", email="aiko@example.jp")

    for email in ("ken@example.jp", "mai@example.jp"):
        abuse.count_guest(address="203.0.113.5", email=email)
