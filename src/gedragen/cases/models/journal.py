"""The evidence: numbered, chained entries without a name or a private text. And the tokens of forms that were sent."""

from django.db import models


class JournalEntry(models.Model):
    """`by` is a seat number as text, "clock", or "somebody" where naming would tell too much.

    `hash` covers everything. Of format 1 each reader gets the whole of it; of format 2 everybody gets the public part:
    the day, the kind, `of` which kind of person it was, and of `data` the names in `public`. The rest stands there by
    its digest, with `salt`. `texts` are the names in `data` that are digests of texts.
    """

    case = models.ForeignKey("Case", models.CASCADE, related_name="journal")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    by = models.CharField(max_length=20)
    of = models.CharField(max_length=20, blank=True)
    data = models.JSONField()
    format = models.PositiveSmallIntegerField(default=1)
    public = models.JSONField(default=list)
    texts = models.JSONField(default=list)
    salt = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "number"], name="one_entry_per_number"),)

    def __str__(self) -> str:
        return f"entry {self.number} of case {self.case_id}"


class OnceToken(models.Model):
    """A form that was sent by this seat: sent again, it does nothing twice."""

    seat = models.ForeignKey("Seat", models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["seat", "token"], name="one_use_per_token"),)

    def __str__(self) -> str:
        return f"token {self.pk}"
