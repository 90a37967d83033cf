"""The played examples, two neighbourhoods and a family: made by commands only, so that loading them proves the road."""

from datetime import datetime, timedelta

from django.db import transaction

from gedragen.cases.arriving.queries.demo import demo_seats
from gedragen.cases.models import Case
from gedragen.cases.starting.commands.opening import bring_question
from gedragen.config.demo import people
from gedragen.config.demo.a_year_later import first_day, play_a_year
from gedragen.config.demo.family import play_family
from gedragen.config.demo.kade_twists import first_day_of_the_kade, play_the_kade
from gedragen.config.demo.now import play_until_now
from gedragen.config.demo.story import Story
from gedragen.config.serving.startup import one_at_a_time_in_the_database
from gedragen.method.terms import local_day
from gedragen.notices.reading import skip_what_was
from gedragen.people.accounts import account_by_email, make_account

NOT_TAKEN_UP = (
    "De speeltuin in de Kamperfoeliestraat gaat op slot, omdat de oudere jongens er ’s avonds zitten. De kleintjes "
    "staan nu voor een hek, en de jongens zitten bij ons op de stoep. Wie wil er mee bedenken hoe het anders kan?"
)


def load_demo(*, at: datetime) -> bool:
    """Play it up to this moment. False: it is there already, and stays as visitors left it."""
    with transaction.atomic():
        one_at_a_time_in_the_database()
        if demo_seats():
            return False
        account = _ria(at)
        play_until_now(Story(local_day(at)), account=account, at=at)
        play_a_year(Story(first_day(at)), account=account, at=at)
        play_the_kade(Story(first_day_of_the_kade(at)), account=account, at=at)
        play_family(Story(local_day(at)), account=account)
        bring_question(
            NOT_TAKEN_UP,
            name="Samira Haddad",
            contact=people.mail("samira"),
            at=at - timedelta(hours=20),
            is_demo=True,
        )
        for case_id in Case.objects.filter(is_demo=True).values_list("id", flat=True):
            skip_what_was(case_id)
    return True


def _ria(at: datetime) -> int:
    account = account_by_email(people.RIA_MAIL)
    if account is None:
        account = make_account(
            people.RIA_MAIL,
            people.RIA_NAME,
            at=at,
            phone=people.RIA_PHONE,
            is_facilitator=True,
            is_demo=True,
        )
    return account.pk
