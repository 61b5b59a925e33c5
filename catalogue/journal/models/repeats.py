from django.db import models


class IdempotencyKey(models.Model):
    """An answer already given, for whoever asks the same again (contract, rule 17).

    Written in the transaction of what it answers for. The key itself is not kept: its
    hash finds the row, and the answer is sealed with a key derived from it.
    """

    caller = models.CharField(
        max_length=64,
        help_text="A user's id, `token` and the id of an enquiry's, or `guest`.",
    )
    method = models.CharField(max_length=6)
    path = models.CharField(max_length=500)
    key_digest = models.CharField(max_length=64)
    body_digest = models.CharField(max_length=64)
    sealed_answer = models.BinaryField(default=b"")
    about = models.UUIDField(
        null=True, db_index=True, help_text="The submission it tells of, to forget it."
    )
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key_digest", "caller", "method", "path"],
                name="idempotency_key_once",
            )
        ]


class Counter(models.Model):
    """How often something happened within a window; see `journal.counting`."""

    key = models.CharField(max_length=120, primary_key=True)
    used = models.PositiveIntegerField()
    window_ends = models.BigIntegerField(help_text="Seconds since 1970.")
