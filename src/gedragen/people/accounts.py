"""Making accounts, and finding them by address."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from gedragen.people.models import Account


class AccountExists(Exception):
    """Somebody already signs in with this address."""


def account_by_email(email: str) -> Account | None:
    return Account.objects.filter(email__iexact=email.strip()).first()


@transaction.atomic
def make_account(
    email: str,
    name: str,
    *,
    at: datetime,
    phone: str = "",
    is_facilitator: bool = False,
    is_staff: bool = False,
    is_demo: bool = False,
) -> Account:
    """An account that can sign in at once: whoever reads the mails of this address is its owner."""
    email = email.strip().lower()
    if account_by_email(email):
        raise AccountExists(email)
    account = Account(
        email=email,
        name=name.strip(),
        phone=phone,
        is_facilitator=is_facilitator,
        is_staff=is_staff,
        is_demo=is_demo,
        created_at=at,
    )
    # An empty password would count as having one, and then be asked for.
    account.set_unusable_password()
    account.save()
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    return account


@transaction.atomic
def make_admin(email: str, name: str, *, phone: str, at: datetime) -> tuple[Account, bool]:
    """Make or promote the account that administers; the second value says whether it is new."""
    existing = account_by_email(email)
    account = existing or make_account(email, name or email.split("@")[0], at=at)
    account.is_facilitator = account.is_staff = account.is_active = True
    account.name = name or account.name
    account.phone = phone or account.phone
    account.save(update_fields=["is_facilitator", "is_staff", "is_active", "name", "phone"])
    return account, existing is None
