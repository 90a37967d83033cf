"""The people Gedragen knows by name: those with an account. And who tries to get in."""

from gedragen.people.models.account import Account
from gedragen.people.models.attempt import Attempt, Try
from gedragen.people.models.sign_in_code import SignInCode

__all__ = ["Account", "Attempt", "SignInCode", "Try"]
