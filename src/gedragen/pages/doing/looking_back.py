"""Looking back: the calls, the reviews, and saying how each item goes."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from gedragen.cases.doing.commands.follow_through import ItemGoing, LookBack, look_back
from gedragen.cases.doing.queries.follow_through import (
    CheckInCard,
    GoingCard,
    ReviewedItem,
    ReviewSheet,
    looking_back_sheet,
    review_sheet,
)
from gedragen.edge.asking import inside, visit
from gedragen.method.follow_through import CheckInKind, Going
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.acting import done
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choices_in_line, long_box
from gedragen.pages.house.readers import is_typed
from gedragen.pages.house.words import GOING
from gedragen.pages.plan.plan_lines import keeping_says
from gedragen.pages.templatetags.say import bare_day, day
from gedragen.pages.templatetags.theirs import theirs


@dataclass(frozen=True)
class Moment:
    """A call or a review as parts/moments.html shows it."""

    when: str
    title: str
    text: str
    state: str
    url: str


@dataclass(frozen=True)
class ItemResult:
    """How one item goes: the counts in a sentence and as cells of a table, and what people said."""

    item: ReviewedItem
    sentence: str
    cells: tuple[int, ...]
    rows: tuple[dict[str, str], ...]
    of_promises: tuple[dict[str, str], ...]


@page(f"{CASE}terugkijken/", "looking_back")
def looking_back_page(request: HttpRequest, address: str) -> HttpResponse:
    found = visit(request, address)
    sheet = looking_back_sheet(found.case_id, viewer=found.seat)
    moments = [_moment(one, address) for one in sheet.check_ins]
    running = next((one for one in sheet.check_ins if _is_running(one)), None)
    told: dict[str, Any] = {"moments": moments, "running": running, "keeping": keeping_says(sheet.head, sheet.keeping)}
    return show_case(request, "looking_back/looking_back", sheet, **told)


@page(f"{CASE}terugkijken/<number:number>/", "review")
def review_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    found = visit(request, address)
    sheet = review_sheet(found.case_id, number, viewer=found.seat)
    form = _review_form(request, sheet)
    if request.method == "POST" and form.is_valid() and _looked_back(request, address, sheet, form):
        return redirect("looking_back", address)
    return show_case(
        request,
        "looking_back/review",
        sheet,
        form=form,
        asked=[(item, form[f"going_{item.number}"], form[f"text_{item.number}"]) for item in sheet.asked],
        results=[_result(item) for item in sheet.items],
        going_words=[GOING[going] for going in Going],
        hard_question=sheet.hard_question.in_language(get_language() or "nl") if sheet.hard_question else "",
        title=_title(sheet.check_in),
        is_running=_is_running(sheet.check_in),
        status=422 if form.errors else 200,
    )


def _looked_back(request: HttpRequest, address: str, sheet: ReviewSheet, form: forms.Form) -> bool:
    me = inside(request, address)
    data = form.cleaned_data
    going = {
        item.number: ItemGoing(Going(data[f"going_{item.number}"]), data[f"text_{item.number}"])
        for item in sheet.asked
        if data[f"going_{item.number}"]
    }
    asked = LookBack(sheet.check_in.number, items=going, hard_answer=data.get("hard", ""))
    thanks = gettext("Thank you. You can change this until the moment closes.")
    return done(request, form, me, look_back, asked, thanks=thanks)


class ReviewForm(forms.Form):
    """Two fields per item, made by `_review_form`: how it goes, and what would help."""

    def clean(self) -> None:
        """Words without a choice would get lost: ask for the choice."""
        for name in [name for name in self.fields if name.startswith("text_")]:
            going = name.replace("text_", "going_")
            if self.cleaned_data.get(name) and not self.cleaned_data.get(going) and going not in self.errors:
                self.add_error(going, gettext("Choose how it is going. Then we keep your words with it."))


def _review_form(request: HttpRequest, sheet: ReviewSheet) -> ReviewForm:
    """The questions of this review, with what this seat said before."""
    form = ReviewForm(request.POST or None)
    for item in sheet.asked:
        form.fields[f"going_{item.number}"] = forms.ChoiceField(
            label=gettext("How is it going?"),
            required=False,
            choices=[(going, GOING[going]) for going in Going],
            widget=choices_in_line(),
            initial=item.mine.going if item.mine else None,
        )
        form.fields[f"text_{item.number}"] = forms.CharField(
            label=gettext("What would help?"),
            required=False,
            widget=long_box(2),
            initial=item.mine.text if item.mine else "",
        )
    if sheet.hard_question and not sheet.of_promises:
        form.fields["hard"] = forms.CharField(
            label=gettext("Your answer"), required=False, widget=long_box(4), initial=sheet.my_hard_answer
        )
    form.readers = {name: _read_by(sheet) for name, field in form.fields.items() if is_typed(field)}  # type: ignore[attr-defined]
    return form


def _read_by(sheet: ReviewSheet) -> str:
    """Who reads what is written here. Whoever promised something said yes to it by name."""
    if not sheet.unnamed or sheet.of_promises:
        return gettext("Everyone who takes part can read this with your name, once this moment has closed.")
    without = gettext("Everyone who takes part can read this without your name, once this moment has closed.")
    return f"{without} {gettext('We do not say who. Others can sometimes guess it.')}"


def _result(item: ReviewedItem) -> ItemResult:
    sentences = {
        Going.WELL: ngettext(
            "%(count)d says it is going well", "%(count)d say it is going well", item.counted.get(Going.WELL, 0)
        ),
        Going.NOT_WELL: ngettext(
            "%(count)d says it is not going well",
            "%(count)d say it is not going well",
            item.counted.get(Going.NOT_WELL, 0),
        ),
        Going.NOT_NEEDED: ngettext(
            "%(count)d says it is no longer needed",
            "%(count)d say it is no longer needed",
            item.counted.get(Going.NOT_NEEDED, 0),
        ),
    }
    said = [sentences[going] % {"count": count} for going, count in item.counted.items()]
    return ItemResult(
        item=item,
        sentence=gettext("%(counts)s.") % {"counts": ", ".join(said)} if said else gettext("Nobody answered this."),
        cells=tuple(item.counted.get(going, 0) for going in Going),
        rows=tuple(_line(one) for one in item.said if one.text),
        of_promises=tuple(_line(one) for one in item.of_promises),
    )


def _line(one: GoingCard) -> dict[str, str]:
    badge = str(GOING[one.going]) if one.going else ""
    return {"title": one.by or gettext("Somebody"), "badge": badge, "text": theirs(one.text)}


def _moment(one: CheckInCard, address: str) -> Moment:
    state = "done" if one.done_at else "now" if one.opened_at else "later"
    return Moment(
        when=bare_day(one.done_at) if one.done_at else day(one.due_on),
        title=_title(one),
        text=_what_happens(one),
        state=state,
        url=reverse("review", args=[address, one.number]) if state != "later" else "",
    )


def _title(one: CheckInCard) -> str:
    if one.kind is CheckInKind.CALL:
        return gettext("A call: how is it going?")
    return ngettext("Looking back after %(count)d month", "Looking back after %(count)d months", one.months) % {
        "count": one.months
    }


def _what_happens(one: CheckInCard) -> str:
    if one.done_at:
        return gettext("This is over. Read what was said.")
    if one.kind is CheckInKind.CALL:
        return gettext("Whoever guides the conversation calls, and asks what goes well and what does not.")
    if one.opened_at and one.closes_at:
        return gettext("Everyone who takes part can now say how it is going, until %(day)s.") % {
            "day": day(one.closes_at)
        }
    return gettext("Then we ask for every item: is it going well, is it not, or is it no longer needed?")


def _is_running(one: CheckInCard) -> bool:
    return one.kind is CheckInKind.REVIEW and one.opened_at is not None and one.done_at is None
