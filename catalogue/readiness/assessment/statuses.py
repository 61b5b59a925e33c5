"""The words of results, free of the database, so that pure modules can use them."""

from django.db import models


class MarketStatus(models.TextChoices):
    READY = "ready"
    READY_WITH_SHIPMENT_DOCS = "ready_with_shipment_docs"
    NOT_YET = "not_yet"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


READY_STATUSES = {MarketStatus.READY, MarketStatus.READY_WITH_SHIPMENT_DOCS}
