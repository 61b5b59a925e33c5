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

from catalogue.enquiries.states import HIDDEN, LIVE, Side, Status, Waiting
from catalogue.sellers.models import Member, Seller
from catalogue.sellers.querysets import overseen

LONG_AGO = datetime.fromtimestamp(0, tz=UTC)


HIDDEN_ONES = Q(status__in=HIDDEN)
NOT_KEPT = Q(seller__suspended_at__isnull=True) | Q(
    delivered_at__lt=F("seller__suspended_at")
)
NOBODY_ANSWERS = Q(escalated_at__isnull=False) | Q(seller__suspended_at__isnull=False)


def _quote_is_over(column: str, today: date) -> Q:
    return Q(**{column: Status.QUOTED}, quote_valid_until_on__lt=today)


def _in_status(column: str, statuses, today: date) -> Q:
    over = _quote_is_over(column, today)
    found = Q(**{f"{column}__in": statuses}) & ~over
    return found | over if Status.OPEN in statuses else found


def _waiting(column: str, turn: str, on, today: date) -> Q:
    """After a quote's last day it is the turn of whoever answers for the seller."""
    over = _quote_is_over(column, today)
    found = Q(**{f"{turn}__in": on}) & ~over
    if Waiting.OFFICER in on:
        found |= over & NOBODY_ANSWERS
    if Waiting.SELLER in on:
        found |= over & ~NOBODY_ANSWERS
    return found


class SubmissionQuerySet(QuerySet):
    def sent_by(self, user):
        return self.filter(buyer=user)


class EnquiryQuerySet(QuerySet):
    def sent_by(self, user):
        """What `user` asked."""
        return self.filter(buyer=user)

    def received_at(self, seller: Seller):
        """What came to this business, for its members; while it is suspended, nothing
        that came since (see `Enquiry.is_kept_from_seller`).

        Without a join, so that a long inbox is read in the order of its index.
        """
        found = self.filter(seller=seller, delivered_at__isnull=False)
        since = seller.suspended_at
        return found.filter(delivered_at__lt=since) if since else found

    def overseen_by(self, user):
        """To sellers of an officer's regency when it was sent; never to her own
        business."""
        return self.filter(overseen(user, "regency")).exclude(
            seller__members__user=user
        )

    def open_to(self, user):
        """All that `user` is a party of: she sent it, received it as `received_at`
        tells, or oversees it."""
        own = Member.objects.filter(user=user).values("seller")
        received = Q(seller__in=own, delivered_at__isnull=False) & NOT_KEPT
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
            status=Status.AGREED,
            outcome__isnull=False,
            outcome__verified_at__isnull=True,
        )

    def needing_officer(self, today: date):
        """An officer's turn, or with an outcome for her to verify."""
        everything: Any = self.model._default_manager
        to_verify = everything.with_outcome_to_verify()
        its_turn = _waiting("status", "waiting_on", [Waiting.OFFICER], today)
        return self.filter(its_turn | Q(pk__in=to_verify.values("pk")))

    def in_hand(self):
        """To their buyers neither agreed nor over: their clocks run."""
        told = Q(held_from__in=LIVE) | Q(held_from="")
        return self.filter((HIDDEN_ONES & told) | Q(status__in=LIVE))

    def in_status(self, statuses, today: date):
        """In one of these, as the seller and officers are told."""
        return self.filter(_in_status("status", statuses, today))

    def seen_in_status(self, statuses, today: date):
        """The same, as buyers are told: hidden ones go on as what they left."""
        masked = _in_status("held_from", statuses, today)
        if Status.NEW in statuses:
            masked |= Q(held_from="")
        plain = _in_status("status", statuses, today)
        return self.filter((HIDDEN_ONES & masked) | (~HIDDEN_ONES & plain))

    def waiting(self, on, today: date):
        """It is the turn of one of these, as `Enquiry.seen_waiting_on` tells it."""
        return self.filter(_waiting("status", "waiting_on", on, today))

    def seen_waiting(self, on, today: date):
        """The same, as buyers are told."""
        masked = _waiting("held_from", "held_waiting_on", on, today)
        if Waiting.SELLER in on:
            masked |= Q(held_waiting_on="")
        plain = _waiting("status", "waiting_on", on, today)
        return self.filter((HIDDEN_ONES & masked) | (~HIDDEN_ONES & plain))

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
    def offered_in(self, enquiry, side: Side):
        """Of the business asked, to its own side of the thread."""
        return (
            self.filter(seller=enquiry.seller_id)
            if side == Side.SELLER
            else self.none()
        )

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
