"""A restorative conference, made by commands: Hanna was harmed and asked for it, Carl did it, Aisha was touched too."""

from datetime import datetime

from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.models import Seat
from gedragen.cases.people.commands.sides import SetSide, set_side
from gedragen.cases.preparing.commands.preparation import RecordPreparation, record_preparation
from gedragen.cases.starting.commands.footing import (
    AgreeToOnlyTheLaw,
    DeclareOnlyTheLaw,
    SetFooting,
    agree_to_only_the_law,
    declare_only_the_law,
    set_footing,
)
from gedragen.cases.starting.commands.opening import Introduction, OpenCase, bring_question, open_case
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.cases.starting.commands.stages import EnterStage, enter_stage
from gedragen.cases.state.declared import declared_words
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.levels import Level
from gedragen.method.phases import Phase
from tests.support.cast import mail_of, ria_account
from tests.support.two_sides import Sides, come_in, later, say

KEY = "restorative_conference"
INTRODUCTION = Introduction("De ruit", "Hoe maken we het goed?", "Er ging een ruit kapot.", meeting="")
PAPER = {
    "what": "Carl betaalt de ruit.",
    "until": "2026-06-01",
    "done": "De ruit zit erin.",
    "stuck": "Carl belt Hanna.",
}


def asked_for(at: datetime) -> Sides:
    """Hanna asked for it, of her own will, and Ria took it up. Nobody sets limits over them."""
    hanna = bring_question("Mijn ruit.", name="Hanna Smit", contact=mail_of("hanna"), at=at, is_demo=True)
    sides = Sides(case=Seat.objects.get(id=hanna).case_id, at=at, hanna=hanna)
    opened = OpenCase(INTRODUCTION, Level.TENSION, KEY, "Ik ken niemand van hen.", "06-12345678")
    sides.ria = open_case(sides.case, opened, account=ria_account(at), at=at)
    set_footing(sides.case, SetFooting(Footing.VOLUNTARY), by=sides.ria, at=at)
    declare_only_the_law(sides.case, DeclareOnlyTheLaw("Dan beslist de school gewoon."), by=sides.ria, at=at)
    read = declared_words(fresh(sides.case), DeclarationKind.ONLY_THE_LAW)
    agree_to_only_the_law(sides.case, AgreeToOnlyTheLaw(read), by=hanna, at=at)
    set_side(sides.case, SetSide(hanna, "harmed"), by=sides.ria, at=at)
    return sides


def begun(at: datetime) -> Sides:
    sides = asked_for(at)
    sides.carl, sides.aisha = come_in(sides, "Carl Bos", "caused"), come_in(sides, "Aisha Ali", "around")
    return sides


def go(sides: Sides, stage: str, expected: str) -> None:
    enter_stage(sides.case, EnterStage(stage, expected), by=sides.ria, at=later(sides, hours=1))


def to_preparing(sides: Sides) -> Sides:
    go(sides, "ownership", "request")
    say(sides, "responsibility", sides.carl)
    go(sides, "willing", "ownership")
    for seat in sides.people:
        say(sides, "own_yes", seat)
    for seat in sides.people:
        say(sides, "accepts_guide", seat)
    move_on(sides.case, MoveOn(Phase.STARTING), by=sides.ria, at=later(sides, days=1))
    return sides


def to_deciding(sides: Sides) -> Sides:
    for seat in sides.people:
        record_preparation(sides.case, RecordPreparation(seat), by=sides.ria, at=sides.at)
        say(sides, "safety_talk", sides.ria, about=str(seat))
        say(sides, "supporter", seat, "Ik wil niemand mee.")
    move_on(sides.case, MoveOn(Phase.PREPARING), by=sides.ria, at=later(sides, days=1))
    go(sides, "agreeing", "conference")
    return sides
