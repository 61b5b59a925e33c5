"""How quickly a seller answers buyers, as the public is told. Pure."""

from bisect import bisect_left
from dataclasses import dataclass

from django.db.models import TextChoices

LEAST_COUNTED = 10  # enquiries, below which nothing is told
DAY_SECONDS = 24 * 60 * 60


class ResponseBand(TextChoices):
    """In which time at least half of her enquiries had a first answer of hers.

    Days are of working time, 24 hours each: see `enquiries.working_time`.
    """

    UNSPECIFIED = "unspecified"
    WITHIN_A_DAY = "within_a_day"
    WITHIN_TWO_DAYS = "within_two_days"
    WITHIN_THREE_DAYS = "within_three_days"
    WITHIN_A_WEEK = "within_a_week"
    SLOWER = "slower"


_ENDS = [days * DAY_SECONDS for days in (1, 2, 3, 7)]
_BANDS = [
    ResponseBand.WITHIN_A_DAY,
    ResponseBand.WITHIN_TWO_DAYS,
    ResponseBand.WITHIN_THREE_DAYS,
    ResponseBand.WITHIN_A_WEEK,
    ResponseBand.SLOWER,
]


@dataclass(frozen=True)
class ResponseFigures:
    """Over the last 90 days. `share_percent` is None where nothing was counted.

    `median_seconds` is working time; one without an answer is longer than any, so it
    is None too where half of them or more have none.
    """

    counted: int = 0
    share_percent: int | None = None
    median_seconds: int | None = None

    @property
    def band(self) -> ResponseBand:
        if self.counted < LEAST_COUNTED:
            return ResponseBand.UNSPECIFIED
        if self.median_seconds is None:
            return ResponseBand.SLOWER
        return _BANDS[bisect_left(_ENDS, self.median_seconds)]
