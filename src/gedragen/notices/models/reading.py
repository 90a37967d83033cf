"""How far the journal of each case was read."""

from django.db import models


class Reading(models.Model):
    """`number` is the last entry that was fanned out."""

    case = models.OneToOneField("cases.Case", models.CASCADE, related_name="reading")
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"journal of case {self.case_id} read up to {self.number}"
