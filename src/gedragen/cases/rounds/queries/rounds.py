"""Rounds as a page tells them: how they came out, what was answered, and what this seat said."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from gedragen.access.seeing import Rows
from gedragen.cases.engine.sight import Eyes
from gedragen.cases.models import Round, RoundAnswer
from gedragen.cases.state.outcomes import SHOWN, advised, objections, shows_name
from gedragen.cases.state.outcomes import given as given_in
from gedragen.method.consent import Answer, Outcome, lets_pass
from gedragen.method.rounds import RoundClock


@dataclass(frozen=True)
class Counted:
    """How a closed round came out, in numbers. Silence is no answer, and is named as such.

    `unknown_yes`: of the yeses, those of people whom nobody of the others knows. None: that was not counted then.
    """

    yes: int
    abstained: int
    objections: int
    not_reached: int
    unknown_yes: int | None = None

    @property
    def lets_pass(self) -> bool:
        """Whether the yeses were enough, whatever else held it up."""
        return lets_pass(self.yes, self.unknown_yes or 0)


@dataclass(frozen=True)
class GivenAnswer:
    """What somebody said in a round that has closed. No name: brought by the facilitator, not for you, or left out.

    `is_advice`: it held nothing up.
    """

    by: str
    answer: Answer
    reason: str
    on_behalf: bool
    is_confirmed: bool
    taken_back: bool
    taken_back_because: str
    is_advice: bool = False


@dataclass(frozen=True)
class MyAnswer:
    """What this seat said; `answer_id` to confirm it with when it was written down for them."""

    answer_id: int
    answer: Answer
    reason: str
    at: datetime
    on_behalf: bool
    is_confirmed: bool
    named: bool


@dataclass(frozen=True)
class RoundCard:
    """A round. While it is open nobody sees an outcome, a count or another's answer.

    `more`: how many answers of a very large round are not among the `answers`.
    `unnamed`: names are left out here, but of who wants theirs to stand there. Then only these are among the `answers`,
    and what was written: the rest is in the numbers.
    """

    number: int
    version: int
    opened_at: datetime
    closes_at: datetime
    extra_until: datetime | None
    closed_at: datetime | None
    is_void: bool
    outcome: Outcome | None
    counted: Counted | None
    answers: tuple[GivenAnswer, ...]
    more: int
    mine: MyAnswer | None
    waits: bool = False
    unnamed: bool = False

    @property
    def clock(self) -> RoundClock:
        return RoundClock(self.closes_at, self.extra_until, self.closed_at, self.waits)


def round_cards(
    eyes: Eyes, rounds: Sequence[Round], mine: Sequence[RoundAnswer], *, told_up_to: int | None = None
) -> dict[int, RoundCard]:
    """Rounds by id, with the answers these eyes may see. `mine`: those of the seat that looks.

    `told_up_to`: of a round with more answers than this only the numbers are told.
    """
    closed = [round_ for round_ in rounds if round_.closed_at is not None]
    if told_up_to is not None:
        closed = [round_ for round_ in closed if _answered(round_) <= told_up_to]
    given = given_in(eyes.seen, closed) if eyes.sight.given is Rows.ALL else {}
    advice = advised(eyes.seen, closed) if given else frozenset()
    confirmed = _confirmed_since([one for answers in given.values() for one in answers])
    unnamed = not shows_name(eyes.seen)
    return {
        round_.pk: RoundCard(
            number=round_.number,
            version=round_.version.number,
            opened_at=round_.opened_at,
            closes_at=round_.closes_at,
            extra_until=round_.extra_until,
            closed_at=round_.closed_at,
            is_void=round_.voided_at is not None,
            outcome=Outcome(round_.outcome) if round_.outcome else None,
            counted=_counted(round_),
            answers=_answers(eyes, round_, given.get(round_.pk, ()), confirmed, advice),
            more=0 if unnamed else _more(eyes, round_, len(given.get(round_.pk, ()))),
            mine=_mine(eyes, round_, mine),
            waits=round_.waits_for_calls,
            unnamed=unnamed,
        )
        for round_ in rounds
    }


def _confirmed_since(answers: Sequence[RoundAnswer]) -> set[int]:
    """Which of those that waited for their owner's yes have it by now."""
    waited = [one.pk for one in answers if one.on_behalf_by_id is not None and one.confirmed_at is None]
    if not waited:
        return set()
    return set(RoundAnswer.objects.filter(id__in=waited, confirmed_at__isnull=False).values_list("id", flat=True))


