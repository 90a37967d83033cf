"""A code that was mailed to somebody with an account."""

from django.db import models

from gedragen.people.models.account import Account


class SignInCode(models.Model):
    """The code itself stands in the mail and nowhere else: `digest` is keyed."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="sign_in_codes")
    digest = models.CharField(max_length=64)
    mailed_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["mailed_at"], name="sign_in_code_by_time"),)

    def __str__(self) -> str:
        return f"sign-in code {self.pk}"
