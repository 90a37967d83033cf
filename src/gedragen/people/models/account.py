"""Somebody who signs in with an e-mail address: a facilitator, an authority, an administrator."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Account(AbstractBaseUser):
    """Participants have no account; they come in by a link or a code that belongs to their seat."""

    name = models.CharField(_("Name"), max_length=200)
    email = models.EmailField(_("E-mail address"), unique=True)
    # Shown on every page of the situations this person facilitates.
    phone = models.CharField(_("Phone number"), max_length=40, blank=True)
    is_facilitator = models.BooleanField(default=False)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = BaseUserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]

    def __str__(self) -> str:
        return f"account {self.pk}"

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]
