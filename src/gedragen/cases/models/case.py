"""A situation, from first question to closed by the people, and the rooms in which its words are written."""

from django.db import models
from django.db.models import Q

from gedragen.access.doing import Role
from gedragen.method.approach import Approach, RoomRule, approach_of
from gedragen.method.levels import Level
from gedragen.method.phases import Ending, Phase


class Case(models.Model):
    """`journal_number` and `journal_head` are the newest journal entry: this row is the lock of the case.

    `once`: a digest of the form that brought it, so that a form sent twice brings one question.
    """

    address = models.SlugField(max_length=80, unique=True)
    is_demo = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)
    approach_key = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=20, blank=True, choices=[(x, x) for x in Level])
    phase = models.CharField(max_length=20, default=Phase.STARTING, choices=[(x, x) for x in Phase])
    title = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    question = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    story = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    meeting = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    brought = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    once = models.CharField(max_length=64, blank=True)
    brought_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    deciding_at = models.DateTimeField(null=True)
    carrying_out_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=20, blank=True, choices=[(x, x) for x in Ending])
    ending_words = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    open_words = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    journal_number = models.PositiveIntegerField(default=0)
    journal_head = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, ending="") | (Q(closed_at__isnull=False) & ~Q(ending="")),
                name="closed_with_an_ending",
            ),
            models.UniqueConstraint(fields=["once"], condition=~Q(once=""), name="one_question_per_form"),
        )

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def approach(self) -> Approach:
        return approach_of(self.approach_key)


class Room(models.Model):
    """Who reads what is written here, fixed when the room is made: later changes open no old words."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="rooms")
    key = models.CharField(max_length=40)
    readers = models.JSONField()
    is_public = models.BooleanField()
    keeps_own = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "key"], name="one_room_per_key"),)

    def __str__(self) -> str:
        return f"room {self.key} of case {self.case_id}"

    @property
    def rule(self) -> RoomRule:
        readers = frozenset(Role(reader).value for reader in self.readers)
        return RoomRule(self.key, readers, self.is_public, self.keeps_own)
