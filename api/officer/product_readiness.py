"""What an officer reads of a product she looks after, as its seller does."""

from django.shortcuts import get_object_or_404

from api.parameters import path_id
from api.private import operation
from api.public.readiness import ReadinessParameters
from api.seller.plots import PlotAnswers, PlotsSerializer
from api.seller.readiness import ProductReadinessAnswers
from api.seller.readiness_shapes import OwnProductReadinessSerializer
from catalogue.products.models import Product
from catalogue.readiness.actions.plots import open_as_officer


class OverseenReadinessView(ProductReadinessAnswers):
    """Readiness of a product of a seller she looks after."""

    @operation(
        "get_product_readiness",
        tag="officer",
        summary="Get a product's readiness in full",
        parameters=ReadinessParameters,
        responses=OwnProductReadinessSerializer,
    )
    def get(self, request, id: str):
        """As its seller reads it, with what she would be told to do next."""
        overseen = Product.objects.overseen_by(request.user).for_workspace()
        return self.answer_with(get_object_or_404(overseen, pk=path_id(id)))


class OverseenPlotsView(PlotAnswers):
    """Plots of a product of a seller she looks after."""

    @operation(
        "get_product_plots",
        tag="officer",
        summary="Read a product's plots",
        responses=PlotsSerializer,
    )
    def get(self, request, id: str):
        """Coordinates, for due diligence. Each reading goes into the audit log."""
        overseen = Product.objects.overseen_by(request.user)
        product = get_object_or_404(overseen, pk=path_id(id))
        return self.answer_with(open_as_officer(product))
