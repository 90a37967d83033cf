"""What is brought before deciding: talks, first voices, opposing views, and questions with their answers."""

from typing import TYPE_CHECKING

from django.db import models

from gedragen.method.opposition.sides import Heard

if TYPE_CHECKING:
    from gedragen.cases.models.seat import Seat


class TalkPoint(models.Model):
    """A question of the talk beforehand, by its key in the approach: whether it was spoken about, and a note."""

    seat = models.ForeignKey("Seat", models.CASCADE, related_name="talk_points")
    key = models.CharField(max_length=40)
    is_ticked = models.BooleanField()
    note = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["seat", "key"], name="one_talk_point_per_question"),)

    def __str__(self) -> str:
        return f"talk point {self.key} of seat {self.seat_id}"


class Voice(models.Model):
    """What somebody worries about. Its room says who reads it: the facilitator only, or everyone who takes part.

    `spoken_by`: the advocate who wrote it down for them. `sealed_in`: the number of the entry that holds its seal;
    none while it waits, nor of what was sealed before this was kept and is not found back.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="voices")
    seat = models.ForeignKey("Seat", models.PROTECT, related_name="voices")
    words = models.ForeignKey("Words", models.PROTECT, related_name="+")
    spoken_by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    salt = models.CharField(max_length=64)
    leaf = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(null=True)
    sealed_in = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return f"voice {self.pk}"


class ChildAnswer(models.Model):
    """What became of what a child said: an item that answers it, or a sentence; and that it was told to the child."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="child_answers")
    number = models.PositiveIntegerField()
    voice = models.OneToOneField("Voice", models.PROTECT, related_name="answer")
    item = models.ForeignKey("PlanItem", models.PROTECT, null=True, related_name="+")
    words = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told_by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="one_child_answer_per_number"),)

    def __str__(self) -> str:
        return f"answer {self.number} to a child of case {self.case_id}"


class Side(models.Model):
    """A side of this situation, in people's words. Who stands on it is known to the facilitator and to themselves.

    `nothing_else_by`: who said that this side has no other view. `exception`: why nobody of it is here.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="sides")
    number = models.PositiveIntegerField()
    name = models.ForeignKey("Words", models.PROTECT, related_name="+")
    people: "models.ManyToManyField[Seat, models.Model]" = models.ManyToManyField("Seat", related_name="stands_on")
    at = models.DateTimeField()
    nothing_else_by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    nothing_else_at = models.DateTimeField(null=True)
    exception = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="one_side_per_number"),)

    def __str__(self) -> str:
        return f"side {self.number} of case {self.case_id}"


class View(models.Model):
    """An opposing view. Who brought it is for the facilitator alone, and so is who spoke for them.

    `side`: of which side of the situation, if there are. `is_absent`: said by somebody who does not want to be here.
    `heard`: what who brought it says of the answer, empty until they did.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="views")
    number = models.PositiveIntegerField()
    words = models.ForeignKey("Words", models.PROTECT, related_name="+")
    brought_by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    spoken_by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    answer = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    side = models.ForeignKey(Side, models.PROTECT, null=True, related_name="views")
    is_absent = models.BooleanField(default=False)
    heard = models.CharField(max_length=10, blank=True, choices=[(x, x) for x in Heard])
    heard_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="one_view_per_number"),)

    def __str__(self) -> str:
        return f"view {self.number} of case {self.case_id}"


class Question(models.Model):
    """A question to professionals; `to` is empty when the asker does not know whom to ask."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="questions")
    number = models.PositiveIntegerField()
    words = models.ForeignKey("Words", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    to = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="one_question_per_number"),)

    def __str__(self) -> str:
        return f"question {self.number} of case {self.case_id}"


class QuestionAnswer(models.Model):
    """One answer; "we do not know" is one too. `source`: from whom it was heard, when who guides passes it on."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    seat = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    words = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    is_unknown = models.BooleanField(default=False)
    about_process = models.BooleanField(default=False)
    source = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(is_unknown=True) | models.Q(words__isnull=False),
                name="an_answer_or_we_do_not_know",
            ),
        )

    def __str__(self) -> str:
        return f"answer {self.pk} to question {self.question_id}"
