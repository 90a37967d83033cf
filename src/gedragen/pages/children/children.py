"""What a child said, with the answer; and for who is twelve to fifteen: to decide along, or to say."""

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from gedragen.access.doing import Action
from gedragen.cases.children.commands import AnswerChild, TellChild, answer_child, tell_child
from gedragen.cases.children.queries import ChildSheet, child_sheet
from gedragen.cases.people.commands.choosing import ChooseSay, choose_say
from gedragen.cases.state.head import case_head
from gedragen.edge.asking import Inside, inside
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import HeadOnly, show_case
from gedragen.pages.house.form import choice_field, long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.templatetags.theirs import theirs, with_theirs


class AnswerChildForm(forms.Form):
    item = forms.ChoiceField(label=_("Does an item of the plan answer this?"), widget=forms.RadioSelect, required=False)
    text = forms.CharField(
        label=_("What do you want to be told to the child?"),
        help_text=_("One or two short sentences, as one talks to a child. Promise nothing that is not so."),
        widget=long_box(3),
        required=False,
    )

    def __init__(self, *args: object, items: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        titles = [(number, with_theirs(f"{number}. %(title)s", title=theirs(title))) for number, title in items]
        choice_field(self, "item").choices = [("", _("No item. I write a sentence.")), *titles]


class SayForm(forms.Form):
    decides = forms.ChoiceField(
        label=_("What do you choose?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("I decide along\nYou say yes or no to each item of the plan, like the others.")),
            ("no", _("I say what I think\nYou do not have to say yes or no. The others read what you say.")),
        ],
        error_messages={"required": _("Choose one of the two.")},
    )

    def __init__(self, *args: object, je: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if je:
            self.fields["decides"].label = pgettext("je", "What do you choose?")
            choice_field(self, "decides").choices = [
                ("yes", pgettext("je", "I decide along\nYou say yes or no to each item of the plan, like the others.")),
                (
                    "no",
                    pgettext(
                        "je", "I say what I think\nYou do not have to say yes or no. The others read what you say."
                    ),
                ),
            ]


@page(f"{CASE}kind/<number:number>/", "child")
@require_http_methods(["GET", "POST"])
def child_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = child_sheet(here.case_id, number, viewer=here.seat)
    form = AnswerChildForm(request.POST or None, items=sheet.items)
    form = read_by(form, sheet.head, text="circle")
    if request.method == "POST":
        check_may(sheet.head, Action.ANSWER_CHILD)
        if form.is_valid() and _is_answered(request, here, form, sheet):
            return redirect("child", address, number)
    return show_case(request, "children/child", sheet, form=form, status=422 if form.errors else 200)


def _is_answered(request: HttpRequest, here: Inside, form: AnswerChildForm, sheet: ChildSheet) -> bool:
    chosen = form.cleaned_data["item"]
    asked = AnswerChild(sheet.card.voice, int(chosen) if chosen else None, form.cleaned_data["text"])
    thanks = gettext("Thank you. Whoever stands beside the child tells it.")
    return done(request, form, here, answer_child, asked, thanks=thanks)


@page(f"{CASE}kind/<number:number>/verteld/", "child_told")
@require_POST
def child_told_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = child_sheet(here.case_id, number, viewer=here.seat)
    done(request, None, here, tell_child, TellChild(sheet.card.answer), thanks=gettext("Good that you told it."))
    return redirect("child", address, number)


@page(f"{CASE}meebeslissen-of-zeggen/", "choose_say")
@require_http_methods(["GET", "POST"])
def choose_say_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    head = case_head(here.case_id, viewer=here.seat)
    check_may(head, Action.CHOOSE_SAY)
    form = SayForm(request.POST or None, je=head.me is not None and head.me.says_je)
    if form.is_valid():
        asked = ChooseSay(decides=form.cleaned_data["decides"] == "yes")
        if done(request, form, here, choose_say, asked, thanks=gettext("That is fine. You can choose anew later.")):
            return redirect("road", address)
    return show_case(request, "children/choose_say", HeadOnly(head), form=form, status=422 if form.errors else 200)
