"""What the actions share: the product under its locks, its version, its staged part."""

from uuid import UUID

from django.utils import timezone

from catalogue.journal.actions import record
from catalogue.journal.errors import Stale
from catalogue.journal.types import ProductChanged
from catalogue.products.completeness import Completeness, Picture, assess
from catalogue.products.content import Content, content_of
from catalogue.products.locking import lock_products
from catalogue.products.models import CategoryAttribute, Image, Product
from catalogue.reviews.models import ChangeSet

Required = dict[str, dict[str, dict[str, str]]]  # category: attribute: its name
Wanted = list[tuple[Image, dict[str, str]]]  # pictures in order, each with its alt


def lock(product_id: UUID, expected_version: int | None = None) -> Product:
    """The product, seller and product locked. Raises `Stale` on another version."""
    lock_products([product_id])
    product = Product.objects.for_workspace().get(pk=product_id)
    if expected_version not in {None, product.version}:
        raise Stale
    return product


def save(product: Product) -> None:
    """Store the row as a new version, and tell the rooms below."""
    product.version += 1
    product.updated_at = timezone.now()
    product.save()
    record(ProductChanged(product.pk))


def change_set_of(product: Product) -> ChangeSet | None:
    return ChangeSet.objects.filter(product_id=product.pk).first()


def staged_content(live: Content, change_set: ChangeSet | None) -> Content:
    """What the product shall say once the staged part is agreed to."""
    return {**live, **(change_set.members if change_set else {})}


def wanted_pictures(product: Product, change_set: ChangeSet | None) -> Wanted:
    """The pictures as they shall be: staged where they are, else those it has."""
    images = {str(image.pk): image for image in product.images.all()}
    if change_set is None or change_set.images is None:
        live = [(i.position, i) for i in images.values() if i.position is not None]
        return [(i, dict(i.alt)) for _, i in sorted(live, key=lambda pair: pair[0])]
    return [
        (images[staged["id"]], staged["alt"])
        for staged in change_set.images
        if staged["id"] in images
    ]


def completeness_of(
    product: Product, change_set: ChangeSet | None = None
) -> Completeness:
    """Of the product as it shall be."""
    content = staged_content(content_of(product), change_set)
    pictures = wanted_pictures(product, change_set)
    return completeness(content, pictures)


def completeness(
    content: Content,
    pictures: Wanted,
    required_in: Required | None = None,
) -> Completeness:
    """`required_in`, where many are asked for: required attributes by category."""
    if required_in is None:
        required_in = CategoryAttribute.objects.required_by_category()
    return assess(
        content,
        [Picture(alt, image.status == Image.Status.FAILED) for image, alt in pictures],
        required_in.get(content["category"] or "", {}),
    )
