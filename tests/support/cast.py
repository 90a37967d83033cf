"""The cast of all tests, made by commands only: small steps that each take the case a stretch along the road.

Anna brought the question and is its main person. Bram and Fatima live in the street, opa Jan has a card and no
e-mail. Ria facilitates, Otto has the mandate of the authority, Wim drafts for him, Petra is a professional.
Xander is outside.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from gedragen.access.doing import Role
from gedragen.cases.due import run_due
from gedragen.cases.ending.commands import ProposeEnding, propose_ending
from gedragen.cases.ending.early import EndWithOwnPlan, StopInPreparation, end_with_own_plan, stop_in_preparation
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.engine.snapshot import forget_snapshots, fresh
from gedragen.cases.frame_test.commands.decision import RecordDecision
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, ask_frame_test, give_verdicts
from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.later import ChangeFrame
from gedragen.cases.frames.commands.promise import ConfirmPromise, WritePromise, confirm_promise, write_promise
from gedragen.cases.models import Case, Frame, RoundAnswer, Seat
from gedragen.cases.people.commands.cards import ConfirmCard, MakeCards, confirm_card, make_cards
from gedragen.cases.people.commands.seats import Invitation, invite, join
from gedragen.cases.plan.commands import AgreeSafetyNet, ItemText, agree_safety_net, write_item
from gedragen.cases.preparing.commands.preparation import RecordPreparation, Spoken, record_preparation
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, RecordContact, open_rounds, record_contact
from gedragen.cases.sealing import seal_own_acts
from gedragen.cases.starting.commands.opening import (
    Introduction,
    OpenCase,
    accept_facilitator,
    bring_question,
    open_case,
)
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.cases.starting.commands.stages import EnterStage, enter_stage
from gedragen.cases.state.gates import whereabouts
from gedragen.method.consent import Answer
from gedragen.method.constitution.levels import Level
from gedragen.method.frame_test import GivenVerdict, ItemDecision, Taken, Verdict
from gedragen.method.frames import FrameChange, FrameKind, FrameText
from gedragen.method.phases import Phase
from gedragen.method.promise import PromiseText, Rung, Silence
from gedragen.method.stages.ending import proposed_until
from gedragen.method.terms import local_day, term
from gedragen.people.accounts import account_by_email, make_account

# In a talk it is asked whether the question is theirs.
THEIRS = (Spoken("question_is_theirs"),)
NAMES = {
    "anna": "Anna de Vries",
    "bram": "Bram Willems",
    "fatima": "Fatima Amrani",
    "jan": "Jan Oudejans",
    "petra": "Petra Smeets",
    "otto": "Otto van Dijk",
    "wim": "Wim Bakker",
    "ria": "Ria Jansen",
    "xander": "Xander Groen",
}
QUESTION = "Het buurthuis dreigt dicht te gaan. Hoe houden wij het open?"
INTRODUCTION = Introduction(
    title="Huize Lydia",
    question="Hoe gaat het verder met Huize Lydia?",
    story="Het huis is te duur. De buurt wil het houden.",
    meeting="Elke dinsdag om 20.00 uur in de grote zaal.",
)
FRAMES = (
    FrameText(
        "Het blijft een maatschappelijk huis.",
        "Is het huis er voor de buurt?",
        "Beleid.",
        "Raadsbesluit 2019",
        FrameKind.POLICY,
    ),
    FrameText(
        "Er komt geen extra geld.", "Kost het niet meer dan nu?", "De kas is leeg.", "Begroting 2026", FrameKind.MONEY
    ),
    FrameText("Iedereen is welkom.", "Mag iedereen naar binnen?", "Beleid.", "Raadsbesluit 2019", FrameKind.POLICY),
)
FIRE_FRAME = FrameText(
    "Het huis is brandveilig.", "Keurt de brandweer het goed?", "Wet.", "Bouwbesluit", FrameKind.SAFETY
)
PROMISE = PromiseText(
    rung=Rung.DIRECTING,
    brings="De begroting van nu, het gebouw, en een opzichter voor een halve dag per week.",
    answer_days=14,
    silence=Silence.COUNTS_AS_MET,
    silence_to="",
    silence_days=0,
    fallback="Dan sluit het huis op 1 januari.",
    promised_by="Wethouder Terpstra",
    mandate="Besluit van het college van 12 januari",
    promised_on=date(2026, 2, 2),
)
ITEMS = (
    ItemText("Bewoners doen de administratie", "Vier bewoners houden de kas bij.", why="Dat scheelt geld."),
    ItemText("Het huis is in het weekend open", "Zaterdag en zondag van tien tot vier."),
)


@dataclass
class Cast:
    """The seats by name, the case, and `at`: the moment in the story. A step that takes time moves it."""

    case: int
    at: datetime
    anna: int
    ria: int = 0
    otto: int = 0
    wim: int = 0
    bram: int = 0
    fatima: int = 0
    jan: int = 0
    petra: int = 0
    items: list[int] = field(default_factory=list)

    @property
    def deciders(self) -> tuple[int, ...]:
        return self.anna, self.bram, self.fatima, self.jan


def mail_of(name: str) -> str:
    return f"{name}@example.nl"


def card_of(cast: Cast, seat: int) -> str:
    """The code of a card that opens this seat: whoever was in before has said yes to it."""
    code = make_cards(cast.case, MakeCards((seat,)), by=cast.ria, at=cast.at)[seat]
    waits = Seat.objects.get(id=seat).waiting_card_id
    if waits is not None:
        confirm_card(cast.case, ConfirmCard(waits), by=seat, at=cast.at)
    return code


def later(cast: Cast, **span: float) -> datetime:
    """Let time pass in the story: `later(cast, days=3)`."""
    cast.at += timedelta(**span)
    return cast.at


def ria_account(at: datetime) -> int:
    found = account_by_email(mail_of("ria"))
    return (found or make_account(mail_of("ria"), NAMES["ria"], at=at, is_facilitator=True)).pk


def question_of(name: str, at: datetime) -> int:
    """Somebody brings a question that nobody took up yet. Returns their seat: Xander's is in no other case."""
    return bring_question(QUESTION, name=NAMES[name], contact=mail_of(name), at=at)


