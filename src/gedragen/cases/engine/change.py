"""The one door: a case changes through here only. Lock, table, rule, rows and journal: together or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

from django.db import connection, transaction

from gedragen.access.doing import ROOM_IS_SHUT, Action, Denied, Mode, NotFound, Role, Standing, refusal
from gedragen.cases.engine.seats import seat_of
from gedragen.cases.engine.sight import is_public
from gedragen.cases.engine.snapshot import Snapshot, fresh, snapshot_of
from gedragen.cases.engine.version import held_version
from gedragen.cases.models import Case, JournalEntry, Seat, Words
from gedragen.cases.store import journal
from gedragen.cases.store.entries import Kind, Topic
from gedragen.cases.store.erasure_list import note_erasure
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import digest_of, write_if_any, write_words
from gedragen.method.phases import Phase
from gedragen.method.stages.rooms import opening
from gedragen.people.models import Account

Clock = Literal["clock"]
CLOCK: Final[Clock] = "clock"
By = int | Clock


class NothingRecorded(Exception):
    """A shared act changed the case and told the journal nothing: a mistake in our code."""


class WrongMode(Exception):
    """A shared act was done as one of the seat's own, or the other way round: a mistake in our code."""


class AlreadyDone(Exception):
    """This form was sent before; it has done its work once."""


@dataclass
class Change:
    """One act in progress: the case under its lock, who acts, and when.

    `is_named`: the journal may tell whose act this is. It is for anyone, and what somebody answered is not.
    `is_quiet`: it may tell nothing at all, not even when.
    """

    case: Case
    seat: Seat | None
    at: datetime
    is_named: bool = True
    entries: list[JournalEntry] = field(default_factory=list)
    erased: dict[str, set[int]] = field(default_factory=dict)
    kept: Snapshot | None = None
    follows: list[Callable[[], None]] = field(default_factory=list)
    is_quiet: bool = False

    @property
    def actor(self) -> Seat:
        """The seat that acts. Only acts that the clock never does may ask."""
        if self.seat is None:
            raise ValueError("the clock has no seat")
        return self.seat

    @property
    def seen(self) -> Snapshot:
        """The case as it is at this moment. An own act holds still what shared acts change, and finds it at hand."""
        return self.kept if self.kept is not None else fresh(self.case.pk)

    def record(self, kind: Kind, **data: Any) -> None:
        """Tell the journal. Ids are seat, item and round numbers; texts go as digests of their words."""
        if self.is_named:
            self._append(kind, journal.by_seat(self.seat) if self.seat else journal.BY_CLOCK, data)
        else:
            self.record_unnamed(kind, **data)

    def record_unnamed(self, kind: Kind, **data: Any) -> None:
        """Tell the journal what happened, and not who did it."""
        self._append(kind, journal.BY_SOMEBODY, data)

    def keep_quiet(self, *topics: Topic) -> None:
        """The journal tells nothing of this act. What changes here moves these topics."""
        self.is_quiet = True
        self.moves(*topics)

    def _append(self, kind: Kind, by: journal.Doer, data: dict[str, Any]) -> None:
        content = {name: _for_the_journal(value) for name, value in data.items() if value is not None}
        words = {name: value for name, value in data.items() if isinstance(value, Words)}
        in_public = frozenset(name for name, value in words.items() if value.room.is_public)
        texts = journal.Texts(frozenset(words), in_public)
        self.entries.append(journal.append(self.case, kind, by=by, at=self.at, data=content, texts=texts))

    def check_begins_in(self, room: str) -> None:
        """For what may be begun in one room or another. Raises Denied while this one is shut, with where it is open."""
        if not self.case.standing_of(self.actor).writes_in(room):
            raise Denied(ROOM_IS_SHUT, opening(self.case.approach, Phase(self.case.phase), room))

    def moves(self, *topics: Topic) -> None:
        """What changes here beside what the entries of this act say by their kind."""
        journal.move(self.case, topics)

    def erases(self, **ids: set[int]) -> None:
        """What goes for good in this act, as ids of rows: a restored backup must not bring it back."""
        for kind, numbers in ids.items():
            if numbers:
                self.erased.setdefault(kind, set()).update(numbers)

    def afterwards(self, follow: Callable[[], None]) -> None:
        """What is done once this act stands, as an act of its own."""
        self.follows.append(follow)

    def write(self, room: str, kind: str, text: str) -> Words:
        """Write the actor's words in a room."""
        return write_words(self.case, room, kind, text, seat=self.seat, at=self.at)

    def write_if_any(self, room: str, kind: str, text: str) -> Words | None:
        return write_if_any(self.case, room, kind, text, seat=self.seat, at=self.at)


