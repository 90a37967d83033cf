"""What the database must remember about what went: one row, without a word of it."""

from django.db import models


class ErasureNote(models.Model):
    """`length`: how long the list of erasures outside the database is, by what was done here.

    `went` counts the acts that took words away; `rewritten` is that count when the files were last written anew.
    """

    length = models.PositiveBigIntegerField(default=0)
    went = models.PositiveBigIntegerField(default=0)
    rewritten = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.length} erasures"
