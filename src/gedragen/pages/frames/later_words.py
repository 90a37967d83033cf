"""What everybody reads of a limit that changed after the limits were fixed, by what it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from gedragen.cases.frames.queries import FrameCard, FrameQuestionCard, LateCard
from gedragen.cases.state.head import CaseHead
from gedragen.method.frames import FrameChange, FrameKind
from gedragen.method.phases import Phase
from gedragen.method.terms import local_day
from gedragen.pages.templatetags.say import bare_day, in_a_row, moment
from gedragen.pages.templatetags.theirs import theirs, with_theirs


@dataclass(frozen=True)
class LateLine:
    """As frames/_late.html draws it. `item`: where the deciders answer it. `gives_room`: nobody has to do anything."""

    title: str
    text: SafeString
    because: str
    item: int | None
    gives_room: bool


def late_lines(late: Iterable[LateCard]) -> list[LateLine]:
    return [
        LateLine(_title(one), _text(one), one.because, one.item if one.until else None, _gives_room(one))
        for one in late
    ]


def _gives_room(one: LateCard) -> bool:
    return one.is_gone or (one.change is FrameChange.WIDER and not one.was_asked)


def _title(one: LateCard) -> str:
    values = {"number": one.number, "day": bare_day(one.at)}
    if one.is_gone:
        return gettext("Limit %(number)s is gone, since %(day)s") % values
    if one.was_asked:
        return gettext("Limit %(number)s was asked of the people") % values
    if one.change is FrameChange.WIDER:
        return gettext("Limit %(number)s became wider, on %(day)s") % values
    return gettext("Limit %(number)s came later, on %(day)s") % values


def _text(one: LateCard) -> SafeString:
    values = {
        "name": one.by,
        "text": theirs(one.text),
        "source": theirs(one.source),
        "day": bare_day(one.source_on),
        "until": moment(one.until),
        "items": _again(one),
    }
    return with_theirs(_sentence(one), **values)


def _sentence(one: LateCard) -> str:
    if one.is_gone:
        return gettext("“%(text)s” does not apply any more. Nothing that people said falls away.")
    if one.was_asked:
        return _asked(one)
    if one.change is FrameChange.WIDER:
        return gettext("It now says: “%(text)s” Nothing that people said falls away.")
    if one.kind is FrameKind.LAW:
        return gettext(
            "The law has changed (%(source)s, %(day)s). %(name)s did not know that beforehand. “%(text)s” %(items)s"
        )
    return gettext(
        "Safety asks for something else (%(source)s, %(day)s). %(name)s did not know that beforehand. "
        "“%(text)s” %(items)s"
    )


def _asked(one: LateCard) -> str:
    if one.change is FrameChange.WIDER:
        return _disputed(one)
    if one.until is not None:
        return gettext(
            "%(name)s wants a limit added: “%(text)s” This was promised otherwise. "
            "It applies only when the people accept it. They answer until %(until)s."
        )
    if one.accepted:
        return gettext(
            "%(name)s wanted a limit added: “%(text)s” The people accepted it. This was promised otherwise. %(items)s"
        )
    return gettext(
        "%(name)s wanted a limit added: “%(text)s” The people did not accept it. It does not apply. "
        "This was promised otherwise."
    )


def _disputed(one: LateCard) -> str:
    if one.until is not None:
        return gettext(
            "%(name)s called this wider: “%(text)s” Somebody who decides says that it is not. "
            "So the people answer it, until %(until)s. Until then the old limit applies."
        )
    if one.accepted:
        return gettext("The people accepted the new text: “%(text)s” Nothing that they said falls away.")
    return gettext("The people did not accept the new text: “%(text)s” The old limit applies.")


def _again(one: LateCard) -> str:
    if not one.again:
        return gettext("No item is asked again.")
    items = in_a_row([str(number) for number in one.again])
    again = ngettext("Item %(items)s is asked again.", "Items %(items)s are asked again.", len(one.again))
    return again % {"items": items}


@dataclass(frozen=True)
class QuestionLine:
    """A question about a limit that waits for an answer. `late`: what is said when that is overdue."""

    question: FrameQuestionCard
    text: str
    late: str


def late_questions(frames: Iterable[FrameCard], at: datetime) -> list[QuestionLine]:
    """Those without an answer, in the order in which that is due."""
    waiting = [one for frame in frames for one in frame.questions if one.reply is None]
    return [
        QuestionLine(one, frame_of(frames, one.frame), _how_late(one, at))
        for one in sorted(waiting, key=lambda one: one.due_at)
    ]


def frame_of(frames: Iterable[FrameCard], number: int) -> str:
    return next((frame.text for frame in frames if frame.number == number), "")


def _how_late(one: FrameQuestionCard, at: datetime) -> str:
    days = (local_day(at) - local_day(one.due_at)).days + 1
    if at < one.due_at:
        return gettext("An answer was promised, on %(day)s at the latest.") % {"day": bare_day(one.due_at)}
    late = ngettext("The answer is %(days)d day late.", "The answer is %(days)d days late.", days)
    return late % {"days": days}


def fixed_since(frames: Iterable[FrameCard], head: CaseHead) -> str:
    """How many limits have been fixed since when, and how many came or changed later."""
    since = head.dates.get(Phase.PREPARING)
    all_of_them = list(frames)
    later = sum(frame.after_freeze for frame in all_of_them)
    return fixed_count(len(all_of_them) - later, later, bare_day(since)) if since else ""


def fixed_count(number: int, later: int, day: str) -> str:
    fixed = ngettext(
        "%(number)d limit has been fixed since %(day)s.", "%(number)d limits have been fixed since %(day)s.", number
    ) % {"number": number, "day": day}
    if not later:
        return fixed
    more = ngettext("%(later)d came or changed later.", "%(later)d came or changed later.", later) % {"later": later}
    return f"{fixed} {more}"
