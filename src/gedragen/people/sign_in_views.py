"""The page that asks for an address, also of somebody whose code is still on its way."""

from allauth.account.stages import LoginStage
from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponseRedirect


class AskCodeView(LoginView):
    """allauth leads back to the code until its hour is over; who mistyped the address would never get out."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> HttpResponseRedirect | None:  # noqa: ARG002
        return None
