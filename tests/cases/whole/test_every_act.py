"""Every act of the registry, asked with anything by anybody: it is done, or refused with nothing changed."""

from datetime import UTC, datetime
from inspect import signature
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from gedragen.access.doing import Denied, NotFound, Role, refusal
from gedragen.api.schema import acts_by_name
from gedragen.cases.engine.act import Act, Description
from gedragen.cases.engine.change import CLOCK, AlreadyDone, By
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.models import Case, Seat
from gedragen.method.broken import RuleBroken
from gedragen.method.phases import Phase
from gedragen.people.models import Account
from tests.cases.whole.asked import anything
from tests.support import cast as street
from tests.support import family_cast as home
from tests.support.stage import on_stage

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
REFUSED = (RuleBroken, Denied, NotFound, AlreadyDone)
ACTS = [one for _, one in sorted(acts_by_name().items())]


def played() -> datetime:
    """A neighbourhood that is being prepared, one that carries out, and a family among itself; a question waits."""
    carrying_out = street.to_carrying_out(street.to_deciding(street.to_preparing(street.make_case(START))))
    street.to_preparing(street.make_case(START))
    street.question_of("xander", START)
    guarded = home.with_safety_frame(home.make_family(START))
    home.into_closed_time(home.to_deciding(home.to_preparing(guarded)))
    return carrying_out.at


def as_it_stands() -> list[Any]:
    """What an act could leave behind: the number and topics of every journal, and how many rows each table has."""
    tables = [model._meta.db_table for model in apps.get_app_config("cases").get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {table}" for table in tables))
        # A union comes in any order.
        counts = sorted(cursor.fetchall())
    return [*counts, *Case.objects.order_by("id").values_list("journal_head", "journal_number", "topics", "phase")]


def who(one: Description, case: Case, luck: Random) -> By:
    """Mostly somebody who may, or too little would come of it; now and then anybody, of another case too."""
    if one.action.rule.by == {Role.CLOCK}:
        return CLOCK
    everybody = list(Seat.objects.select_related("case").order_by("id"))
    may = [seat for seat in everybody if seat.case_id == case.pk and is_allowed(one, seat)]
    anybody = luck.randrange(6) == 0
    return luck.choice(everybody if anybody or not may else may).pk


def is_allowed(one: Description, seat: Seat) -> bool:
    case = seat.case
    return refusal(one.action, case.standing_of(seat), Phase(case.phase), closed=case.closed_at is not None) is None


def ask(one: Description, at: datetime, luck: Random) -> None:
    cases = list(Case.objects.order_by("id"))
    likely = [case for case in cases if any(is_allowed(one, seat) for seat in case.seats.select_related("case"))]
    case = luck.choice(likely or cases)
    numbers = list(Seat.objects.filter(case=case).order_by("id").values_list("id", flat=True))
    asked = [anything(one.asks, numbers, at, luck)] if one.asks is not None else []
    if isinstance(one.command, Act):
        one.command(case.pk, *asked, by=who(one, case, luck), at=at)
    else:
        accounts = [0, *Account.objects.order_by("id").values_list("id", flat=True)]
        takes_account = "account" in signature(one.command).parameters
        somebody = {"account": luck.choice(accounts)} if takes_account else {}
        one.command(case.pk, *asked, **somebody, at=at)


def is_done(one: Description, at: datetime, luck: Random) -> bool:
    """Whether it was; whatever it did is put back after."""
    forget_snapshots()
    before = as_it_stands()
    with transaction.atomic():
        try:
            ask(one, at, luck)
        except REFUSED:
            assert as_it_stands() == before, one.name
            return False
        finally:
            transaction.set_rollback(True)
    return True


@pytest.mark.django_db
def test_every_act_is_done_or_refused_and_nothing_between() -> None:
    at = on_stage("every act", played)
    done = {one.name for turn in range(4) for one in ACTS if is_done(one, at, Random(f"{one.name} {turn}"))}
    assert len(done) > 15, sorted(done)
