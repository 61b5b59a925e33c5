from rest_framework.routers import SimpleRouter

from tests.bench.yardstick.views import ProductViewSet

router = SimpleRouter(trailing_slash=False)
router.register("v1/products", ProductViewSet, basename="product")
urlpatterns = router.urls
