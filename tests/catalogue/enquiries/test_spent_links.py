"""Why a link of ours opens nothing any more."""

import pytest
from django.core import signing

from catalogue.accounts.models import User
from catalogue.enquiries import links, spent_links
from catalogue.enquiries.actions import erasing
from catalogue.enquiries.models import Enquiry, Submission
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.spent_links import SpentLink, Why
from catalogue.enquiries.states import Side
from tests.factories import make_enquiry, make_seller, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make_user(language="id")


@pytest.fixture
def enquiry(member):
    return make_enquiry(make_seller(owner=member))


def token(enquiry, actor) -> str:
    return links.to_thread(enquiry, actor).rpartition("/")[2]


def test_one_that_its_person_may_still_use_is_only_too_old(enquiry, member):
    spent = spent_links.judge(token(enquiry, Actor(Side.SELLER, member.pk)))

    assert (spent.why, spent.language) == (Why.TOO_OLD, "id")
    assert spent.opened == links.Opened(enquiry.pk, Actor(Side.SELLER, member.pk))


def test_a_guests_is_claimed_once_an_account_has_it(enquiry):
    own = token(enquiry, Actor(Side.BUYER))
    Enquiry.objects.update(buyer=make_user())

    assert spent_links.judge(own).why == Why.CLAIMED


def test_an_erased_buyers_is_erased_whoever_has_it(enquiry):
    own = token(enquiry, Actor(Side.BUYER))
    Enquiry.objects.update(buyer=make_user())
    erasing.erase(enquiry.submission_id, why="test")

    assert spent_links.judge(own).why == Why.ERASED


@pytest.mark.parametrize("how", ["left", "suspended"])
def test_one_of_a_member_who_may_no_more_is_not_hers(enquiry, member, how):
    own = token(enquiry, Actor(Side.SELLER, member.pk))
    if how == "left":
        enquiry.seller.members.all().delete()
    else:
        User.objects.update(is_active=False)

    assert spent_links.judge(own).why == Why.NOT_HERS


def test_one_of_another_account_is_not_hers(enquiry):
    own = token(enquiry, Actor(Side.BUYER, make_user().pk))
    Submission.objects.update(buyer=make_user())

    assert spent_links.judge(own).why == Why.NOT_HERS


@pytest.mark.parametrize(
    "said", [["x", "buyer", ""], ["0", "nobody", ""], "x", None, [1, 2, 3]]
)
def test_what_we_never_wrote_is_not_ours(said):
    forged = signing.dumps(said, salt=links.SALT)

    assert spent_links.judge(forged) == SpentLink(Why.NOT_OURS)
    assert spent_links.judge("x:y:z") == SpentLink(Why.NOT_OURS)
