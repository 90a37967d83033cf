"""A situation, from first question to closed by the people; the text it goes by, and the rooms its words are in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache

from django.db import models
from django.db.models import Q

from gedragen.access.doing import Standing
from gedragen.access.giving import needs_met
from gedragen.cases.models.seat import Seat
from gedragen.method.closed_time import ClosedClock
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.digest import digest_of_text
from gedragen.method.constitution.files import english_of, shipped_files
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.keys.deadlines import Length, Unit
from gedragen.method.constitution.keys.rooms import Kept, RoomRule
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.reader import read_kept
from gedragen.method.phases import Ending, Phase
from gedragen.method.stages.bringing import About
from gedragen.method.stages.rooms import open_rooms


class Constitution(models.Model):
    """The text of an approach, kept once under its digest, for as long as a case goes by it and after.

    `text`: rules and Dutch sentences, which the digest covers. `source`: the file it came in, with its other languages.
    `added_by`: nobody, for those that came with the program and for what was added on its machine without a name.
    """

    digest = models.CharField(max_length=64, unique=True)
    format = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    text = models.TextField()
    source = models.TextField()
    is_shipped = models.BooleanField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"constitution {self.digest[:8]}"

    @property
    def approach(self) -> Approach:
        return approach_under(self.digest)


class ConstitutionAltered(Exception):
    """A kept text is not the one that its digest was made of: somebody changed it beside every command."""


@cache
def approach_under(digest: str) -> Approach:
    """The approach whose text has this digest. Those of this version are at hand, and whatever is kept is in the table.

    English comes from the newest file that has the Dutch sentence: it may be mended, and the Dutch may not.
    """
    shipped = {file.digest: file for file in shipped_files().values()}
    if digest in shipped:
        return shipped[digest].approach
    constitution = Constitution.objects.get(digest=digest)
    if digest_of_text(constitution.text) != digest:
        raise ConstitutionAltered(digest)
    ours = shipped_files().get(constitution.key) if constitution.is_shipped else None
    return read_kept(
        constitution.text, {**english_of(constitution.source), **(english_of(ours.source) if ours else {})}
    )


class Case(models.Model):
    """`journal_number` and `journal_head` are the newest journal entry: this row is the lock of the case.

    `topics`: a number for each topic that ever moved, which grows whenever it does.
    `stage`: none as long as nobody took up the question. `back_because`: why it came back to this stage, if it did.
    `asks_sides`: it became a conflict since sides are asked; what was one before goes on as it was.
    `lengths`: of the terms that each situation fills in, by the name that the approach gives them: unit and number.
    `about`: whom it is about, as who brought it said; `brought_address`: where they read it before it was taken up.
    `once`: a digest of the form that brought it, so that a form sent twice brings one question.
    """

    address = models.SlugField(max_length=80, unique=True)
    is_demo = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)
    approach_key = models.CharField(max_length=60, blank=True)
    constitution = models.ForeignKey(Constitution, models.PROTECT, to_field="digest", null=True, related_name="cases")
    footing = models.CharField(max_length=20, blank=True, choices=[(x, x) for x in Footing])
    level = models.CharField(max_length=20, blank=True, choices=[(x, x) for x in Level])
    asks_sides = models.BooleanField(default=False)
    phase = models.CharField(max_length=20, default=Phase.STARTING, choices=[(x, x) for x in Phase])
    stage = models.CharField(max_length=40, blank=True)
    lengths = models.JSONField(default=dict)
    back_because = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    title = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    question = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    story = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    meeting = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    brought = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=10, blank=True, choices=[(x, x) for x in About])
    brought_address = models.SlugField(max_length=80, blank=True)
    once = models.CharField(max_length=64, blank=True)
    brought_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    deciding_at = models.DateTimeField(null=True)
    carrying_out_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=30, blank=True, choices=[(x, x) for x in Ending])
    ending_words = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    open_words = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    journal_number = models.PositiveIntegerField(default=0)
    journal_head = models.CharField(max_length=64, blank=True)
    topics = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, ending="") | (Q(closed_at__isnull=False) & ~Q(ending="")),
                name="closed_with_an_ending",
            ),
            models.CheckConstraint(
                condition=Q(approach_key="", constitution__isnull=True)
                | (~Q(approach_key="") & Q(constitution__isnull=False)),
                name="approach_with_its_text",
            ),
            models.CheckConstraint(
                condition=Q(approach_key="", stage="") | (~Q(approach_key="") & ~Q(stage="")),
                name="approach_with_its_stage",
            ),
            models.UniqueConstraint(fields=["once"], condition=~Q(once=""), name="one_question_per_form"),
        )

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def approach(self) -> Approach:
        """What this case goes by, as its text was kept when the approach was chosen."""
        if self.constitution_id is None:
            raise ValueError("nobody chose an approach yet")
        return approach_under(self.constitution_id)

    @property
    def filled_in(self) -> Mapping[str, Length]:
        """How long the terms are that each situation fills in, as far as that was done."""
        return {setting: Length(Unit(unit), number) for setting, (unit, number) in self.lengths.items()}

    def standing_of(self, seat: Seat) -> Standing:
        """Where this seat stands, with what the approach gives it in this phase."""
        if not self.approach_key:
            return seat.standing
        found, rooms = needs_met(self.approach, seat.place, Phase(self.phase)), open_rooms(self.approach, self.stage)
        return replace(seat.standing, given=found, rooms=rooms)


class Room(models.Model):
    """Who reads what is written here, fixed when the room is made: later changes open no old words.

    `waits_for`: the stage from which its readers come in; none when they are. `kept`: by whom, when the case has ended.
    Each closed time is a room of its own, with a number, its moments, and the key that its texts are locked with.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="rooms")
    key = models.CharField(max_length=40)
    readers = models.JSONField()
    circles = models.JSONField(default=list)
    sides = models.JSONField(default=list)
    is_public = models.BooleanField()
    keeps_own = models.BooleanField()
    for_invited = models.BooleanField(default=False)
    is_closed = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    waits_for = models.CharField(max_length=40, blank=True)
    kept = models.CharField(max_length=20, default=Kept.BY_READERS, choices=[(x, x) for x in Kept])
    wrapped_key = models.BinaryField(default=bytes)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "key"], name="one_room_per_key"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(is_closed=True, ended_at__isnull=True),
                name="one_closed_time_at_once",
            ),
            models.CheckConstraint(
                condition=Q(is_closed=False) | Q(is_public=False, opened_at__isnull=False, until__isnull=False),
                name="closed_since_and_until",
            ),
        )

    def __str__(self) -> str:
        return f"room {self.key} of case {self.case_id}"

    @property
    def rule(self) -> RoomRule:
        return RoomRule(
            key=self.key,
            readers=frozenset(self.readers),
            public=self.is_public,
            own=self.keeps_own,
            circles=frozenset(self.circles),
            sides=frozenset(self.sides),
            invited=self.for_invited,
            closed=self.is_closed,
            ended_at=self.ended_at,
            waits_for=self.waits_for,
            kept=Kept(self.kept),
        )

    @property
    def clock(self) -> ClosedClock:
        if self.opened_at is None or self.until is None:
            raise ValueError("only a closed room has these moments")
        return ClosedClock(self.opened_at, self.until, self.ended_at)

    def moment(self, at: datetime) -> datetime:
        """What is kept of when somebody wrote here. Of closed time that is its beginning, and no more."""
        return self.clock.opened_at if self.is_closed else at
