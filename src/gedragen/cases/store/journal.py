"""The kinds of entry, appending one, and the export that anyone can verify."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import rfc8785

from gedragen.cases.models import Case, Constitution, JournalEntry, Words
from gedragen.cases.store.chain import entry_hash, journal_line
from gedragen.cases.store.signing import public_key, sign
from gedragen.cases.store.topics import Topic
from gedragen.cases.store.words import digest_of
from gedragen.method.constitution.digest import DOMAIN


class Kind(StrEnum):
    """What can stand in a journal. Stable for ever: old journals are read with these names."""

    QUESTION_BROUGHT = "question-brought"
    CASE_OPENED = "case-opened"
    CONSTITUTION_KEPT = "constitution-kept"
    CASE_INTRODUCED = "case-introduced"
    LEVEL_SET = "level-set"
    WORDING_CHANGED = "wording-changed"
    INDEPENDENCE_DECLARED = "independence-declared"
    FACILITATOR_ACCEPTED = "facilitator-accepted"
    FACILITATOR_REFUSED = "facilitator-refused"
    FOOTING_SET = "footing-set"
    ONLY_THE_LAW_DECLARED = "only-the-law-declared"
    PLACE_CHOSEN = "place-chosen"
    FRAME_WRITTEN = "frame-written"
    FRAME_CHANGED = "frame-changed"
    FRAME_REMOVED = "frame-removed"
    PROMISE_WRITTEN = "promise-written"
    PROMISE_CONFIRMED = "promise-confirmed"
    FRAMES_FROZEN = "frames-frozen"
    DECIDING_BEGAN = "deciding-began"
    SEAT_INVITED = "seat-invited"
    INVITATIONS_BEGUN = "invitations-begun"
    SEATS_INVITED = "seats-invited"
    INVITATIONS_STOPPED = "invitations-stopped"
    ACCESS_RENEWED = "access-renewed"
    CARD_LOST = "card-lost"
    CARD_MADE = "card-made"
    CARD_CONFIRMED = "card-confirmed"
    CARD_HEARD = "card-heard"
    CARD_REFUSED = "card-refused"
    SEAT_JOINED = "seat-joined"
    SEAT_DECLINED = "seat-declined"
    SEAT_ERASED = "seat-erased"
    SOMEBODY_NAMED = "somebody-named"
    NOMINATION_SETTLED = "nomination-settled"
    NOMINATION_DISCUSSED = "nomination-discussed"
    NOMINATION_DECIDED = "nomination-decided"
    WHO_DECIDES_CHANGED = "who-decides-changed"
    PREPARATION_RECORDED = "preparation-recorded"
    VIEW_BROUGHT = "view-brought"
    VIEW_ANSWERED = "view-answered"
    OPPOSITION_EXCEPTED = "opposition-excepted"
    QUESTION_ASKED = "question-asked"
    QUESTION_ANSWERED = "question-answered"
    CLOSED_TIME_OPENED = "closed-time-opened"
    CLOSED_TIME_ENDED = "closed-time-ended"
    ITEM_WRITTEN = "item-written"
    ITEM_CHANGED = "item-changed"
    ITEM_DROPPED = "item-dropped"
    SAFETY_NET_AGREED = "safety-net-agreed"
    RESOURCES_AGREED = "resources-agreed"
    WHO_CHECKS_AGREED = "who-checks-agreed"
    DOCUMENT_WRITTEN = "document-written"
    DOCUMENT_SIGNED = "document-signed"
    ROUND_OPENED = "round-opened"
    ANSWER_RECORDED = "answer-recorded"
    OBJECTION_BROUGHT = "objection-brought"
    SILENT_CONTACTED = "silent-contacted"
    ROUND_EXTENDED = "round-extended"
    ROUND_CLOSED = "round-closed"
    ANSWERS_VOIDED = "answers-voided"
    FRAME_TEST_ASKED = "frame-test-asked"
    VERDICT_GIVEN = "verdict-given"
    INFORMATION_GIVEN = "information-given"
    FRAME_TEST_ESCALATED = "frame-test-escalated"
    FRAME_TEST_OVERDUE = "frame-test-overdue"
    FRAME_TEST_CLOSED = "frame-test-closed"
    CARRYING_OUT_BEGAN = "carrying-out-began"
    DECISION_RECORDED = "decision-recorded"
    ENDED_WITHOUT_PLAN = "ended-without-plan"
    PLAN_WITHOUT_MEETING = "plan-without-meeting"
    STOPPED_IN_PREPARATION = "stopped-in-preparation"
    TASK_OFFERED = "task-offered"
    TASK_REPORTED = "task-reported"
    CALL_DUE = "call-due"
    CALL_RECORDED = "call-recorded"
    REVIEW_OPENED = "review-opened"
    REVIEW_CLOSED = "review-closed"
    YES_TAKEN_BACK = "yes-taken-back"
    OWN_ACTS_SEALED = "own-acts-sealed"
    CASE_CLOSED = "case-closed"


# Which topics move with an entry. Erasing somebody takes their words out of everything.
_T = Topic
MOVES: dict[Kind, tuple[Topic, ...]] = {
    Kind.QUESTION_BROUGHT: (_T.CASE,),
    Kind.CASE_OPENED: tuple(Topic),
    Kind.CONSTITUTION_KEPT: (),
    Kind.CASE_INTRODUCED: (_T.CASE,),
    Kind.LEVEL_SET: (_T.CASE,),
    Kind.WORDING_CHANGED: (_T.CASE,),
    Kind.INDEPENDENCE_DECLARED: (_T.DECLARATIONS,),
    Kind.FACILITATOR_ACCEPTED: (_T.DECLARATIONS,),
    Kind.FACILITATOR_REFUSED: (_T.CASE, _T.SEATS, _T.PEOPLE, _T.DECLARATIONS),
    Kind.FOOTING_SET: (_T.CASE,),
    Kind.ONLY_THE_LAW_DECLARED: (_T.DECLARATIONS,),
    Kind.PLACE_CHOSEN: (_T.CASE,),
    Kind.FRAME_WRITTEN: (_T.FRAMES,),
    Kind.FRAME_CHANGED: (_T.FRAMES,),
    Kind.FRAME_REMOVED: (_T.FRAMES,),
    Kind.PROMISE_WRITTEN: (_T.FRAMES,),
    Kind.PROMISE_CONFIRMED: (_T.DECLARATIONS,),
    Kind.FRAMES_FROZEN: (_T.CASE,),
    Kind.DECIDING_BEGAN: (_T.CASE,),
    Kind.SEAT_INVITED: (_T.SEATS, _T.PEOPLE, _T.NOMINATIONS),
    Kind.INVITATIONS_BEGUN: (),
    Kind.SEATS_INVITED: (_T.SEATS, _T.PEOPLE, _T.NOMINATIONS),
    Kind.INVITATIONS_STOPPED: (),
    Kind.ACCESS_RENEWED: (_T.SEATS,),
    Kind.CARD_LOST: (_T.SEATS,),
    Kind.CARD_MADE: (_T.SEATS,),
    Kind.CARD_CONFIRMED: (_T.SEATS,),
    Kind.CARD_HEARD: (_T.SEATS,),
    Kind.CARD_REFUSED: (_T.SEATS,),
    Kind.SEAT_JOINED: (_T.SEATS, _T.PEOPLE),
    Kind.SEAT_DECLINED: (_T.SEATS, _T.PEOPLE),
    Kind.SEAT_ERASED: tuple(Topic),
    Kind.SOMEBODY_NAMED: (_T.NOMINATIONS,),
    Kind.NOMINATION_SETTLED: (_T.NOMINATIONS,),
    Kind.NOMINATION_DISCUSSED: (_T.NOMINATIONS,),
    Kind.NOMINATION_DECIDED: (_T.NOMINATIONS,),
    Kind.WHO_DECIDES_CHANGED: (_T.SEATS, _T.PEOPLE, _T.VIEWS),
    Kind.PREPARATION_RECORDED: (_T.SEATS, _T.PEOPLE),
    Kind.VIEW_BROUGHT: (_T.VIEWS,),
    Kind.VIEW_ANSWERED: (_T.VIEWS,),
    Kind.OPPOSITION_EXCEPTED: (_T.DECLARATIONS,),
    Kind.QUESTION_ASKED: (_T.QUESTIONS,),
    Kind.QUESTION_ANSWERED: (_T.QUESTIONS,),
    Kind.CLOSED_TIME_OPENED: (_T.CASE,),
    Kind.CLOSED_TIME_ENDED: (_T.CASE,),
    Kind.ITEM_WRITTEN: (_T.ITEMS,),
    Kind.ITEM_CHANGED: (_T.ITEMS,),
    Kind.ITEM_DROPPED: (_T.ITEMS,),
    Kind.SAFETY_NET_AGREED: (_T.DECLARATIONS,),
    Kind.RESOURCES_AGREED: (_T.DECLARATIONS,),
    Kind.WHO_CHECKS_AGREED: (_T.DECLARATIONS,),
    # Pages ask the tables for papers.
    Kind.DOCUMENT_WRITTEN: (),
    Kind.DOCUMENT_SIGNED: (),
    Kind.ROUND_OPENED: (_T.ROUNDS,),
    Kind.ANSWER_RECORDED: (_T.ROUNDS,),
    Kind.OBJECTION_BROUGHT: (_T.OUTCOMES,),
    Kind.SILENT_CONTACTED: (_T.ROUNDS,),
    Kind.ROUND_EXTENDED: (_T.ROUNDS,),
    Kind.ROUND_CLOSED: (_T.ROUNDS, _T.OUTCOMES),
    Kind.ANSWERS_VOIDED: (_T.ROUNDS, _T.OUTCOMES),
    Kind.FRAME_TEST_ASKED: (_T.FRAME_TEST,),
    Kind.VERDICT_GIVEN: (_T.FRAME_TEST,),
    Kind.INFORMATION_GIVEN: (_T.FRAME_TEST,),
    Kind.FRAME_TEST_ESCALATED: (_T.FRAME_TEST,),
    Kind.FRAME_TEST_OVERDUE: (_T.FRAME_TEST,),
    Kind.FRAME_TEST_CLOSED: (_T.FRAME_TEST,),
    Kind.CARRYING_OUT_BEGAN: (_T.CASE, _T.FOLLOW_THROUGH),
    Kind.DECISION_RECORDED: (_T.CASE, _T.FRAME_TEST),
    Kind.ENDED_WITHOUT_PLAN: (_T.CASE,),
    Kind.PLAN_WITHOUT_MEETING: (_T.CASE,),
    Kind.STOPPED_IN_PREPARATION: (_T.CASE,),
    Kind.TASK_OFFERED: (_T.TASKS,),
    Kind.TASK_REPORTED: (_T.TASKS,),
    Kind.CALL_DUE: (_T.FOLLOW_THROUGH,),
    Kind.CALL_RECORDED: (_T.FOLLOW_THROUGH,),
    Kind.REVIEW_OPENED: (_T.FOLLOW_THROUGH,),
    Kind.REVIEW_CLOSED: (_T.FOLLOW_THROUGH,),
    Kind.YES_TAKEN_BACK: (_T.OUTCOMES,),
    # What it seals, it does not change.
    Kind.OWN_ACTS_SEALED: (),
    Kind.CASE_CLOSED: (_T.CASE,),
}


# Each tells by its digest which text of an approach stands from there on.
GOES_BY = (Kind.CASE_OPENED, Kind.CONSTITUTION_KEPT, Kind.WORDING_CHANGED)


def stamp(at: datetime) -> str:
    """A moment as the journal writes it: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def append(case: Case, kind: Kind, *, by: str, at: datetime, data: dict[str, Any]) -> JournalEntry:
    """Add one entry behind the head. The caller holds the lock of the case and is in its transaction."""
    previous = JournalEntry.objects.filter(case=case).order_by("-number").first() if case.journal_number else None
    # Two requests may read the clock in one order and get the lock in the other: the journal never goes back.
    moment = max(at, previous.at) if previous else at
    if previous is None:
        data = {**data, "case": str(case.pk), "key": public_key()}
    line = {
        "number": case.journal_number + 1,
        "at": stamp(moment),
        "kind": kind.value,
        "by": by,
        "data": data,
        "previous": case.journal_head,
    }
    entry = JournalEntry.objects.create(
        case=case,
        number=case.journal_number + 1,
        at=moment,
        kind=kind,
        by=by,
        data=data,
        previous=case.journal_head,
        hash=entry_hash(line),
    )
    case.journal_number, case.journal_head = entry.number, entry.hash
    case.save(update_fields=["journal_number", "journal_head"])
    move(case, MOVES[kind])
    return entry


