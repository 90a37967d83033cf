"""The plan: its items and every version of each."""

from django.db import models

from gedragen.cases.models.seat import Seat
from gedragen.method.items import ItemKind


class PlanItem(models.Model):
    """One item; its text stands in the newest of its versions."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, default=ItemKind.MEASURE, choices=[(x, x) for x in ItemKind])
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="one_item_per_number"),)

    def __str__(self) -> str:
        return f"item {self.number} of case {self.case_id}"


class ItemVersion(models.Model):
    """One text of one item: what, why, when, and who will carry it or is bound by it in person.

    `photo`: of the sheet of paper it was written on; what counts is the text.
    """

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.ForeignKey("Words", models.PROTECT, related_name="+")
    what = models.ForeignKey("Words", models.PROTECT, related_name="+")
    why = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    when = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    changed_because = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    photo = models.ForeignKey("Photo", models.PROTECT, null=True, related_name="+")
    bound: "models.ManyToManyField[Seat, models.Model]" = models.ManyToManyField("Seat", related_name="bound_by")
    by = models.ForeignKey("Seat", models.PROTECT, related_name="versions_written")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "number"], name="one_text_per_version"),)

    def __str__(self) -> str:
        return f"version {self.number} of item {self.item_id}"
