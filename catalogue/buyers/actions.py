"""What a buyer keeps: favourites and searches."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.accounts.models import User
from catalogue.buyers import kept_filters
from catalogue.buyers.errors import TooManyFavourites, TooManySavedSearches
from catalogue.buyers.models import Favourite, SavedSearch
from catalogue.dates import micros
from catalogue.listings.models import Listing

MAX_FAVOURITES = 500  # a person
MAX_SAVED_SEARCHES = 50  # a person


@transaction.atomic
def add_favourite(*, user: User, product_id: UUID) -> None:
    """Keep a product; one that is kept already stays in its place.

    Raises `Listing.DoesNotExist` where the public cannot see it, and
    `TooManyFavourites`, which counts those withdrawn too.
    """
    _one_at_a_time(user)
    Listing.objects.get(product_id=product_id)
    mine = Favourite.objects.managed_by(user)
    if mine.filter(product_id=product_id).exists():
        return
    if mine.count() >= MAX_FAVOURITES:
        raise TooManyFavourites(MAX_FAVOURITES)
    Favourite.objects.create(user=user, product_id=product_id)


def remove_favourite(*, user: User, product_id: UUID) -> None:
    """Keep it no longer; nothing happens where it was not kept."""
    Favourite.objects.managed_by(user).filter(product_id=product_id).delete()


@transaction.atomic
def save_search(
    *, user: User, name: str, query: str, filters: dict[str, Any], notify: str
) -> SavedSearch:
    """Keep a query with its filters as they were read; what is published from now on
    is news. Raises `TooManySavedSearches`."""
    _one_at_a_time(user)
    if SavedSearch.objects.managed_by(user).count() >= MAX_SAVED_SEARCHES:
        raise TooManySavedSearches(MAX_SAVED_SEARCHES)
    return SavedSearch.objects.create(
        user=user,
        name=name,
        query=query,
        filters=kept_filters.as_json(filters),
        notify=notify,
        told_key=micros(timezone.now()),
    )


def _one_at_a_time(user: User) -> None:
    """What two requests keep together must not pass the limit."""
    User.objects.select_for_update().get(pk=user.pk)
