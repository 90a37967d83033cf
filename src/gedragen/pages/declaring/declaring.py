"""Saying what the approach asks for: who reads it, in which words, and taking it back on the same page."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from gedragen.cases.declaring.commands import Declare, Withdraw, make_declaration, withdraw_declaration
from gedragen.cases.declaring.queries import DeclarationSheet, declaration_sheet, declarations_sheet
from gedragen.edge.asking import Inside, inside
from gedragen.method.constitution.keys.declarations import DeclarationRule, TakenBack, Wording
from gedragen.pages.addresses import CASE, page
from gedragen.pages.declaring.words import TAKEN_BACK, TAKING_BACK
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import long_box
from gedragen.pages.house.readers import read_by, who_reads
from gedragen.pages.house.rules import when_empty
from gedragen.pages.house.words import in_language

DECLARATIONS = f"{CASE}verklaringen/"


class DeclarationForm(forms.Form):
    """Without a box where the approach asks for none."""

    text = forms.CharField(widget=long_box(4), error_messages=when_empty("declaration-needs-text"))

    def __init__(self, *args: object, rule: DeclarationRule, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if rule.words.needed is None:
            del self.fields["text"]
        else:
            self.fields["text"].label = in_language(rule.words.needed)
            self.fields["text"].required = rule.text is Wording.REQUIRED


@page(DECLARATIONS, "declarations")
@require_safe
def declarations_page(request: HttpRequest, address: str) -> HttpResponse:
    here = inside(request, address)
    return show_case(request, "declaring/declarations", declarations_sheet(here.case_id, viewer=here.seat))


@page(f"{DECLARATIONS}<slug:key>/", "declaration")
@page(f"{DECLARATIONS}<slug:key>/<slug:about>/", "declaration_about")
@require_http_methods(["GET", "POST"])
def declaration_page(request: HttpRequest, address: str, key: str, about: str = "") -> HttpResponse:
    here = inside(request, address)
    sheet = declaration_sheet(here.case_id, key, about, viewer=here.seat)
    form = DeclarationForm(request.POST or None, rule=sheet.rule)
    if sheet.card is not None and request.method == "POST" and _does(request, here, form, sheet):
        return redirect("cockpit" if sheet.head.me and sheet.head.me.guides else "road", address)
    return _show(request, sheet, form)


def _does(request: HttpRequest, here: Inside, form: DeclarationForm, sheet: DeclarationSheet) -> bool:
    """Say it or take it back, whichever button was used."""
    key, about = sheet.rule.key, sheet.card.about if sheet.card is not None else ""
    if "withdraw" in request.POST:
        told = str(TAKEN_BACK[sheet.rule.withdraw])
        return done(request, None, here, withdraw_declaration, Withdraw(key, about), thanks=told)
    if not form.is_valid():
        return False
    asked = Declare(key, form.cleaned_data.get("text", ""), about)
    return done(request, form, here, make_declaration, asked, thanks=gettext("Thank you. This is recorded."))


def _show(request: HttpRequest, sheet: DeclarationSheet, form: DeclarationForm) -> HttpResponse:
    rule, status = sheet.rule, 200 if request.method == "GET" else 422
    return show_case(
        request,
        "declaring/declaration",
        sheet,
        form=read_by(form, sheet.head, **({"text": rule.room} if rule.words.needed else {})),
        readers=who_reads(sheet.head, rule.room),
        whom=_whom(sheet),
        taking_back=TAKING_BACK[rule.withdraw],
        stops=rule.withdraw is TakenBack.STOPS,
        status=status if sheet.card is not None else 403,
    )


def _whom(sheet: DeclarationSheet) -> str:
    """As its sentences name whom it is about."""
    card = sheet.card
    if card is None:
        return ""
    return card.name or (in_language(card.side.name) if card.side is not None else "")
