"""Answering an item: yourself, or spoken to the facilitator and confirmed later. And taking a yes back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from gedragen.access.doing import Action, Denied, NotFound
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import CLOCK, Change
from gedragen.cases.engine.snapshot import Snapshot
from gedragen.cases.models import Case, Round, RoundAnswer, Seat
from gedragen.cases.rounds.commands.rounds import CloseRound, close_round, start_round
from gedragen.cases.rounds.entries import YES_TAKEN_BACK
from gedragen.cases.rounds.talking import want_talk
from gedragen.cases.rounds.void import void_test
from gedragen.cases.state.frame_tests import test_now
from gedragen.cases.state.plan_state import asked_in, item_stands, stands
from gedragen.cases.state.silence import waits_for
from gedragen.cases.store.bindings import check_is_shown
from gedragen.cases.store.entries import ANSWER_RECORDED
from gedragen.cases.store.evidence.chain import new_salt
from gedragen.cases.store.leaves import leaf_of
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import write_if_any
from gedragen.method.broken import RuleBroken, require
from gedragen.method.consent import Answer, check_spoken
from gedragen.method.items import ItemKind, ItemState, check_is_theirs, is_asked_beside
from gedragen.method.rounds import check_open, check_version
from gedragen.method.terms import term
from gedragen.method.texts import is_blank

# One statement, whether it is the first answer or another one: it replaces all but its number. To let Django put it
# together takes longer than to carry it out.
KEEP = """
INSERT INTO cases_roundanswer (round_id, seat_id, answer, reason_id, at, on_behalf_by_id, salt, leaf, named)
VALUES (%(round)s, %(seat)s, %(answer)s, %(reason)s, %(at)s, %(by)s, %(salt)s, %(leaf)s, %(named)s)
ON CONFLICT (round_id, seat_id) DO UPDATE SET
    answer = excluded.answer, reason_id = excluded.reason_id, at = excluded.at, confirmed_at = NULL,
    on_behalf_by_id = excluded.on_behalf_by_id, salt = excluded.salt, leaf = excluded.leaf,
    named = excluded.named
"""


@dataclass(frozen=True)
class SpokenAnswer:
    """What somebody said in a meeting or on the phone about the item of one round."""

    round_number: int
    seat_id: int
    answer: Answer
    reason: str = ""


@dataclass(frozen=True)
class AnswerItem:
    """Give or change your own answer to one version of an item, in the newest round about it.

    `named`: my name may stand beside it, also where names are left out. The journal learns of it when the round closes.
    """

    item_number: int
    version: int
    answer: Answer
    reason: str = ""
    named: bool = False


@act(Action.ANSWER_ROUND)
def answer_item(change: Change, asked: AnswerItem) -> None:
    # The shared lock keeps all that is in the record as it is.
    stand = stands(change.seen).get(asked.item_number)
    if stand is None or not stand.rounds:
        raise NotFound
    round_ = stand.rounds[-1]
    check_open(round_.clock, at=change.at)
    check_version(asked.version, round_.version.number)
    check_is_shown(round_.version)
    check_is_asked(round_, change.actor)
    given = (asked.answer, asked.reason)
    keep_answer(change, round_, change.actor, *given, at=change.at, spoken=False, with_name=asked.named)
    if asked.answer is Answer.OBJECTION and is_blank(asked.reason):
        # It counts, and somebody asks what is behind it.
        want_talk(round_, change.actor, at=change.at)
    change.afterwards(lambda: close_if_complete(change.seen, [round_], at=change.at))


@dataclass(frozen=True)
class AnswerOnBehalf:
    """Write down a whole meeting's answers at once: all of them, or none when one cannot be."""

    spoken: tuple[SpokenAnswer, ...]


@act(Action.ANSWER_ON_BEHALF)
def answer_on_behalf(change: Change, asked: AnswerOnBehalf) -> None:
    if not asked.spoken:
        raise RuleBroken("no-answers-given")
    rounds = {
        number: _open_round(change.case, number, change.at) for number in sorted({o.round_number for o in asked.spoken})
    }
    tables = item_stands(change.case, _items_of(rounds.values())).values()
    check_is_shown(*(stand.on_the_table.version for stand in tables))
    for number, round_ in rounds.items():
        _write_down(change, round_, [one for one in asked.spoken if one.round_number == number])
    change.afterwards(lambda: close_if_complete(change.seen, list(rounds.values()), at=change.at))


@dataclass(frozen=True)
class ConfirmAnswer:
    """Yes, this is what I said: the person confirms answers that were written down for them."""

    answer_ids: tuple[int, ...]


@act(Action.CONFIRM_ANSWER)
def confirm_answer(change: Change, asked: ConfirmAnswer) -> None:
    for answer_id in asked.answer_ids:
        spoken = RoundAnswer.objects.filter(round__case=change.case, on_behalf_by__isnull=False)
        answer = row(spoken, seat=change.actor, id=answer_id)
        answer.confirmed_at = answer.confirmed_at or change.at
        answer.save(update_fields=["confirmed_at"])


