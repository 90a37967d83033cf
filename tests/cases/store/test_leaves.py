"""What a leaf is made of: to the letter as it ever was, and the row itself tells it again."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from gedragen.cases.doing.commands.follow_through import (
    CloseReview,
    ItemGoing,
    LookBack,
    OpenCheckIn,
    close_review,
    look_back,
    open_check_in,
)
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, ReportTask, answer_task, offer_task, report_task
from gedragen.cases.doing.entries import REVIEW_CLOSED
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.models import (
    Case,
    CheckIn,
    ItemVersion,
    JournalEntry,
    PlanItem,
    Reply,
    ReviewAnswer,
    Round,
    RoundAnswer,
    Seat,
    Task,
    Voice,
    Words,
)
from gedragen.cases.people.commands.seats import erase_me
from gedragen.cases.preparing.commands.preparation import GiveVoice, give_voice
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, answer_on_behalf
from gedragen.cases.rounds.entries import ROUND_CLOSED
from gedragen.cases.sealing import seal_own_acts
from gedragen.cases.store.entries import OWN_ACTS_SEALED
from gedragen.cases.store.evidence.chain import leaf, merkle_root
from gedragen.cases.store.leaves import (
    Fit,
    SealedRow,
    content_of,
    fit_of,
    leaf_of,
    leaves_of_own_acts,
    leaves_of_review,
    leaves_of_round,
)
from gedragen.method.consent import Answer
from gedragen.method.follow_through import Going
from gedragen.method.tasks import TaskState
from gedragen.method.terms import end_of_day
from tests.support.cast import Cast, later, with_items, with_rounds
from tests.support.dump import entries

SALT = "0f" * 16
AT = datetime(2026, 3, 2, 10, 0, 0, 42, tzinfo=UTC)
STAMP = "2026-03-02T10:00:00.000042Z"
JAN, RIA = Seat(pk=11, number=6), Seat(pk=12, number=2)
REASON = Words(text="Te ver.", salt="ab" * 16)
REASON_DIGEST = "f89970a2c0a31e13231bab2836c646d608d94906fd4e1f4767f6d50b089525ec"
ROUND = Round(number=3, version=ItemVersion(number=2))

KEPT_BEFORE: dict[str, tuple[SealedRow, dict[str, Any], str]] = {
    "an answer": (
        RoundAnswer(round=ROUND, seat=JAN, answer=Answer.OBJECTION, reason=REASON, at=AT, salt=SALT),
        {
            "round": 3,
            "version": 2,
            "seat": 6,
            "answer": "objection",
            "reason": REASON_DIGEST,
            "on_behalf": False,
            "at": STAMP,
        },
        "02289cba00f1d3413a69da274994b583b5d2d0c9d6621451b040a3f671c33b98",
    ),
    "an answer spoken to the facilitator": (
        RoundAnswer(round=ROUND, seat=JAN, answer="yes", on_behalf_by=RIA, at=AT, salt=SALT),
        {"round": 3, "version": 2, "seat": 6, "answer": "yes", "reason": "", "on_behalf": True, "at": STAMP},
        "8f4843d418e0a9be140f5db4d88d58ae71d57230c080824d8af9e9dacb43ead8",
    ),
    "a voice": (
        Voice(seat=JAN, words=REASON, at=AT, salt=SALT),
        {"voice": REASON_DIGEST, "seat": 6, "at": STAMP},
        "96724297bd93b017a9109ecc76d30cb6910d07a9fc53326f96b9c00397fac330",
    ),
    "how an item goes": (
        ReviewAnswer(check_in=CheckIn(number=2), item=PlanItem(number=4), seat=JAN, going=Going.WELL, at=AT, salt=SALT),
        {"check_in": 2, "item": 4, "seat": 6, "going": "well", "words": "", "at": STAMP},
        "0160ea15cbac8c2c82634946d8866041770f5072f5b7d6ee4f93351abf55a73b",
    ),
    "the hard question": (
        ReviewAnswer(check_in=CheckIn(number=2), seat=JAN, words=REASON, at=AT, salt=SALT),
        {"check_in": 2, "item": 0, "seat": 6, "going": "", "words": REASON_DIGEST, "at": STAMP},
        "4c7e0201d0ef1de9a0ce8a0c8d87d15e5e98ae9edbaf14dd7fa1d28b4186868c",
    ),
    "a yes to a task, done since": (
        Task(number=7, owner=JAN, state=TaskState.DONE, answered_at=AT, salt=SALT),
        {"task": 7, "seat": 6, "state": "active", "at": STAMP},
        "59dd083fd92fa8623e10ad8202f07de9394fa74e4c78ae6515ea7b949b356953",
    ),
    "a no to a task": (
        Task(number=7, owner=JAN, state="declined", answered_at=AT, salt=SALT),
        {"task": 7, "seat": 6, "state": "declined", "at": STAMP},
        "396385474b1356e137e1b407b0b6f1257c0a663b0c3a13e45e54eed687364221",
    ),
    "a yes to taking part": (
        Reply(seat=JAN, joins=True, at=AT, salt=SALT),
        {"seat": 6, "joins": True, "at": STAMP},
        "ff23b0116c7e3e695da667475c4fc6132ab7c34ee2c9d57b0105aaa7981eba4b",
    ),
}


@pytest.mark.parametrize("kind", KEPT_BEFORE)
def test_no_leaf_is_another_than_it_ever_was(kind: str) -> None:
    row, content, before = KEPT_BEFORE[kind]
    assert content_of(row) == content
    assert leaf_of(row) == leaf(SALT, content) == before


@pytest.fixture
def sealed(carrying_out: Cast) -> dict[str, SealedRow]:
    """Of each kind a row of opa Jan, as the commands kept it."""
    cast = carrying_out
    give_voice(cast.case, GiveVoice("Straks is het dicht.", "circle"), by=cast.jan, at=cast.at)
    task = offer_task(cast.case, Offer(1, "Bel de brandweer.", cast.jan), by=cast.anna, at=cast.at)
    answer_task(cast.case, AnswerTask(task, accepts=True), by=cast.jan, at=cast.at)
    cast.at = end_of_day(CheckIn.objects.get(number=2).due_on) - timedelta(hours=14)
    open_check_in(cast.case, OpenCheckIn(2), by=CLOCK, at=cast.at)
    asked = LookBack(2, items={1: ItemGoing(Going.NOT_WELL, "De deur klemt.")})
    look_back(cast.case, asked, by=cast.jan, at=cast.at)
    report_task(cast.case, ReportTask(task, TaskState.GIVEN_BACK), by=cast.jan, at=cast.at)
    return newest(cast)


def newest(cast: Cast) -> dict[str, SealedRow]:
    rows: list[SealedRow] = [
        RoundAnswer.objects.filter(seat=cast.jan).latest("id"),
        Voice.objects.get(seat=cast.jan),
        ReviewAnswer.objects.get(seat=cast.jan),
        Task.objects.get(owner=cast.jan),
        Reply.objects.get(seat=cast.jan),
    ]
    return {type(row).__name__: row for row in rows}


def test_each_row_tells_its_own_leaf_again(sealed: dict[str, SealedRow]) -> None:
    assert {name: fit_of(row) for name, row in sealed.items()} == dict.fromkeys(sealed, Fit.RECOMPUTED)
    assert len(sealed) == 5


def test_a_spoken_answer_with_a_reason_tells_its_leaf_again(deciding: Cast) -> None:
    asking = with_rounds(with_items(deciding))
    spoken = SpokenAnswer(1, asking.jan, Answer.OBJECTION, "Te ver.")
    answer_on_behalf(asking.case, AnswerOnBehalf((spoken,)), by=asking.ria, at=asking.at)
    assert fit_of(RoundAnswer.objects.get(seat=asking.jan)) is Fit.RECOMPUTED


CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("RoundAnswer", {"answer": "objection"}),
    ("RoundAnswer", {"salt": SALT}),
    ("RoundAnswer", {"leaf": "0" * 64}),
    ("RoundAnswer", {"at": AT}),
    ("RoundAnswer", {"on_behalf_by": 1}),
    ("Voice", {"at": AT}),
    ("ReviewAnswer", {"going": "not_needed"}),
    ("ReviewAnswer", {"words": None}),
    ("ReviewAnswer", {"item": None}),
    ("Task", {"state": "declined"}),
    ("Task", {"state": "offered"}),
    ("Task", {"answered_at": None}),
    ("Reply", {"joins": False}),
]


@pytest.mark.parametrize(("name", "change"), CHANGES)
def test_a_row_that_was_changed_differs(sealed: dict[str, SealedRow], name: str, change: dict[str, Any]) -> None:
    row = sealed[name]
    type(row).objects.filter(pk=row.pk).update(**{key: _other(key, value) for key, value in change.items()})
    assert fit_of(type(row).objects.get(pk=row.pk)) is Fit.DIFFERS


def _other(key: str, value: Any) -> Any:
    return Seat.objects.get(number=value) if key == "on_behalf_by" else value


@pytest.mark.parametrize("change", [{"text": "Het is goed zo."}, {"salt": SALT}, {"text": ""}, {"cipher": b"x"}])
def test_a_text_that_was_changed_differs(sealed: dict[str, SealedRow], change: dict[str, Any]) -> None:
    voice = sealed["Voice"]
    assert isinstance(voice, Voice)
    Words.objects.filter(pk=voice.words_id).update(**change)
    assert fit_of(Voice.objects.get(pk=voice.pk)) is Fit.DIFFERS


def test_who_was_erased_leaves_leaves_that_nobody_makes_again(carrying_out: Cast, sealed: dict[str, SealedRow]) -> None:
    erase_me(carrying_out.case, by=carrying_out.jan, at=carrying_out.at)
    fits = {name: fit_of(row) for name, row in newest(carrying_out).items()}
    assert fits == dict.fromkeys(sealed, Fit.RECOMPUTED) | {"Voice": Fit.ERASED, "ReviewAnswer": Fit.ERASED}


def test_what_stands_under_a_seal_leads_to_its_root(sealed: dict[str, SealedRow], carrying_out: Cast) -> None:
    case = Case.objects.get(id=carrying_out.case)
    seal_own_acts(case.pk, by=CLOCK, at=carrying_out.at)
    closes = CheckIn.objects.get(number=2).closes_at
    assert closes is not None
    close_review(case.pk, CloseReview(2), by=CLOCK, at=closes)
    leaves = {
        ROUND_CLOSED: leaves_of_round(case, 1),
        REVIEW_CLOSED: leaves_of_review(case, 2),
        OWN_ACTS_SEALED: leaves_of_own_acts(case, entries(carrying_out, OWN_ACTS_SEALED)[-1].number),
    }
    roots = {kind: merkle_root(one.leaf for one in kept) for kind, kept in leaves.items()}
    told = {kind: entries(carrying_out, kind)[-1 if kind != ROUND_CLOSED else 0].data["seal"] for kind in roots}
    assert roots == told
    assert [one.kind for one in leaves[OWN_ACTS_SEALED]] == ["voice", "task"]
    assert sealed.keys() == {"RoundAnswer", "Voice", "ReviewAnswer", "Task", "Reply"}


def test_the_upgrade_finds_the_seal_of_each_act_where_one_moment_fits(preparing: Cast) -> None:
    case = Case.objects.get(id=preparing.case)
    for days in (1, 2, 2):
        preparing.at = later(preparing, days=days)
        give_voice(case.pk, GiveVoice("Straks is het dicht.", "private"), by=preparing.jan, at=preparing.at)
        seal_own_acts(case.pk, by=CLOCK, at=preparing.at)
    now = [voice.sealed_in for voice in case.voices.order_by("id")]
    assert now == [entry.number for entry in entries(preparing, OWN_ACTS_SEALED)[-3:]]
    first, second, _ = entries(preparing, OWN_ACTS_SEALED)[-3:]
    JournalEntry.objects.filter(case=case, number__gte=second.number).update(at=preparing.at)
    Voice.objects.filter(id__gt=case.voices.order_by("id")[0].pk).update(sealed_at=preparing.at)
    Voice.objects.update(sealed_in=None)
    migration = import_module("gedragen.cases.migrations.0019_sealed_in")
    migration.find_back(apps, connection.schema_editor())
    assert [voice.sealed_in for voice in case.voices.order_by("id")] == [first.number, None, None]


def test_the_upgrade_finds_a_seal_that_was_asked_for_before_the_entry_in_front_of_it() -> None:
    """A tick has one moment for all it does; an act of somebody else in between moves the journal on."""
    matched = import_module("gedragen.cases.migrations.0019_sealed_in").matched
    hour = timedelta(hours=1)
    entries = [(5, AT, {"acts": 2}), (9, AT + 3 * hour, {"acts": 1})]
    assert matched(Counter({AT: 2, AT + 2 * hour: 1}), entries) == {AT: 5, AT + 2 * hour: 9}
    # Where the numbers do not come out, somebody may have changed them: only the moment itself counts.
    assert matched(Counter({AT: 1, AT + 2 * hour: 2}), entries) == {AT: 5, AT + 3 * hour: 9}