def as_example(case: int) -> None:
    """From now on this situation is acted out: a conflict can be made in such a one only."""
    Case.objects.filter(id=case).update(is_demo=True)
    forget_snapshots()


def make_case(at: datetime, *, level: Level = Level.TENSION, approach: str = "neighbourhood") -> Cast:
    """Starting: Anna brought her question, Ria took it up, Otto and Wim of the authority are in. No frames yet."""
    anna = question_of("anna", at)
    cast = Cast(case=Seat.objects.get(id=anna).case_id, at=at, anna=anna)
    if level is Level.CONFLICT:
        as_example(cast.case)
    cast.ria = open_case(
        cast.case,
        OpenCase(
            introduction=INTRODUCTION,
            level=level,
            approach=approach,
            independence="Ik woon hier niet en werk niet voor het stadsdeel.",
            phone="06-12345678",
        ),
        account=ria_account(at),
        at=at,
    )
    cast.otto = come_in(cast, "otto", Role.AUTHORITY, has_mandate=True)
    cast.wim = come_in(cast, "wim", Role.AUTHORITY)
    return cast


def spoken_in(case: int) -> tuple[Spoken, ...]:
    """What is ticked in a talk of this situation."""
    asked = {one.key for one in Case.objects.get(id=case).approach.talk}
    return tuple(one for one in THEIRS if one.key in asked)


def come_in(cast: Cast, name: str, role: Role, *, contact: str | None = None, has_mandate: bool = False) -> int:
    """Ria invites somebody, who joins at once."""
    seat = invited(cast, name, role, contact=contact, has_mandate=has_mandate)
    take_part(cast.case, seat, at=cast.at)
    return seat


def take_part(case: int, seat: int, *, at: datetime) -> None:
    """Somebody joins, and the clock seals that."""
    join(case, by=seat, at=at)
    seal_own_acts(case, by=CLOCK, at=at)


def invited(cast: Cast, name: str, role: Role, *, contact: str | None = None, has_mandate: bool = False) -> int:
    invitation = Invitation(
        name=NAMES.get(name, name),
        contact=mail_of(name) if contact is None else contact,
        role=role,
        has_mandate=has_mandate,
    )
    return invite(cast.case, invitation, by=cast.ria, at=cast.at)


