"""When an item passes: our reading of "nothing enters the plan that not everyone agrees with".

The table stands in docs/decisions/0004; tests/method/test_consent.py holds it row by row.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from gedragen.method.broken import RuleBroken
from gedragen.method.texts import is_blank


class Answer(StrEnum):
    """What a decider says to one version of an item. Silence and absence are no answer at all."""

    YES = "yes"
    OBJECTION = "objection"
    ABSTENTION = "abstention"


class Say(StrEnum):
    """What the answer of one person to one item is: a yes or no that decides, advice, or not asked for at all."""

    DECIDES = "decides"
    ADVISES = "advises"
    NONE = "none"


class Outcome(StrEnum):
    """What the answers to one version of an item come to."""

    OBJECTED = "objected"
    WAITS_FOR_BOUND = "waits_for_bound"
    WAITS_FOR_SILENT = "waits_for_silent"
    NOT_PASSED = "not_passed"
    TOO_FEW = "too_few"
    PASSED = "passed"

    @property
    def is_waiting(self) -> bool:
        return self in (Outcome.WAITS_FOR_BOUND, Outcome.WAITS_FOR_SILENT)


@dataclass(frozen=True)
class Parties:
    """Where every side must agree. `sides`: of each decider who is on one; `required`: those that must be there."""

    sides: Mapping[int, str]
    required: frozenset[str]

    def agree(self, answers: Mapping[int, Answer]) -> bool:
        """Whether everybody on every side says yes. Leaving it to the group is no yes here, and neither is silence."""
        all_say_yes = all(answers.get(seat) is Answer.YES for seat in self.sides)
        return all_say_yes and self.required <= set(self.sides.values())


def check_spoken(answer: Answer, reason: str) -> None:
    """Raises RuleBroken for a no that was spoken and has no reason: who writes it down can ask at once."""
    if answer is Answer.OBJECTION and is_blank(reason):
        raise RuleBroken("objection-needs-reason")


def who_counts(
    deciders: Collection[int], *, bound: Collection[int], main_persons: Collection[int] | None
) -> tuple[int, ...]:
    """Of those who have a say, whose answer decides. Where that is for the main persons, others advise on what they
    neither carry nor are bound by.
    """
    if main_persons is None:
        return tuple(deciders)
    return tuple(seat for seat in deciders if seat in main_persons or seat in bound)


@dataclass(frozen=True)
class Ways:
    """How a seat came to be known, as seats of the same case: what another wrote down, said or was there for.

    `is_theirs`: the case is about this person. `named_by`: whose naming led to the seat. `said_by`: who said "I know
    this person". `met`: who was written down in the same meeting, and said themselves that this is what they said.
    A code posted to an address of a list that an organisation holds comes here once letters are sent. What the
    facilitator writes down of a talk is her word alone, and so it is no way.
    """

    is_theirs: bool = False
    named_by: int | None = None
    said_by: Collection[int] = ()
    met: Collection[int] = ()


def is_known(seat: int, ways: Ways, *, deciders: Collection[int]) -> bool:
    """Whether another knows who this is. `deciders`: the participants who decide; nobody else's word makes it so."""
    who = {*ways.said_by, *ways.met, ways.named_by} - {seat}
    return ways.is_theirs or any(one in deciders for one in who)


def lets_pass(yes: int, unknown: int) -> bool:
    """Whether so many yeses, some of them of seats that nobody of the others knows, are enough to go ahead with."""
    return yes > 1 or yes > unknown


# Above so many who decide nobody can call on everybody who is silent: the message and the reminder have to do.
CALLS_UP_TO: Final = 60


@dataclass(frozen=True)
class Calls:
    """How somebody who is silent was called on: whether they were reached, and on which local days it was tried."""

    reached: bool = False
    days: frozenset[date] = frozenset()

    @property
    def are_enough(self) -> bool:
        """Whether they were really asked: spoken to, or tried on two different days."""
        return self.reached or len(self.days) > 1


def to_be_called(silent: Collection[int], calls: Mapping[int, Calls], *, deciders: int) -> frozenset[int]:
    """Who of the silent, by seat, must still be called on before it is decided without them."""
    if deciders > CALLS_UP_TO:
        return frozenset()
    return frozenset(seat for seat in silent if not calls.get(seat, Calls()).are_enough)


def to_try(
    waited_for: Collection[int], calls: Mapping[int, Calls], *, writer: int, names: bool
) -> dict[int, frozenset[date]]:
    """For whom somebody who decides can write down a try, by seat, and on which days there was one already.

    Never for themselves, who can answer. Without `names` nobody is told who is silent: then only who guides can call.
    """
    if not names:
        return {}
    return {seat: calls.get(seat, Calls()).days for seat in waited_for if seat != writer}


def check_try(tries: Mapping[int, frozenset[date]], seat: int, *, today: date) -> None:
    """One try for each local day, whoever does it: so one day of calling passes nobody over. Raises RuleBroken."""
    if seat not in tries or today in tries[seat]:
        raise RuleBroken("needs-no-call-now")


def is_carried_by_most(yes: int, others: int) -> bool:
    """Whether more than half of those who decide said yes themselves. `others`: how many did not, for any reason."""
    return yes > others


def outcome(
    answers: Mapping[int, Answer],
    *,
    deciders: Collection[int],
    bound: Collection[int],
    unnamed_objections: int,
    calls: Mapping[int, Calls] | None,
    parties: Parties | None = None,
    main_persons: Collection[int] | None = None,
    unknown: Collection[int] = (),
) -> Outcome:
    """Judge the answers of the deciders (by seat); `bound` will carry the item or are bound by it.

    Only deciders count. Silence and abstention are never a yes: without any yes nothing passes, nor does it when fewer
    than half gave an answer. `calls`: how each was called on, by seat; None as long as the extra days are not over.
    After those it waits until everybody who is silent was really called on.
    With `parties` it passes with the yes of everybody on every side, and with nothing less.
    With `main_persons` it passes with the yes of each of them, and others advise. Where there are none, nothing passes.
    One yes alone lets nothing pass when it is of a seat that is `unknown` to the others. Two do, whoever they are.
    """
    deciders = who_counts(deciders, bound=bound, main_persons=main_persons)
    bound = {*bound, *(main_persons or ())}
    their_answers = {seat: answers[seat] for seat in deciders if seat in answers}
    if unnamed_objections or Answer.OBJECTION in their_answers.values():
        return Outcome.OBJECTED
    bound_without_yes = [seat for seat in bound if their_answers.get(seat) is not Answer.YES]
    if bound_without_yes:
        return Outcome.WAITS_FOR_BOUND if calls is None else Outcome.NOT_PASSED
    silent = set(deciders) - set(their_answers)
    if silent and (calls is None or to_be_called(silent, calls, deciders=len(set(deciders)))):
        return Outcome.WAITS_FOR_SILENT
    if 2 * len(their_answers) < len(set(deciders)):
        return Outcome.TOO_FEW
    if (parties is not None and not parties.agree(their_answers)) or (main_persons is not None and not main_persons):
        return Outcome.NOT_PASSED
    yes = [seat for seat, answer in their_answers.items() if answer is Answer.YES]
    return Outcome.PASSED if lets_pass(len(yes), sum(seat in unknown for seat in yes)) else Outcome.NOT_PASSED
