"""A round asks every decider about one version of one item. Answers are the seat's own rows."""

from django.db import models

from gedragen.cases.models.seat import Seat
from gedragen.method.consent import Answer, Outcome
from gedragen.method.rounds import RoundClock


class Round(models.Model):
    """`extra_until`: the silent get more days. Void: a frame or the item changed, so the answers no longer count.

    `yes` and what follows: how those who could decide had answered when it closed; `unnamed`: objections of nobody.
    `waits_for_calls`: it stays open until everybody who is silent was really called on, and every worry of a child
    has its answer.
    `is_beside`: it is about a text that holds whatever comes of it, as long as people do not agree on another.
    `unknown_yes`: how many of the yeses were of seats that nobody of the others knew. None: nobody counted that yet.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    item = models.ForeignKey("PlanItem", models.PROTECT, related_name="rounds")
    version = models.ForeignKey("ItemVersion", models.PROTECT, related_name="rounds")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    extra_until = models.DateTimeField(null=True)
    waits_for_calls = models.BooleanField(default=False)
    is_beside = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True, choices=[(x, x) for x in Outcome])
    voided_at = models.DateTimeField(null=True)
    seal = models.CharField(max_length=64, blank=True)
    # Those who could decide when the round closed: later comers change no past count.
    decided_by: "models.ManyToManyField[Seat, models.Model]" = models.ManyToManyField("Seat", related_name="+")
    yes = models.PositiveIntegerField(default=0)
    abstained = models.PositiveIntegerField(default=0)
    objected = models.PositiveIntegerField(default=0)
    unnamed = models.PositiveIntegerField(default=0)
    not_reached = models.PositiveIntegerField(default=0)
    unknown_yes = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "number"], name="one_round_per_number"),
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_round_per_item",
            ),
        )

    def __str__(self) -> str:
        return f"round {self.number} of case {self.case_id}"

    @property
    def clock(self) -> RoundClock:
        return RoundClock(self.closes_at, self.extra_until, self.closed_at, self.waits_for_calls)


class RoundAnswer(models.Model):
    """What a decider says. `named`: their name may stand beside it, also where names are left out.

    On behalf: the facilitator wrote it down, and `confirmed_at` is the person's own yes to that.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="answers")
    seat = models.ForeignKey("Seat", models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=20, choices=[(x, x) for x in Answer])
    reason = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    on_behalf_by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_because = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    salt = models.CharField(max_length=64)
    leaf = models.CharField(max_length=64)
    named = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "seat"], name="one_answer_per_seat"),)

    def __str__(self) -> str:
        return f"answer {self.pk} in round {self.round_id}"


class Objection(models.Model):
    """Brought by the facilitator for somebody who would rather not be named. Nobody's seat is kept."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="objections")
    reason = models.ForeignKey("Words", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"objection {self.pk} in round {self.round_id}"


class TalkRequest(models.Model):
    """Who is asked in a round and would rather talk about it first: for who guides alone, and told by no entry.

    `talked_at`: she says that they did. One for each round: asking again begins it anew.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="talk_requests")
    seat = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    talked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "seat"], name="one_talk_request_per_round"),)

    def __str__(self) -> str:
        return f"talk request {self.pk} in round {self.round_id}"


class SilentContact(models.Model):
    """Somebody who had not answered was spoken to by who guides, or others tried to reach them in vain."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="contacts")
    seat = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    reached = models.BooleanField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"contact {self.pk} in round {self.round_id}"
