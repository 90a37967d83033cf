"""Carrying out: tasks by their owner's own yes, calls, and looking back."""

from django.db import models

from gedragen.method.follow_through import CheckInKind, Going
from gedragen.method.tasks import TaskKind, TaskState


class Task(models.Model):
    """Offered to one seat; `checker` comes from the circle. `sealed_in`: as of a voice."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="tasks")
    number = models.PositiveIntegerField()
    item = models.ForeignKey("PlanItem", models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=20, choices=[(x, x) for x in TaskKind])
    state = models.CharField(max_length=20, default=TaskState.OFFERED, choices=[(x, x) for x in TaskState])
    what = models.ForeignKey("Words", models.PROTECT, related_name="+")
    owner = models.ForeignKey("Seat", models.PROTECT, related_name="tasks")
    checker = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    offered_by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    report = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    salt = models.CharField(max_length=64, blank=True)
    leaf = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField(null=True)
    sealed_in = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="one_task_per_number"),)

    def __str__(self) -> str:
        return f"task {self.number} of case {self.case_id}"


class LateYes(models.Model):
    """A yes to a text that had passed already, of who wants to do it. It decides along from then on."""

    round = models.ForeignKey("Round", models.CASCADE, related_name="late_yes")
    seat = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "seat"], name="one_late_yes_per_round"),)

    def __str__(self) -> str:
        return f"late yes {self.pk}"


class CheckIn(models.Model):
    """A call by the facilitator, or a review in which everyone says how it goes."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="check_ins")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(x, x) for x in CheckInKind])
    months = models.PositiveIntegerField(default=0)
    due_on = models.DateField()
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    words = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="one_check_in_per_number"),)

    def __str__(self) -> str:
        return f"check-in {self.number} of case {self.case_id}"


class Keeper(models.Model):
    """Who was asked to keep an eye on the plan after the call. It ends with their no, or when another is asked."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="keepers")
    seat = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    said_yes_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(ended_at__isnull=True), name="one_keeper_at_once"
            ),
        )

    def __str__(self) -> str:
        return f"keeper {self.pk} of case {self.case_id}"


class ReviewAnswer(models.Model):
    """How one participant sees one item at one review; without an item, the answer to the hard question."""

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="answers")
    item = models.ForeignKey("PlanItem", models.PROTECT, null=True, related_name="+")
    seat = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    going = models.CharField(max_length=20, blank=True, choices=[(x, x) for x in Going])
    words = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=64)
    leaf = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["check_in", "item", "seat"],
                condition=models.Q(item__isnull=False),
                name="one_view_per_item",
            ),
            models.UniqueConstraint(
                fields=["check_in", "seat"],
                condition=models.Q(item__isnull=True),
                name="one_answer_to_the_hard_question",
            ),
        )

    def __str__(self) -> str:
        return f"review answer {self.pk}"
