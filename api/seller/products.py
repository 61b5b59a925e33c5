"""A seller's own products: written, submitted, put away."""

from typing import Any
from uuid import UUID

from django.http import Http404

from api import pagination
from api.envelopes import Envelope
from api.pagination import page_by_id, private_envelope
from api.parameters import ChoiceField as OneOf
from api.parameters import ListField, PageParameters, Parameter, PlainTextField, path_id
from api.private import PrivateView, operation
from api.seller.content import ProductBody
from api.seller.product_shapes import (
    OwnProductRowSerializer,
    OwnProductSerializer,
    product_json,
    row_json,
)
from api.seller.rewriting import rewrite
from api.throttling import CallerThrottle, UploadThrottle
from catalogue.products.actions import editing, publishing, rows
from catalogue.products.content import content_of
from catalogue.products.models import CategoryAttribute, Product
from catalogue.reviews.models import ChangeSet, Review
from catalogue.sellers.models import Seller


class OwnProductListSerializer(Envelope):
    """A page of your products, the newest first."""

    results = OwnProductRowSerializer(many=True, max_length=100)


class StatusesField(ListField):
    """Statuses, any of which matches."""

    def __init__(self):
        self.one = OneOf(Product.Status.values)
        self.item = self.one.schema
        super().__init__()

    def read_one(self, text: str) -> str:
        return self.one.read(text)


class OwnProductParameters(PageParameters):
    status = Parameter(StatusesField(), "Statuses, comma-separated.", example="draft")
    sku = Parameter(PlainTextField(max_length=64), "The sku of one of its variants.")


def own_product(user, product_id: UUID) -> Product:
    product = Product.objects.managed_by(user).for_workspace().filter(pk=product_id)
    found = product.first()
    if found is None:
        raise Http404
    return found


class ProductAnswers(PrivateView):
    """Views that answer with one product of the workspace."""

    def mine(self, id: str) -> UUID:
        """The id, where it names a product of the caller's business; else 404."""
        product_id = path_id(id)
        if (
            not Product.objects.managed_by(self.request.user)
            .filter(pk=product_id)
            .exists()
        ):
            raise Http404
        return product_id

    def answer_with(self, product_id: UUID, **options: Any):
        product = own_product(self.request.user, product_id)
        return self.answer(
            product_json(product, self.language),
            tag=self.tag(product.version, *_beside(product)),
            **options,
        )


def _beside(product: Product) -> list[object]:
    """What an answer depends on beside the row's version: pictures made, reviews."""
    images = [f"{i.pk} {i.status} {i.is_public}" for i in product.images.all()]
    latest = (
        Review.objects.filter(subject_id=product.pk)
        .order_by("-id")
        .values_list("pk", "version")
        .first()
    )
    return [*sorted(images), latest]


class OwnProductListView(ProductAnswers):
    """The products of the caller's business."""

    @operation(
        "list_own_products",
        tag="seller",
        summary="List your products",
        parameters=OwnProductParameters,
        responses=OwnProductListSerializer,
    )
    def get(self, request):
        """In every status, newest first."""
        products = Product.objects.managed_by(request.user).for_workspace()
        if statuses := self.values.get("status"):
            products = products.filter(status__in=statuses)
        if sku := self.values.get("sku"):
            products = products.filter(variants__sku=sku)
        mark = pagination.fingerprint(
            request.path, {**self.values, "user": request.user.pk}, "-id", ""
        )
        found, page = page_by_id(products, self.values, mark=mark, newest_first=True)
        count = products.count() if self.values.get("count") else None
        change_sets = ChangeSet.objects.in_bulk([product.pk for product in found])
        required_in = CategoryAttribute.objects.required_by_category()
        results = []
        for product in found:
            change_set = change_sets.get(product.pk)
            complete = rows.completeness(
                rows.staged_content(content_of(product), change_set),
                rows.wanted_pictures(product, change_set),
                required_in,
            )
            results.append(
                row_json(product, change_set, complete.percent, self.language)
            )
        versions = [f"{p.pk} {p.version} {_beside_row(p)}" for p in found]
        return self.answer(
            private_envelope(results, page, count),
            tag=self.tag(len(found), request.user.pk, mark, count, *versions),
            headers=pagination.headers(request._request, page),
        )

    @operation(
        "create_own_product",
        tag="seller",
        summary="Create a product",
        request=ProductBody,
        responses={201: OwnProductSerializer},
    )
    def post(self, request):
        """A draft; it may be incomplete, and nobody else sees it."""
        seller = Seller.objects.managed_by(request.user).get()
        product = editing.create_product(
            seller_id=seller.pk, rewrite=rewrite(request.data)
        )
        return self.answer_with(
            product.pk, status=201, location=f"/v1/seller/products/{product.pk}"
        )


