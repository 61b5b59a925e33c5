from datetime import UTC, date, datetime
from typing import Any

from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from catalogue.enquiries.states import Side
from catalogue.sellers.models import Member
from catalogue.sellers.querysets import overseen

LONG_AGO = datetime.fromtimestamp(0, tz=UTC)


def _quote_is_over(today: date) -> Q:
    return Q(status="quoted", quote_valid_until_on__lt=today)


class SubmissionQuerySet(QuerySet):
    def sent_by(self, user):
        return self.filter(buyer=user)


class EnquiryQuerySet(QuerySet):
    def sent_by(self, user):
        """What `user` asked."""
        return self.filter(buyer=user)

    def received_by(self, user):
        """What came to the business of `user`: nothing that was never delivered."""
        return self.filter(seller__members__user=user, delivered_at__isnull=False)

    def received_at(self, seller_id):
        """What came to this business: for whoever was found to be a member of it.

        Without a join, so that a long inbox is read in the order of its index.
        """
        return self.filter(seller=seller_id, delivered_at__isnull=False)

    def overseen_by(self, user):
        """To sellers of an officer's regency when it was sent; never to her own
        business."""
        return self.filter(overseen(user, "regency")).exclude(
            seller__members__user=user
        )

    def open_to(self, user):
        """All that `user` is a party of: she sent it, received it or oversees it."""
        own = Member.objects.filter(user=user).values("seller")
        received = Q(seller__in=own, delivered_at__isnull=False)
        watched = overseen(user, "regency") & ~Q(seller__in=own)
        return self.filter(Q(buyer=user) | received | watched)

    def of_submission(self, submission_id):
        """What the `et_` token of a guest opens."""
        return self.filter(submission=submission_id)

    def counted(self):
        """What statistics count: it reached its seller, and is neither held nor spam.

        Erasing who asked takes none of them away.
        """
        return self.filter(delivered_at__isnull=False, held_for="")

    def with_outcome_to_verify(self):
        """An officer is to see papers of what their sellers say came of them."""
        return self.filter(
            status="agreed", outcome__isnull=False, outcome__verified_at__isnull=True
        )

    def in_status(self, statuses, today: date):
        """In one of these, as `Enquiry.current_status` tells it."""
        over = _quote_is_over(today)
        found = Q(status__in=statuses) & ~over
        if "open" in statuses:
            found |= over
        return self.filter(found)

    def seen_in_status(self, statuses, today: date):
        """The same, as buyers are told: held and spam look like what they left."""
        over = _quote_is_over(today)
        hidden = Q(status__in=["held", "spam"])
        found = Q(status__in=statuses) & ~over & ~hidden
        found |= hidden & Q(held_from__in=statuses)
        if "open" in statuses:
            found |= over
        if "new" in statuses:
            found |= hidden & Q(held_from="")
        return self.filter(found)

    def waiting(self, on, today: date):
        """It is the turn of one of these, as `Enquiry.current_waiting_on` tells it."""
        over = _quote_is_over(today)
        found = Q(waiting_on__in=on) & ~over
        if "seller" in on:
            found |= over
        return self.filter(found)

    def seen_waiting(self, on, today: date):
        """The same, as buyers are told."""
        over = _quote_is_over(today)
        hidden = Q(status__in=["held", "spam"])
        found = Q(waiting_on__in=on) & ~over & ~hidden
        if "seller" in on:
            found |= over | hidden
        return self.filter(found)

    def with_read_at(self, reader: str):
        """`read_at`: up to when this reader has read it; long ago where never."""
        from_marks: Any = self.model._meta.get_field("read_marks").related_model
        mark = from_marks.objects.filter(enquiry=OuterRef("pk"), reader=reader)
        return self.annotate(
            read_at=Coalesce(
                Subquery(mark.values("read_at")[:1]),
                Value(LONG_AGO),
                output_field=DateTimeField(),
            )
        )

    def with_counts(self, side: Side, reader: str):
        """`messages_count`, and `unread_count` of them since this reader was there."""
        messages: Any = self.model._meta.get_field("messages").related_model
        seen = messages.objects.seen_by(side).filter(enquiry=OuterRef("pk"))
        fresh = seen.of_the_other_side(side).filter(created_at__gt=OuterRef("read_at"))
        return self.with_read_at(reader).annotate(
            messages_count=_how_many(seen), unread_count=_how_many(fresh)
        )

    def unread_by_seller(self, reader: str):
        return self.with_read_at(reader).filter(buyer_wrote_at__gt=F("read_at"))

    def unread_by_buyer(self, reader: str):
        return self.with_read_at(reader).filter(seller_wrote_at__gt=F("read_at"))

    def for_thread(self):
        """Load what one enquiry shows, in a fixed number of queries."""
        return self.select_related(
            "submission__contact", "seller", "regency", "outcome"
        ).prefetch_related("items")


def _how_many(messages: QuerySet) -> Coalesce:
    """Of each enquiry, as a column."""
    counted = messages.order_by().values("enquiry").annotate(number=Count("pk"))
    return Coalesce(
        Subquery(counted.values("number")), Value(0), output_field=IntegerField()
    )


class MessageQuerySet(QuerySet):
    def seen_by(self, side: Side):
        """What is withheld from the seller, its writer and officers see."""
        return self.filter(is_withheld=False) if side == Side.SELLER else self.all()

    def of_the_other_side(self, side: Side):
        """An officer writes for the seller, and reads for her."""
        if side == Side.BUYER:
            return self.exclude(side=Side.BUYER)
        return self.filter(side=Side.BUYER)


class QuoteQuerySet(QuerySet):
    def last_of_each(self):
        """Of every enquiry the last revision."""
        later = self.model._default_manager.filter(
            enquiry=OuterRef("enquiry"), revision__gt=OuterRef("revision")
        )
        return self.filter(~Exists(later))

    def for_paper(self):
        """Load what a quote shows, in a fixed number of queries."""
        return self.prefetch_related("lines__item")


class CannedAnswerQuerySet(QuerySet):
    def managed_by(self, user):
        """Of the business of `user`."""
        return self.filter(seller__members__user=user)


class ClosedDaysQuerySet(QuerySet):
    def managed_by(self, user):
        """Of the business of `user`."""
        return self.filter(seller__members__user=user)

    def not_over(self, today: date):
        """The first one first."""
        return self.filter(until_on__gte=today).order_by("from_on", "pk")
