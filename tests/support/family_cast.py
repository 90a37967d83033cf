"""A family, made by commands only: small steps along the road, like tests/support/cast.py.

Sanne brought the question and is its main person. Daan is her son; Joke stands beside him and speaks for him. Oma Truus
has a card and no e-mail, oom Henk and Leyla are close. Ria facilitates, Karin is a professional, Arjen may set what is
needed for safety. Piet was named, and is kept out.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from gedragen.access.doing import Role
from gedragen.cases.closed_time.commands import (
    BringOut,
    DraftText,
    EndClosedTime,
    OpenClosedTime,
    WriteDraft,
    bring_out,
    end_closed_time,
    open_closed_time,
    write_draft,
)
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, ask_frame_test, give_verdicts
from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.promise import ConfirmPromise, WritePromise, confirm_promise, write_promise
from gedragen.cases.models import Case, Circle, Seat
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.people.commands.seats import Invitation, invite
from gedragen.cases.plan.commands import AgreeArrangement, AgreeSafetyNet, agree_arrangement, agree_safety_net
from gedragen.cases.preparing.commands.advocacy import SpeakFor, speak_for
from gedragen.cases.preparing.commands.preparation import RecordPreparation, record_preparation
from gedragen.cases.rounds.commands.consent import AnswerItem, answer_item
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.starting.commands.footing import (
    AgreeToOnlyTheLaw,
    DeclareOnlyTheLaw,
    SetFooting,
    agree_to_only_the_law,
    declare_only_the_law,
    set_footing,
)
from gedragen.cases.starting.commands.opening import (
    Introduction,
    OpenCase,
    accept_facilitator,
    bring_question,
    open_case,
)
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.cases.state.declared import declared_words
from gedragen.method.children.ages import Age
from gedragen.method.consent import Answer
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.levels import Level
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.frames import FrameKind, FrameText
from gedragen.method.phases import Phase
from gedragen.method.promise import PromiseText, Rung, Silence
from gedragen.method.stages.bringing import About
from tests.support.cast import mail_of, ria_account, spoken_in, take_part, through_the_stages
from tests.support.paper import photo

NAMES = {
    "sanne": "Sanne Kuipers",
    "daan": "Daan Kuipers",
    "truus": "Truus Kuipers",
    "henk": "Henk Kuipers",
    "leyla": "Leyla Aydin",
    "joke": "Joke Prins",
    "karin": "Karin Mulder",
    "arjen": "Arjen Bosman",
}
INTRODUCTION = Introduction(
    title="Waar woont Daan dit jaar",
    question="Waar is Daan als Sanne het even niet kan?",
    story="Sanne is vaak ziek. Daan is tien.",
    meeting="",
)
SAFE = FrameText(
    "Daan is nooit alleen thuis.",
    "Is er op elk uur van de dag iemand bij Daan?",
    "Hij is tien en was in maart drie nachten alleen.",
    "Beschikking van 3 februari 2026",
    FrameKind.SAFETY,
    competent="Arjen Bosman, gezinsvoogd, op grond van de beschikking",
)
PROMISE = PromiseText(
    rung=Rung.DIRECTING,
    brings="Vier uur per week van Karin Mulder.",
    answer_days=1,
    silence=Silence.GOES_TO,
    silence_to="Mevrouw De Boer, teamleider",
    silence_days=2,
    fallback="Dan woont Daan tot de zomer bij een pleeggezin.",
    promised_by="Arjen Bosman",
    mandate="Beschikking van 3 februari 2026",
    promised_on=date(2026, 2, 20),
)
# What is said behind the door. No page, mail, log, journal or table may hold one of these words.
SAID_INSIDE = ("zwanenmeer", "pandaknuffel")
DRAFTS = (
    DraftText("Doordeweeks bij oma", f"Maandag tot en met donderdag bij Truus, met zijn {SAID_INSIDE[1]}.", photo()),
    DraftText("Blijft binnen", f"Henk drinkt weer sinds het {SAID_INSIDE[0]}.", photo()),
)


@dataclass
class Family:
    """The seats by name, the case, and `at`: the moment in the story."""

    case: int
    at: datetime
    sanne: int
    ria: int = 0
    arjen: int = 0
    daan: int = 0
    joke: int = 0
    truus: int = 0
    henk: int = 0
    leyla: int = 0
    karin: int = 0
    room: int = 0
    items: list[int] = field(default_factory=list)

    @property
    def deciders(self) -> tuple[int, ...]:
        return self.sanne, self.daan, self.truus, self.henk, self.leyla


def later(family: Family, **span: float) -> datetime:
    family.at += timedelta(**span)
    return family.at


def make_family(at: datetime, *, level: Level = Level.TENSION, approach: str = "family_group_conference") -> Family:
    """Starting: Sanne brought her question, Ria took it up. It is not recorded yet on which footing they are here."""
    sanne = bring_question(
        "Wie is er voor Daan als ik ziek ben?",
        name=NAMES["sanne"],
        contact=mail_of("sanne"),
        about=About.US,
        at=at,
        is_demo=True,
    )
    family = Family(case=Seat.objects.get(id=sanne).case_id, at=at, sanne=sanne)
    family.ria = open_case(
        family.case,
        OpenCase(
            introduction=INTRODUCTION,
            level=level,
            approach=approach,
            independence="Ik ken niemand van deze familie.",
            phone="06-12345678",
        ),
        account=ria_account(at),
        at=at,
    )
    return family


def with_safety_frame(family: Family, *, footing: Footing = Footing.COURT_ORDERED) -> Family:
    """A guardian is over this family, by order of a court: one frame about safety, and his promise."""
    set_footing(family.case, SetFooting(footing), by=family.ria, at=family.at)
    arjen = Invitation(NAMES["arjen"], mail_of("arjen"), Role.AUTHORITY, has_mandate=True)
    family.arjen = invite(family.case, arjen, by=family.ria, at=family.at)
    take_part(family.case, family.arjen, at=family.at)
    write_frame(family.case, WriteFrame(SAFE), by=family.arjen, at=family.at)
    write_promise(family.case, WritePromise(PROMISE), by=family.arjen, at=family.at)
    confirm_promise(family.case, ConfirmPromise(1, frames=((1, 1),)), by=family.arjen, at=family.at)
    accept_facilitator(family.case, by=family.sanne, at=family.at)
    return family


def under_the_law_alone(family: Family) -> Family:
    """Nobody is over this family: Ria records it, and Sanne says yes to that."""
    set_footing(family.case, SetFooting(Footing.VOLUNTARY), by=family.ria, at=family.at)
    declare_only_the_law(family.case, DeclareOnlyTheLaw("Dan blijft het zoals het nu is."), by=family.ria, at=family.at)
    read = declared_words(fresh(family.case), DeclarationKind.ONLY_THE_LAW)
    agree_to_only_the_law(family.case, AgreeToOnlyTheLaw(read=read), by=family.sanne, at=family.at)
    accept_facilitator(family.case, by=family.sanne, at=family.at)
    return family


def name_somebody(family: Family, name: str, *, by: int, contact: str | None = None) -> int:
    address = mail_of(name) if contact is None else contact
    return nominate(
        family.case, Nominate(name=NAMES.get(name, name), contact=address, concern="Hoort erbij."), by=by, at=family.at
    )


def come_in(
    family: Family, name: str, role: Role = Role.PARTICIPANT, *, supports: int | None = None, age: Age = Age.ADULT
) -> int:
    """Sanne names somebody, which is her yes; Ria invites them, and they join."""
    invitation = Invitation(
        name=NAMES.get(name, name),
        contact="" if name == "truus" else mail_of(name),
        role=role,
        circle=Circle.PERSON if name == "daan" else None,
        nomination=name_somebody(family, name, by=family.sanne),
        supports=supports,
        age=age,
    )
    seat = invite(family.case, invitation, by=family.ria, at=family.at)
    take_part(family.case, seat, at=family.at)
    return seat


def to_preparing(family: Family, *, age: Age = Age.ADULT) -> Family:
    """Whatever stands fast, stands fast; everyone is in. `age`: what was recorded of Daan."""
    law_alone = not Case.objects.get(id=family.case).footing
    under_the_law_alone(family) if law_alone else None
    through_the_stages(family.case, by=family.ria, at=family.at)
    move_on(family.case, MoveOn(expected=Phase.STARTING), by=family.ria, at=later(family, days=1))
    family.daan = come_in(family, "daan", age=age)
    for name in ("truus", "henk", "leyla"):
        setattr(family, name, come_in(family, name))
    family.joke = come_in(family, "joke", Role.ADVOCATE, supports=family.daan)
    family.karin = come_in(family, "karin", Role.PROFESSIONAL)
    return family


def to_deciding(family: Family) -> Family:
    """Ria talked with everyone who decides."""
    for seat in family.deciders:
        record_preparation(
            family.case, RecordPreparation(seat, spoken=spoken_in(family.case)), by=family.ria, at=family.at
        )
    through_the_stages(family.case, by=family.ria, at=family.at)
    move_on(family.case, MoveOn(expected=Phase.PREPARING), by=family.ria, at=later(family, days=7))
    return family


def into_closed_time(family: Family) -> Family:
    """They are among themselves, and two drafts lie on the table."""
    until = family.at + timedelta(hours=2)
    family.room = open_closed_time(family.case, OpenClosedTime(until=until), by=family.ria, at=family.at)
    for seat, draft in zip((family.sanne, family.truus), DRAFTS, strict=True):
        write_draft(family.case, WriteDraft(family.room, draft), by=seat, at=later(family, minutes=20))
    return family


def out_of_closed_time(family: Family) -> Family:
    """They come out with one of the two."""
    if not family.room:
        into_closed_time(family)
    end_closed_time(family.case, EndClosedTime(family.room), by=family.henk, at=later(family, minutes=30))
    family.items = bring_out(family.case, BringOut(family.room, (1,)), by=family.leyla, at=later(family, minutes=5))
    return family


def with_rounds(family: Family) -> Family:
    """A round is open about every item, until the end of the afternoon."""
    if not family.items:
        out_of_closed_time(family)
    closes_at = family.at + timedelta(hours=3)
    open_rounds(family.case, OpenRounds(tuple(family.items), closes_at=closes_at), by=family.ria, at=family.at)
    return family


def answer(family: Family, seat: int, given: Answer = Answer.YES, *, item: int = 1, reason: str = "") -> None:
    answer_item(family.case, AnswerItem(item, version=1, answer=given, reason=reason), by=seat, at=family.at)


def with_child(family: Family, *, age: Age = Age.UNDER_12) -> Family:
    """A round is open; Daan is a child, and Joke wrote down what he says."""
    with_rounds(to_deciding(to_preparing(family, age=age)))
    said = SpeakFor("Ik wil bij mama blijven.", room="circle", say_so=True)
    speak_for(family.case, said, by=family.joke, at=family.at)
    return family


def with_plan(family: Family) -> Family:
    """Everyone said yes the same day, and what belongs to a family plan is agreed."""
    with_rounds(family)
    for seat in family.deciders:
        answer(family, seat)
    agree_safety_net(family.case, AgreeSafetyNet("Wie iets merkt, belt Leyla."), by=family.truus, at=family.at)
    for kind in (DeclarationKind.RESOURCES, DeclarationKind.WHO_CHECKS):
        agree_arrangement(family.case, AgreeArrangement(kind, "Leyla en Henk."), by=family.henk, at=family.at)
    return family


def to_carrying_out(family: Family) -> Family:
    """Under the law alone the plan goes through at once; otherwise Arjen says the same day that it fits."""
    number = ask_frame_test(with_plan(family).case, by=family.ria, at=family.at)
    if family.arjen:
        met = {1: GivenVerdict(Verdict.MET)}
        give_verdicts(family.case, GiveVerdicts(number, met), by=family.arjen, at=later(family, hours=1))
    return family
