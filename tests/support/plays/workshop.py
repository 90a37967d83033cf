"""An approach that stands nowhere else, written from the how-to alone: a shared workshop, made by commands."""

from datetime import datetime
from pathlib import Path

from gedragen.access.doing import Role
from gedragen.cases.declaring.commands import Declare, make_declaration
from gedragen.cases.models import Seat
from gedragen.cases.starting.commands.opening import OpenCase, bring_question, open_case
from gedragen.cases.store.constitutions import add_file
from gedragen.method.constitution.levels import Level
from tests.support.cast import INTRODUCTION, NAMES, Cast, come_in, mail_of, ria_account, to_preparing

PATH = Path(__file__).parents[2] / "data" / "approaches" / "workshop.toml"
FILE = PATH.read_text(encoding="utf-8")


def begun(at: datetime) -> Cast:
    """Anna asked what becomes of the workshop; Otto and Wim are of the board."""
    add_file(FILE, "workshop.toml", by=None, at=at)
    cast = asked(at)
    opened = OpenCase(INTRODUCTION, Level.TENSION, "workshop", "Ik ben geen lid.", "06-12345678")
    cast.ria = open_case(cast.case, opened, account=ria_account(at), at=at)
    return begin(cast)


def asked(at: datetime) -> Cast:
    """Anna's question. Closed cases are played examples."""
    anna = bring_question("Onze werkplaats.", name=NAMES["anna"], contact=mail_of("anna"), at=at, is_demo=True)
    return Cast(case=Seat.objects.get(id=anna).case_id, at=at, anna=anna)


def begin(cast: Cast) -> Cast:
    cast.otto = come_in(cast, "otto", Role.AUTHORITY, has_mandate=True)
    cast.wim = come_in(cast, "wim", Role.AUTHORITY)
    return to_preparing(cast)


def all_have_read(cast: Cast) -> Cast:
    for seat in cast.deciders:
        make_declaration(cast.case, Declare("rules_read"), by=seat, at=cast.at)
    return cast
