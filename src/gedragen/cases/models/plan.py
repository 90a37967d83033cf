"""The plan: its items and every version of each; papers that an approach has of its own; and ending without a plan."""

from django.db import models

from gedragen.cases.models.seat import Seat
from gedragen.method.items import ItemKind
from gedragen.method.phases import Ending
from gedragen.method.plan.correction import CorrectionClock
from gedragen.method.stages.ending import EndingClock
from gedragen.method.stages.sharing import Reach, Share


class PlanItem(models.Model):
    """One item; its text stands in the newest of its versions."""

    differs = False
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

    `photo`: of the sheet of paper it was written on; what counts is the text. `is_proposal`: it stands beside what was
    agreed, or what the authority holds, and takes its place when a round passes it. `drops`: it proposes to leave the
    item out.
    """

    differs = False
    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.ForeignKey("Words", models.PROTECT, related_name="+")
    what = models.ForeignKey("Words", models.PROTECT, related_name="+")
    why = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    when = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    changed_because = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    photo = models.ForeignKey("Photo", models.PROTECT, null=True, related_name="+")
    is_proposal = models.BooleanField(default=False)
    drops = models.BooleanField(default=False)
    bound: "models.ManyToManyField[Seat, models.Model]" = models.ManyToManyField("Seat", related_name="bound_by")
    by = models.ForeignKey("Seat", models.PROTECT, related_name="versions_written")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "number"], name="one_text_per_version"),)

    def __str__(self) -> str:
        return f"version {self.number} of item {self.item_id}"


class ItemCorrection(models.Model):
    """A small correction of one text of a version that was agreed: `field` is title, what, why or when.

    `over_at`: when it took the place of `old`, or when somebody said that it changes what was agreed (`is_disputed`).
    """

    version = models.ForeignKey(ItemVersion, models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField()
    field = models.CharField(max_length=10)
    old = models.ForeignKey("Words", models.PROTECT, related_name="+")
    new = models.ForeignKey("Words", models.PROTECT, related_name="+")
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    over_at = models.DateTimeField(null=True)
    is_disputed = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(over_at__isnull=True), name="one_correction_at_once"
            ),
            models.UniqueConstraint(fields=["version", "number"], name="one_correction_per_number"),
        )

    def __str__(self) -> str:
        return f"correction {self.pk} of version {self.version_id}"

    @property
    def clock(self) -> CorrectionClock:
        return CorrectionClock(self.until, self.over_at)


class DocumentVersion(models.Model):
    """One text of a paper that the approach asks for. `signed_at`: when the last of those who sign it did."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="document_versions")
    key = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "key", "number"], name="one_document_per_version"),)

    def __str__(self) -> str:
        return f"version {self.number} of document {self.key} of case {self.case_id}"

    @property
    def values(self) -> dict[str, str]:
        """What was filled in, by the key of the field; a field that nobody filled in is not there."""
        return {one.key: one.words.text for one in self.fields.select_related("words")}


class DocumentField(models.Model):
    """What was filled in under one key."""

    version = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="fields")
    key = models.CharField(max_length=40)
    words = models.ForeignKey("Words", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "key"], name="one_text_per_field"),)

    def __str__(self) -> str:
        return f"field {self.key} of {self.version_id}"


class DocumentSignature(models.Model):
    """Somebody's own yes to one version: a later one asks for it again."""

    version = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="signatures")
    seat = models.ForeignKey("Seat", models.PROTECT, related_name="signatures")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "seat"], name="one_signature_per_seat"),)

    def __str__(self) -> str:
        return f"signature of seat {self.seat_id} under {self.version_id}"


class EndingProposal(models.Model):
    """`attempts`: which of the things that can be tried were tried, by their keys.

    `ending`: how it would end. Early, `tried` is their own plan or why it stops, and nothing stays open.
    `over_at`: when it was taken back, or ended the situation. None: it stands, as long as the situation
    did not end in another way.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="ending_proposals")
    number = models.PositiveIntegerField()
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    tried = models.ForeignKey("Words", models.PROTECT, related_name="+")
    ending = models.CharField(max_length=40, default=Ending.NO_PLAN.value)
    stays_open = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    attempts = models.JSONField(default=list)
    at = models.DateTimeField()
    until = models.DateTimeField()
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "number"], name="one_ending_per_number"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(over_at__isnull=True), name="one_ending_proposed_at_once"
            ),
        )

    def __str__(self) -> str:
        return f"proposal {self.number} to end case {self.case_id}"

    @property
    def clock(self) -> EndingClock:
        return EndingClock(self.until, self.over_at)

    @property
    def ends_early(self) -> str | None:
        """How, of an ending before people meet. None: without a plan."""
        return None if self.ending == Ending.NO_PLAN else self.ending


class EndingStep(models.Model):
    """What somebody who decides wants first. `until`: how long the proposal stands with it."""

    proposal = models.ForeignKey(EndingProposal, models.CASCADE, related_name="steps")
    seat = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    step = models.ForeignKey("Words", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["proposal", "seat"], name="one_step_per_seat"),)

    def __str__(self) -> str:
        return f"step {self.pk} before ending"


class PlanShare(models.Model):
    """What one seat may read of what was agreed. `asked`: the more that one person wants, as long as no second does."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="plan_shares")
    seat = models.OneToOneField("Seat", models.PROTECT, related_name="plan_share")
    reach = models.CharField(max_length=20, choices=[(x, x) for x in Reach])
    asked = models.CharField(max_length=20, blank=True, choices=[(x, x) for x in Reach])
    asked_by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"what seat {self.seat_id} reads of the plan"

    @property
    def stands(self) -> Share:
        return Share(Reach(self.reach), Reach(self.asked) if self.asked else None, self.asked_by_id, is_said=True)
