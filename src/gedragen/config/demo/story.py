"""One situation being played: who sits where, and which moment it is. Everything happens by commands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from gedragen.cases.due import run_due
from gedragen.cases.people.commands.seats import Invitation, invite, join
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.config.demo.people import Person
from gedragen.method.consent import Answer
from gedragen.method.terms import AMSTERDAM


@dataclass
class Story:
    """`day` is the day that the days of this story are counted from."""

    day: date
    case: int = 0
    seats: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, key: str) -> int:
        """The seat of this person."""
        return self.seats[key]

    def on(self, days: int, clock: str = "10:00") -> datetime:
        """The moment so many days after the day of the story, by the clock of the people."""
        local = datetime.combine(self.day + timedelta(days=days), time.fromisoformat(clock), tzinfo=AMSTERDAM)
        return local.astimezone(UTC)

    def invite(
        self, person: Person, *, at: datetime, nomination: int | None = None, supports: str | None = None
    ) -> None:
        invitation = Invitation(
            name=person.name,
            contact=person.contact,
            role=person.role,
            circle=person.circle,
            has_mandate=person.has_mandate,
            language=person.language,
            age=person.age,
            nomination=nomination,
            supports=self[supports] if supports else None,
        )
        self.seats[person.key] = invite(self.case, invitation, by=self["ria"], at=at)

    def join(self, key: str, *, at: datetime) -> None:
        join(self.case, by=self[key], at=at)

    def answer(
        self, key: str, item_number: int, answer: Answer, *, at: datetime, version: int = 1, why: str = ""
    ) -> None:
        answer_item(self.case, AnswerItem(item_number, version=version, answer=answer, reason=why), by=self[key], at=at)

    def say_yes(self, keys: Iterable[str], item_number: int, *, at: datetime, version: int = 1) -> None:
        for key in keys:
            self.answer(key, item_number, Answer.YES, at=at, version=version)

    def let_time_act(self, at: datetime) -> None:
        """Rounds close, terms pass, reviews open: what the worker does at that moment."""
        run_due(at=at)