def move(case: Case, topics: Iterable[Topic], by: int = 1) -> None:
    """These topics of a case are not what they were. The caller holds its lock."""
    numbers = {topic.value: case.topics.get(topic, 0) + by for topic in topics}
    if numbers:
        case.topics = case.topics | numbers
        case.save(update_fields=["topics"])


def export_lines(case: Case, *, at: datetime) -> Iterator[str]:
    """The journal as JSON Lines, public texts opened, and a last line that this installation signs."""
    number, head, written = 0, "", hashlib.sha256()
    public = _public_texts(case)
    for entry in case.journal.order_by("number").iterator():
        line = {
            "number": entry.number,
            "at": stamp(entry.at),
            "kind": entry.kind,
            "by": entry.by,
            "data": entry.data,
            "previous": entry.previous,
            "hash": entry.hash,
        }
        opened = _opened(entry, public)
        number, head = entry.number, entry.hash
        text = journal_line(line | {"opened": opened} if opened else line)
        written.update(text.encode())
        yield text
    end: dict[str, Any] = {
        "end": True,
        "entries": number,
        "head": head,
        "lines": written.hexdigest(),
        "at": stamp(at),
        "key": public_key(),
    }
    yield journal_line(end | {"signature": sign(rfc8785.dumps(end))})


def _public_texts(case: Case) -> dict[str, dict[str, str]]:
    """What anyone may read, by its digest: what stands in public rooms, and of an open case each text it went by."""
    rows = Words.objects.filter(case=case, room__is_public=True, erased_at__isnull=True)
    found = {digest_of(words): {"salt": words.salt, "text": words.text} for words in rows}
    stood = JournalEntry.objects.filter(case=case, kind__in=GOES_BY) if case.is_open else JournalEntry.objects.none()
    kept = Constitution.objects.filter(digest__in=[entry.data.get("constitution", "") for entry in stood])
    return found | {one.digest: {"salt": DOMAIN, "text": one.text} for one in kept}


def _opened(entry: JournalEntry, public: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {name: public[value] for name, value in entry.data.items() if isinstance(value, str) and value in public}
