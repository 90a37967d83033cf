"""Whether my answer counts as I gave it: what was recounted, in words, and a receipt to keep."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gedragen.cases.mine.receipts import Found, ReceiptCard, ReceiptsSheet, receipt_of, receipts_sheet
from gedragen.cases.mine.seals import OWN_ACTS, REVIEW, ROUND, ShortSeal
from gedragen.cases.store.evidence.receipt import receipt_file
from gedragen.edge.asking import inside
from gedragen.edge.numbers import page_number
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.case_page import show_case
from gedragen.pages.house.words import ANSWER, GOING
from gedragen.pages.people.seats import pager
from gedragen.pages.templatetags.theirs import theirs, with_theirs

WRONG = (Found.DIFFERS, Found.LOST)

# What was found of an answer in a round; below it, what is said otherwise of what was answered elsewhere, when looking
# back, and of a round without an answer.
FOUND: Mapping[Found, Promise] = {
    Found.RIGHT: _("We recounted it: your answer counts as you gave it."),
    Found.NOT_YET: _("This does not count yet: the round is still open."),
    Found.ERASED: _("The text of this was erased, so it cannot be recounted any more. The seal on it still fits."),
    Found.DIFFERS: _("This is not right. What stands here now is not what was sealed: it was changed afterwards."),
    Found.LOST: _(
        "This is not right. The answers that stand here now do not fit the seal. One was changed, or is gone."
    ),
    Found.NO_ENTRY: _("This was sealed in an earlier version of Gedragen. Under which seal was not kept then."),
}
ELSEWHERE: Mapping[Found, Promise] = {
    Found.RIGHT: _("We recounted it: this is sealed as you gave it."),
    Found.NOT_YET: _("This is not sealed yet. That happens by itself."),
}
LOOKING_BACK: Mapping[Found, Promise] = {
    **ELSEWHERE,
    Found.NOT_YET: _("This does not count yet: looking back is still open."),
}
WITHOUT: Mapping[Found, Promise] = {Found.RIGHT: _("No answer of yours was sealed in this round.")}

SHORT: Mapping[str, Promise] = {
    ROUND: _("Round %(number)s. Answers sealed: %(sealed)s. Answers there now: %(stands)s."),
    REVIEW: _("Looking back %(number)s. Answers sealed: %(sealed)s. Answers there now: %(stands)s."),
    OWN_ACTS: _("Line %(number)s of the journal. Answers sealed: %(sealed)s. Answers there now: %(stands)s."),
}


@dataclass(frozen=True)
class Line:
    """One answer as the page shows it. `url`: of its receipt, where there is one. `more`: what else must be known."""

    card: ReceiptCard
    title: str
    said: str
    found: str
    more: tuple[str, ...]
    url: str


@page(f"{CASE}mijn-antwoorden/narekenen/", "recount")
@require_safe
def recount_page(request: HttpRequest, address: str) -> HttpResponse:
    who = inside(request, address)
    sheet = receipts_sheet(who.case_id, viewer=who.seat, page=page_number(request))
    lines = [_line(card, sheet) for card in sheet.cards]
    short = [_short(seal) for seal in sheet.short]
    is_wrong = bool(short) or any(card.found in WRONG for card in sheet.cards)
    told = {"lines": lines, "short": short, "is_wrong": is_wrong, "site": settings.BASE_URL}
    return show_case(request, "mine/recount", sheet, told=told, pager=pager(sheet.page, sheet.pages))


@page(f"{CASE}mijn-antwoorden/narekenen/<slug:kind>/<number:number>/", "receipt_file")
@require_safe
def receipt_page(request: HttpRequest, address: str, kind: str, number: int) -> HttpResponse:
    """A file to keep. Of somebody else's answer, and where receipts open nothing, there is none."""
    who = inside(request, address)
    card, receipt = receipt_of(who.case_id, viewer=who.seat, kind=kind, row=number)
    told = receipt_file(replace(receipt, says=_in_a_sentence(card)))
    answer = HttpResponse(told, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="ontvangstbewijs.json"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _line(card: ReceiptCard, sheet: ReceiptsSheet) -> Line:
    has_file = sheet.opens and card.row and card.found is Found.RIGHT
    url = reverse("receipt_file", args=[sheet.head.address, card.kind, card.row]) if has_file else ""
    return Line(card, _title(card), _said(card), _found(card), tuple(_more(card)), url)


def _in_a_sentence(card: ReceiptCard) -> str:
    """What a receipt says of itself, for who opens the file."""
    subject = _subject(card) % {"number": card.number, "item": card.item_number, "title": card.title}
    sealed = gettext("Sealed in line %(entry)s of the journal.") % {"entry": card.entry}
    return f"{subject}. {_said(card)}. {sealed}" if card.said else f"{subject}. {sealed}"


def _title(card: ReceiptCard) -> str:
    return with_theirs(_subject(card), number=card.number, item=card.item_number, title=theirs(card.title))


def _subject(card: ReceiptCard) -> str:
    match card.kind:
        case "answer" | "silent":
            return gettext("Round %(number)s: %(title)s")
        case "review" if card.item_number:
            return gettext("Looking back %(number)s: item %(item)s")
        case "review":
            return gettext("Looking back %(number)s: the hard question")
        case "task":
            return gettext("Task: %(title)s")
        case "voice":
            return gettext("What worries you")
        case _:
            return gettext("Taking part")


def _said(card: ReceiptCard) -> str:
    """What was answered, in the words of its buttons. What is no answer of ours, because it was changed, as it is."""
    if card.kind == "answer":
        words: Mapping[str, object] = {answer.value: told for answer, told in ANSWER.items()}
    elif card.kind == "review":
        words = {going.value: told for going, told in GOING.items()}
    else:
        words = {"yes": _("Yes"), "no": _("No")}
    return str(words.get(card.said, card.said))


def _found(card: ReceiptCard) -> str:
    of_kind = {"answer": {}, "silent": WITHOUT, "review": LOOKING_BACK}.get(card.kind, ELSEWHERE)
    if card.kind == "answer" and card.found is Found.RIGHT and not (card.counted and not card.is_void):
        of_kind = ELSEWHERE
    return str({**FOUND, **of_kind}[card.found])


def _more(card: ReceiptCard) -> list[str]:
    sentences = {
        gettext("Written down for you."): card.on_behalf,
        gettext(
            "This round no longer counts: something changed after it. All answers in it stay as they were given."
        ): (card.is_void),
        gettext("It did not count for the outcome: you did not decide with the others when the round closed."): (
            not card.counted and not card.is_void
        ),
        gettext("You took it back later. A new round is about that."): card.taken_back,
    }
    return [sentence for sentence, is_so in sentences.items() if is_so]


def _short(seal: ShortSeal) -> str:
    return str(SHORT[seal.word]) % {"number": seal.number, "sealed": seal.sealed, "stands": seal.stands}
