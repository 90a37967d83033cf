"""What is kept of somebody, in words: each text with what it is and who reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gedragen.cases.mine.queries import KeptText
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.keys.rooms import RoomRule
from gedragen.pages.house.words import readers_in

_PLAN = _("What you wrote in the plan")
_FRAME = _("A limit that you wrote")
_PROMISE = _("The promise")
_NAMED = _("Somebody you named")
_OTHER = _("What you wrote")
_INSIDE = _("What you wrote when you were among yourselves")

KIND: Mapping[str, Promise] = {
    "name": _("Your name"),
    "contact": _("How we can reach you"),
    "mail": _("Where messages go"),
    "phone": _("Your phone number"),
    "brought-question": _("The question that you brought"),
    "declaration": _("What you declared"),
    "voice": _("What worries you"),
    "view-answer": _("Your answer to another view"),
    "reason": _("Why you answered so"),
    "objection": _("A “no” that you brought in for somebody"),
    "taken-back": _("Why you took back a yes"),
    "review": _("What you said about how it is going"),
    "task-report": _("What you told about a task"),
    "task": _("A task that you offered"),
    "question-to-professional": _("A question that you asked"),
    "answer": _("An answer that you gave"),
    "frame-information": _("Information that you gave about a limit"),
    "verdict": _("What you said about a limit"),
    "safety_net": _("What to do if it goes wrong"),
    "resources": _("What is needed for the plan"),
    "who_checks": _("Who keeps an eye on the plan"),
    "document": _("What you wrote in a paper of this approach"),
    "talk-note": _("A note about a talk beforehand"),
    "draft-title": _INSIDE,
    "draft-text": _INSIDE,
    "exclusion": _("Why you did not want somebody there"),
    "meeting": _("Where and when you meet"),
    "nomination-name": _NAMED,
    "nomination-contact": _NAMED,
    "nomination-concern": _NAMED,
    "item-title": _PLAN,
    "item-what": _PLAN,
    "item-why": _PLAN,
    "item-when": _PLAN,
    "item-because": _PLAN,
    "item-dropped": _PLAN,
    "frame-text": _FRAME,
    "frame-question": _FRAME,
    "frame-reason": _FRAME,
    "frame-source": _FRAME,
    "frame-competent": _FRAME,
    "promise-brings": _PROMISE,
    "promise-silence-to": _PROMISE,
    "promise-fallback": _PROMISE,
    "promise-by": _PROMISE,
    "promise-mandate": _PROMISE,
}


@dataclass(frozen=True)
class KeptLine:
    """One kind of thing that is kept: its texts, oldest first, and the rooms in which they were written."""

    what: str
    texts: tuple[str, ...]
    readers: str
    since: datetime


def _rule(one: KeptText, approach: Approach | None) -> RoomRule:
    """The room as it is; of the plan also whether the authority waits, which the approach says."""
    found = approach.rooms.get(one.room.key) if approach is not None else None
    return replace(one.room, authority_waits=found is not None and found.authority_waits)


def kept_lines(kept: Iterable[KeptText], approach: Approach | None = None) -> list[KeptLine]:
    """What belongs together under one heading, so that an item of the plan is not five lines."""
    lines: dict[tuple[str, str], KeptLine] = {}
    for one in kept:
        what, readers = str(KIND.get(one.kind, _OTHER)), readers_in(_rule(one, approach), approach)
        before = lines.get((what, readers))
        texts = (*before.texts, one.text) if before else (one.text,)
        lines[what, readers] = KeptLine(what, texts, readers, before.since if before else one.at)
    return list(lines.values())
