"""One person in one role in one case, the cards with a code that open that seat, and lists of people to invite."""

from django.conf import settings
from django.db import models

from gedragen.access.doing import Role, Standing
from gedragen.access.giving import Place
from gedragen.access.seeing import Looker
from gedragen.method.children.ages import Age


class Circle(models.TextChoices):
    """Where somebody stands around the question."""

    PERSON = "person"
    NETWORK = "network"
    PROFESSIONAL = "professional"


class Card(models.Model):
    """No two cards share a code, whether they open a seat yet or not. A card that opens nothing any more is gone.

    `replaces_lost`: the card before it was lost. `heard_by`: who wrote down that its person said yes aloud.
    """

    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    replaces_lost = models.BooleanField(default=False)
    heard_by = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="+")
    heard_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"card {self.pk}"


class Seat(models.Model):
    """The journal names a seat by its number. Who decides belongs to the seat, not to the badge.

    Digests find a seat by an address: `contact_digest` by how they were asked, `mail_digest` by where mail goes now.
    `talked_at`: when somebody talked with this person before deciding.
    `begins`: in the group that helped to word the question and the limits.
    `side`: the party this person belongs to, where the approach has them.
    `age`: who guides reads it, its person, and who stands beside them. `age_doubted_at`: one of those said that it is
    not right. `chose_say_at`: who is twelve to fifteen chose to decide, or to say.
    `says_je`: how pages address its person. None: as their age says.
    `depends`: on another who decides, or on the authority. Who guides and this person read it, and it is never undone.
    `waiting_card`: made after somebody had entered already; it opens nothing until its person says yes.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="seats")
    number = models.PositiveIntegerField()
    role = models.CharField(max_length=20, choices=[(x, x) for x in Role if x is not Role.CLOCK])
    circle = models.CharField(max_length=20, choices=Circle.choices, default=Circle.NETWORK)
    side = models.CharField(max_length=40, blank=True)
    decides = models.BooleanField(default=False)
    is_main_person = models.BooleanField(default=False)
    has_mandate = models.BooleanField(default=False)
    begins = models.BooleanField(default=False)
    age = models.CharField(max_length=10, choices=[(x, x) for x in Age], default=Age.ADULT)
    age_doubted_at = models.DateTimeField(null=True)
    says_je = models.BooleanField(null=True)
    depends = models.BooleanField(default=False)
    chose_say_at = models.DateTimeField(null=True)
    supports = models.ForeignKey("self", models.PROTECT, null=True, related_name="supporters")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="seats")
    name = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    mail = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    phone = models.ForeignKey("Words", models.PROTECT, null=True, related_name="+")
    contact_digest = models.CharField(max_length=64, blank=True, db_index=True)
    mail_digest = models.CharField(max_length=64, blank=True, db_index=True)
    language = models.CharField(max_length=5, default="nl")
    link_generation = models.PositiveIntegerField(default=1)
    card = models.OneToOneField("Card", models.PROTECT, null=True, related_name="seat")
    waiting_card = models.OneToOneField("Card", models.PROTECT, null=True, related_name="waiting_seat")
    nomination = models.ForeignKey("Nomination", models.PROTECT, null=True, related_name="seats")
    wave = models.PositiveIntegerField(default=0)
    invited_at = models.DateTimeField()
    entered_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    talked_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            # All that a count of the people of a case looks at.
            models.Index(
                fields=[
                    "case",
                    "role",
                    "circle",
                    "decides",
                    "joined_at",
                    "declined_at",
                    "talked_at",
                    "is_main_person",
                    "number",
                ],
                condition=models.Q(erased_at__isnull=True),
                name="seats_counted",
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["case", "number"], name="one_seat_per_number"),
            models.UniqueConstraint(
                fields=["case", "account"],
                condition=models.Q(account__isnull=False),
                name="one_seat_per_account",
            ),
        )

    def __str__(self) -> str:
        return f"seat {self.number} of case {self.case_id}"

    @property
    def was_entered(self) -> bool:
        """Whether its person has been in. Who said yes or no came in too, also when signed in with an account."""
        return any(at is not None for at in (self.entered_at, self.joined_at, self.declined_at))

    @property
    def speaks_for(self) -> "Seat | None":
        """Whom an advocate speaks for, as long as that person takes part."""
        beside = self.supports
        return beside if beside is not None and beside.erased_at is None and beside.standing.has_joined else None

    @property
    def standing(self) -> Standing:
        return Standing(
            role=Role(self.role),
            decides=self.decides,
            is_main_person=self.is_main_person,
            has_mandate=self.has_mandate,
            has_joined=self.joined_at is not None and self.declined_at is None,
            is_child=Age(self.age).is_child,
            chooses_say=Age(self.age).chooses,
        )

    @property
    def place(self) -> Place:
        beside = self.speaks_for
        return Place(
            role=Role(self.role),
            circle=self.circle,
            is_main_person=self.is_main_person,
            supports=beside is not None,
            decides=self.decides,
            side=self.side,
            beside_child=beside is not None and Age(beside.age).is_child,
        )

    @property
    def looker(self) -> Looker:
        return Looker(
            role=Role(self.role),
            seat=self.pk,
            circle=self.circle,
            side=self.side,
            is_main_person=self.is_main_person,
            decides=self.decides,
            is_invited=self.declined_at is None,
            joined_at=self.joined_at if self.standing.has_joined else None,
        )


class Reply(models.Model):
    """Somebody's yes or no to taking part: their own act, which the journal seals and names later.

    `returns`: they had said no before. `sealed_in`: as of a voice.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="replies")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="replies")
    joins = models.BooleanField()
    returns = models.BooleanField(default=False)
    at = models.DateTimeField()
    salt = models.CharField(max_length=64)
    leaf = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(null=True)
    sealed_in = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = (
            # Each page and each act counts these.
            models.Index(fields=["case", "seat"], name="replies_not_sealed", condition=models.Q(sealed_at=None)),
        )

    def __str__(self) -> str:
        return f"reply {self.pk} of seat {self.seat_id}"


class InvitationList(models.Model):
    """Many people who are invited in one act, part by part. One at a time in each case, and as long as it has parts.

    `people`: how many stand on it; of these `invited` have a seat by now, and `left_out` turned out to be in already.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="invitation_lists")
    number = models.PositiveIntegerField()
    by = models.ForeignKey("Seat", models.PROTECT, related_name="+")
    language = models.CharField(max_length=5, default="nl")
    people = models.PositiveIntegerField()
    invited = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="one_invitation_list_per_number"),)

    def __str__(self) -> str:
        return f"invitation list {self.number} of case {self.case_id}"


class InvitationPart(models.Model):
    """So many people of a list as are invited together. `words`: who they are. Both go when they have a seat."""

    list = models.ForeignKey("InvitationList", models.CASCADE, related_name="parts")
    words = models.OneToOneField("Words", models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"invitation part {self.pk}"