def with_frames(cast: Cast, *, frames: Sequence[FrameText] = FRAMES, promise: PromiseText = PROMISE) -> Cast:
    """Wim drafts frames and promise, Otto confirms, Anna accepts Ria: nothing is missing any more."""
    for frame in frames:
        write_frame(cast.case, WriteFrame(frame), by=cast.wim, at=cast.at)
    write_promise(cast.case, WritePromise(promise), by=cast.wim, at=cast.at)
    confirm_promise(cast.case, ConfirmPromise(1, frames=tuple(frames_of(cast))), by=cast.otto, at=cast.at)
    accept_facilitator(cast.case, by=cast.anna, at=cast.at)
    return cast


def frames_of(cast: Cast) -> list[tuple[int, int]]:
    """The frames as they stand, as (number, version): what somebody reads who opens the page now."""
    found = Frame.objects.filter(case=cast.case, superseded_at__isnull=True).order_by("number")
    return list(found.values_list("number", "version"))


def to_preparing(cast: Cast, *, frames: Sequence[FrameText] = FRAMES, promise: PromiseText = PROMISE) -> Cast:
    """Frames frozen; Bram, Fatima, opa Jan (by card) and Petra are in."""
    with_frames(cast, frames=frames, promise=promise)
    through_the_stages(cast.case, by=cast.ria, at=cast.at)
    move_on(cast.case, MoveOn(expected=Phase.STARTING), by=cast.ria, at=later(cast, days=1))
    cast.bram = come_in(cast, "bram", Role.PARTICIPANT)
    cast.fatima = come_in(cast, "fatima", Role.PARTICIPANT)
    cast.jan = come_in(cast, "jan", Role.PARTICIPANT, contact="")
    cast.petra = come_in(cast, "petra", Role.PROFESSIONAL)
    return cast


def through_the_stages(case_id: int, *, by: int, at: datetime) -> None:
    """To the last stage of this phase that its text asks for, one by one. Ours have one in most phases."""
    while (here := whereabouts(fresh(case_id))) is not None and here.to_come:
        enter_stage(case_id, EnterStage(here.within_reach[-1].key, expected=here.key), by=by, at=at)


def to_deciding(cast: Cast) -> Cast:
    """Ria talked with everyone who decides."""
    for seat in cast.deciders:
        record_preparation(cast.case, RecordPreparation(seat, spoken=spoken_in(cast.case)), by=cast.ria, at=cast.at)
    through_the_stages(cast.case, by=cast.ria, at=cast.at)
    move_on(cast.case, MoveOn(expected=Phase.PREPARING), by=cast.ria, at=later(cast, days=7))
    return cast


def with_items(cast: Cast, *, bound: Collection[int] | None = None) -> Cast:
    """Anna wrote the first item, which Bram will carry; Bram wrote the second. Both are drafts."""
    first, second = ITEMS
    carriers = (cast.bram,) if bound is None else bound
    text = ItemText(first.title, first.what, why=first.why, bound=carriers)
    cast.items = [
        write_item(cast.case, text, by=cast.anna, at=cast.at),
        write_item(cast.case, second, by=cast.bram, at=cast.at),
    ]
    return cast


def with_rounds(cast: Cast) -> Cast:
    """A round is open about every item of the cast, for fourteen days. Round numbers count from 1, like items."""
    open_rounds(cast.case, OpenRounds(tuple(cast.items), closes_at=term(cast.at, 14)), by=cast.ria, at=cast.at)
    return cast


def uncalled(cast: Cast) -> Cast:
    """Jan says nothing about the first item, the extra days are over, and Ria called nobody."""
    open_rounds(with_items(cast).case, OpenRounds((1,), closes_at=term(cast.at, 1)), by=cast.ria, at=cast.at)
    for seat in (cast.anna, cast.bram, cast.fatima):
        answer(cast, seat)
    for days in (2, 8):
        run_due(at=later(cast, days=days))
    return cast


def answer(
    cast: Cast,
    seat: int,
    given: Answer = Answer.YES,
    *,
    item: int = 1,
    reason: str = "",
    version: int = 1,
    once: str = "",
) -> None:
    answer_item(
        cast.case, AnswerItem(item, version=version, answer=given, reason=reason), by=seat, at=cast.at, once=once
    )


def everyone_says_yes(cast: Cast, *, item: int = 1, version: int = 1) -> None:
    for seat in cast.deciders:
        answer(cast, seat, item=item, version=version)


