"""The codes that staff sign in with. They belong to the account and not to the browser that asked.

So whoever asks in somebody's name only sends a code to its owner, who can use it.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string

from gedragen.people.keys import keyed_digest
from gedragen.people.models import Account, SignInCode

# The owner is shut out at no moment: as long as no more codes are mailed, the last one works.
WORKS_FOR = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
MOST_UNUSED = 3
# No vowels, and nothing that is read as something else. Eight of these are 2.5e10 codes.
SIGNS = "BCDFGHJKLMNPQRSTVWXZ"


def new_code(account: Account, *, at: datetime) -> str:
    """A code to mail, such as BCDF-GHJK. Empty when enough codes lie unused in the mailbox."""
    with transaction.atomic():
        # Of those who ask at one moment, one at a time.
        Account.objects.select_for_update().get(pk=account.pk)
        forget_old_codes(at=at)
        if account.sign_in_codes.count() >= MOST_UNUSED:
            return ""
        code = get_random_string(8, SIGNS)
        SignInCode.objects.create(account=account, digest=_digest(account, code), mailed_at=at)
    return f"{code[:4]}-{code[4:]}"


def take_back(account: Account, code: str) -> None:
    """A code that reached no mailbox."""
    account.sign_in_codes.filter(digest=_digest(account, code)).delete()


def use_code(account: Account, typed: str, *, at: datetime) -> bool:
    """Whether this is a code that was mailed to this account. It works once."""
    forget_old_codes(at=at)
    used, _ = account.sign_in_codes.filter(digest=_digest(account, typed)).delete()
    return bool(used)


def forget_old_codes(*, at: datetime) -> None:
    SignInCode.objects.exclude(mailed_at__gt=at - WORKS_FOR, mailed_at__lt=at + WORKS_FOR).delete()


def _digest(account: Account, typed: str) -> str:
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return keyed_digest("sign-in-code", account.pk, signs).hex()
