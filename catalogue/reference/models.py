from django.db import models


class ReferenceRow(models.Model):
    """A row that first came from a CSV of the product and that officers may edit.

    `loaded_digest` remembers what was loaded. A row whose content no longer matches
    it was edited, and no later load touches it, however the edit was made.
    """

    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True


class RemovedRow(models.Model):
    """A row of a CSV that officers took away: no load brings it back."""

    table = models.CharField(max_length=40, help_text="The model's name.")
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "key"], name="removed_row_once")
        ]


class Mark(models.Model):
    """A fact about the whole installation: that a load once came to its end."""

    name = models.CharField(max_length=64, primary_key=True)
    value = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField(auto_now_add=True)