@dataclass(frozen=True)
class TakeBack:
    """Take back your yes to an item that has passed. A new round about the same text opens at once."""

    item_number: int
    because: str


@act(Action.TAKE_BACK)
def take_back(change: Change, asked: TakeBack) -> None:
    row(change.case.items, number=asked.item_number)
    stand = item_stands(change.case, [asked.item_number])[asked.item_number]
    check_is_theirs(ItemKind(stand.item.kind))
    if stand.state is not ItemState.PASSED or stand.round is None:
        raise RuleBroken("item-has-not-passed")
    if stand.on_the_table.state is ItemState.IN_ROUND:
        raise RuleBroken("proposal-is-in-round")
    yes = stand.round.answers.filter(seat=change.actor, answer=Answer.YES, taken_back_at__isnull=True).first()
    # What somebody advised held nothing up, and taking it back brings nothing down.
    if yes is None or not stand.round.decided_by.filter(id=change.actor.pk).exists():
        raise RuleBroken("you-gave-no-yes")
    yes.taken_back_at = change.at
    yes.taken_back_because = change.write("circle", "taken-back", require(asked.because, "needs-what-changed"))
    yes.save(update_fields=["taken_back_at", "taken_back_because"])
    # Nor does anything that follows from it tell who once said yes.
    change.is_named = False
    change.record(YES_TAKEN_BACK, item=asked.item_number, round=stand.round.number)
    is_bound = change.actor in stand.version.bound.all()
    beside = is_asked_beside(is_tested=test_now(change.seen) is not None, is_carried_out=False, is_bound=is_bound)
    if not beside:
        void_test(change)
    closes_at = term(change.at, change.case.approach.round_days)
    start_round(change, stand.item, stand.version, closes_at, is_beside=beside)


def close_if_complete(seen: Snapshot, rounds: Sequence[Round], *, at: datetime) -> None:
    """After an answer: when it was the last one, the round closes now instead of at its announced moment.

    `seen`: as the answer found it. Who joined since is looked at when it closes.
    """
    for round_ in rounds:
        if waits_for(seen, round_) is not None:
            continue
        try:
            close_round(seen.case_id, CloseRound(round_.pk), by=CLOCK, at=at)
        except (RuleBroken, Denied):
            # Another answer closed it in this very moment, or the case; or it still waits for somebody's yes.
            continue


def _write_down(change: Change, round_: Round, spoken: Sequence[SpokenAnswer]) -> None:
    """All that was said about one item. The journal is for anyone: of an open round it says how many, and not who."""
    change.record(ANSWER_RECORDED, round=round_.number, answers=len({one.seat_id for one in spoken}))
    for one in spoken:
        seat = row(asked_in(round_), id=one.seat_id)
        check_spoken(one.answer, one.reason)
        _replace_spoken(round_, seat)
        # The moment of the entry: by it is found who must be asked whether this is what they said.
        keep_answer(change, round_, seat, one.answer, one.reason, at=change.entries[-1].at, spoken=True)


def _items_of(rounds: Iterable[Round]) -> list[int]:
    return [round_.item.number for round_ in rounds]


def check_is_asked(round_: Round, seat: Seat) -> None:
    """Who does not decide was let in for their own part only. Raises RuleBroken."""
    if not seat.decides and not round_.version.bound.filter(id=seat.pk).exists():
        raise RuleBroken("not-your-part")


def _open_round(case: Case, number: int, at: datetime) -> Round:
    round_ = row(case.rounds.select_related("version", "item"), number=number)
    check_open(round_.clock, at=at)
    return round_


def _replace_spoken(round_: Round, seat: Seat) -> None:
    """Make room for what somebody says now. A new row: a page that shows the old one cannot confirm the new.

    Raises RuleBroken when they answered themselves, or confirmed what was written down.
    """
    answer = round_.answers.filter(seat=seat).first()
    if answer is not None and (answer.on_behalf_by_id is None or answer.confirmed_at is not None):
        raise RuleBroken("has-answered-already", seat=seat.number)
    if answer is not None:
        answer.delete()


def keep_answer(
    change: Change,
    round_: Round,
    seat: Seat,
    answer: Answer,
    reason: str,
    *,
    at: datetime,
    spoken: bool,
    with_name: bool = False,
) -> None:
    """Keep somebody's answer in a round, inside an act that is already under way."""
    words = write_if_any(change.case, "ballot", "reason", reason, seat=seat, at=at)
    by = change.actor if spoken else None
    new = RoundAnswer(round=round_, seat=seat, answer=answer, reason=words, at=at, on_behalf_by=by, salt=new_salt())
    values = {
        "round": round_.pk,
        "seat": seat.pk,
        "answer": answer.value,
        "reason": new.reason_id,
        "at": connection.ops.adapt_datetimefield_value(at),
        "by": new.on_behalf_by_id,
        "salt": new.salt,
        "leaf": leaf_of(new),
        "named": with_name,
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP, values)
