"""Where the items of a case stand, read from its tables in a fixed number of queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.db.models import OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from gedragen.access.doing import Role
from gedragen.cases.engine.snapshot import Snapshot, part
from gedragen.cases.models import Case, ItemCorrection, ItemVersion, JournalEntry, PlanItem, Round, Seat
from gedragen.cases.store.bindings import Binding, Key, Record, Says, hold, put, telling
from gedragen.cases.store.entries import (
    CORRECTION_DISPUTED,
    CORRECTION_MADE,
    FRAME_ASKED,
    FRAME_DISPUTED,
    ITEM_CHANGED,
    ITEM_CORRECTED,
    ITEM_DROPPED,
    ITEM_WRITTEN,
    Topic,
)
from gedragen.method.consent import Outcome
from gedragen.method.constitution.approach import Approach
from gedragen.method.items import ItemFacts, ItemKind, ItemState, TextFacts, is_on_the_table, state

TEXTS = ("title", "what", "why", "when", "changed_because")


def _version_rows(case_id: int) -> QuerySet[ItemVersion]:
    found = ItemVersion.objects.filter(item__case=case_id).order_by("item__number", "number")
    return found.select_related(*TEXTS, "item").prefetch_related("bound")


def _bind(version: ItemVersion, numbers: list[int]) -> None:
    """Whom the entry names, wherever these rows are read; in the database nothing changes."""
    seats = Seat.objects.filter(case=version.item.case_id, number__in=numbers).select_related("name")
    prefetch_related_objects([version], "bound")
    held: dict[str, QuerySet[Seat]] = vars(version)["_prefetched_objects_cache"]
    held["bound"] = seats


ITEM = Says(
    {"title": "title", "what": "what", "why": "why", "when": "when", "because": "changed_because"},
    ("bound",),
    later=("closing", "proposal", "drops"),
)
# A frame that is asked is answered as an item, with the text of that frame.
FRAME_ITEM = Says({"text": "title", "because": "what"}, sets={"bound": [], "closing": None})
WRITTEN = telling(
    ("item", "version"),
    {ITEM_WRITTEN: ITEM, ITEM_CHANGED: ITEM, FRAME_ASKED: FRAME_ITEM, FRAME_DISPUTED: FRAME_ITEM},
)


def _texts_told(entries: Iterable[JournalEntry]) -> dict[Key, Record]:
    """A correction changes one text of a version, after it was written."""
    told = list(entries)
    records = WRITTEN(one for one in told if one.kind != ITEM_CORRECTED)
    for entry in (one for one in told if one.kind == ITEM_CORRECTED):
        record = records.get((entry.data["item"], entry.data["version"]))
        if record is not None:
            record.entry = entry.number
            record.texts[entry.data["field"]] = entry.data["words"]
    return records


VERSIONS = Binding(
    what="Item {}, version {}",
    kinds=(ITEM_WRITTEN, ITEM_CHANGED, FRAME_ASKED, FRAME_DISPUTED, ITEM_CORRECTED),
    tell=_texts_told,
    rows=_version_rows,
    key=lambda version: (version.item.number, version.number),
    values={
        "bound": lambda version: sorted(seat.number for seat in version.bound.all()),
        "closing": lambda version: version.item.kind == ItemKind.CLOSING or None,
        "proposal": lambda version: version.is_proposal or None,
        "drops": lambda version: version.drops or None,
    },
    fields=TEXTS,
    put_back={
        "bound": _bind,
        "closing": lambda version, is_so: put("kind")(version.item, ItemKind.CLOSING if is_so else ItemKind.MEASURE),
        "proposal": lambda version, is_so: put("is_proposal")(version, bool(is_so)),
        "drops": lambda version, is_so: put("drops")(version, bool(is_so)),
    },
)
ITEMS = Binding(
    what="Item {}",
    kinds=(ITEM_WRITTEN, ITEM_DROPPED, FRAME_ASKED, FRAME_DISPUTED),
    tell=telling(
        ("item",),
        {
            ITEM_WRITTEN: Says(sets={"dropped": None, "is_frame": None}),
            FRAME_ASKED: Says(sets={"dropped": None, "is_frame": True}),
            FRAME_DISPUTED: Says(sets={"dropped": None, "is_frame": True}),
            ITEM_DROPPED: Says({"because": "dropped_why"}, (), {"dropped": True}),
        },
    ),
    rows=lambda case_id: PlanItem.objects.filter(case=case_id).order_by("number").select_related("dropped_why"),
    key=lambda item: (item.number,),
    values={
        "dropped": lambda item: item.dropped_at is not None or None,
        "is_frame": lambda item: item.kind == ItemKind.FRAME or None,
    },
    fields=("dropped_why",),
)
CORRECTIONS = Binding(
    what="Correction {2} of item {0}, version {1}",
    kinds=(CORRECTION_MADE, CORRECTION_DISPUTED, ITEM_CORRECTED),
    tell=telling(
        ("item", "version", "correction"),
        {
            CORRECTION_MADE: Says({"words": "new"}, ("field",), {"disputed": False, "is_over": False}),
            CORRECTION_DISPUTED: Says(sets={"disputed": True, "is_over": True}),
            ITEM_CORRECTED: Says(sets={"is_over": True}),
        },
    ),
    rows=lambda case_id: (
        ItemCorrection.objects.filter(version__item__case=case_id).order_by("id").select_related("version__item", "new")
    ),
    key=lambda one: (one.version.item.number, one.version.number, one.number),
    values={
        "field": lambda one: one.field,
        "disputed": lambda one: one.is_disputed,
        "is_over": lambda one: one.over_at is not None,
    },
)
BINDINGS = (VERSIONS, ITEMS, CORRECTIONS)


@dataclass(frozen=True)
class ItemStand:
    """One item with the text that holds, the newest round about it that still counts, and its state.

    `proposal`: the newest text beside it, as long as people can still come to agree on that.
    `is_in_plan`: there is a text that holds, and not only something proposed.
    `was_agreed`: this text passed a round, whatever came after. `held`: the texts that held in turn, this one last.
    """

    item: PlanItem
    version: ItemVersion
    versions: tuple[ItemVersion, ...]
    rounds: tuple[Round, ...]
    round: Round | None
    state: ItemState
    is_in_plan: bool = True
    was_agreed: bool = False
    proposal: "ItemStand | None" = None
    held: tuple[ItemVersion, ...] = ()

    @property
    def declined(self) -> tuple[ItemVersion, ...]:
        """What was proposed and did not take the place of what held, and is no longer on the table."""
        over = {*self.held, self.on_the_table.version}
        return tuple(one for one in self.versions if one not in over)

    @property
    def is_asked_again(self) -> bool:
        """Somebody said no to the text that holds, and people did not agree on it again, or on another."""
        return self.proposal is not None and self.proposal.version.pk == self.version.pk

    @property
    def on_the_table(self) -> "ItemStand":
        """What people are asked about, or can be: what is proposed, or else the item itself."""
        return self.proposal or self


def deciders_of(case: Case | int | OuterRef) -> QuerySet[Seat]:
    """Who decides in this case now: a seat that decides, said yes to joining, and is still in."""
    return Seat.objects.filter(
        case=case, decides=True, joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True
    ).order_by("number")


def voters_of(case_id: int, version_id: int, approach: Approach) -> QuerySet[Seat]:
    """Who is asked about a text: who decides, and where the approach says so a professional about their own part."""
    if not approach.asks_for_their_part:
        return deciders_of(case_id)
    theirs = Seat.objects.filter(case=case_id, bound_by=version_id).order_by().values("id")
    return _with_professionals(case_id, Q(id__in=theirs))


def asked_in(round_: Round) -> QuerySet[Seat]:
    """Who is asked in this round."""
    return voters_of(round_.case_id, round_.version_id, round_.case.approach)


def can_be_bound(case: Case) -> QuerySet[Seat]:
    """Who may carry an item or be bound by it: who decides, and a professional where their own part is asked."""
    return _with_professionals(case.pk, Q()) if case.approach.asks_for_their_part else deciders_of(case)


def _with_professionals(case_id: int, which: Q) -> QuerySet[Seat]:
    some = Q(role=Role.PROFESSIONAL) & which
    here = Seat.objects.filter(case=case_id, joined_at__isnull=False, declined_at__isnull=True, erased_at__isnull=True)
    return here.filter(Q(decides=True) | some).order_by("number")


def item_stands(case: Case, numbers: Collection[int]) -> dict[int, ItemStand]:
    """These items by number, as they are at this moment: for an act that is busy changing them."""
    held = _by_item(Round.objects.filter(case=case, item__number__in=numbers))
    wanted = _held(case.pk, _items(case.pk).filter(number__in=numbers))
    return {item.number: _stand(item, held.get(item.pk, [])) for item in wanted}


def _items(case_id: int) -> QuerySet[PlanItem]:
    versions = ItemVersion.objects.order_by("number").select_related(*TEXTS, "by__name")
    bound = Prefetch("bound", Seat.objects.select_related("name"))
    items = PlanItem.objects.filter(case=case_id).order_by("number").select_related("dropped_why")
    corrections = Prefetch("corrections", ItemCorrection.objects.select_related("old", "new").order_by("id"))
    return items.prefetch_related(Prefetch("versions", versions.prefetch_related(bound, corrections)))


def correction_of(version: ItemVersion) -> ItemCorrection | None:
    """The small correction that stands beside this text now."""
    return next((one for one in version.corrections.all() if one.over_at is None), None)


@part(Topic.ITEMS)
def items(seen: Snapshot) -> tuple[PlanItem, ...]:
    """Each with its versions, and who carries them."""
    return _held(seen.case_id, _items(seen.case_id))


def _held(case_id: int, found: QuerySet[PlanItem]) -> tuple[PlanItem, ...]:
    """With each text marked that is not the one that was recorded."""
    some = hold(ITEMS, case_id, tuple(found))
    hold(VERSIONS, case_id, [version for item in some for version in item.versions.all()])
    return some


@part(Topic.ROUNDS)
def rounds(seen: Snapshot) -> dict[int, list[Round]]:
    """Of each item, by its key, in order."""
    return _by_item(Round.objects.filter(case=seen.case_id))


def _by_item(rounds_: QuerySet[Round]) -> dict[int, list[Round]]:
    found: dict[int, list[Round]] = {}
    for round_ in rounds_.order_by("number"):
        found.setdefault(round_.item_id, []).append(round_)
    return found


@part(Topic.ITEMS, Topic.ROUNDS)
def stands(seen: Snapshot) -> dict[int, ItemStand]:
    """The items by number, with every version and round of each."""
    held = rounds(seen)
    return {item.number: _stand(item, held.get(item.pk, [])) for item in items(seen)}


def _stand(item: PlanItem, rounds_: list[Round]) -> ItemStand:
    versions = tuple(item.versions.all())
    by_id = {version.pk: version for version in versions}
    # Of a round that was opened a moment later than the items were read, the version may not be there yet.
    rounds_here = [round_ for round_ in rounds_ if round_.version_id in by_id]
    for round_ in rounds_here:
        round_.item, round_.version = item, by_id[round_.version_id]
    agreed = {round_.version_id for round_ in rounds_here if round_.outcome == Outcome.PASSED}
    in_turn = tuple(one for one in versions if TextFacts(one.is_proposal, one.pk in agreed).holds_once)
    newest = versions[-1]
    standing = in_turn[-1] if in_turn else newest
    counted = [round_ for round_ in rounds_here if not round_.is_beside]
    proposed = [_of_a_text(item, newest, versions, counted)] if newest is not standing else []
    proposed += [_of_a_text(item, standing, versions, [no]) for no in _said_no_beside(standing, rounds_here)]
    asked = [one for one in proposed if is_on_the_table(one.state)]
    return replace(
        _of_a_text(item, standing, versions, counted),
        rounds=tuple(rounds_here),
        is_in_plan=bool(in_turn),
        was_agreed=standing.pk in agreed,
        held=in_turn,
        # What people are answering about goes before what they could be asked.
        proposal=min(asked, key=lambda one: one.state is not ItemState.IN_ROUND, default=None),
    )


def _said_no_beside(standing: ItemVersion, rounds_: list[Round]) -> list[Round]:
    """The round beside the text that holds, as long as no other was opened about it since."""
    about = [one for one in rounds_ if one.version_id == standing.pk and one.voided_at is None]
    return [one for one in about[-1:] if one.is_beside]


def _of_a_text(
    item: PlanItem, version: ItemVersion, versions: tuple[ItemVersion, ...], rounds_: list[Round]
) -> ItemStand:
    counted = [r for r in rounds_ if r.version_id == version.pk and r.voided_at is None]
    last = counted[-1] if counted else None
    facts = ItemFacts(
        dropped=item.dropped_at is not None,
        round_open=last is not None and last.closed_at is None,
        outcome=Outcome(last.outcome) if last is not None and last.outcome else None,
    )
    return ItemStand(item, version, versions, tuple(rounds_), last, state(facts))


def plan(seen: Snapshot) -> list[ItemStand]:
    """The items that are part of the plan: no closing item, nothing dropped or only proposed."""
    return [
        stand
        for stand in stands(seen).values()
        if stand.item.kind == ItemKind.MEASURE and stand.state is not ItemState.DROPPED and stand.is_in_plan
    ]


def in_round(seen: Snapshot) -> list[ItemStand]:
    """The items about which people are answering now: each with the text that they are asked about."""
    tables = (stand.on_the_table for stand in stands(seen).values())
    return [table for table in tables if table.state is ItemState.IN_ROUND]


def open_rounds(seen: Snapshot) -> list[Round]:
    return [stand.round for stand in in_round(seen) if stand.round is not None]