def _beside_row(product: Product) -> str:
    return " ".join(f"{i.status} {i.is_public}" for i in product.images.all())


class OwnProductView(ProductAnswers):
    """One product of the caller's business."""

    @operation(
        "get_own_product",
        tag="seller",
        summary="Get your product",
        responses=OwnProductSerializer,
    )
    def get(self, request, id: str):
        """As the public sees it or would, and beside it what waits for an officer."""
        return self.answer_with(path_id(id))

    @operation(
        "update_own_product",
        tag="seller",
        summary="Change your product",
        request=ProductBody,
        responses=OwnProductSerializer,
    )
    def patch(self, request, id: str):
        """Merge semantics (RFC 7396): absent keeps, null clears, lists are replaced.

        Of a published product price, minimum order, capacity and lead time apply at
        once; all else is staged as `pending_changes` until an officer agrees. A
        trusted seller's changes go live at once. Send the `ETag` as `If-Match` so as
        not to overwrite what another member changed (412).
        """
        product_id = self.mine(id)
        editing.edit_product(
            product_id=product_id,
            rewrite=rewrite(request.data),
            expected_version=self.expected_version(),
        )
        return self.answer_with(product_id)

    @operation(
        "delete_own_product",
        tag="seller",
        summary="Delete your product",
        responses={204: None},
    )
    def delete(self, request, id: str):
        """A draft that was never published is deleted; anything else is archived."""
        publishing.delete_product(
            product_id=self.mine(id), expected_version=self.expected_version()
        )
        return self.answer(None, status=204)


class SubmitProductView(ProductAnswers):
    """A product handed to the trade office."""

    @operation(
        "submit_own_product",
        tag="seller",
        summary="Submit your product",
        request=None,
        responses=OwnProductSerializer,
    )
    def post(self, request, id: str):
        """A draft, or one sent back for changes, comes before an officer.

        What is missing is told at once, one error per member (400). A trusted
        seller's product is published.
        """
        product_id = self.mine(id)
        publishing.submit_product(
            product_id=product_id, expected_version=self.expected_version()
        )
        return self.answer_with(product_id)


class ArchiveProductView(ProductAnswers):
    """A product put away."""

    @operation(
        "archive_own_product",
        tag="seller",
        summary="Archive your product",
        request=None,
        responses=OwnProductSerializer,
    )
    def post(self, request, id: str):
        """It leaves the public catalogue at once; what is staged is dropped."""
        product_id = self.mine(id)
        publishing.archive_product(
            product_id=product_id, expected_version=self.expected_version()
        )
        return self.answer_with(product_id)


class RestoreProductView(ProductAnswers):
    """A product taken up again."""

    @operation(
        "restore_own_product",
        tag="seller",
        summary="Restore your product",
        request=None,
        responses=OwnProductSerializer,
    )
    def post(self, request, id: str):
        """An archived product is a draft again; submit it to have it published."""
        product_id = self.mine(id)
        publishing.restore_product(
            product_id=product_id, expected_version=self.expected_version()
        )
        return self.answer_with(product_id)


class DuplicateProductView(ProductAnswers):
    """A product as the pattern of another."""

    throttle_classes = [CallerThrottle, UploadThrottle]  # it copies pictures

    @operation(
        "duplicate_own_product",
        tag="seller",
        summary="Duplicate your product",
        request=None,
        responses={201: OwnProductSerializer},
    )
    def post(self, request, id: str):
        """A new draft with the same content and pictures; each sku gets a number."""
        copy = editing.duplicate_product(product_id=self.mine(id))
        return self.answer_with(
            copy.pk, status=201, location=f"/v1/seller/products/{copy.pk}"
        )


class DiscardChangesView(ProductAnswers):
    """Staged changes taken back."""

    @operation(
        "discard_own_product_changes",
        tag="seller",
        summary="Discard pending changes",
        request=None,
        responses=OwnProductSerializer,
    )
    def post(self, request, id: str):
        """Forgets everything staged; the public product stays as it is."""
        product_id = self.mine(id)
        editing.discard_changes(
            product_id=product_id, expected_version=self.expected_version()
        )
        return self.answer_with(product_id)
