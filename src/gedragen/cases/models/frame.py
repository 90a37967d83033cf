"""Frames, every version of them, and the promise that goes with them."""

from django.db import models

from gedragen.method.frames import FrameKind
from gedragen.method.promise import Rung, Silence


class Frame(models.Model):
    """One version of one frame. A later version supersedes it and it stays visible for ever."""

    differs = False
    case = models.ForeignKey("Case", models.CASCADE, related_name="frames")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=20, choices=[(x, x) for x in FrameKind])
    text = models.ForeignKey("Words", models.PROTECT, related_name="+")
    question = models.ForeignKey("Words", models.PROTECT, related_name="+")
    reason = models.ForeignKey("Words", models.PROTECT, related_name="+")
    source = models.ForeignKey("Words", models.PROTECT, related_name="+")
    competent = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "number", "version"], name="one_frame_per_version"),
            models.UniqueConstraint(
                fields=["case", "number"],
                condition=models.Q(superseded_at__isnull=True),
                name="one_current_version_per_frame",
            ),
        )

    def __str__(self) -> str:
        return f"frame {self.number} version {self.version} of case {self.case_id}"


class Promise(models.Model):
    """One version of what the authority promises beforehand. Terms in whole local days."""

    differs = False
    case = models.ForeignKey("Case", models.CASCADE, related_name="promises")
    version = models.PositiveIntegerField(default=1)
    rung = models.PositiveSmallIntegerField(choices=[(x, x.name) for x in Rung])
    brings = models.ForeignKey("Words", models.PROTECT, related_name="+")
    answer_days = models.PositiveIntegerField()
    silence = models.CharField(max_length=20, choices=[(x, x) for x in Silence])
    silence_to = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    silence_days = models.PositiveIntegerField(default=0)
    fallback = models.ForeignKey("Words", models.PROTECT, related_name="+")
    promised_by = models.ForeignKey("Words", models.PROTECT, related_name="+")
    mandate = models.ForeignKey("Words", models.PROTECT, related_name="+")
    promised_on = models.DateField()
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "version"], name="one_promise_per_version"),)

    def __str__(self) -> str:
        return f"promise {self.version} of case {self.case_id}"
