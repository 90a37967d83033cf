"""How the entries of rounds belong to their rows. What was answered is told by its root."""

from collections.abc import Iterable

from django.db.models import QuerySet

from gedragen.cases.models import JournalEntry, Objection, Round, RoundAnswer, SilentContact
from gedragen.cases.rounds.entries import (
    ANSWERS_VOIDED,
    CHILD_AWAITED,
    OBJECTION_BROUGHT,
    ROUND_CLOSED,
    ROUND_EXTENDED,
    ROUND_OPENED,
    ROUND_WAITS,
    SILENT_CONTACTED,
    YES_TAKEN_BACK,
)
from gedragen.cases.store.bindings import Binding, Key, Record, Says, telling
from gedragen.cases.store.entries import KINDS
from gedragen.cases.store.journal import stamp

SAYS = {
    ROUND_OPENED: Says(values=("item", "version", "closes_at"), later=("beside",)),
    ROUND_EXTENDED: Says(values=("until",)),
    ROUND_WAITS: Says(sets={"waits": True}),
    CHILD_AWAITED: Says(sets={"waits": True}),
    ROUND_CLOSED: Says(values=("item", "version", "outcome", "seal", "unknown_yes"), sets={"is_closed": True}),
}


def _rounds(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    records: dict[Key, Record] = {}
    for entry in entries:
        if entry.kind == ROUND_OPENED:
            begins = {"until": None, "outcome": "", "seal": "", "is_closed": False, "is_void": False}
            begins |= {"unknown_yes": None, "waits": False, "beside": None}
            records[entry.data["round"],] = Record(entry.number, values=begins)
        if entry.kind == ANSWERS_VOIDED:
            for number, seal in zip(entry.data["rounds"], entry.data["seals"], strict=True):
                _record(records, number, entry).values |= {"seal": seal, "is_closed": True, "is_void": True}
            continue
        _record(records, entry.data["round"], entry).add(entry, SAYS[KINDS[entry.kind]])
    return records


def _record(records: dict[Key, Record], number: int, entry: JournalEntry) -> Record:
    record = records.setdefault((number,), Record(entry.number))
    record.entry = entry.number
    return record


def _taken_back(case_id: int) -> QuerySet[RoundAnswer]:
    records = RoundAnswer.objects.filter(round__case=case_id, taken_back_at__isnull=False)
    return records.order_by("taken_back_at", "id").select_related("round")


ROUNDS = Binding(
    what="Round {}",
    kinds=(ROUND_OPENED, ROUND_EXTENDED, ROUND_WAITS, CHILD_AWAITED, ROUND_CLOSED, ANSWERS_VOIDED),
    tell=_rounds,
    rows=lambda case_id: Round.objects.filter(case=case_id).order_by("number").select_related("item", "version__item"),
    key=lambda round_: (round_.number,),
    values={
        "item": lambda round_: round_.item.number if round_.item_id == round_.version.item_id else None,
        "version": lambda round_: round_.version.number,
        "closes_at": lambda round_: stamp(round_.closes_at),
        "until": lambda round_: stamp(round_.extra_until) if round_.extra_until is not None else None,
        "outcome": lambda round_: round_.outcome,
        "seal": lambda round_: round_.seal,
        "unknown_yes": lambda round_: round_.unknown_yes,
        "waits": lambda round_: round_.waits_for_calls,
        "beside": lambda round_: round_.is_beside or None,
        "is_closed": lambda round_: round_.closed_at is not None,
        "is_void": lambda round_: round_.voided_at is not None,
    },
)
BINDINGS = (
    ROUNDS,
    Binding(
        what="Round {}, objection {} without a name",
        kinds=(OBJECTION_BROUGHT,),
        tell=telling(("round",), {OBJECTION_BROUGHT: Says.same("reason")}, counted=True),
        rows=lambda case_id: (
            Objection.objects.filter(round__case=case_id, round__outcome__gt="")
            .order_by("id")
            .select_related("round", "reason")
        ),
        key=lambda objection: (objection.round.number,),
        counted=True,
    ),
    Binding(
        what="Round {}, contact {} with somebody who was silent",
        kinds=(SILENT_CONTACTED,),
        tell=telling(("round",), {SILENT_CONTACTED: Says(values=("reached",))}, counted=True),
        rows=lambda case_id: SilentContact.objects.filter(round__case=case_id).order_by("id").select_related("round"),
        key=lambda contact: (contact.round.number,),
        values={"reached": lambda contact: contact.reached},
        counted=True,
    ),
    Binding(
        what="Round {}, yes {} that was taken back",
        kinds=(YES_TAKEN_BACK,),
        tell=telling(("round",), {YES_TAKEN_BACK: Says()}, counted=True),
        rows=_taken_back,
        key=lambda answer: (answer.round.number,),
        counted=True,
    ),
)
