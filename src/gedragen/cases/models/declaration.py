"""Who declared what, about whom, when, and whether it still stands."""

from django.db import models

from gedragen.method.constitution.declarations import DeclarationKind


class Declaration(models.Model):
    """`about` is the seat it is about, or nobody for the whole case. `words` says it in somebody's own words."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="declarations")
    kind = models.CharField(max_length=30, choices=[(x, x) for x in DeclarationKind])
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    about = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="declarations")
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
                fields=["case", "kind"],
                condition=models.Q(withdrawn_at__isnull=True, about__isnull=True),
                name="one_standing_declaration_per_case",
            ),
        )

    def __str__(self) -> str:
        return f"declaration {self.pk}"
