"""Every free text of a case, names and addresses among them: one table to cut, erase, digest and lock."""

from django.db import models


class Words(models.Model):
    """`seat` wrote the text, or is the person a name or address is about. Erased: text and salt are gone.

    Of a closed room only `cipher` is kept: the text locked with the key of that room.
    `digest`: of a text that was erased, as the journal may tell it: without the salt nobody can test a guess.
    `differs`, here and in what is held against the journal as it is read: this is not what was recorded. Kept nowhere.
    """

    differs = False

    case = models.ForeignKey("Case", models.CASCADE, related_name="words")
    room = models.ForeignKey("Room", models.PROTECT, related_name="words")
    seat = models.ForeignKey("Seat", models.PROTECT, null=True, related_name="words")
    kind = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    cipher = models.BinaryField(default=bytes)
    salt = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["case", "room"], name="words_by_room"),)

    def __str__(self) -> str:
        return f"words {self.pk}"