def reach_everybody_silent(cast: Cast, *rounds: int) -> None:
    """Ria calls everybody who has not answered these rounds, and speaks to them."""
    for number in rounds:
        said = RoundAnswer.objects.filter(round__case=cast.case, round__number=number).values_list("seat", flat=True)
        for seat in set(cast.deciders) - set(said):
            record_contact(cast.case, RecordContact(number, seat, reached=True), by=cast.ria, at=cast.at)


def agreed_in_a_round(cast: Cast, *, item: int, version: int = 1) -> None:
    """Everyone says yes to this text in a round of its own, which closes with that."""
    open_rounds(cast.case, OpenRounds((item,), closes_at=term(cast.at, 14)), by=cast.ria, at=cast.at)
    everyone_says_yes(cast, item=item, version=version)


def with_plan(cast: Cast) -> Cast:
    """Everyone said yes to both items, so both rounds closed; what to do if it goes wrong is agreed."""
    with_rounds(with_items(cast))
    for number in (1, 2):
        everyone_says_yes(cast, item=number)
    agree_safety_net(cast.case, AgreeSafetyNet("Wie iets merkt, belt Ria."), by=cast.fatima, at=cast.at)
    return cast


def late_law(cast: Cast, *, number: int | None = None, version: int = 0, touches: tuple[int, ...] = ()) -> ChangeFrame:
    """After the freeze the fire brigade asks for more, and it touches these items."""
    since = local_day(cast.at + timedelta(days=1))
    why = "De brandweer kwam langs."
    return ChangeFrame(FIRE_FRAME, number, FrameChange.BINDING, why, version, source_on=since, touches=touches)


def one_more_frame(text: FrameText | None = None, *, touches: tuple[int, ...] = ()) -> ChangeFrame:
    """The authority wants a limit that nobody promised, and asks the deciders."""
    wanted = text or FrameText(
        text="De dagelijkse leiding blijft bij een betaalde beheerder.",
        question="Is de beheerder betaald?",
        reason="Wij vinden dat beter.",
        source="Overleg van gisteren",
        kind=FrameKind.POLICY,
    )
    return ChangeFrame(wanted, None, FrameChange.ASKED, "Het bestuur schrok.", touches=touches)


def with_test(cast: Cast) -> Cast:
    """The plan lies before the authority as test 1."""
    ask_frame_test(cast.case, by=cast.ria, at=later(cast, days=1))
    return cast


def the_decision(
    text: str = "Conform.",
    differs: Mapping[int, str] | None = None,
    *,
    on: date = date(2026, 4, 1),
    items: Collection[int] = (1, 2),
    read: int = 0,
) -> RecordDecision:
    """A decision that takes over every item of the plan, but for what it says otherwise."""
    said = {number: ItemDecision(Taken.OVER) for number in items}
    said |= {number: ItemDecision(Taken.OTHERWISE, words, "Dat moet.") for number, words in (differs or {}).items()}
    return RecordDecision(text, on, said, rights="Bezwaar kan zes weken bij het college.", read=read)


def all_met(*, frames: int = 3) -> dict[int, GivenVerdict]:
    return {number: GivenVerdict(Verdict.MET) for number in range(1, frames + 1)}


def to_carrying_out(cast: Cast) -> Cast:
    """The whole road from deciding without items: the plan passed and meets all three frames."""
    with_test(with_plan(cast))
    give_verdicts(cast.case, GiveVerdicts(1, all_met()), by=cast.otto, at=later(cast, days=1))
    return cast


def end_early(case: int, asked: EndWithOwnPlan | StopInPreparation, *, by: int, at: datetime) -> datetime:
    """Proposed before people meet, held by nobody, and its days are over. Returns the moment at which it has ended."""
    if isinstance(asked, EndWithOwnPlan):
        end_with_own_plan(case, asked, by=by, at=at)
    else:
        stop_in_preparation(case, asked, by=by, at=at)
    over = proposed_until(at)
    run_due(at=over)
    return over


def give_up(case: int, *, by: int, at: datetime, tried: str = "Alles.", stays_open: str = "Alles.") -> datetime:
    """Proposed, held by nobody, and its days are over. Returns the moment at which it has ended without a plan."""
    propose_ending(case, ProposeEnding(tried, stays_open), by=by, at=at)
    over = proposed_until(at)
    run_due(at=over)
    return over
