"""What is remembered of a case is what the tables say, whatever anybody does, and in whatever order it is looked at."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from inspect import signature
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.db.models import Model
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from gedragen.access.doing import Action, Denied, Mode, Role
from gedragen.cases.closed_time.commands import DraftText, WriteDraft, write_draft
from gedragen.cases.doing.commands.follow_through import ItemGoing, LookBack, look_back
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.due import run_due
from gedragen.cases.engine import snapshot as module
from gedragen.cases.engine.seats import bring_together, people
from gedragen.cases.engine.snapshot import Snapshot, WrongTopic, fresh, part, snapshot_of
from gedragen.cases.engine.way_in import WayIn
from gedragen.cases.models import Card, Case, RoundAnswer, Seat
from gedragen.cases.people.commands.acquaintances import KnowPerson, know_person
from gedragen.cases.people.commands.cards import come_in
from gedragen.cases.people.commands.seats import SetMail, decline, erase_me, join, set_mail
from gedragen.cases.preparing.commands.advocacy import ObjectFor, SpeakFor, object_for, speak_for
from gedragen.cases.preparing.commands.preparation import BringView, GiveVoice, bring_view, give_voice
from gedragen.cases.rounds.commands.consent import (
    AnswerOnBehalf,
    ConfirmAnswer,
    SpokenAnswer,
    answer_on_behalf,
    confirm_answer,
)
from gedragen.cases.rounds.commands.rounds import BringObjection, bring_objection
from gedragen.cases.rounds.commands.talks import AskToTalk, RecordTalk, ask_to_talk, record_talk
from gedragen.cases.state.gates import gated, gates
from gedragen.cases.state.headcount import named_in
from gedragen.cases.state.outcomes import deciding as deciding_on
from gedragen.cases.state.outcomes import given
from gedragen.cases.state.plan_lights import plan_facts
from gedragen.cases.state.plan_state import stands
from gedragen.cases.state.views import newest_views
from gedragen.cases.store.entries import Topic
from gedragen.method.consent import Answer
from gedragen.method.follow_through import Going
from tests.cases.whole.test_any_order import AnyOrder
from tests.support import cast as street
from tests.support import family_cast as home
from tests.support.cast import Cast, invited
from tests.support.family_cast import Family

Act = Callable[[], object]

# These hold what was looked up, and change by looking.
MEMORIES = ("_at_hand",)

# What their owners change by own acts, in rows that are remembered for something else: no page reads it from there.
OWN = {
    Seat: {"mail_id", "mail_digest", "entered_at"},
    RoundAnswer: {"confirmed_at"},
    # Who looks has these from the version.
    Case: {"journal_number", "journal_head", "topics"},
}

BACK = ("item", "case", "test", "waiting_seat")
# Of who wrote or did something that is remembered, only this is shown. All else is asked of their own row.
SHOWN_BESIDE = {"id", "number", "name_id"}


def everything(seen: Snapshot) -> dict[str, Any]:
    """Every part that is asked for with nothing; the answers of closed rounds, everybody's name and seat."""
    rounds = [round_ for stand in stands(seen).values() for round_ in stand.rounds]
    seats = list(Seat.objects.filter(case=seen.case_id).order_by("id").values_list("id", flat=True))
    kinds = [gate.code for gate in gates(seen)]
    bring_together(seen, people(seen, seats))
    whole = {name: plain(ask(seen)) for name, ask in module.PARTS.items() if _asks_for_nothing(ask)}
    return whole | {
        "given": plain(given(seen, [round_ for round_ in rounds if round_.closed_at is not None])),
        "named": named_in(seen, frozenset(room.key for room in seen.rooms.values()), 0, 50),
        "people": plain(people(seen, seats)),
        "gated": (kinds, plain(gated(seen, gates(seen)))),
        "lights": plain(plan_facts(seen)) if seen.case.approach_key else None,
        "deciding": plain(deciding_on(seen)),
    }


def _asks_for_nothing(ask: Callable[..., Any]) -> bool:
    return len(signature(ask).parameters) == 1 and ask.__name__ not in MEMORIES


