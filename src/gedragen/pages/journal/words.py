"""The journal told in words: a plain sentence for every kind of entry, and who did it. No names stand in a journal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gedragen.access.doing import Role
from gedragen.cases.journal.queries import EntryCard
from gedragen.cases.journal.way_in import Way
from gedragen.cases.starting.entries import STAGE_ENTERED
from gedragen.cases.store.entries import DECIDER
from gedragen.method.consent import Outcome
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.levels import Level
from gedragen.method.frame_test import TestResult, Verdict
from gedragen.method.promise import Rung
from gedragen.method.tasks import TaskState
from gedragen.pages.entries import ENTRIES
from gedragen.pages.home.stage import stage_called
from gedragen.pages.house.words import (
    LEVEL,
    OUTCOME,
    ROLE,
    RUNG,
    TASK_STATE,
    TEST_RESULT,
    VERDICT,
    WHO,
    Entries,
    in_a_sentence,
)
from gedragen.pages.templatetags.say import bare_day, moment

# Of all words, and what belongs to none.
SENTENCES: Entries = {
    **ENTRIES,
    "own-acts-sealed": _("What people did for themselves is sealed: %(acts)s in all. What it was is not shown here."),
}


# What somebody was invited for: whether they come is theirs to say.
INVITED: Mapping[Role, Promise] = {
    Role.PARTICIPANT: _("to take part"),
    Role.FACILITATOR: _("to guide the conversation"),
    Role.AUTHORITY: _("to set the limits"),
    Role.PROFESSIONAL: _("to give information"),
    Role.ADVOCATE: _("to stand beside somebody"),
}


# Where not one of them is meant but some.
KIND: Mapping[str, Promise] = {
    DECIDER: _("Somebody who decides"),
    Role.PARTICIPANT: _("Somebody who takes part"),
}

WAYS: Mapping[Way, Promise] = {
    Way.BROUGHT: _("Brought the question"),
    Way.TOOK_UP: _("Took up the question"),
    Way.BY_MAIL: _("Was invited, with a link by e-mail"),
    Way.WITHOUT_MAIL: _("Was invited, without e-mail"),
    Way.NOT_NOTED: _("Was invited; how was not noted then"),
    Way.LISTED_BY_MAIL: _("Stood on a list, and got a link by e-mail"),
    Way.LISTED: _("Stood on a list, without e-mail"),
    Way.CARD: _("Got a card"),
    Way.LINK: _("Got a new link"),
    Way.WAITING_CARD: _("Got a new card that waits for their yes"),
    Way.NAMED: _("Was named as somebody who may be needed too"),
}

BACK = _("Back to: %(stage)s. Everyone who takes part can read why.")


def entry_sentence(entry: EntryCard, approach: Approach | None = None) -> str:
    """The sentence of one entry. `approach`: whose stages are called by their names."""
    if entry.kind is None:
        return gettext("What stands on this line is not for you. Its code is part of the journal all the same.")
    if entry.kind == STAGE_ENTERED:
        sentence = BACK if entry.data.keys() & {"back", "reason"} else SENTENCES[entry.kind]
        return str(sentence) % {"stage": stage_called(approach, str(entry.data.get("stage", "?")))}
    replies = len(entry.data.get("joined", [])) + len(entry.data.get("declined", []))
    if replies:
        return " ".join(_with_replies(entry.data, replies))
    told = str(SENTENCES[entry.kind]) % _Words(entry.data)
    return told[:1].upper() + told[1:]


def _with_replies(data: Mapping[str, Any], replies: int) -> Iterator[str]:
    """Of what is sealed, who said yes or no to taking part is named, and nothing else."""
    joined, declined = data.get("joined", []), data.get("declined", [])
    yield gettext("What people did for themselves is sealed: %(acts)s in all.") % _Words(data)
    if joined:
        yield ngettext("Seat %(seats)s takes part.", "Seats %(seats)s take part.", len(joined)) % _seats(joined)
    if declined:
        yield ngettext(
            "Seat %(seats)s said no to taking part.", "Seats %(seats)s said no to taking part.", len(declined)
        ) % _seats(declined)
    if int(data.get("acts", 0)) > replies:
        yield gettext("What else it was is not shown here.")


def _seats(numbers: Sequence[int]) -> dict[str, str]:
    return {"seats": ", ".join(map(str, numbers))}


def who(entry: EntryCard) -> str:
    """Who did it: a seat by its number for who may know it, a kind of person, the clock, or somebody left out."""
    if entry.of == Role.CLOCK:
        return gettext("By the clock")
    if not entry.seat:
        return kind_called(entry.of)
    role = Role.PARTICIPANT if entry.of == DECIDER else entry.of
    if role not in list(Role):
        return gettext("Seat %(number)s") % {"number": entry.seat}
    return gettext("Seat %(number)s (%(role)s)") % {"number": entry.seat, "role": in_a_sentence(ROLE[Role(role)])}


def kind_called(of: str) -> str:
    """A kind of person, where it stands by itself."""
    told = str(KIND.get(of) or WHO.get(of) or gettext("Who it was is not shown here"))
    return told[:1].upper() + told[1:]


class _Words(dict[str, Any]):
    """The data of an entry as a sentence wants it. What is not there is told as nothing: old journals stay readable."""

    def __missing__(self, key: str) -> str:
        if key in _SEATS:
            return gettext("somebody")
        return gettext("It is the same as the plan.") if key == "differs" else "?"

    def __getitem__(self, key: str) -> str:
        value = super().get(key)
        if value is None:
            return self.__missing__(key)
        return _SAID[key](value) if key in _SAID else str(value)


def _differs(items: list[int]) -> str:
    if not items:
        return gettext("It is the same as the plan.")
    numbers = ", ".join(str(number) for number in items)
    return gettext("It differs from the plan on item: %(numbers)s.") % {"numbers": numbers}


def _sentences(pairs: list[list[str]]) -> str:
    told = gettext("“%(was)s” became “%(becomes)s”.")
    return " ".join(told % {"was": was, "becomes": becomes} for was, becomes in pairs)


def _moment(stamp: str) -> str:
    return moment(datetime.fromisoformat(stamp)) if "T" in stamp else bare_day(date.fromisoformat(stamp))


def _first_line(words: object) -> str:
    return str(words).partition("\n")[0]


# Names of people in an entry: a seat for who may know it, and somebody for all others.
_SEATS = ("seat", "about", "owner", "keeper")


def _seat(number: int) -> str:
    return gettext("seat %(number)s") % {"number": number}


_SAID: Mapping[str, Callable[[Any], str]] = {
    **dict.fromkeys(_SEATS, _seat),
    "level": lambda value: in_a_sentence(_first_line(LEVEL[Level(value)])),
    "rung": lambda value: str(RUNG[Rung(value)]),
    "role": lambda value: str(INVITED[Role(value)]),
    "outcome": lambda value: in_a_sentence(OUTCOME[Outcome(value)]),
    "verdict": lambda value: in_a_sentence(VERDICT[Verdict(value)]),
    "result": lambda value: in_a_sentence(TEST_RESULT[TestResult(value)]),
    "state": lambda value: in_a_sentence(TASK_STATE[TaskState(value)]),
    "closes_at": _moment,
    "until": _moment,
    "due_at": _moment,
    "differs": _differs,
    "sentences": _sentences,
}
