"""Who signed in with an account, and the seats that go with it."""

from django.http import HttpRequest

from gedragen.cases.arriving.queries.cases import MyCase, my_cases, seats_by_mail
from gedragen.people.contacts import contact_digest
from gedragen.people.models import Account


def account_of(request: HttpRequest) -> Account | None:
    """The account that is signed in, if any."""
    return request.user if request.user.is_authenticated else None


def account_cases(account: Account) -> tuple[MyCase, ...]:
    """The seats of an account: its own, and those invited at its address."""
    found = {mine.seat_id: mine for mine in my_cases(account.pk)}
    found |= {mine.seat_id: mine for mine in seats_by_mail(contact_digest(account.email))}
    return tuple(found.values())