def plain(value: Any, is_beside: bool = False) -> Any:
    """A value to compare: of a row its columns, and the rows that were read with it (`is_beside`: such a one)."""
    if isinstance(value, Model):
        columns = {one.attname for one in value._meta.concrete_fields} - OWN.get(type(value), set())
        if is_beside and type(value) is Seat:
            columns &= SHOWN_BESIDE
        cached = value._state.fields_cache | getattr(value, "_prefetched_objects_cache", {})
        near = {
            name: plain(row, is_beside=True)
            for name, row in cached.items()
            if name not in BACK and (type(value), name) != (Card, "seat")
        }
        return {name: getattr(value, name) for name in sorted(columns)} | near
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)) or hasattr(value, "iterator"):
        return [plain(one, is_beside=is_beside) for one in value]
    return value


def check_remembered(case_id: int) -> None:
    """What this process remembers, some of it since before the last acts, is what it would read now."""
    kept, read = everything(snapshot_of(case_id)), everything(fresh(case_id))
    assert {name for name in kept if kept[name] != read[name]} == set()
    assert kept == read


def deciding(at: datetime) -> Cast:
    return street.with_rounds(street.with_items(street.to_deciding(street.to_preparing(street.make_case(at)))))


def carrying_out(at: datetime) -> Cast:
    return street.to_carrying_out(street.to_deciding(street.to_preparing(street.make_case(at))))


def at_home(at: datetime) -> Family:
    return home.to_deciding(home.to_preparing(home.with_safety_frame(home.make_family(at))))


def answering(at: datetime) -> tuple[int, Act]:
    cast = deciding(at)
    return cast.case, lambda: street.answer(cast, cast.bram, Answer.OBJECTION, reason="Te duur.")


def confirming(at: datetime) -> tuple[int, Act]:
    cast = deciding(at)
    answer_on_behalf(cast.case, AnswerOnBehalf((SpokenAnswer(1, cast.jan, Answer.YES),)), by=cast.ria, at=cast.at)
    said = RoundAnswer.objects.get(seat=cast.jan)
    return cast.case, lambda: confirm_answer(cast.case, ConfirmAnswer((said.pk,)), by=cast.jan, at=cast.at)


def objecting(at: datetime) -> tuple[int, Act]:
    cast = deciding(at)
    return cast.case, lambda: bring_objection(cast.case, BringObjection(1, "Niet veilig."), by=cast.ria, at=cast.at)


def voicing(at: datetime) -> tuple[int, Act]:
    cast = deciding(at)
    return cast.case, lambda: give_voice(
        cast.case, GiveVoice("Ik slaap slecht.", room="circle"), by=cast.bram, at=cast.at
    )


def new_mail(at: datetime) -> tuple[int, Act]:
    cast = deciding(at)
    return cast.case, lambda: set_mail(cast.case, SetMail("ria@example.org"), by=cast.ria, at=cast.at)


def coming_in(at: datetime) -> tuple[int, Act]:
    cast = deciding(at)
    lotte = invited(cast, "Lotte", Role.PARTICIPANT)
    return cast.case, lambda: come_in(cast.case, WayIn(1), by=lotte, at=cast.at)


def taking_a_task(at: datetime) -> tuple[int, Act]:
    cast = carrying_out(at)
    offer_task(cast.case, Offer(1, "Bellen", cast.bram), by=cast.anna, at=cast.at)
    return cast.case, lambda: answer_task(cast.case, AnswerTask(1, accepts=True), by=cast.bram, at=cast.at)


def looking_back(at: datetime) -> tuple[int, Act]:
    cast = carrying_out(at)
    later = cast.at + timedelta(days=120)
    run_due(at=later)
    said = {1: ItemGoing(Going.WELL, "Goed.")}
    return cast.case, lambda: look_back(cast.case, LookBack(2, items=said), by=cast.bram, at=later)


def speaking_for(at: datetime) -> tuple[int, Act]:
    family = at_home(at)
    by: dict[str, Any] = {"by": family.joke, "at": family.at}
    return family.case, lambda: speak_for(family.case, SpeakFor("Ik mis oma.", room="circle", say_so=True), **by)