def _for_the_journal(value: Any) -> Any:
    if isinstance(value, Words):
        return digest_of(value)
    if isinstance(value, Seat):
        return value.number
    return journal.stamp(value) if isinstance(value, datetime) else value


@contextmanager
def change_case(case_id: int, action: Action, *, by: By, at: datetime, once: str = "") -> Iterator[Change]:
    """A shared act. Raises NotFound, Denied or AlreadyDone before anything, and undoes all when it raises inside."""
    _check_mode(action, Mode.SHARED)
    with transaction.atomic():
        change = Change(_locked(case_id), None, at)
        if by != CLOCK:
            change.seat = row(change.case.seats, id=by)
        _spend(change.seat, once)
        _check(change, action)
        yield change
        if not change.entries and not change.is_quiet:
            raise NothingRecorded(action)
        _note_what_went(change)


@contextmanager
def own_act(case_id: int, action: Action, *, by: By, at: datetime, once: str = "") -> Iterator[Change]:
    """An act on the seat's own rows: twenty thousand of them do not queue for one lock."""
    _check_mode(action, Mode.OWN)
    if by == CLOCK:
        raise Denied("not-your-role")
    with transaction.atomic():
        # The lock keeps the case as it is remembered; reading all of it again takes as long as the act itself.
        seen = snapshot_of(case_id, held_version(case_id, by))
        seat = copy(seat_of(seen, by))
        seat.case = copy(seen.case)
        seat.case.journal_number, seat.case.journal_head = seen.version.entries, seen.version.head
        change = Change(seat.case, seat, at, kept=seen)
        _spend(change.seat, once)
        _check(change, action)
        yield change
        if change.entries:
            raise WrongMode(f"{action} is sealed later, not recorded")
        _note_what_went(change)


@contextmanager
def change_by_account(case_id: int, action: Action, *, account: int, at: datetime) -> Iterator[Change]:
    """The one act of somebody without a seat: a facilitator takes up a question and gets a seat by it."""
    with transaction.atomic():
        change = Change(_locked(case_id), None, at)
        if not Account.objects.filter(id=account, is_facilitator=True, is_active=True).exists():
            raise NotFound
        reason = refusal(
            action, Standing(Role.FACILITATOR), Phase(change.case.phase), closed=change.case.closed_at is not None
        )
        if reason is not None:
            raise Denied(reason)
        yield change
        if not change.entries:
            raise NothingRecorded(action)


@contextmanager
def change_by_anyone(case_id: int, action: Action, *, at: datetime) -> Iterator[Change]:
    """An act of somebody who is not in the case, where it is open. The journal tells of nobody who did it."""
    with transaction.atomic():
        change = Change(_locked(case_id), None, at, is_named=False)
        case = change.case
        if not is_public(snapshot_of(case_id)) or not action.rule.by_anyone:
            raise NotFound
        if case.closed_at is not None:
            raise Denied("case-is-closed")
        if Phase(case.phase) not in action.rule.during:
            raise Denied("not-in-this-phase")
        yield change
        if not change.entries:
            raise NothingRecorded(action)


def _check_mode(action: Action, mode: Mode) -> None:
    if action.rule.mode is not mode:
        raise WrongMode(f"{action} is no {mode} act")


def _note_what_went(change: Change) -> None:
    """Last of all: the list stands outside the database, and what it tells must have happened."""
    if change.erased:
        note_erasure(change.case, change.erased)


def _locked(case_id: int) -> Case:
    case = Case.objects.select_for_update().filter(id=case_id).first()
    if case is None:
        raise NotFound
    return case


def _check(change: Change, action: Action) -> None:
    """Whether this may be done."""
    case, seat = change.case, change.seat
    if seat is not None and seat.erased_at is not None:
        raise NotFound
    standing = case.standing_of(seat) if seat else Standing(Role.CLOCK)
    reason = refusal(action, standing, Phase(case.phase), closed=case.closed_at is not None)
    if reason == ROOM_IS_SHUT:
        raise Denied(reason, opening(case.approach, Phase(case.phase), action.rule.room))
    if reason is not None:
        raise Denied(reason)


def _spend(seat: Seat | None, once: str) -> None:
    """Raises AlreadyDone, before the table is asked: what a form did may be why it is refused the second time.

    Two of the same form at one moment: the second waits here for the first.
    """
    if seat is None or not once:
        return
    with connection.cursor() as cursor:
        sql = "INSERT INTO cases_oncetoken (seat_id, token) VALUES (%s, %s) ON CONFLICT DO NOTHING"
        cursor.execute(sql, [seat.pk, once])
        if not cursor.rowcount:
            raise AlreadyDone
