"""What the stored JSON rests on beside the data: when it moves, listings are stale."""

import hashlib
import json

from django.conf import settings
from django.core.files.storage import storages
from django.core.management.base import CommandError

from catalogue.journal.jobs import enqueue
from catalogue.listings.scopes import EVERYTHING
from catalogue.listings.shapes import SHAPES_VERSION
from catalogue.readiness.actions import recomputing
from catalogue.reference.models import Mark

MARK = "listings"


def current() -> str:
    rests_on = [
        SHAPES_VERSION,
        settings.PUBLIC_URL,
        settings.WEB_PRODUCT_URL,
        settings.CATALOGUE_LANGUAGES,
        storages["default"].url("picture"),
    ]
    return hashlib.sha256(json.dumps(rests_on, default=str).encode()).hexdigest()


def rebuild_if_moved() -> bool:
    """Ask the worker to rebuild every listing where the fingerprint moved, and to
    assess every product anew: what is shown may not have been kept before.

    The old ones are served meanwhile. Nothing is asked of an empty installation.
    """
    value = current()
    known = Mark.objects.filter(name=MARK).first()
    if known is not None and known.value == value:
        return False
    if known is not None:
        recomputing.begin()
        enqueue("listings.rebuild", EVERYTHING)
    Mark.objects.update_or_create(name=MARK, defaults={"value": value})
    return known is not None


def ensure_same_settings() -> None:
    """Refuse to judge or write listings under other settings than the service's.

    Raises `CommandError`: with another PUBLIC_URL every stored address looks wrong.
    """
    known = Mark.objects.filter(name=MARK).first()
    if known is not None and known.value != current():
        raise CommandError(
            "PUBLIC_URL, PORT, WEB_PRODUCT_URL or the storage differ from those the "
            "listings were written with. Run this with the service's environment, or "
            "`manage.py prepare` to move to the new one."
        )
