"""A try to get in, counted in the database so that several processes count together."""

from django.db import models


class Try(models.TextChoices):
    """What was tried."""

    CARD = "card"
    SIGN_IN = "sign-in"
    ASK_CODE = "ask-code"
    QUESTION = "question"


class Attempt(models.Model):
    """One try. `network` is a keyed digest of where it came from."""

    kind = models.CharField(max_length=20, choices=Try, default=Try.CARD)
    network = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["kind", "network", "at"], name="attempt_by_network"),
            models.Index(fields=["kind", "at"], name="attempt_by_time"),
        )

    def __str__(self) -> str:
        return f"attempt {self.pk}"
