"""What people write while they are among themselves, and photos of the paper they wrote on."""

from django.db import models


class Photo(models.Model):
    """A photo of a sheet of paper, in a room that says who sees it. In a closed room `data` is locked with its key.

    `number` counts within the case. Removed or forgotten: the data is gone.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="photos")
    room = models.ForeignKey("Room", models.PROTECT, related_name="photos")
    seat = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    data = models.BinaryField(default=bytes)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"photo {self.pk}"


class Draft(models.Model):
    """One draft in one closed room. Whoever is in the room may change it; `item` is what became of it."""

    room = models.ForeignKey("Room", models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    title = models.ForeignKey("Words", models.PROTECT, related_name="+")
    text = models.ForeignKey("Words", models.PROTECT, related_name="+")
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey("PlanItem", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["room", "number"], name="one_draft_per_number"),)

    def __str__(self) -> str:
        return f"draft {self.pk}"
