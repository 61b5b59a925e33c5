"""On which days a seller's clock runs."""

from uuid import UUID

from django.conf import settings

from catalogue.enquiries.models import ClosedDays, PublicHoliday
from catalogue.enquiries.working_time import Calendar


def of_seller(seller_id: UUID) -> Calendar:
    return of_sellers([seller_id])[seller_id]


def of_sellers(seller_ids: list[UUID]) -> dict[UUID, Calendar]:
    """Her working weekdays, less public holidays and the days she closed; in two
    queries however many they are.

    The day on which she declares that she is closed counts: nothing that has run is
    given back.
    """
    holidays = frozenset(
        PublicHoliday.objects.filter(stops_clock=True).values_list("on", flat=True)
    )
    closed: dict[UUID, list] = {seller_id: [] for seller_id in seller_ids}
    rows = ClosedDays.objects.filter(seller__in=seller_ids).order_by("from_on")
    for seller_id, from_on, stops_on, until_on in rows.values_list(
        "seller_id", "from_on", "clock_stops_on", "until_on"
    ):
        closed[seller_id].append((stops_on or from_on, until_on))
    return {
        seller_id: Calendar(
            working_weekdays=settings.SELLER_WORKING_WEEKDAYS,
            holidays=holidays,
            closed=tuple(days),
        )
        for seller_id, days in closed.items()
    }
