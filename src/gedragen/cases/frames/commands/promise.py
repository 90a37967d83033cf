"""The promise: an official may draft it, the person with the mandate confirms it."""

from dataclasses import dataclass

from gedragen.access.doing import Action
from gedragen.cases.engine.act import act
from gedragen.cases.engine.change import Change
from gedragen.cases.engine.declare import declare, withdraw
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.models import Promise
from gedragen.cases.state.frames import frames_now, promise
from gedragen.cases.store.bindings import check_is_shown
from gedragen.cases.store.entries import PROMISE_WRITTEN
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.frames import NEVER_BY_SILENCE
from gedragen.method.promise import PromiseText, checked


@dataclass(frozen=True)
class WritePromise:
    """Write the promise, or the version after `version`, the one the writer read. A confirmation falls away."""

    promise: PromiseText
    version: int = 0


@act(Action.WRITE_PROMISE)
def write_promise(change: Change, asked: WritePromise) -> None:
    versions = change.case.promises.count()
    if versions != asked.version:
        raise RuleBroken("promise-has-changed")
    never = change.case.frames.filter(superseded_at__isnull=True, kind__in=NEVER_BY_SILENCE).exists()
    text = checked(asked.promise, needs_name_for_silence=never)
    new = Promise.objects.create(
        case=change.case,
        version=versions + 1,
        rung=text.rung,
        brings=change.write("open", "promise-brings", text.brings),
        answer_days=text.answer_days,
        silence=text.silence,
        silence_to=change.write_if_any("open", "promise-silence-to", text.silence_to),
        silence_days=text.silence_days,
        fallback=change.write("open", "promise-fallback", text.fallback),
        promised_by=change.write("open", "promise-by", text.promised_by),
        mandate=change.write("open", "promise-mandate", text.mandate),
        promised_on=text.promised_on,
        by=change.actor,
        at=change.at,
    )
    withdraw(change, DeclarationKind.PROMISE)
    change.record(
        PROMISE_WRITTEN,
        version=new.version,
        rung=int(text.rung),
        answer_days=text.answer_days,
        silence=text.silence.value,
        silence_days=text.silence_days,
        promised_on=text.promised_on.isoformat(),
        brings=new.brings,
        silence_to=new.silence_to,
        fallback=new.fallback,
        promised_by=new.promised_by,
        mandate=new.mandate,
    )


@dataclass(frozen=True)
class ConfirmPromise:
    """The person with the mandate stands for this version of the promise, and for these frames (number, version)."""

    version: int
    frames: tuple[tuple[int, int], ...]


@act(Action.CONFIRM_PROMISE)
def confirm_promise(change: Change, asked: ConfirmPromise) -> None:
    newest = change.case.promises.order_by("-version").first()
    if newest is None:
        raise RuleBroken("promise-not-written")
    standing = change.case.frames.filter(superseded_at__isnull=True)
    if newest.version != asked.version or set(standing.values_list("number", "version")) != set(asked.frames):
        raise RuleBroken("promise-has-changed")
    seen = fresh(change.case.pk)
    check_is_shown(promise(seen), *frames_now(seen))
    declare(change, DeclarationKind.PROMISE)
