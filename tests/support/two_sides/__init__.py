"""Two sides that mend something together, made by commands only: of an approach that is for tests alone.

Hanna was harmed; she brought the question. Carl caused it. Aisha was affected too. Ria guides.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from gedragen.access.doing import Role
from gedragen.cases.declaring.commands import Declare, make_declaration
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.models import Seat
from gedragen.cases.people.commands.seats import Invitation, invite
from gedragen.cases.people.commands.sides import SetSide, set_side
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
from gedragen.cases.state.declared import declared_words
from gedragen.cases.store.constitutions import add_file
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.levels import Level
from gedragen.method.phases import Phase
from tests.support.cast import mail_of, ria_account, take_part

FILE = (Path(__file__).parent / "two_sides.toml").read_text(encoding="utf-8")
# The same, where leaving ends it for everybody.
ENDS_BY_LEAVING = FILE.replace(
    "open = false\n",
    'open = false\nleaving = { nl = "Dan stopt het hier.", en = "Then it stops here.", stops = true }\n',
    1,
)
# Whoever did it says so without words, and what they say does not stop everything when it is taken back.
SPOKEN = FILE.replace('text = "optional"\nwithdraw = "stops"', 'text = "none"\nwithdraw = "reopens"').replace(
    'needed = { nl = "Wilt u er iets bij zeggen?", en = "Would you like to add something?" }\n', ""
)
QUIET = SPOKEN.replace('side = "caused"\nroom', 'side = "caused"\nquiet = true\nroom')
INTRODUCTION = Introduction(
    title="De schuur", question="Hoe maken we het goed?", story="De schuur brandde af.", meeting=""
)


@dataclass
class Sides:
    """The seats by name, the case, and `at`: the moment in the story."""

    case: int
    at: datetime
    hanna: int
    ria: int = 0
    carl: int = 0
    aisha: int = 0

    @property
    def people(self) -> tuple[int, ...]:
        return self.hanna, self.carl, self.aisha


def later(sides: Sides, **span: float) -> datetime:
    sides.at += timedelta(**span)
    return sides.at


def make_sides(at: datetime, *, level: Level = Level.TENSION, file: str = FILE) -> Sides:
    """Starting: Hanna brought the question, and Ria took it up."""
    add_file(file, "two_sides.toml", by=None, at=at)
    hanna = bring_question("Mijn schuur.", name="Hanna Smit", contact=mail_of("hanna"), at=at, is_demo=True)
    sides = Sides(case=Seat.objects.get(id=hanna).case_id, at=at, hanna=hanna)
    opened = OpenCase(INTRODUCTION, level, "two_sides", "Ik ken niemand van hen.", "06-12345678")
    sides.ria = open_case(sides.case, opened, account=ria_account(at), at=at)
    return sides


def to_preparing(sides: Sides) -> Sides:
    """Nobody is over them; Hanna is on the side of who was harmed, and the others come in."""
    set_footing(sides.case, SetFooting(Footing.VOLUNTARY), by=sides.ria, at=sides.at)
    declare_only_the_law(sides.case, DeclareOnlyTheLaw("Dan blijft het zoals het is."), by=sides.ria, at=sides.at)
    read = declared_words(fresh(sides.case), DeclarationKind.ONLY_THE_LAW)
    agree_to_only_the_law(sides.case, AgreeToOnlyTheLaw(read), by=sides.hanna, at=sides.at)
    set_side(sides.case, SetSide(sides.hanna, "harmed"), by=sides.ria, at=sides.at)
    move_on(sides.case, MoveOn(Phase.STARTING), by=sides.ria, at=later(sides, days=1))
    sides.carl = come_in(sides, "Carl Bos", "caused")
    sides.aisha = come_in(sides, "Aisha Ali", "around")
    return sides


def invited(sides: Sides, name: str, side: str) -> int:
    person = Invitation(name, mail_of(name.split()[0].lower()), Role.PARTICIPANT, side=side)
    return invite(sides.case, person, by=sides.ria, at=sides.at)


def come_in(sides: Sides, name: str, side: str) -> int:
    seat = invited(sides, name, side)
    take_part(sides.case, seat, at=sides.at)
    return seat


def say(sides: Sides, key: str, by: int, text: str = "", about: str = "") -> None:
    make_declaration(sides.case, Declare(key, text, about), by=by, at=sides.at)


def everything_said(sides: Sides) -> Sides:
    """All that deciding waits for."""
    say(sides, "responsibility", sides.carl)
    for seat in sides.people:
        say(sides, "own_yes", seat)
        say(sides, "safety_talk", sides.ria, "Het is veilig genoeg.", about=str(seat))
    return sides


def to_deciding(sides: Sides) -> Sides:
    move_on(everything_said(sides).case, MoveOn(Phase.PREPARING), by=sides.ria, at=later(sides, days=1))
    return sides
