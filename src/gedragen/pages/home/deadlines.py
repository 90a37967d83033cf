"""Days by which something must be there, for whom it concerns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from gedragen.access.doing import Action
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
    """`on`: the last day; none as long as what it is counted from has not happened. `source`: where it stands.

    `setting`: what each situation fills in, and `is_known` whether somebody did.
    """

    text: str
    on: date | None
    source: str
    setting: str
    is_known: bool


def deadline_lines(head: CaseHead) -> list[DeadlineLine]:
    """Those that concern who looks, or that they fill in; who guides the conversation sees all of them."""
    return [_line(head, one) for one in _concerning(head)] if not head.is_closed else []


def _concerning(head: CaseHead) -> Iterator[Deadline]:
    for one in head.approach.deadlines if head.approach is not None and head.me is not None else ():
        fills_in = bool(one.setting) and Action.SET_LENGTH in head.can
        if head.me is not None and (head.me.guides or fills_in or head.me.is_among(one.who)):
            yield one


def _line(head: CaseHead, one: Deadline) -> DeadlineLine:
    began = _began(head, one.starts)
    length = one.length or head.lengths.get(one.setting)
    on = length.last_day(local_day(began), is_legal=one.is_legal) if length is not None and began is not None else None
    return DeadlineLine(in_language(one.text), on, _source(one), one.setting, length is not None)


def _source(one: Deadline) -> str:
    if one.is_legal:
        told = {"article": one.article, "version": one.law_version}
        return gettext("By law: %(article)s (%(version)s).") % told
    if one.setting:
        return gettext("This was filled in for this situation.")
    return gettext("This is how it is usually done.")


def _began(head: CaseHead, starts: Starts) -> datetime | None:
    return head.brought_at if starts is Starts.BROUGHT else head.dates.get(BEGINS[starts])
