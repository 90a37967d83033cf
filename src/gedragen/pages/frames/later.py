"""What people say about a limit: that it is not wider, what it touches, a question, a remark; and the answers to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from gedragen.access.doing import Action, NotFound
from gedragen.cases.engine.act import Act
from gedragen.cases.frames.commands.about import (
    AskAboutFrame,
    KeepFrame,
    RemarkOnFrame,
    ask_about_frame,
    keep_frame,
    remark_on_frame,
)
from gedragen.cases.frames.commands.later import (
    DisputeFrame,
    NameTouched,
    TakeFrameAway,
    dispute_frame,
    name_touched,
    take_frame_away,
)
from gedragen.cases.frames.queries import FrameCard, FrameQuestionCard, FramesSheet, frames_sheet
from gedragen.edge.asking import Inside, inside
from gedragen.pages.addresses import CASE, page
from gedragen.pages.frames.forms import SayForm
from gedragen.pages.house.acting import done, not_now, version_read
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.form import choice_field
from gedragen.pages.house.permission import check_may
from gedragen.pages.house.readers import read_by
from gedragen.pages.templatetags.theirs import theirs, with_theirs


@dataclass(frozen=True)
class Asks:
    """What a page with one box about a limit says. `room`: where the text will lie."""

    title: str
    lead: str
    label: str
    button: str
    thanks: str
    room: str = "open"
    is_about_item: bool = False


@page(f"{CASE}grenzen/<number:number>/vervalt/", "frame_take_away")
@require_http_methods(["GET", "POST"])
def take_away_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    asks = Asks(
        title=gettext("Take this limit away?"),
        lead=gettext(
            "Without this limit people have more to decide. What they agreed stays as it is. Everyone is told."
        ),
        label=gettext("Why do you take it away now?"),
        button=gettext("Yes, take it away"),
        thanks=gettext("The limit does not apply any more. What it said can still be read."),
    )
    here, sheet, form = _opened(request, address, Action.CHANGE_FRAME, asks)
    frame = _standing(sheet, number)
    asked = TakeFrameAway(number, version_read(request), form.data.get("text", ""))
    return _shown(request, here, sheet, form, asks, frame, take_frame_away, asked)


@page(f"{CASE}grenzen/<number:number>/niet-ruimer/", "frame_dispute")
@require_http_methods(["GET", "POST"])
def dispute_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    asks = Asks(
        title=gettext("Is this not wider?"),
        lead=gettext(
            "Then everyone who decides is asked whether they accept the new text. Until then the old one applies."
        ),
        label=gettext("Why is it not wider?"),
        button=gettext("Put it to everyone who decides"),
        thanks=gettext("It has been put to everyone who decides. Until they have answered, the old limit applies."),
        room="plan",
    )
    here, sheet, form = _opened(request, address, Action.DISPUTE_FRAME, asks)
    frame = _standing(sheet, number)
    if request.method == "GET" and not frame.can_be_disputed:
        not_now(request, "frame-is-not-called-wider")
        return redirect("frames", address)
    asked = DisputeFrame(number, version_read(request), form.data.get("text", ""))
    return _shown(request, here, sheet, form, asks, frame, dispute_frame, asked)


@page(f"{CASE}grenzen/<number:number>/raakt-ook/", "frame_touches")
@require_http_methods(["GET", "POST"])
def touches_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    asks = Asks(
        title=gettext("Does this limit touch another item?"),
        lead=gettext("Then that item is asked again as well. The answers to the others stay."),
        label=gettext("Why does it touch this item?"),
        button=gettext("Ask this item again"),
        thanks=gettext("Thank you. That item is asked again as well."),
        room="plan",
        is_about_item=True,
    )
    here, sheet, form = _opened(request, address, Action.NAME_TOUCHED, asks)
    frame = _newest(sheet, number)
    others = [one for one in sheet.items if one[0] not in frame.touches]
    choice_field(form, "item").choices = _items(others)
    if request.method == "GET" and not (frame.asks_again and others):
        not_now(request, "frame-touches-nothing")
        return redirect("frames", address)
    item = form.data.get("item", "")
    asked = NameTouched(number, version_read(request), int(item) if item.isdecimal() else 0, form.data.get("text", ""))
    return _shown(request, here, sheet, form, asks, frame, name_touched, asked)


@page(f"{CASE}grenzen/<number:number>/vraag/", "frame_ask")
@require_http_methods(["GET", "POST"])
def ask_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    asks = Asks(
        title=gettext("A question about this limit"),
        lead=gettext("Is this limit needed? Can it be wider? Who sets the limits must answer. You can ask it once."),
        label=gettext("Your question"),
        button=gettext("Ask this question"),
        thanks=gettext("Your question has been asked. You read here by when there is an answer."),
    )
    here, sheet, form = _opened(request, address, Action.ASK_ABOUT_FRAME, asks)
    asked = AskAboutFrame(number, form.data.get("text", ""))
    return _shown(request, here, sheet, form, asks, _standing(sheet, number), ask_about_frame, asked)


@page(f"{CASE}grenzen/vraag/<number:number>/", "frame_answer")
@require_http_methods(["GET", "POST"])
def answer_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    asks = Asks(
        title=gettext("Answer a question about a limit"),
        lead=gettext(
            "Can the limit be wider, or can it go? Then change it: that is an answer too. It cannot become narrower."
        ),
        label=gettext("Why does it stay as it is?"),
        button=gettext("It stays as it is"),
        thanks=gettext("Thank you. Everyone can read your answer beside the limit."),
    )
    here, sheet, form = _opened(request, address, Action.ANSWER_ABOUT_FRAME, asks)
    frame, question = _about(sheet, number)
    because = KeepFrame(number, form.data.get("text", ""))
    return _shown(request, here, sheet, form, asks, frame, keep_frame, because, question=question)


@page(f"{CASE}grenzen/<number:number>/opmerking/", "frame_remark")
@require_http_methods(["GET", "POST"])
def remark_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    asks = Asks(
        title=gettext("A remark on this limit"),
        lead=gettext(
            "Is it a solution instead of a limit? Can nobody answer it with yes or no? Say it once, in a friendly way."
        ),
        label=gettext("Your remark"),
        button=gettext("Send this remark"),
        thanks=gettext("Your remark now stands beside the limit."),
    )
    here, sheet, form = _opened(request, address, Action.REMARK_ON_FRAME, asks)
    asked = RemarkOnFrame(number, version_read(request), form.data.get("text", ""))
    return _shown(request, here, sheet, form, asks, _standing(sheet, number), remark_on_frame, asked)


def _opened(request: HttpRequest, address: str, action: Action, asks: Asks) -> tuple[Inside, FramesSheet, SayForm]:
    here = inside(request, address)
    sheet = frames_sheet(here.case_id, viewer=here.seat)
    check_may(sheet.head, action)
    form = SayForm(request.POST or None)
    choice_field(form, "item").choices = _items(sheet.items)
    if not asks.is_about_item:
        del form.fields["item"]
    form.fields["text"].label = asks.label
    return here, sheet, read_by(form, sheet.head, text=asks.room)


def _items(items: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(number, with_theirs(f"{number}. %(title)s", title=theirs(title))) for number, title in items]


def _shown(
    request: HttpRequest,
    here: Inside,
    sheet: FramesSheet,
    form: SayForm,
    asks: Asks,
    frame: FrameCard,
    act: Act[object, object],
    asked: object,
    **more: object,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and done(request, form, here, act, asked, thanks=asks.thanks):
        return redirect("frames", here.address)
    status = 422 if form.errors else 200
    return show_case(request, "frames/say", sheet, status=status, form=form, asks=asks, frame=frame, **more)


def _about(sheet: FramesSheet, number: int) -> tuple[FrameCard, FrameQuestionCard]:
    """The question with this number, and the frame that it is about."""
    for frame in sheet.frames:
        for one in frame.questions:
            if one.number == number:
                return frame, one
    raise NotFound


def _standing(sheet: FramesSheet, number: int) -> FrameCard:
    found = next((frame for frame in sheet.frames if frame.number == number), None)
    if found is None:
        raise NotFound
    return found


def _newest(sheet: FramesSheet, number: int) -> FrameCard:
    """Also one that the people are still asked about."""
    found = [frame for frame in (*sheet.earlier, *sheet.frames) if frame.number == number]
    if not found:
        raise NotFound
    return max(found, key=lambda frame: frame.version)