def objecting_for(at: datetime) -> tuple[int, Act]:
    family = home.with_rounds(home.out_of_closed_time(home.into_closed_time(at_home(at))))
    by: dict[str, Any] = {"by": family.joke, "at": family.at}
    return family.case, lambda: object_for(family.case, ObjectFor(1, "Ik wil blijven.", say_so=True), **by)


def drafting(at: datetime) -> tuple[int, Act]:
    family = home.into_closed_time(at_home(at))
    by: dict[str, Any] = {"by": family.deciders[0], "at": family.at}
    return family.case, lambda: write_draft(
        family.case, WriteDraft(family.room, DraftText("Oppas", "Oma past op.")), **by
    )


def knowing_somebody(at: datetime) -> tuple[int, Act]:
    cast = deciding(at)
    return cast.case, lambda: know_person(cast.case, KnowPerson(cast.bram), by=cast.jan, at=cast.at)


def asking_to_talk(at: datetime) -> tuple[int, Act]:
    cast = deciding(at)
    return cast.case, lambda: ask_to_talk(cast.case, AskToTalk(1), by=cast.jan, at=cast.at)


def talking(at: datetime) -> tuple[int, Act]:
    cast = deciding(at)
    ask_to_talk(cast.case, AskToTalk(1), by=cast.jan, at=cast.at)
    return cast.case, lambda: record_talk(cast.case, RecordTalk(1, cast.jan), by=cast.ria, at=cast.at)


def joining(at: datetime) -> tuple[int, Act]:
    cast = deciding(at)
    lotte = invited(cast, "Lotte", Role.PARTICIPANT)
    return cast.case, lambda: join(cast.case, by=lotte, at=cast.at)


def declining(at: datetime) -> tuple[int, Act]:
    cast = deciding(at)
    street.answer(cast, cast.jan)
    return cast.case, lambda: decline(cast.case, by=cast.jan, at=cast.at)


OWN_ACTS: dict[Action, Callable[[datetime], tuple[int, Act]]] = {
    Action.ANSWER_ROUND: answering,
    Action.CONFIRM_ANSWER: confirming,
    Action.BRING_OBJECTION: objecting,
    Action.GIVE_VOICE: voicing,
    Action.SET_MAIL: new_mail,
    Action.COME_IN: coming_in,
    Action.ANSWER_TASK: taking_a_task,
    Action.LOOK_BACK: looking_back,
    Action.SPEAK_FOR: speaking_for,
    Action.OBJECT_FOR: objecting_for,
    Action.WRITE_DRAFT: drafting,
    Action.KNOW_PERSON: knowing_somebody,
    Action.ASK_TO_TALK: asking_to_talk,
    Action.RECORD_TALK: talking,
    Action.JOIN: joining,
    Action.DECLINE: declining,
}
MOVED = {Action.JOIN: {Topic.PEOPLE}, Action.DECLINE: {Topic.PEOPLE, Topic.LEAVING}}


def test_every_own_act_is_tried() -> None:
    assert set(OWN_ACTS) == {action for action in Action if action.rule.mode is Mode.OWN}


@pytest.mark.django_db
@pytest.mark.parametrize("action", OWN_ACTS)
def test_an_own_act_changes_nothing_that_is_remembered(action: Action, at: datetime) -> None:
    """Joining and declining move the people, and nothing else; sealing that moves nothing."""
    case, act = OWN_ACTS[action](at)
    before = snapshot_of(case)
    everything(before)
    act()
    after = snapshot_of(case).version
    moved = {topic for topic in Topic if after.number(topic) != before.version.number(topic)}
    assert moved == MOVED.get(action, set())
    assert after.head == before.version.head
    check_remembered(case)
    run_due(at=at)
    sealed = snapshot_of(case).version
    assert {topic: sealed.number(topic) for topic in Topic} == {topic: after.number(topic) for topic in Topic}
    check_remembered(case)


