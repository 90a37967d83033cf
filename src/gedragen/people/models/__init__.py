"""The people Gedragen knows by name: those with an account."""

from gedragen.people.models.account import Account

__all__ = ["Account"]
