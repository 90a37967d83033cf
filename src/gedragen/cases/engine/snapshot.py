"""What everybody sees of a case, read once for each version of it and shared by all who look. It knows no feature.

A feature registers what it reads of the tables as a part, with the topics that part is about. A part is read when it is
first asked for, by one caller at a time, and again when one of its topics has moved. Rows are kept as the tables have
them: the Sight of who looks cuts them on the way out. What an own act changes (an answer in an open round, a yes to a
task, a draft, where mail goes) is in no part, and every page that shows it asks the tables.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from gedragen.access.doing import NotFound
from gedragen.cases.engine.version import Version, version_of
from gedragen.cases.models import Case, Room
from gedragen.cases.store.entries import Topic

Given = ParamSpec("Given")
Value = TypeVar("Value")
Key = tuple[Hashable, ...]

# How many situations one process remembers, and how many values of a part that is asked for with something.
CASES = 100
VALUES = 200


class WrongTopic(Exception):
    """A part asks for another part that moves with topics it does not name: a mistake in our code."""


class Slot:
    """One value, and the numbers of its topics when it was read. Who holds the lock reads."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        self.lock = Lock()
        self.topics = topics
        self.numbers: tuple[int, ...] | None = None
        self.value: Any = None

    def is_good_for(self, numbers: tuple[int, ...]) -> bool:
        """Also when it is newer: who began to look a moment earlier is not shown an older one."""
        return self.numbers is not None and all(have >= want for have, want in zip(self.numbers, numbers, strict=True))

    def is_behind(self, numbers: tuple[int, ...]) -> bool:
        """Not while somebody reads it for the first time."""
        return self.numbers is not None and not self.is_good_for(numbers)


class Values:
    """All that is remembered of one case."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._slots: dict[str, OrderedDict[Key, Slot]] = {}
        self._topics: Mapping[str, int] = {}

    def catch_up(self, version: Version) -> None:
        """Let go of what has moved since: what was erased does not wait in memory until somebody asks for it again."""
        with self._lock:
            if version.topics == self._topics:
                return
            self._topics = version.topics
            for slots in self._slots.values():
                for key in [key for key, slot in slots.items() if slot.is_behind(version.numbers(slot.topics))]:
                    del slots[key]

    def slot(self, name: str, topics: tuple[Topic, ...], key: Key) -> Slot:
        with self._lock:
            slots = self._slots.setdefault(name, OrderedDict())
            slot = slots.get(key)
            if slot is None:
                slot = slots[key] = Slot(topics)
                if len(slots) > VALUES:
                    slots.popitem(last=False)
            else:
                slots.move_to_end(key)
            return slot


class Snapshot:
    """One version of one case. `topics`: inside a part, those it is about; None: all."""

    def __init__(self, version: Version, values: Values, topics: frozenset[Topic] | None = None) -> None:
        self.version = version
        self._values = values
        self._topics = topics

    @property
    def case_id(self) -> int:
        return self.version.case_id

    @property
    def case(self) -> Case:
        """The row of the case with its texts."""
        return case_row(self)

    @property
    def rooms(self) -> dict[int, Room]:
        return rooms(self)

    def value(self, name: str, topics: tuple[Topic, ...], key: Key, read: Callable[["Snapshot"], Any]) -> Any:
        if self._topics is not None and not self._topics.issuperset(topics):
            raise WrongTopic(f"{name} moves with {set(topics) - self._topics}")
        numbers = self.version.numbers(topics)
        slot = self._values.slot(name, topics, key)
        if slot.is_good_for(numbers):
            return slot.value
        with slot.lock:
            if not slot.is_good_for(numbers):
                slot.value = read(Snapshot(self.version, self._values, frozenset(topics)))
                slot.numbers = numbers
            return slot.value


PARTS: dict[str, Callable[..., Any]] = {}


def part(
    *topics: Topic,
) -> Callable[[Callable[Concatenate[Snapshot, Given], Value]], Callable[Concatenate[Snapshot, Given], Value]]:
    """Remember what this reads of a case, for each thing it is given, until one of these topics moves."""

    def remembered(
        read: Callable[Concatenate[Snapshot, Given], Value],
    ) -> Callable[Concatenate[Snapshot, Given], Value]:
        name = f"{read.__module__}.{read.__qualname__}"

        @wraps(read)
        def asked(snapshot: Snapshot, *given: Given.args, **named: Given.kwargs) -> Value:
            key = (*given, *sorted(named.items()))
            return cast(Value, snapshot.value(name, topics, key, lambda inside: read(inside, *given, **named)))

        PARTS[name] = asked
        return cast("Callable[Concatenate[Snapshot, Given], Value]", asked)

    return remembered


@part(Topic.CASE)
def case_row(seen: Snapshot) -> Case:
    texts = ("title", "question", "story", "meeting", "ending_words", "open_words", "back_because")
    case = Case.objects.select_related(*texts).filter(id=seen.case_id).first()
    if case is None:
        raise NotFound
    return case


@part(Topic.CASE)
def rooms(seen: Snapshot) -> dict[int, Room]:
    return {room.pk: room for room in Room.objects.filter(case=seen.case_id)}


_lock = Lock()
_kept: OrderedDict[int, Values] = OrderedDict()


def snapshot_of(case_id: int, version: Version | None = None) -> Snapshot:
    """A case at a version that the caller has just read; without it, at its newest. Raises NotFound."""
    version = version_of(case_id) if version is None else version
    with _lock:
        values = _kept.setdefault(case_id, Values())
        _kept.move_to_end(case_id)
        while len(_kept) > CASES:
            _kept.popitem(last=False)
    values.catch_up(version)
    return Snapshot(version, values)


def fresh(case_id: int) -> Snapshot:
    """A case as the tables have it at this moment, remembered by nobody: for an act that is busy changing it."""
    return Snapshot(Version(case_id), Values())


def forget_snapshots() -> None:
    """For tests, which put rows in the tables that no act made."""
    with _lock:
        _kept.clear()
