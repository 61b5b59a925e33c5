from django.db import models


class Worker(models.Model):
    """A worker's sign of life, while it runs and for a day after it was killed."""

    id = models.CharField(primary_key=True, max_length=80, help_text="Host, process.")
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    doing = models.CharField(max_length=500, blank=True, help_text="Jobs in hand.")

    class Meta:
        ordering = ["-beat_at"]
