"""A wrong code or link, counted in the database so that several processes count together."""

from django.db import models


class Attempt(models.Model):
    """One failure. `network` is a keyed digest of where it came from."""

    network = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["network", "at"], name="attempt_by_network"),
            models.Index(fields=["at"], name="attempt_by_time"),
        )

    def __str__(self) -> str:
        return f"attempt {self.pk}"
