"""The two boxes of signing in: an address, then the code that was mailed to it."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from django.utils.translation import gettext_lazy as _


class AddressForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["login"]
        box.label = _("Your e-mail address")
        box.widget.attrs.pop("placeholder", None)


class CodeForm(ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["code"]
        box.label = _("The code from the e-mail")
        box.widget.attrs.pop("placeholder", None)
        box.widget.attrs["autocapitalize"] = "characters"
