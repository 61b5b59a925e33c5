"""What an officer reads of a product's review: its subject, and what changed in it."""

from dataclasses import dataclass

from catalogue.products.actions import rows
from catalogue.products.content import Content, content_of
from catalogue.products.models import Image, Product
from catalogue.reviews.comparing import Comparison, approved_before
from catalogue.reviews.differences import Picture, content_changes, picture_changes
from catalogue.reviews.models import Review

NOTHING = Comparison(first=False)  # to tell of a subject that is gone


@dataclass(frozen=True)
class State:
    """A product at one time: its content, and its pictures as `[{id, alt}]`."""

    content: Content
    pictures: list[Picture]


@dataclass(frozen=True)
class Reviewed:
    """`state` is what is decided on; `images` has the pictures' rows, by id."""

    product: Product
    state: State
    images: dict[str, Image]
    comparison: Comparison

    @property
    def wanted(self) -> rows.Wanted:
        """The pictures decided on that are still there, in order."""
        return [
            (self.images[picture["id"]], picture["alt"])
            for picture in self.state.pictures
            if picture["id"] in self.images
        ]


def read(review: Review) -> Reviewed | None:
    """None where the product was deleted since: it was never published."""
    product = (
        Product.objects.for_workspace()
        .select_related("category", "seller__regency")
        .filter(pk=review.subject_id)
        .first()
    )
    if product is None:
        return None
    before, after = _states(review, product)
    return Reviewed(
        product,
        after,
        {str(image.pk): image for image in product.images.all()},
        _compare(before, after),
    )


def _states(review: Review, product: Product) -> tuple[State | None, State]:
    """As it was agreed to, if ever, and as it shall be.

    A change waits beside the live product; any other review is of the product as it
    is, or as it was when somebody decided.
    """
    live = _state(content_of(product), rows.wanted_pictures(product, None))
    change_set = rows.change_set_of(product)
    if review.kind == Review.Kind.CHANGE_SET and change_set is not None:
        waiting = {Review.Status.PENDING, Review.Status.CHANGES_REQUESTED}
        if review.status in waiting and review.pk == _newest(review):
            staged = _state(
                rows.staged_content(live.content, change_set),
                rows.wanted_pictures(product, change_set),
            )
            return live, staged
    earlier = approved_before(review)
    before = _remembered(earlier) if earlier else None
    return before, _remembered(review) or live


def _newest(review: Review):
    """The id of the newest review of the same subject and kind."""
    same = Review.objects.filter(subject_id=review.subject_id, kind=review.kind)
    return same.order_by("-id").values_list("pk", flat=True).first()


def _state(content: Content, wanted: rows.Wanted) -> State:
    pictures = [{"id": str(image.pk), "alt": alt} for image, alt in wanted]
    return State(content, pictures)


def _remembered(review: Review) -> State | None:
    content = dict(review.snapshot)
    pictures = content.pop("images", [])
    return State(content, pictures) if content else None


def _compare(before: State | None, after: State) -> Comparison:
    if before is None:
        return Comparison(first=True)
    return Comparison(
        first=False,
        changes=content_changes(before.content, after.content),
        pictures=picture_changes(before.pictures, after.pictures),
    )
