"""From somebody's question to a case with a facilitator, a level and an approach."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from gedragen.access.doing import Action, Role
from gedragen.cases.engine.act import act, act_by_itself
from gedragen.cases.engine.change import AlreadyDone, Change, change_by_account
from gedragen.cases.engine.declare import declare
from gedragen.cases.models import Case, Circle, Room, Seat, Words
from gedragen.cases.starting.commands.stages import begin_first_stage
from gedragen.cases.starting.entries import CASE_INTRODUCED, LEVEL_SET, QUESTION_BROUGHT
from gedragen.cases.store.constitutions import keep_chosen
from gedragen.cases.store.entries import CASE_OPENED
from gedragen.cases.store.rows import row
from gedragen.cases.store.words import check_is_newest, move_words, write_if_any, write_words
from gedragen.method.broken import RuleBroken, require
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.keys.rooms import ASKED_ROOM, RoomRule
from gedragen.method.constitution.levels import Level, check_can_be_made, check_change, in_order
from gedragen.method.phases import Phase
from gedragen.method.stages.bringing import About, is_theirs
from gedragen.people.contacts import is_mail, person_digest
from gedragen.people.keys import keyed_digest
from gedragen.people.models import Account


@dataclass(frozen=True)
class Introduction:
    """How the case presents itself to anyone: its name, the question, what is going on, when people meet."""

    title: str
    question: str
    story: str
    meeting: str = ""


def bring_question(
    text: str,
    *,
    name: str,
    contact: str,
    at: datetime,
    about: About = About.UNSAID,
    once: str = "",
    language: str = "nl",
    is_demo: bool = False,
) -> int:
    """Bring a question in your own words. Returns the seat of who brought it; facilitators may take it up.

    The same form sent twice is one question, and one seat.
    """
    require(text, "question-needs-text")
    require(name, "needs-name")
    require(contact, "needs-contact")
    # What was told is part of it: whoever sends another's token gets no way into their question by it.
    form = keyed_digest("brought", once, text, name, contact).hex() if once else ""
    try:
        with transaction.atomic():
            return _bring(text, name, contact, Case(brought_at=at, about=about, once=form, is_demo=is_demo), language)
    except IntegrityError:
        if not form:
            raise
        return row(Seat.objects.all(), case__once=form, number=1).pk


def _bring(text: str, name: str, contact: str, case: Case, language: str) -> int:
    case.address, case.is_open, at = secrets.token_hex(10), False, case.brought_at
    case.brought_address = case.address
    case.save()
    Room.objects.create(case=case, key="private", readers=[Role.FACILITATOR], is_public=False, keeps_own=True)
    seat = Seat.objects.create(
        case=case,
        number=1,
        role=Role.PARTICIPANT,
        circle=Circle.PERSON,
        is_main_person=True,
        language=language,
        invited_at=at,
        joined_at=at,
    )
    seat.name = write_words(case, "private", "name", name, seat=seat, at=at)
    set_contact(seat, contact, at=at)
    case.brought = write_words(case, "private", "brought-question", text, seat=seat, at=at)
    seat.save()
    case.save()
    Change(case, seat, at).record(QUESTION_BROUGHT, question=case.brought)
    return seat.pk


@dataclass(frozen=True)
class OpenCase:
    """Take up a question as its facilitator, with a dated declaration of independence."""

    introduction: Introduction
    level: Level
    approach: str
    independence: str
    phone: str


@act_by_itself(Action.TAKE_UP)
def open_case(case_id: int, asked: OpenCase, *, account: int, at: datetime) -> int:
    """Returns your seat. Raises AlreadyDone when you took it up before, RuleBroken when another did."""
    with change_by_account(case_id, Action.TAKE_UP, account=account, at=at) as change:
        case = change.case
        mine = case.seats.filter(account=account, role=Role.FACILITATOR).first()
        if mine is not None and mine.declined_at is not None:
            raise RuleBroken("facilitator-was-refused")
        if mine is not None:
            raise AlreadyDone
        if case.opened_at is not None:
            raise RuleBroken("already-taken-up")
        _choose(case, asked.approach, at)
        _check_level(case, asked.level)
        require(asked.independence, "needs-independence")
        _make_rooms(case)
        change.seat = _facilitator_seat(change, Account.objects.get(id=account), asked.phone)
        case.level, case.opened_at = asked.level, at
        begin_first_stage(change, Phase.STARTING)
        _introduce(change, asked.introduction)
        if case.is_open:
            _take_address(case, asked.introduction.title)
        bringer = _seat_the_bringer(case)
        case.save()
        change.record(
            CASE_OPENED,
            approach=asked.approach,
            constitution=case.constitution_id,
            level=asked.level.value,
            sides=case.asks_sides or None,
            facilitator=change.actor,
            brought_by=bringer,
            **_introduced(case),
        )
        declare(change, DeclarationKind.INDEPENDENCE, about=change.actor, text=asked.independence)
        return change.actor.pk


@dataclass(frozen=True)
class Introduce:
    """Change how the case presents itself. `read` is the introduction the writer read, by the words of its title.

    What the question is stands fast together with the frames: people say yes to taking part in that one.
    """

    introduction: Introduction
    read: int


@act(Action.INTRODUCE)
def introduce(change: Change, asked: Introduce) -> None:
    check_is_newest(change.case.title_id, asked.read)
    before = change.case.question
    if change.case.phase != Phase.STARTING and before is not None and before.text != asked.introduction.question:
        raise RuleBroken("question-stands")
    _introduce(change, asked.introduction)
    change.case.save()
    change.record(CASE_INTRODUCED, **_introduced(change.case))


@dataclass(frozen=True)
class SetLevel:
    """Go up a level whenever it is needed; going down needs a reason that all who take part can read.

    `was` is the level that the page showed.
    """

    level: Level
    was: str
    reason: str = ""


@act(Action.SET_LEVEL)
def set_level(change: Change, asked: SetLevel) -> None:
    if asked.was != change.case.level:
        raise RuleBroken("level-has-changed")
    _check_level(change.case, asked.level)
    check_change(Level(change.case.level), asked.level, asked.reason)
    words = change.write_if_any("circle", "level-reason", asked.reason)
    change.case.level = asked.level
    change.case.save(update_fields=["level", "asks_sides"])
    change.record(LEVEL_SET, level=asked.level.value, sides=change.case.asks_sides or None, reason=words)


@dataclass(frozen=True)
class DeclareIndependence:
    """A facilitator who was invited later declares it too, and gives a number to call."""

    text: str
    phone: str


@act(Action.DECLARE_INDEPENDENCE)
def declare_independence(change: Change, asked: DeclareIndependence) -> None:
    seat = change.actor
    require(asked.text, "needs-independence")
    seat.phone = change.write("open", "phone", require(asked.phone, "needs-phone"))
    seat.save(update_fields=["phone"])
    declare(change, DeclarationKind.INDEPENDENCE, about=seat, text=asked.text)


@act(Action.ACCEPT_FACILITATOR)
def accept_facilitator(change: Change) -> None:
    """The main person says yes to this facilitator."""
    declare(change, DeclarationKind.ACCEPTS_FACILITATOR, about=change.actor)


def set_contact(seat: Seat, contact: str, *, at: datetime) -> None:
    """Keep how to reach this person; an e-mail address is also where messages go. The caller saves the seat."""
    seat.contact = write_if_any(seat.case, "private", "contact", contact, seat=seat, at=at)
    name = seat.name.text if seat.name is not None else ""
    seat.contact_digest = person_digest(name, contact) if seat.contact is not None else ""
    if seat.contact is not None and is_mail(contact):
        seat.mail, seat.mail_digest = seat.contact, seat.contact_digest


def _choose(case: Case, key: str, at: datetime) -> None:
    """Raises RuleBroken for an approach that is not there, or not for this case."""
    if case.approach_key and case.approach_key != key:
        # A facilitator was refused: what was written so far stays with its readers.
        raise RuleBroken("approach-is-chosen")
    case.constitution = keep_chosen(case, key, at=at)
    case.approach_key, case.is_open = key, case.approach.is_open
    if not case.is_demo and (not case.is_open or case.approach.closed_room() is not None):
        # Until a closed room can be opened by its circle alone, closed cases are played examples (roadmap 1).
        raise RuleBroken("closed-only-in-demo")


def _check_level(case: Case, level: Level) -> None:
    """Raises RuleBroken for a level that this approach is not made for, with those it is, or that is not safe yet."""
    approach = case.approach
    if level not in approach.levels:
        raise RuleBroken("level-does-not-fit", approach=approach.name, levels=in_order(approach.levels))
    # One that runs at conflict already goes on.
    if level != case.level:
        check_can_be_made(level, is_example=case.is_demo)
        case.asks_sides = case.asks_sides or level is Level.CONFLICT


def _make_rooms(case: Case) -> None:
    approach = case.approach
    for room in (one for one in approach.rooms.values() if not one.closed):
        if room.per_side:
            for side in approach.sides:
                _make_room(case, room.of_side(side.key))
        else:
            _make_room(case, room)
        if room.authority_waits:
            _make_room(case, replace(room, key=ASKED_ROOM, authority_waits=False))


def _make_room(case: Case, room: RoomRule) -> None:
    Room.objects.update_or_create(
        case=case,
        key=room.key,
        defaults={
            "readers": sorted(room.readers - {"authority"} if room.authority_waits else room.readers),
            "waits_for": room.waits_for,
            "kept": room.kept,
            "circles": sorted(room.circles),
            "sides": sorted(room.sides),
            "is_public": room.public,
            "keeps_own": room.own,
            "for_invited": room.invited,
        },
    )


def _facilitator_seat(change: Change, account: Account, phone: str) -> Seat:
    case, at = change.case, change.at
    seat = Seat.objects.create(
        case=case,
        number=case.seats.count() + 1,
        role=Role.FACILITATOR,
        circle=Circle.PROFESSIONAL,
        account=account,
        invited_at=at,
        joined_at=at,
    )
    seat.name = write_words(case, "open", "name", account.name, seat=seat, at=at)
    seat.phone = write_words(case, "open", "phone", require(phone, "needs-phone"), seat=seat, at=at)
    set_contact(seat, account.email, at=at)
    seat.save()
    return seat


def _seat_the_bringer(case: Case) -> Seat:
    """Whose question it is takes part like everyone: reading names, and deciding if the approach says so.

    Who told of somebody else has no part in it. Raises NotFound when they have left: their question left with them.
    """
    seat: Seat = row(case.seats, number=1, erased_at__isnull=True, declined_at__isnull=True)
    if not is_theirs(About(case.about), chooses=case.approach.main_person_chooses):
        seat.role, seat.circle, seat.is_main_person = Role.BRINGER, Circle.NETWORK, False
        seat.save(update_fields=["role", "circle", "is_main_person"])
        return seat
    seat.decides = seat.role in case.approach.decide_by_default
    seat.save(update_fields=["decides"])
    move_words(case, [seat.name_id], "circle")
    return seat


def _introduce(change: Change, introduction: Introduction) -> None:
    case = change.case
    case.title = change.write("open", "title", require(introduction.title, "needs-title"))
    case.question = change.write("open", "question", require(introduction.question, "question-needs-text"))
    case.story = change.write("open", "story", require(introduction.story, "needs-story"))
    if not _main_person_chose_the_place(case):
        case.meeting = change.write_if_any("open", "meeting", introduction.meeting)


def _main_person_chose_the_place(case: Case) -> bool:
    return Seat.objects.filter(is_main_person=True, words=case.meeting).exists() if case.meeting else False


def _introduced(case: Case) -> dict[str, Words | None]:
    return {"title": case.title, "question": case.question, "story": case.story, "meeting": case.meeting}


def _take_address(case: Case, title: str) -> None:
    """A readable address of its own: huize-lydia, huize-lydia-2 …"""
    stem = slugify(title)[:60] or "situatie"
    for address in chain([stem], (f"{stem}-{number}" for number in count(2))):
        if Case.objects.filter(address=address).exists():
            continue
        try:
            with transaction.atomic():
                case.address = address
                case.save(update_fields=["address"])
                return
        except IntegrityError:
            # Another situation with this title was taken up in this very moment.
            continue
