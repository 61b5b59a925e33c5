"""Who hears of what in a thread, and the letter that tells it.

Written in the transaction of the change, as notices of the journal. `about` names the
event, so that nobody hears of one twice. A letter to an officer holds no contact data.
"""

from catalogue.enquiries.letters.steps import (
    NUDGES,
    REMINDERS,
    send_link,
    tell_of_delay,
    tell_of_delivery,
    tell_of_message,
    tell_of_quote,
    tell_of_step,
    tell_of_suspension,
    tell_of_time,
)
from catalogue.enquiries.letters.submissions import (
    dues_of,
    tell_of_submission,
    threads_of,
)

__all__ = [
    "NUDGES",
    "REMINDERS",
    "dues_of",
    "send_link",
    "tell_of_delay",
    "tell_of_delivery",
    "tell_of_message",
    "tell_of_quote",
    "tell_of_step",
    "tell_of_submission",
    "tell_of_suspension",
    "tell_of_time",
    "threads_of",
]
