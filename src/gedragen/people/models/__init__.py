"""The people Gedragen knows by name: those with an account. And how often somebody guessed wrong."""

from gedragen.people.models.account import Account
from gedragen.people.models.attempt import Attempt

__all__ = ["Account", "Attempt"]
