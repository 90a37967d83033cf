"""What the worker remembers of an audit: how far it is, and of the last one that is whole what it found."""

from django.db import models


class AuditRun(models.Model):
    """`after`: the key of the last case that was looked at. `found`: the first sentences of what differs, with the
    address of the case and the number of the entry. Neither holds a word of anybody's.
    """

    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    after = models.PositiveBigIntegerField(default=0)
    looked = models.PositiveBigIntegerField(default=0)
    erased = models.PositiveBigIntegerField(default=0)
    differs = models.PositiveBigIntegerField(default=0)
    found = models.JSONField(default=list)
    mailed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"audit {self.pk}"
