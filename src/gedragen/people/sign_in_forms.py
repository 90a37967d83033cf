"""The two boxes of signing in: an address, then the code that was mailed to it."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from allauth.core import context
from django.utils.translation import gettext_lazy as _

from gedragen import clock
from gedragen.people.models import Try
from gedragen.people.sign_in_codes import use_code
from gedragen.people.throttle import count_try, one_try


class AddressForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["login"]
        box.label = _("Your e-mail address")
        box.widget.attrs.pop("placeholder", None)

    def clean_login(self) -> str:
        """Raises TooManyAttempts."""
        address: str = super().clean_login()
        count_try(Try.ASK_CODE, context.request.META["REMOTE_ADDR"], at=clock.now())
        return address


class CodeForm(ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["code"]
        box.label = _("The code from the e-mail")
        box.widget.attrs.pop("placeholder", None)
        box.widget.attrs["autocapitalize"] = "characters"

    def clean_code(self) -> str:
        """Any code that was mailed to this account and still works. Raises TooManyAttempts."""
        code: str = self.cleaned_data["code"]
        at, account = clock.now(), context.request._login_stage.login.user
        with one_try(Try.SIGN_IN, context.request.META["REMOTE_ADDR"], at=at):
            if account is None or not use_code(account, code, at=at):
                raise get_adapter().validation_error("incorrect_code")
        return code
