"""One message for one person. The address and the text are looked up when it is sent, and kept nowhere else."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Channel(models.TextChoices):
    MAIL = "mail"


class DeliveryState(models.TextChoices):
    """Not needed: it was answered, or the person left or wants no mail. Given up: the address keeps refusing."""

    WAITING = "waiting"
    SENT = "sent"
    NOT_NEEDED = "not_needed"
    GIVEN_UP = "given_up"


class Delivery(models.Model):
    """For a seat, or for the account of a facilitator. `entry` is what it tells of; a lost link tells of no entry.

    `next_try_at`: not before this moment. Whoever sends moves it on first, so that nobody else sends it meanwhile.
    """

    entry = models.ForeignKey("cases.JournalEntry", models.CASCADE, null=True, related_name="deliveries")
    seat = models.ForeignKey("cases.Seat", models.CASCADE, null=True, related_name="deliveries")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.MAIL)
    notice = models.CharField(max_length=40)
    message_id = models.CharField(max_length=255, unique=True)
    state = models.CharField(max_length=20, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["entry", "seat", "channel"],
                condition=Q(entry__isnull=False, seat__isnull=False),
                name="one_delivery_per_seat",
            ),
            models.UniqueConstraint(
                fields=["entry", "account", "channel"],
                condition=Q(entry__isnull=False, account__isnull=False),
                name="one_delivery_per_account",
            ),
            models.UniqueConstraint(
                fields=["seat", "notice"],
                condition=Q(entry__isnull=True, state="waiting"),
                name="one_waiting_lost_link",
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=False, account__isnull=True) | Q(seat__isnull=True, account__isnull=False),
                name="for_a_seat_or_an_account",
            ),
        )
        indexes = (models.Index(fields=["state", "next_try_at"], name="delivery_by_turn"),)

    def __str__(self) -> str:
        return f"delivery {self.pk}"
