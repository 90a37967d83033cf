"""Who declared what, about whom, when, and whether it still stands."""

from django.db import models


class Declaration(models.Model):
    """`kind`: its key in the approach. `words` says it in somebody's own words.

    `about` is the seat it is about, `side` the side; neither: the whole case. `at`: of a quiet one no day is kept, and
    there stands when the case was opened.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="declarations")
    kind = models.CharField(max_length=40)
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    about = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="declarations")
    side = models.CharField(max_length=40, blank=True)
    words = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "kind", "about"],
                condition=models.Q(withdrawn_at__isnull=True, about__isnull=False),
                name="one_standing_declaration_per_seat",
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "side"],
                condition=models.Q(withdrawn_at__isnull=True, about__isnull=True),
                name="one_standing_declaration_per_case",
            ),
        )

    def __str__(self) -> str:
        return f"declaration {self.pk}"
