"""Who else lies awake over this: somebody named by somebody. Naming sends nothing. And who says whom they know."""

from django.db import models

from gedragen.method.stages.keeping_out import Ruling


class NominationState(models.TextChoices):
    NAMED = "named"
    DISCUSSED = "discussed"
    AGREED = "agreed"
    NOT_NOW = "not_now"
    EXCLUDED = "excluded"
    INVITED = "invited"
    NOT_REACHED = "not_reached"
    ALREADY_IN = "already_in"
    FORGOTTEN = "forgotten"


# Something is still to be done about somebody who was named: a talk, the main person's word, an invitation.
WAITING = (NominationState.NAMED, NominationState.DISCUSSED, NominationState.AGREED)


class Nomination(models.Model):
    """`reason`: why somebody is kept out for safety, for the main person who said so and the facilitator.

    `by`: nobody, when they named themselves. `wave`: 1 then, or when named by someone who started the case; else one
    more than the namer's own wave.

    `is_parent`: with authority over a child of the situation. `ruling`: whether a judge ruled, empty until said.
    `with_colleague`: who guides talked it over with one. These three are read by who guides and the main person alone.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="nominations")
    number = models.PositiveIntegerField()
    by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="nominations_made")
    name = models.ForeignKey("Words", models.PROTECT, related_name="+")
    contact = models.ForeignKey("Words", models.PROTECT, related_name="+")
    concern = models.ForeignKey("Words", models.PROTECT, related_name="+")
    reason = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    contact_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=NominationState.choices, default=NominationState.NAMED)
    wave = models.PositiveIntegerField(default=1)
    is_parent = models.BooleanField(default=False)
    ruling = models.CharField(max_length=10, choices=[(x, x) for x in Ruling], default="", blank=True)
    with_colleague = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="one_nomination_per_number"),)

    def __str__(self) -> str:
        return f"nomination {self.number} of case {self.case_id}"


class ErasedContact(models.Model):
    """All that stays of somebody who asked to be erased: enough not to invite them again."""

    case = models.ForeignKey("Case", models.CASCADE, related_name="erased_contacts")
    contact_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "contact_digest"], name="one_erasure_per_contact"),)

    def __str__(self) -> str:
        return f"erased contact {self.pk}"


class Acquaintance(models.Model):
    """Somebody says: I know this person. Told to nobody; taken back, or either of them forgotten, the row is gone."""

    by = models.ForeignKey("Seat", models.CASCADE, related_name="knows")
    about = models.ForeignKey("Seat", models.CASCADE, related_name="known_by")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["by", "about"], name="one_acquaintance_of_two"),)

    def __str__(self) -> str:
        return f"acquaintance {self.pk}"
