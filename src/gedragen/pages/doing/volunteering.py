"""I do it. Who did not say yes to the text is asked first whether it will do for them."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action
from gedragen.cases.doing.commands.volunteering import Volunteer, volunteer
from gedragen.cases.doing.queries.volunteering import volunteer_sheet
from gedragen.edge.asking import Inside, inside
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done, not_now, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.rules import when_empty


class VolunteerForm(forms.Form):
    fits = forms.ChoiceField(
        label=_("Will this do for you, as it stands here?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("Yes\nThen you are one of those who decided it, and you do it.")),
            ("no", _("No, this must change first\nThen everyone who decides is asked again.")),
        ],
        error_messages=when_empty("say-whether-it-fits"),
    )
    reason = forms.CharField(label=_("With a no: what can go wrong?"), widget=long_box(3), required=False)
    what = forms.CharField(
        label=_("What will you do?"),
        help_text=_("A few words, so that others know."),
        widget=long_box(2),
        error_messages=when_empty("volunteer-needs-text"),
        required=False,
    )

    def __init__(self, *args: object, is_asked: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if is_asked:
            self.fields["what"].label = _("With a yes: what will you do?")
        else:
            self.fields["what"].required = True
            del self.fields["fits"], self.fields["reason"]


@page(f"{CASE}onderdeel/<number:number>/ik-doe-het/", "volunteer")
@require_http_methods(["GET", "POST"])
def volunteer_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = volunteer_sheet(here.case_id, number, viewer=here.seat)
    check_may(sheet.head, Action.VOLUNTEER)
    if request.method == "GET" and not sheet.can_be_done:
        not_now(request, "item-has-not-passed")
        return redirect("item", address, number)
    form = VolunteerForm(request.POST or None, is_asked=sheet.is_asked)
    form = read_by(form, sheet.head, what="plan", reason="circle")
    if form.is_valid() and _is_done(request, here, form, number):
        return redirect("item", address, number)
    return show_case(request, "tasks/volunteer", sheet, form=form, status=422 if form.errors else 200)


def _is_done(request: HttpRequest, here: Inside, form: VolunteerForm, number: int) -> bool:
    said = form.cleaned_data
    fits = {"yes": True, "no": False}.get(said.get("fits", ""))
    asked = Volunteer(number, version_read(request), said["what"], fits, said.get("reason", ""))
    again = gettext("Your no counts. Everyone who decides is asked again.")
    thanks = again if fits is False else gettext("Thank you. You are doing this.")
    return done(request, form, here, volunteer, asked, thanks=thanks)
