"""How allauth signs staff in here: by a mailed code, and never by making an account on the spot."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator or by an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth passes it)
        return False

    def format_email_subject(self, subject: str) -> str:
        # No site name in front: the subject of a code mail stands on locked screens.
        return subject
