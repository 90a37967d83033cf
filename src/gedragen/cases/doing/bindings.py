"""How the entries of carrying out belong to their rows. A yes to a task is told by its seal."""

from collections.abc import Iterable

from gedragen.cases.doing.entries import (
    CALL_DUE,
    CALL_RECORDED,
    KEEPER_ANSWERED,
    KEEPER_NAMED,
    LATE_YES,
    REVIEW_CLOSED,
    REVIEW_DAY_AGREED,
    REVIEW_OPENED,
    TASK_OFFERED,
    TASK_REPORTED,
)
from gedragen.cases.models import CheckIn, JournalEntry, Keeper, LateYes, Task
from gedragen.cases.starting.entries import CARRYING_OUT_BEGAN
from gedragen.cases.store.bindings import Binding, Key, Record, Says, telling
from gedragen.cases.store.entries import KINDS
from gedragen.cases.store.journal import stamp

OPENED = Says(values=("months", "closes_at"), sets={"is_opened": True})
CHECK_INS = {
    REVIEW_OPENED: OPENED,
    CALL_DUE: OPENED,
    CALL_RECORDED: Says.same("words"),
    REVIEW_CLOSED: Says(values=("seal",)),
    REVIEW_DAY_AGREED: Says(values=("months", "day")),
}


def _check_ins(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    """Those that are planned together get the numbers after those that were agreed before."""
    records: dict[Key, Record] = {}
    for entry in entries:
        if entry.kind == CARRYING_OUT_BEGAN:
            for number, day in enumerate(entry.data["check_ins"], len(records) + 1):
                records[number,] = Record(entry.number, {"words": ""}, {"day": day})
            continue
        record = records.setdefault((entry.data["check_in"],), Record(entry.number, {"words": ""}))
        record.add(entry, CHECK_INS[KINDS[entry.kind]])
    return records


def _keepers(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    """One at a time: who answers is who was asked last."""
    records: dict[Key, Record] = {}
    for entry in entries:
        if entry.kind == KEEPER_NAMED:
            values = {"keeper": entry.data["keeper"], "said_yes": entry.data["is_own"], "has_ended": False}
            for earlier in records.values():
                earlier.values["has_ended"] = True
            records[len(records) + 1,] = Record(entry.number, values=values)
        elif records:
            newest = records[len(records),]
            newest.entry = entry.number
            newest.values |= {"said_yes": True} if entry.data["accepts"] else {"has_ended": True}
    return records


BINDINGS = (
    Binding(
        what="Task {}",
        kinds=(TASK_OFFERED, TASK_REPORTED),
        tell=telling(
            ("task",),
            {
                TASK_OFFERED: Says.same("what", values=("item", "task_kind", "owner", "checker", "due_on")),
                TASK_REPORTED: Says(values=("state",)),
            },
        ),
        rows=lambda case_id: (
            Task.objects.filter(case=case_id).order_by("number").select_related("item", "owner", "checker", "what")
        ),
        key=lambda task: (task.number,),
        values={
            "item": lambda task: task.item.number,
            "task_kind": lambda task: task.kind,
            "owner": lambda task: task.owner.number,
            "checker": lambda task: task.checker.number if task.checker is not None else None,
            "due_on": lambda task: task.due_on.isoformat() if task.due_on is not None else None,
            "state": lambda task: task.state,
        },
    ),
    Binding(
        what="Late yes {}",
        kinds=(LATE_YES,),
        tell=telling((), {LATE_YES: Says(values=("round", "seat"))}, counted=True),
        rows=lambda case_id: LateYes.objects.filter(round__case=case_id).order_by("id").select_related("round", "seat"),
        key=lambda _: (),
        values={"round": lambda yes: yes.round.number, "seat": lambda yes: yes.seat.number},
        counted=True,
    ),
    Binding(
        what="Day to look back {}",
        kinds=(CARRYING_OUT_BEGAN, *CHECK_INS),
        tell=_check_ins,
        rows=lambda case_id: CheckIn.objects.filter(case=case_id).order_by("number").select_related("words"),
        key=lambda one: (one.number,),
        values={
            "day": lambda one: one.due_on.isoformat(),
            "months": lambda one: one.months,
            "closes_at": lambda one: stamp(one.closes_at) if one.closes_at is not None else None,
            "is_opened": lambda one: one.opened_at is not None,
            "seal": lambda one: one.seal,
        },
    ),
    Binding(
        what="Who keeps an eye on the plan, {}",
        kinds=(KEEPER_NAMED, KEEPER_ANSWERED),
        tell=_keepers,
        rows=lambda case_id: Keeper.objects.filter(case=case_id).order_by("id").select_related("seat"),
        key=lambda _: (),
        values={
            "keeper": lambda keeper: keeper.seat.number,
            "said_yes": lambda keeper: keeper.said_yes_at is not None,
            "has_ended": lambda keeper: keeper.ended_at is not None,
        },
        counted=True,
    ),
)