@pytest.mark.django_db
def test_a_shared_act_moves_what_it_is_about_and_nothing_else(at: datetime) -> None:
    cast = deciding(at)
    before = snapshot_of(cast.case)
    plan_before, views_before = stands(before), newest_views(before)
    with pytest.raises(Denied):
        bring_view(cast.case, BringView("Sluiten is beter."), by=cast.otto, at=cast.at)
    assert snapshot_of(cast.case).version == before.version
    bring_view(cast.case, BringView("Sluiten is beter."), by=cast.bram, at=cast.at)
    after = snapshot_of(cast.case)
    assert after.version.topics == {**before.version.topics, "views": before.version.number(Topic.VIEWS) + 1}
    assert stands(after) is plan_before
    assert [view.number for view in newest_views(after)] == [view.number for view in views_before] + [1]


@pytest.mark.django_db
def test_who_began_to_look_earlier_does_not_bring_back_what_was(at: datetime) -> None:
    cast = deciding(at)
    older = snapshot_of(cast.case)
    bring_view(cast.case, BringView("Sluiten is beter."), by=cast.bram, at=cast.at)
    newer = newest_views(snapshot_of(cast.case))
    assert newest_views(older) is newer
    assert newest_views(snapshot_of(cast.case)) is newer


@pytest.mark.django_db
def test_it_remembers_no_more_than_so_many_cases(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CASES", 1)
    first, second = deciding(at).case, at_home(at).case
    kept = stands(snapshot_of(first))
    stands(snapshot_of(second))
    assert stands(snapshot_of(first)) is not kept


def test_a_part_asks_for_nothing_that_moves_without_it() -> None:
    @part(Topic.CASE)
    def mistaken(seen: Snapshot) -> object:
        return stands(seen)

    del module.PARTS[f"{mistaken.__module__}.{mistaken.__qualname__}"]
    with pytest.raises(WrongTopic):
        mistaken(fresh(1))


def test_eight_callers_at_once_read_each_part_once() -> None:
    reads: list[int] = []

    @part(Topic.CASE)
    def slow(seen: Snapshot, number: int) -> int:
        reads.append(number)
        sleep(0.05)
        return number

    del module.PARTS[f"{slow.__module__}.{slow.__qualname__}"]
    seen, start = fresh(1), Barrier(8)

    def ask(number: int) -> int:
        start.wait()
        return slow(seen, number % 2)

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(ask, range(8))) == [0, 0, 0, 0, 1, 1, 1, 1]
    assert sorted(reads) == [0, 1]


@pytest.mark.django_db
def test_nothing_said_behind_the_door_is_remembered(at: datetime) -> None:
    family = home.into_closed_time(at_home(at))
    remembered = repr(everything(snapshot_of(family.case)))
    assert "Ria Jansen" in remembered
    assert not [word for word in home.SAID_INSIDE if word in remembered]


@pytest.mark.django_db
def test_who_was_erased_is_in_no_memory_once_somebody_looks(at: datetime) -> None:
    cast = deciding(at)
    everything(snapshot_of(cast.case))
    named_in(snapshot_of(cast.case), frozenset({"circle"}), 0, 3)
    assert "Fatima" in held_in_memory(cast.case)
    erase_me(cast.case, by=cast.fatima, at=cast.at)
    snapshot_of(cast.case)
    assert "Fatima" not in held_in_memory(cast.case)


def held_in_memory(case: int) -> str:
    slots = module._kept[case]._slots.values()
    return repr([plain(slot.value) for some in slots for slot in some.values()])


class Remembering(AnyOrder):
    """The same random acts, with everything looked at after each of them."""

    @invariant()
    def what_is_remembered_is_so(self) -> None:
        if hasattr(self, "at"):
            check_remembered(self.neighbours.case)
            check_remembered(self.family.case)


@pytest.mark.django_db
def test_whatever_anybody_does_what_is_remembered_is_so() -> None:
    run_state_machine_as_test(
        Remembering,
        settings=settings(
            max_examples=5,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            database=None,
            # To make a failing story shorter takes longer than to read it.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
