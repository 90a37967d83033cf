"""Somebody who is not in an open situation says: I lie awake over this too. Whoever guides reads it, and invites."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen import clock
from gedragen.access.doing import NotFound
from gedragen.cases.people.commands.nominations import Nominate, name_myself
from gedragen.cases.state.head import case_head
from gedragen.edge.asking import visit
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import tried
from gedragen.pages.house.case_page import HeadOnly, show_case
from gedragen.pages.house.form import long_box
from gedragen.people.models import Try
from gedragen.people.throttle import count_try


class MyselfForm(forms.Form):
    """Who you are, and why it concerns you."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    concern = forms.CharField(
        label=_("How does it concern you?"),
        help_text=_("For instance: you live next to it, you come here every week, you think differently about it."),
        widget=long_box(3),
        required=False,
    )
    contact = forms.CharField(
        label=_("How can we reach you?"),
        help_text=_("A phone number, an e-mail address or your street address. Whatever suits you best."),
        max_length=300,
        error_messages={"required": _("Write how we can reach you.")},
    )

    def __init__(self, *args: object, guide: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        only = gettext("Only %(name)s reads this.") % {"name": guide}
        self.readers = dict.fromkeys(self.fields, only)


@page(f"{CASE}ook-ik/", "name_myself")
@require_http_methods(["GET", "POST"])
def myself_page(request: HttpRequest, address: str) -> HttpResponse:
    here = visit(request, address)
    if here.seat is not None:
        return redirect("people", address)
    head = case_head(here.case_id, viewer=None)
    if head.is_closed or head.approach is None or not head.approach.self_nomination:
        raise NotFound
    guide = head.human.name if head.human else ""
    form = MyselfForm(request.POST if request.method == "POST" else None, guide=guide)
    thanks = gettext("Thank you. %(name)s will get in touch with you.") % {"name": guide}
    if form.is_valid() and tried(request, form, lambda: _name(request, here.case_id, form), thanks=thanks):
        return redirect("public", address)
    return show_case(request, "door/myself", HeadOnly(head), form=form, status=422 if form.is_bound else 200)


def _name(request: HttpRequest, case_id: int, form: MyselfForm) -> None:
    """Raises TooManyAttempts."""
    at = clock.now()
    count_try(Try.QUESTION, request.META["REMOTE_ADDR"], at=at)
    name_myself(case_id, Nominate(**form.cleaned_data), at=at)
