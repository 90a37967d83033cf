"""Days by which something must be there, for whom it concerns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from gedragen.cases.state.head import CaseHead
from gedragen.method.constitution.keys.deadlines import Deadline, Starts
from gedragen.method.phases import Phase
from gedragen.method.terms import local_day
from gedragen.pages.house.words import in_language

BEGINS = {
    Starts.OPENED: Phase.STARTING,
    Starts.FROZEN: Phase.PREPARING,
    Starts.DECIDING: Phase.DECIDING,
    Starts.CARRYING_OUT: Phase.CARRYING_OUT,
}


@dataclass(frozen=True)
class DeadlineLine:
    """`on`: the last day; none as long as what it is counted from has not happened. `source`: where it stands."""

    text: str
    on: date | None
    source: str


def deadline_lines(head: CaseHead) -> list[DeadlineLine]:
    """Those that concern who looks; who guides the conversation sees all of them."""
    return [_line(head, one) for one in _concerning(head)] if not head.is_closed else []


def _concerning(head: CaseHead) -> Iterator[Deadline]:
    for one in head.approach.deadlines if head.approach is not None and head.me is not None else ():
        if head.me is not None and (head.me.guides or head.me.is_among(one.who)):
            yield one


def _line(head: CaseHead, one: Deadline) -> DeadlineLine:
    began = _began(head, one.starts)
    source = gettext("This is how it is usually done.")
    if one.is_legal:
        told = {"article": one.article, "version": one.law_version}
        source = gettext("By law: %(article)s (%(version)s).") % told
    return DeadlineLine(in_language(one.text), one.last_day(local_day(began)) if began else None, source)


def _began(head: CaseHead, starts: Starts) -> datetime | None:
    return head.brought_at if starts is Starts.BROUGHT else head.dates.get(BEGINS[starts])
