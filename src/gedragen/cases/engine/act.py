"""An act, described once: its row of the table, the value it is asked with, and what it does behind the one door."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from inspect import Parameter, signature
from typing import Any, Generic, TypeVar, TypeVarTuple, get_type_hints

from gedragen.access.doing import Action, Mode
from gedragen.cases.engine.change import By, Change, change_case, own_act

Asked = TypeVarTuple("Asked")
Value = TypeVar("Value")
Ready = TypeVar("Ready")
Result = TypeVar("Result", covariant=True)
Command = TypeVar("Command", bound=Callable[..., Any])


class Act(Generic[*Asked, Result]):
    """A command as everybody calls it: `set_mail(case_id, SetMail("…"), by=seat, at=now, once=token)`.

    `by` is a seat, or CLOCK for what the table leaves to time. The table says as well by which door one goes in.
    `prepare` is called before the door opens, and returns what is done behind it.
    """

    def __init__(self, action: Action, prepare: Callable[[int, *Asked], Callable[[Change], Result]]) -> None:
        self.action = action
        self._prepare = prepare
        self._door = own_act if action.rule.mode is Mode.OWN else change_case

    def __call__(self, case_id: int, *asked: *Asked, by: By, at: datetime, once: str = "") -> Result:
        work = self._prepare(case_id, *asked)
        with self._door(case_id, self.action, by=by, at=at, once=once) as change:
            result = work(change)
        for follow in change.follows:
            follow()
        return result


@dataclass(frozen=True)
class Description:
    """What is known of an act without doing it. `asks`: the frozen dataclass it is asked with, if it asks anything."""

    name: str
    action: Action
    asks: type[Any] | None
    command: Callable[..., Any]


# Every act by its name, from the moment that its module is imported.
ACTS: dict[str, Description] = {}


def act(action: Action) -> Callable[[Callable[[Change, *Asked], Result]], Act[*Asked, Result]]:
    """This is what that act of the table does. It asks nothing, or one frozen dataclass."""

    def described(work: Callable[[Change, *Asked], Result]) -> Act[*Asked, Result]:
        def prepare(_: int, *asked: *Asked) -> Callable[[Change], Result]:
            return lambda change: work(change, *asked)

        return _noted(Act(action, prepare), action, work)

    return described


def act_after(
    first: Callable[[int, Value], Ready], action: Action
) -> Callable[[Callable[[Change, Value, Ready], Result]], Act[Value, Result]]:
    """The same for an act with slow work, for which nobody should wait: `first` does that before the case is locked."""

    def described(work: Callable[[Change, Value, Ready], Result]) -> Act[Value, Result]:
        def prepare(case_id: int, asked: Value) -> Callable[[Change], Result]:
            ready = first(case_id, asked)
            return lambda change: work(change, asked, ready)

        return _noted(Act(action, prepare), action, work)

    return described


def act_by_itself(action: Action) -> Callable[[Command], Command]:
    """A command that opens the door itself, since it is nobody's of the case. It is described like any other."""
    return lambda command: _noted(command, action, command)


def _noted(command: Command, action: Action, work: Callable[..., Any]) -> Command:
    """Note what it asks: the second that it is given, after the case."""
    given = [name for name, one in signature(work).parameters.items() if one.kind is Parameter.POSITIONAL_OR_KEYWORD]
    asks = get_type_hints(work)[given[1]] if len(given) > 1 else None
    command.__doc__, command.__module__ = work.__doc__, work.__module__
    ACTS[work.__name__] = Description(work.__name__, action, asks, command)
    return command
