"""How allauth signs staff in here: by a mailed code, and never by making an account on the spot."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gedragen import clock
from gedragen.people.accounts import account_by_email
from gedragen.people.sign_in_codes import new_code, take_back

log = logging.getLogger(__name__)


# What allauth mails to an address that has an account.
LOGIN_CODE = "account/email/login_code"


class NoMailNow(Exception):
    """The mail server takes no message at this moment."""


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator or by an invitation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Please ask who looks after this website."),
        "incorrect_code": _("This is not the code from the e-mail. Please look once more."),
        "too_many_login_attempts": _("The code was wrong three times. Please type your address once more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth passes it)
        return False

    def is_safe_url(self, url: str) -> bool:
        """Where to go after signing in. What cannot be read as an address is not safe either."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def format_email_subject(self, subject: str) -> str:
        # No site name in front: the subject of a code mail stands on locked screens.
        return subject

    def generate_login_code(self) -> str:
        """allauth keeps what this returns in the session. Ours is made when it is mailed, and kept as a digest."""
        return ""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Somebody without an account gets no mail, nor who has three unused codes; that the mail server is gone, all
        hear."""
        account = account_by_email(email) if template_prefix == LOGIN_CODE else None
        code = new_code(account, at=clock.now()) if account else ""
        try:
            if account and code:
                # Not to how it was typed here: that may be somebody else's mailbox.
                super().send_mail(template_prefix, account.email, context | {"code": code})
            else:
                _reach_mail_server()
        except (SMTPException, OSError) as error:
            log.warning("A code to sign in with could not be mailed (%s).", type(error).__name__)
            if account:
                take_back(account, code)
            raise NoMailNow from error

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only what went wrong is said apart; what went right the next page shows by itself."""
        if message:
            super().add_message(request, level, message_template, message_context, extra_tags, message)


def _reach_mail_server() -> None:
    connection = get_connection()
    # Of mail that is kept in files, opening alone would make one.
    if isinstance(connection, EmailBackend):
        connection.open()
        connection.close()
