"""The authority's one question afterwards, per frame, and the formal decision beside the plan."""

from django.db import models

from gedragen.cases.models.plan import ItemVersion
from gedragen.method.frame_test import Taken, TestResult, Verdict


class FrameTest(models.Model):
    """A test of the versions of the plan named in `versions`, before `due_at`."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="frame_tests")
    number = models.PositiveIntegerField()
    versions: "models.ManyToManyField[ItemVersion, models.Model]" = models.ManyToManyField(
        "ItemVersion", related_name="tested_in"
    )
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=20, default=TestResult.OPEN, choices=[(x, x) for x in TestResult])
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "number"], name="one_test_per_number"),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_test_per_case",
            ),
        )

    def __str__(self) -> str:
        return f"frame test {self.number} of case {self.case_id}"


class FrameVerdict(models.Model):
    """What the authority says of one frame. `missing` and `information` stay when the verdict follows."""

    test = models.ForeignKey(FrameTest, models.CASCADE, related_name="verdicts")
    frame = models.ForeignKey("Frame", models.PROTECT, related_name="verdicts")
    verdict = models.CharField(max_length=20, choices=[(x, x) for x in Verdict])
    words = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    missing = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    information = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    information_due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["test", "frame"], name="one_verdict_per_frame"),)

    def __str__(self) -> str:
        return f"verdict {self.pk} in frame test {self.test_id}"


class FormalDecision(models.Model):
    """What the authority decided in law after the plan met its frames in `test`.

    `rights`: what somebody who does not agree can still do, with whom and until when. None of both: from before they
    were asked.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="formal_decisions")
    number = models.PositiveIntegerField()
    words = models.ForeignKey("Words", models.PROTECT, related_name="+")
    rights = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    test = models.ForeignKey(FrameTest, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField()
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="one_decision_per_number"),)

    def __str__(self) -> str:
        return f"formal decision {self.number} of case {self.case_id}"


class Difference(models.Model):
    """Where the formal decision says something else than the plan, item by item; empty words: it leaves it out.

    `version`: the text about which those who decide were asked whether they accept it; None when nobody was asked.
    """

    decision = models.ForeignKey(FormalDecision, models.CASCADE, related_name="differences")
    item = models.ForeignKey("PlanItem", models.PROTECT, related_name="+")
    taken = models.CharField(max_length=20, default=Taken.OTHERWISE, choices=[(x, x) for x in Taken])
    words = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    because = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    version = models.ForeignKey("ItemVersion", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["decision", "item"], name="one_difference_per_item"),)

    def __str__(self) -> str:
        return f"difference {self.pk}"


class DecisionDoubt(models.Model):
    """Somebody who decides says of one item that what the decision tells of it is not right."""

    decision = models.ForeignKey(FormalDecision, models.CASCADE, related_name="doubts")
    item = models.ForeignKey("PlanItem", models.PROTECT, related_name="+")
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    words = models.ForeignKey("Words", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["decision", "item", "by"], name="one_doubt_per_seat"),)

    def __str__(self) -> str:
        return f"doubt {self.pk}"


class DoubtAnswer(models.Model):
    """What the authority says to those doubts: once per item of a decision."""

    decision = models.ForeignKey(FormalDecision, models.CASCADE, related_name="doubt_answers")
    item = models.ForeignKey("PlanItem", models.PROTECT, related_name="+")
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    words = models.ForeignKey("Words", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["decision", "item"], name="one_answer_to_doubts"),)

    def __str__(self) -> str:
        return f"answer to doubts {self.pk}"
