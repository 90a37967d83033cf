"""Whether what somebody answered is sealed as they gave it: recomputed from their rows, and a receipt of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from gedragen.access.doing import NotFound
from gedragen.cases.engine.sight import Eyes, eyes_of
from gedragen.cases.mine.seals import Seal, Seals, ShortSeal, key_of
from gedragen.cases.models import Reply, ReviewAnswer, Round, RoundAnswer, Task, Voice
from gedragen.cases.state.head import CaseHead, head_of
from gedragen.cases.state.outcomes import levels_so_far
from gedragen.cases.store.evidence.chain import merkle_root, short_code
from gedragen.cases.store.evidence.merkle import merkle_path
from gedragen.cases.store.evidence.receipt import EntryRef, Receipt
from gedragen.cases.store.leaves import Fit, SealedRow, content_of, fit_of, words_of
from gedragen.method.constitution.levels import Level
from gedragen.method.tasks import TaskState

PAGE = 10

KINDS: Mapping[type, str] = {
    RoundAnswer: "answer",
    ReviewAnswer: "review",
    Voice: "voice",
    Task: "task",
    Reply: "reply",
}


class Found(StrEnum):
    """What recomputing came to.

    `NOT_YET`: nothing is sealed before the round closes. `LOST`: what stands there together does not lead to the root.
    `NO_ENTRY`: in which entry it was sealed is not known, as of some rows of an earlier version.
    """

    NOT_YET = "not-yet"
    RIGHT = "right"
    ERASED = "erased"
    DIFFERS = "differs"
    LOST = "lost"
    NO_ENTRY = "no-entry"


@dataclass(frozen=True)
class ReceiptCard:
    """One answer of mine, or a round in which I could decide and none of mine stands: then `row` is 0.

    `number`: of the round, the look back or the task. `said` and `text` are empty where a receipt opens nothing.
    `entry` and `root`: the number of the entry that holds the seal, and the code of its root. `counted`: whether I was
    among those who decided when it closed. `taken_back`: after it was sealed.
    """

    kind: str
    row: int
    at: datetime
    found: Found
    number: int = 0
    item_number: int = 0
    title: str = ""
    said: str = ""
    text: str = ""
    on_behalf: bool = False
    is_void: bool = False
    counted: bool = True
    taken_back: bool = False
    entry: int = 0
    root: str = ""


@dataclass(frozen=True)
class ReceiptsSheet:
    """`opens`: whether there is anything to take along. In a closed case and in a conflict there is not."""

    head: CaseHead
    opens: bool
    cards: tuple[ReceiptCard, ...]
    short: tuple[ShortSeal, ...]
    page: int
    pages: int


def receipts_sheet(case_id: int, *, viewer: int, page: int = 1) -> ReceiptsSheet:
    eyes = eyes_of(case_id, viewer, of_own=True)
    seals, rows = Seals(eyes.case), _mine(eyes, viewer)
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(1, page), pages)
    decided = _decided(eyes, viewer)
    is_inside = eyes.case.is_open or (eyes.seat is not None and eyes.seat.standing.has_joined)
    return ReceiptsSheet(
        head=head_of(eyes),
        opens=opens(eyes),
        cards=tuple(_card(eyes, seals, row, decided) for row in rows[(page - 1) * PAGE : page * PAGE]),
        short=tuple(seals.short()) if is_inside else (),
        page=page,
        pages=pages,
    )


def receipt_of(case_id: int, *, viewer: int, kind: str, row: int) -> tuple[ReceiptCard, Receipt]:
    """One answer of mine, and its receipt still without a sentence.

    Raises NotFound for an answer of somebody else, for one that is not found under its seal, and wherever a receipt
    opens nothing.
    """
    eyes = eyes_of(case_id, viewer, of_own=True)
    mine = (one for one in _mine(eyes, viewer) if not isinstance(one, Round))
    one = next((one for one in mine if (KINDS[type(one)], one.pk) == (kind, row)), None)
    if one is None or not opens(eyes):
        raise NotFound
    seals = Seals(eyes.case)
    seal, card = seals.told.get(key_of(one)), _card(eyes, seals, one, _decided(eyes, viewer))
    if seal is None or card.found is not Found.RIGHT:
        raise NotFound
    return card, _receipt(eyes, seals, one, seal)


def _receipt(eyes: Eyes, seals: Seals, row: SealedRow, seal: Seal) -> Receipt:
    leaves = [kept.leaf for kept in seals.leaves(key_of(row))]
    words = words_of(row)
    return Receipt(
        says="",
        case=str(eyes.case.pk),
        entry=EntryRef(seal.entry.number, seal.entry.hash, seal.entry.kind),
        root=seal.root,
        kind=KINDS[type(row)],
        content=content_of(row),
        salt=row.salt,
        leaf=row.leaf,
        path=merkle_path(leaves, leaves.index(row.leaf)),
        text={"salt": words.salt, "text": words.text} if words is not None else None,
    )


def _decided(eyes: Eyes, viewer: int) -> set[int]:
    """The rounds in which this seat was among those who decided, by their ids."""
    return set(eyes.case.rounds.filter(decided_by=viewer).values_list("id", flat=True))


def opens(eyes: Eyes) -> bool:
    """Somebody can be made to show a receipt: where people have reason to fear that, there is none.

    What was answered in a conflict stays shut when that is over: else whoever sets the level would open it.
    """
    return eyes.case.is_open and Level.CONFLICT not in levels_so_far(eyes.seen)


def _mine(eyes: Eyes, viewer: int) -> list[SealedRow | Round]:
    """Everything of this seat that is sealed or will be, newest first; and the rounds without an answer of theirs."""
    case = eyes.case
    answers = RoundAnswer.objects.filter(round__case=case, seat=viewer)
    reviews = ReviewAnswer.objects.filter(check_in__case=case, seat=viewer)
    tasks = case.tasks.filter(owner=viewer).exclude(leaf="")
    silent = case.rounds.filter(closed_at__isnull=False, decided_by=viewer).exclude(answers__seat=viewer)
    rows: list[SealedRow | Round] = [
        *answers.select_related("round__item", "round__version__title", "reason", "seat"),
        *reviews.select_related("check_in", "item", "words", "seat"),
        *case.voices.filter(seat=viewer).select_related("words", "seat"),
        *tasks.select_related("item", "owner", "what"),
        *case.replies.filter(seat=viewer).select_related("seat"),
        *silent.select_related("item", "version__title"),
    ]
    return sorted(rows, key=lambda row: (_moment(row), row.pk), reverse=True)


def _moment(row: SealedRow | Round) -> datetime:
    match row:
        case Round():
            return row.closed_at or row.opened_at
        case Task():
            return row.answered_at or row.offered_at
        case _:
            return row.at


def _is_sealed(row: SealedRow | Round) -> bool:
    match row:
        case Round():
            return True
        case RoundAnswer():
            return row.round.closed_at is not None
        case ReviewAnswer():
            return row.check_in.done_at is not None
        case _:
            return row.sealed_at is not None


def _found(seals: Seals, row: SealedRow | Round) -> Found:
    key = key_of(row)
    seal = seals.told.get(key)
    if not _is_sealed(row):
        return Found.NOT_YET
    fit = fit_of(row) if not isinstance(row, Round) else Fit.RECOMPUTED
    if fit is Fit.DIFFERS:
        return Found.DIFFERS
    if seal is None:
        is_older = not isinstance(row, Round | RoundAnswer | ReviewAnswer) and row.sealed_in is None
        return Found.NO_ENTRY if is_older else Found.LOST
    if merkle_root(kept.leaf for kept in seals.leaves(key)) != seal.root:
        return Found.LOST
    return Found.ERASED if fit is Fit.ERASED else Found.RIGHT


def _card(eyes: Eyes, seals: Seals, row: SealedRow | Round, decided: Collection[int]) -> ReceiptCard:
    seal: Seal | None = seals.told.get(key_of(row))
    is_told = opens(eyes)
    card = ReceiptCard(
        kind=KINDS.get(type(row), "silent"),
        row=0 if isinstance(row, Round) else row.pk,
        at=_moment(row),
        found=_found(seals, row),
        entry=seal.entry.number if seal is not None else 0,
        root=short_code(seal.root) if seal is not None and is_told else "",
    )
    details = _about(eyes, row) | (_said(eyes, row) if is_told else {})
    if isinstance(row, RoundAnswer):
        details["counted"] = not _is_sealed(row) or row.round_id in decided
        details["taken_back"] = row.taken_back_at is not None
    return replace(card, **details)


def _about(eyes: Eyes, row: SealedRow | Round) -> dict[str, Any]:
    match row:
        case Round():
            return _round(eyes, row)
        case RoundAnswer():
            return _round(eyes, row.round) | {"on_behalf": row.on_behalf_by_id is not None}
        case ReviewAnswer():
            return {"number": row.check_in.number, "item_number": row.item.number if row.item is not None else 0}
        case Task():
            return {"number": row.number, "title": eyes.text(row.what)}
        case _:
            return {}


def _round(eyes: Eyes, round_: Round) -> dict[str, Any]:
    return {
        "number": round_.number,
        "item_number": round_.item.number,
        "title": eyes.text(round_.version.title),
        "is_void": round_.voided_at is not None,
    }


def _said(eyes: Eyes, row: SealedRow | Round) -> dict[str, Any]:
    """What was answered, as it stands today."""
    match row:
        case RoundAnswer():
            return {"said": row.answer, "text": eyes.text(row.reason)}
        case ReviewAnswer():
            return {"said": row.going, "text": eyes.text(row.words)}
        case Voice():
            return {"text": eyes.text(row.words)}
        case Task():
            return {"said": "no" if row.state == TaskState.DECLINED else "yes"}
        case Reply():
            return {"said": "yes" if row.joins else "no"}
        case _:
            return {}
