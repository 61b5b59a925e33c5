from uuid import UUID

from django.db import models

Place = tuple[UUID, UUID]  # a seller and one of its products


class Walk(models.Model):
    """A pass over all products, seller by seller: how far it has come, and where it
    goes on if it was cut short."""

    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    products = models.PositiveIntegerField(default=0, help_text="To be looked at.")
    done = models.PositiveIntegerField(default=0)
    last_seller_id = models.UUIDField(null=True)
    last_product_id = models.UUIDField(null=True)

    class Meta:
        abstract = True
        ordering = ["-id"]

    @property
    def place(self) -> Place | None:
        """The last product looked at."""
        if self.last_seller_id is None or self.last_product_id is None:
            return None
        return self.last_seller_id, self.last_product_id