def _answers(
    eyes: Eyes, round_: Round, given: Sequence[RoundAnswer], confirmed: AbstractSet[int], advice: AbstractSet[int]
) -> tuple[GivenAnswer, ...]:
    """Those with a name by seat. Of who has none only what was written, in an order that tells nothing."""
    seen = [one for one in given if eyes.sees(one, round_)]
    named = [_given(eyes, one, confirmed, advice) for one in seen if shows_name(eyes.seen, ticked=one.named)]
    hidden = [_nameless(eyes, one, advice) for one in seen if not shows_name(eyes.seen, ticked=one.named)]
    unnamed = [one for one in (*hidden, *_unnamed(eyes, round_)) if one.reason or one.taken_back_because]
    return (*named, *(sorted(unnamed, key=_by_text) if hidden else unnamed))


def _by_text(one: GivenAnswer) -> tuple[str, str]:
    return one.reason, one.taken_back_because


def _nameless(eyes: Eyes, one: RoundAnswer, advice: AbstractSet[int]) -> GivenAnswer:
    """Not that somebody else wrote it down either: that says of whom it can be."""
    because, taken_back = eyes.text(one.taken_back_because), one.taken_back_at is not None
    return GivenAnswer(
        "", Answer(one.answer), eyes.text(one.reason), False, True, taken_back, because, one.pk in advice
    )


def _given(eyes: Eyes, one: RoundAnswer, confirmed: AbstractSet[int], advice: AbstractSet[int]) -> GivenAnswer:
    return GivenAnswer(
        by=eyes.name(one.seat),
        answer=Answer(one.answer),
        reason=eyes.text(one.reason),
        on_behalf=one.on_behalf_by_id is not None,
        is_confirmed=one.confirmed_at is not None or one.pk in confirmed,
        taken_back=one.taken_back_at is not None,
        taken_back_because=eyes.text(one.taken_back_because),
        is_advice=one.pk in advice,
    )


def _unnamed(eyes: Eyes, round_: Round) -> tuple[GivenAnswer, ...]:
    if eyes.sight.given is not Rows.ALL:
        return ()
    brought = (one for one in objections(eyes.seen) if one.round_id == round_.pk)
    return tuple(GivenAnswer("", Answer.OBJECTION, eyes.text(one.reason), False, False, False, "") for one in brought)


def _more(eyes: Eyes, round_: Round, shown: int) -> int:
    if shown < SHOWN:
        return 0
    unnamed = sum(one.round_id == round_.pk for one in objections(eyes.seen))
    return max(0, _answered(round_) - unnamed - shown)


def _answered(round_: Round) -> int:
    return round_.yes + round_.abstained + round_.objected + round_.unnamed


def _counted(round_: Round) -> Counted | None:
    if not round_.outcome:
        return None
    no = round_.objected + round_.unnamed
    return Counted(round_.yes, round_.abstained, no, round_.not_reached, round_.unknown_yes)


def _mine(eyes: Eyes, round_: Round, mine: Sequence[RoundAnswer]) -> MyAnswer | None:
    own = next((one for one in mine if one.round_id == round_.pk), None)
    if own is None or not eyes.sees(own, round_):
        return None
    return MyAnswer(
        answer_id=own.pk,
        answer=Answer(own.answer),
        reason=eyes.text(own.reason),
        at=own.at,
        on_behalf=own.on_behalf_by_id is not None,
        is_confirmed=own.confirmed_at is not None,
        named=own.named,
    )
