from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
import time_machine

from catalogue.accounts import tokens
from catalogue.accounts.models import Token
from catalogue.enquiries import links
from catalogue.enquiries.errors import LinkInvalid
from catalogue.enquiries.parties import Actor
from catalogue.enquiries.states import Side
from tests.factories import make_enquiry, make_member, make_seller, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make_member(make_seller())


@pytest.fixture
def enquiry(member):
    return make_enquiry(member.seller)


def token_in(address: str) -> str:
    return unquote(address.rpartition("/")[2])


def test_a_sellers_link_opens_this_thread_as_her(member, enquiry):
    her = Actor(Side.SELLER, member.user_id)

    opened = links.read(token_in(links.to_thread(enquiry, her)))

    assert opened == links.Opened(enquiry.pk, her)


def test_it_ends_after_seven_days(member, enquiry):
    now = datetime.now(UTC)
    with time_machine.travel(now, tick=False):
        token = token_in(links.to_thread(enquiry, Actor(Side.SELLER, member.user_id)))

    with time_machine.travel(now + timedelta(days=6, hours=23), tick=False):
        links.read(token)
    later = time_machine.travel(now + timedelta(days=7, seconds=2), tick=False)
    with later, pytest.raises(LinkInvalid):
        links.read(token)


def test_it_ends_with_the_membership(member, enquiry):
    token = token_in(links.to_thread(enquiry, Actor(Side.SELLER, member.user_id)))
    member.delete()

    with pytest.raises(LinkInvalid):
        links.read(token)


def test_a_guests_link_ends_once_an_account_has_claimed_it(enquiry):
    token = token_in(links.to_thread(enquiry, Actor(Side.BUYER)))
    links.read(token)
    enquiry.buyer = enquiry.submission.buyer = make_user()
    enquiry.save()

    with pytest.raises(LinkInvalid):
        links.read(token)


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "é" * 50])
def test_anything_else_opens_nothing(token):
    with pytest.raises(LinkInvalid):
        links.read(token)


def test_a_link_is_exchanged_for_a_token_of_this_thread(member, enquiry):
    her = Actor(Side.SELLER, member.user_id)

    opened, secret = links.exchange(token_in(links.to_thread(enquiry, her)))

    token = tokens.find(secret, Token.Kind.ENQUIRY)
    assert links.opened_by(token) == opened == links.Opened(enquiry.pk, her)


def test_its_token_ends_with_the_link(member, enquiry):
    now = datetime.now(UTC).replace(microsecond=0)
    with time_machine.travel(now, tick=False):
        token = token_in(links.to_thread(enquiry, Actor(Side.SELLER, member.user_id)))

    with time_machine.travel(now + timedelta(days=6), tick=False):
        _, secret = links.exchange(token)

    found = tokens.find(secret, Token.Kind.ENQUIRY)
    assert found.expires_at == now + timedelta(days=7)


def test_a_guests_follows_her_thread_for_ninety_days(enquiry):
    now = datetime.now(UTC)
    with time_machine.travel(now, tick=False):
        token = token_in(links.to_thread(enquiry, Actor(Side.BUYER)))
        _, secret = links.exchange(token)

    found = tokens.find(secret, Token.Kind.ENQUIRY)
    assert found.expires_at == now + timedelta(days=90)


def test_a_suspended_business_opens_nothing_that_came_since(member, enquiry):
    her = Actor(Side.SELLER, member.user_id)
    token = token_in(links.to_thread(enquiry, her))
    seller = member.seller
    seller.suspended_at = enquiry.delivered_at - timedelta(seconds=1)
    seller.save()

    with pytest.raises(LinkInvalid):
        links.read(token)

    seller.suspended_at = enquiry.delivered_at + timedelta(seconds=1)
    seller.save()
    assert links.read(token).actor == her
