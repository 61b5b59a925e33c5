import pytest
from django.core.management import call_command

from catalogue.enquiries.models import Contact, Enquiry, Outcome
from catalogue.journal.models import Job, Notice
from catalogue.journal.notices import JOB
from catalogue.products.models import Product
from catalogue.samples import accounts, enquiries
from catalogue.samples.seeds import product_id, seller_id
from tests.factories import make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    accounts.open_all()


def statuses(**of):
    rows = Enquiry.objects.filter(**of).order_by("pk")
    return sorted(rows.values_list("status", flat=True))


@pytest.mark.usefixtures("people")
def test_a_living_inbox_in_many_states():
    assert enquiries.load() == 8

    assert statuses(seller=seller_id("S01")) == [
        "agreed", "held", "new", "new", "open", "quoted",
    ]  # fmt: skip
    assert statuses() == [
        "agreed", "agreed", "agreed", "declined", "held", "new", "new", "open", "open",
        "quoted", "quoted",
    ]  # fmt: skip
    assert Outcome.objects.count() == 2
    assert Outcome.objects.get(verified_at__isnull=False).currency == "IDR"


@pytest.mark.usefixtures("people")
def test_every_buyer_is_marked_as_a_sample():
    enquiries.load()

    for contact in Contact.objects.all():
        assert contact.name.endswith("(Contoh)")
        assert contact.email.endswith("@contoh.example")
    own = Enquiry.objects.filter(buyer__email="buyer@contoh.example")
    assert own.count() == 2


@pytest.mark.usefixtures("people")
def test_nobody_gets_a_letter_of_it():
    make_officer()
    waiting = list(Notice.objects.values_list("pk", flat=True))

    enquiries.load()

    assert list(Notice.objects.values_list("pk", flat=True)) == waiting
    assert not Job.objects.filter(kind=JOB).exclude(
        subject__in=[str(pk) for pk in waiting]
    )


@pytest.mark.usefixtures("people")
def test_it_is_not_repeated():
    enquiries.load()

    assert enquiries.load() == 0
    assert Enquiry.objects.count() == 11


@pytest.mark.usefixtures("people")
def test_what_asks_for_a_hidden_product_is_left_out():
    Product.objects.filter(pk=product_id("P010")).update(status="archived")

    assert enquiries.load() == 7
    assert not Enquiry.objects.filter(seller=seller_id("S04")).exists()


def test_the_samples_come_with_the_start_of_sample_mode():
    call_command("prepare")

    assert Enquiry.objects.count() == 11
