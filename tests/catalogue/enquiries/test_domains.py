"""A domain is one, however it is spelt: to marks, to blocks and to the lists."""

import pytest

from catalogue.enquiries import abuse, marks
from catalogue.enquiries.actions import office
from catalogue.enquiries.domains import domain_of, listed, upwards
from catalogue.enquiries.models import BlockedSender
from catalogue.enquiries.suspicion import is_disposable, signs
from catalogue.enquiries.suspicion.addresses import LIST
from tests.factories import make_enquiry, make_seller

SPELLINGS = [
    "spam@bücher.de",
    "spam@BÜCHER.DE",
    "spam@xn--bcher-kva.de",
    "spam@XN--BCHER-KVA.de.",
    " spam@bücher。de",
]


@pytest.mark.parametrize("address", [*SPELLINGS, "bücher.de"])
def test_each_spelling_is_one_domain(address):
    assert domain_of(address) == "xn--bcher-kva.de"


@pytest.mark.parametrize(
    ("address", "domain"),
    [("", ""), ("nobody", "nobody"), ("a@é..com", "é..com"), ("a@b@c.com", "c.com")],
)
def test_what_no_mail_goes_to_is_left_as_it_is(address, domain):
    assert domain_of(address) == domain


def test_a_domain_lies_in_those_above_it():
    assert upwards("mail.example.com") == ["mail.example.com", "example.com", "com"]


@pytest.mark.parametrize("address", SPELLINGS)
def test_marks_tell_the_spellings_for_the_same(address):
    assert marks.of_address(address) == marks.of_address(SPELLINGS[0])


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["spam@bücher.de", "spam@mail.xn--bcher-kva.de"])
def test_a_block_holds_each_spelling(address):
    seller = make_seller()
    contact = make_enquiry(seller, email=address).submission.contact
    BlockedSender.objects.create(domain="xn--bcher-kva.de")

    assert abuse.blocked_for(contact, [seller.pk]) == {seller.pk}


def test_a_throw_away_domain_is_one_in_each_spelling():
    assert is_disposable("x@ｍailinator.com")


def test_the_domain_of_her_own_address_is_no_foreign_link():
    found = signs(
        message="See https://bücher.de/laden",
        name="Aiko Mori",
        company="",
        email="aiko@xn--bcher-kva.de",
        sellers=1,
        same_body_sellers_24h=0,
    )

    assert found == []


@pytest.mark.parametrize("path", [LIST, office.SHARED])
def test_lists_spell_domains_as_they_are_asked_for(path):
    assert listed(path)
    assert {name for name in listed(path) if domain_of(name) != name} == set()


@pytest.mark.parametrize(
    "domain", ["gmail.com", "co.id", "desa.id", "com.au", "web.de"]
)
def test_what_many_share_is_listed(domain):
    assert domain in listed(office.SHARED)
