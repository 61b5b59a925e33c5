"""How quickly a seller answers: what is counted, and what comes of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from catalogue.enquiries.states import Side, Status
from catalogue.sellers.responding import ResponseFigures

WINDOW = timedelta(days=90)
# Nobody is measured by what is spam, or may be.
NOT_COUNTED = {Status.HELD, Status.SPAM}


@dataclass(frozen=True)
class Delivered:
    """One enquiry that reached her. `answered_by` is empty until somebody has."""

    status: str
    due_at: datetime | None
    closed_at: datetime | None = None
    answered_by: str = ""
    answer_seconds: int | None = None

    @property
    def is_answered(self) -> bool:
        """By herself; declining is an answer, an officer's is none of hers."""
        return self.answered_by == Side.SELLER and self.answer_seconds is not None

    def counts_at(self, now: datetime) -> bool:
        """Answered, or its time is over. One that the buyer took back before its time
        was over asked for no answer."""
        if self.status in NOT_COUNTED:
            return False
        if self.is_answered:
            return True
        if self.due_at is None or self.due_at > now:
            return False
        return self.closed_at is None or self.closed_at >= self.due_at


def figures(delivered: Iterable[Delivered], now: datetime) -> ResponseFigures:
    """Of what was delivered within `WINDOW`. Of an even number the slower of the two in
    the middle is the median."""
    counted = [one for one in delivered if one.counts_at(now)]
    if not counted:
        return ResponseFigures()
    times = sorted(
        one.answer_seconds
        if one.is_answered and one.answer_seconds is not None
        else inf
        for one in counted
    )
    median = times[len(times) // 2]
    answered = sum(one.is_answered for one in counted)
    return ResponseFigures(
        counted=len(counted),
        share_percent=round(100 * answered / len(counted)),
        median_seconds=None if median == inf else int(median),
    )
