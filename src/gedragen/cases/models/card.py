"""Cards with a code, kept as a keyed digest only: the one that opens a seat, and one that waits for a yes."""

from django.db import models


class Card(models.Model):
    """No two cards share a code, whether they open a seat yet or not. A card that opens nothing any more is gone.

    `replaces_lost`: the card before it was lost. `heard_by`: who wrote down that its person said yes aloud.
    """

    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    replaces_lost = models.BooleanField(default=False)
    heard_by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    heard_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"card {self.pk}"
