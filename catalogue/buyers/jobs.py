"""What the worker does: the daily letters, one job a person."""

from datetime import date
from uuid import UUID

from catalogue.buyers import letters
from catalogue.journal.jobs import enqueue, handles
from catalogue.journal.models import Job
from catalogue.journal.models.queue import IDLE
from catalogue.journal.worker import every_tick

LETTER = "buyers.tell_of_new_products"


@every_tick
def tell_of_new_products() -> None:
    """Once a day and person; one whose job failed is not asked for again that day."""
    day = letters.day_due()
    people = letters.people_due(day) if day else []
    if not people:
        return
    asked = set(Job.objects.filter(kind=LETTER).values_list("subject", flat=True))
    for user_id in people:
        subject = f"{user_id} {day}"
        if subject not in asked:
            enqueue(LETTER, subject, urgency=IDLE)


@handles(LETTER)
def write_letter(subject: str) -> None:
    user_id, day = subject.split()
    letters.write(UUID(user_id), date.fromisoformat(day))
