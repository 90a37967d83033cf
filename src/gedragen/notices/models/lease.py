"""Whose turn it is to do what time asks for."""

from django.db import models


class Lease(models.Model):
    """Held until `until`, or until it is given back. Only for calm: each delivery is claimed on its own as well."""

    name = models.CharField(max_length=40, unique=True)
    holder = models.CharField(max_length=64)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"lease {self.name}"
