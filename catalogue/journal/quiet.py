"""Quiet hours: when somebody is not to be disturbed, in her own zone."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class QuietHours:
    """From `begins` until before `ends`, on the next day where that is earlier.

    Equal times mean no hour at all.
    """

    zone: str
    begins: time
    ends: time


def quiet_until(hours: QuietHours, moment: datetime) -> datetime | None:
    """The end of the quiet hours that `moment` lies in; None outside of them."""
    local = moment.astimezone(ZoneInfo(hours.zone))
    for day in (local.date() - timedelta(days=1), local.date()):
        begins = datetime.combine(day, hours.begins, local.tzinfo)
        ends = datetime.combine(day, hours.ends, local.tzinfo)
        if hours.ends < hours.begins:
            ends += timedelta(days=1)
        if begins <= local < ends:
            return ends
    return None
