"""The journal for anyone who may see the case: told in words, and the file to check it with."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from gedragen.cases.journal.queries import EntryCard, journal_sheet, signing_key_code
from gedragen.cases.state.head import CaseHead
from gedragen.edge.asking import visit
from gedragen.edge.numbers import page_number
from gedragen.pages.addresses import CASE, page
from gedragen.pages.house.case_page import show_case
from gedragen.pages.journal.words import WAYS, entry_sentence, kind_called, who
from gedragen.pages.people.seats import pager
from gedragen.pages.templatetags.say import bare_day, moment


@dataclass(frozen=True)
class Row:
    """One entry as parts/rows.html draws it."""

    title: str
    meta: str


@page(f"{CASE}logboek/", "journal")
def journal_page(request: HttpRequest, address: str) -> HttpResponse:
    seen = visit(request, address)
    sheet = journal_sheet(seen.case_id, viewer=seen.seat, page=page_number(request))
    rows = [_row(entry, sheet.head) for entry in sheet.entries]
    ways = [(WAYS[one.way], kind_called(one.of), one.number) for one in sheet.ways]
    around = pager(sheet.page, sheet.pages)
    signer = {"site": settings.BASE_URL, "key": signing_key_code()}
    return show_case(request, "journal/journal", sheet, rows=rows, ways=ways, pager=around, signer=signer)


def _row(entry: EntryCard, head: CaseHead) -> Row:
    sentence, details = entry_sentence(entry, head.approach), {"number": entry.number, "code": entry.code}
    if entry.kind is None:
        return Row(sentence, gettext("%(number)s · code %(code)s") % details)
    details |= {"when": moment(entry.at) if entry.at else bare_day(entry.day), "who": who(entry)}
    return Row(sentence, gettext("%(number)s · %(when)s · %(who)s · code %(code)s") % details)
