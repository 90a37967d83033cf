"""A paper of the approach's own: to read, to fill in together, to sign and to print."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from gedragen.access.doing import Action
from gedragen.cases.documents.commands import SignDocument, WriteDocument, sign_document, write_document
from gedragen.cases.documents.queries import DocumentSheet, document_sheet
from gedragen.edge.asking import inside, visit
from gedragen.method.constitution.keys.documents import Field, FieldKind
from gedragen.pages.addresses import CASE, page
from gedragen.pages.documents.lines import lines_of
from gedragen.pages.house.acting import done, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import day_box, likely_day, long_box
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.house.words import in_language


class DocumentForm(forms.Form):
    """What the paper asks, in its order. Nothing has to be filled in at once."""

    def __init__(self, *args: object, sheet: DocumentSheet, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in sheet.document.fields:
            self.fields[field.key] = _box(field, sheet)

    @property
    def values(self) -> dict[str, str]:
        """As text, by the key of each field."""
        return {key: "" if value is None else str(value) for key, value in self.cleaned_data.items()}


def _box(field: Field, sheet: DocumentSheet) -> forms.Field:
    label = in_language(field.text)
    if field.kind is FieldKind.DATE:
        return forms.DateField(label=label, widget=day_box(), validators=[likely_day], required=False)
    if field.kind is FieldKind.TEXT:
        return forms.CharField(label=label, widget=long_box(3), required=False)
    choices = [(one.key, in_language(one.text)) for one in field.choices]
    if field.kind is FieldKind.SEAT:
        choices = [(str(number), name) for number, name in sheet.people]
    not_yet = ("", gettext("Not yet"))
    return forms.ChoiceField(label=label, choices=[*choices, not_yet], widget=forms.RadioSelect, required=False)


@page(f"{CASE}papier/<number:number>/", "document")
@require_http_methods(["GET", "POST"])
def document_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """POST: I sign the text that I read."""
    if request.method == "POST":
        me, read = inside(request, address), version_read(request)
        thanks = gettext("Thank you. You have signed this text.")
        done(request, None, me, sign_document, SignDocument(number, read), thanks=thanks)
        return redirect("document", address, number)
    here = visit(request, address)
    sheet = document_sheet(here.case_id, number, viewer=here.seat)
    return show_case(request, "documents/document", sheet, lines=lines_of(sheet.newest), signed=lines_of(sheet.signed))


@page(f"{CASE}papier/<number:number>/afdrukken/", "document_print")
@require_safe
def document_print_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = visit(request, address)
    sheet = document_sheet(here.case_id, number, viewer=here.seat)
    return show_case(request, "documents/print", sheet, lines=lines_of(sheet.newest))


@page(f"{CASE}papier/<number:number>/schrijven/", "document_write")
@require_http_methods(["GET", "POST"])
def document_write_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    here = inside(request, address)
    sheet = document_sheet(here.case_id, number, viewer=here.seat)
    check_may(sheet.head, Action.WRITE_DOCUMENT)
    form, read = _form(request, sheet), version_read(request)
    if request.method == "POST" and form.is_valid():
        asked = WriteDocument(number, form.values, read)
        if done(request, form, here, write_document, asked, thanks=_thanks(sheet)):
            return redirect("document", address, number)
        sheet = document_sheet(here.case_id, number, viewer=here.seat)
    told = {"form": form, "read": read, "lines": lines_of(sheet.newest)}
    return show_case(request, "documents/write", sheet, status=422 if form.errors else 200, **told)


def _form(request: HttpRequest, sheet: DocumentSheet) -> DocumentForm:
    start = sheet.newest.values if sheet.newest else {}
    form = DocumentForm(request.POST if request.method == "POST" else None, sheet=sheet, initial=start)
    rooms = {field.key: sheet.document.room for field in sheet.document.fields if field.kind is FieldKind.TEXT}
    return read_by(form, sheet.head, **rooms)


def _thanks(sheet: DocumentSheet) -> str:
    if sheet.signatures:
        return gettext("Saved. The text changed, so whoever had signed is asked again.")
    return gettext("Saved. Now everybody who signs can read it.")
