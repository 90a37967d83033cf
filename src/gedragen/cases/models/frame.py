"""Frames, every version of them, and the promise that goes with them."""

from django.db import models

from gedragen.method.frames import FrameChange, FrameKind, FrameReply
from gedragen.method.promise import Rung, Silence


class Frame(models.Model):
    """One version of one frame. A later version supersedes it and it stays visible for ever.

    It stands while `superseded_at` is empty, since `binds_at`. What the deciders are asked to accept, as `item`, does
    not stand, and `binds_at` is empty too. `change`, `because`, `source_on` and `touches` (numbers of items): how it
    came after the freeze; without a `change` it came before, or by the rules of then.
    """

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
    binds_at = models.DateTimeField(null=True)
    change = models.CharField(max_length=20, blank=True, choices=[(x, x) for x in FrameChange])
    because = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    source_on = models.DateField(null=True)
    touches = models.JSONField(default=list)
    item = models.OneToOneField("PlanItem", models.PROTECT, null=True, related_name="frame")
    taken_away_because = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")

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


class FrameNote(models.Model):
    """What somebody else says of one version: who guides, before the freeze, or a decider after it.

    `item`: where a decider says that the frame touches an item that the authority did not name.
    """

    frame = models.ForeignKey(Frame, models.CASCADE, related_name="notes")
    item = models.ForeignKey("PlanItem", models.PROTECT, null=True, related_name="+")
    words = models.ForeignKey("Words", models.PROTECT, related_name="+")
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["frame"], condition=models.Q(item__isnull=True), name="one_remark_per_version"
            ),
            models.UniqueConstraint(fields=["frame", "item"], name="one_note_per_item"),
        )

    def __str__(self) -> str:
        return f"note {self.pk} on frame {self.frame_id}"


class FrameQuestion(models.Model):
    """A decider asks whether a frame is needed, or can be wider; the answer is due as the promise says."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="frame_questions")
    number = models.PositiveIntegerField()
    frame = models.PositiveIntegerField()
    words = models.ForeignKey("Words", models.PROTECT, related_name="+")
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    reply = models.CharField(max_length=20, blank=True, choices=[(x, x) for x in FrameReply])
    answer = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "number"], name="one_frame_question_per_number"),
            models.UniqueConstraint(fields=["case", "frame", "by"], name="one_question_per_frame_and_seat"),
        )

    def __str__(self) -> str:
        return f"question {self.number} about frame {self.frame} of case {self.case_id}"


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
