"""What a message says: generic in its subject, in the reader's language, and never what others wrote."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gedragen.access.doing import Role
from gedragen.cases.models import Case, Seat
from gedragen.cases.state.frames import promise_as_told
from gedragen.cases.store.evidence.chain import short_code
from gedragen.method.promise import Rung, people_decide
from gedragen.notices.models import Delivery
from gedragen.notices.recipients import SAYS
from gedragen.people.links import link_token
from gedragen.people.models import Account

# Addresses of pages, which this layer does not know; a test holds them.
PERSONAL_LINK = "/link/{token}/"
SIGN_IN = "/aanmelden/"
TEMPLATES = Path(__file__).parent / "templates"
# The template of each notice that has one of its own, by its name; the others say one sentence.
MAIL = "notices/mail.txt"
TEXTS = {path.stem: str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.txt")}


@dataclass(frozen=True)
class SeatLink:
    """The way in for one seat; the title only where anybody may know it."""

    title: str
    link: str


def message(delivery: Delivery, *, at: datetime) -> EmailMessage:
    """The mail of this delivery, written now and addressed to where its reader gets mail now.

    Raises ValidationError when that is no address: people may write anything there that reaches them.
    """
    seat, account = delivery.seat, delivery.account
    address = _address_of(seat, account)
    validate_email(address)
    with translation.override(seat.language if seat else settings.LANGUAGE_CODE):
        context = _seat_context(delivery, seat) if seat else _account_context(account)
        says = SAYS.get(delivery.notice)
        text = render_to_string(MAIL if says else TEXTS[delivery.notice], context | {"says": says or ""})
    subject, _line, body = text.partition("\n")
    headers = {
        "Message-ID": delivery.message_id,
        "Date": format_datetime(at),
        # So that no answering machine answers, and no list thinks that this is a person.
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject.strip(), _tidy(body), to=[address], headers=headers)


def has_address(delivery: Delivery) -> bool:
    """Whether the reader gets mail at all: an address, and nobody who asked to be forgotten."""
    return bool(_address_of(delivery.seat, delivery.account))


def _address_of(seat: Seat | None, account: Account | None) -> str:
    if account is not None:
        return account.email if account.is_active else ""
    if seat is None or seat.erased_at is not None or seat.mail is None:
        return ""
    return seat.mail.text.strip()


def _tidy(body: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"


def _account_context(account: Account | None) -> dict[str, Any]:
    return {"name": account.name if account else "", "signs_in": True, "link": settings.BASE_URL + SIGN_IN}


def _seat_context(delivery: Delivery, seat: Seat) -> dict[str, Any]:
    case = seat.case
    facilitator = _facilitator(case)
    # Who facilitates needs no number to call herself.
    phone = facilitator.phone if facilitator and facilitator != seat else None
    return {
        "name": seat.name.text if seat.name else "",
        "role": seat.role,
        "title": _title(case),
        "signs_in": seat.account_id is not None,
        "link": _way_in(seat),
        "links": _all_links(seat) if delivery.notice == "lost-link" else (),
        "facilitator": facilitator.name.text if facilitator and facilitator.name else "",
        "phone": phone.text if phone else "",
        "code": short_code(case.journal_head),
        "until": _until(delivery),
        "advises": _advises(case, seat),
    }


def _title(case: Case) -> str:
    return case.title.text if case.is_open and case.title else ""


def _way_in(seat: Seat) -> str:
    """Who has an account signs in with it: a mail that lies around lets nobody act for them."""
    if seat.account_id is not None:
        return settings.BASE_URL + SIGN_IN
    return settings.BASE_URL + PERSONAL_LINK.format(token=link_token(seat.pk, seat.link_generation))


def _all_links(seat: Seat) -> list[SeatLink]:
    """Every seat that gets its mail at the same address."""
    same = Seat.objects.filter(mail_digest=seat.mail_digest, erased_at__isnull=True).exclude(mail_digest="")
    found = same.select_related("case__title").order_by("case_id", "number")
    return [SeatLink(_title(one.case), _way_in(one)) for one in found]


def _facilitator(case: Case) -> Seat | None:
    seats = Seat.objects.filter(case=case, role=Role.FACILITATOR, joined_at__isnull=False, declined_at__isnull=True)
    return seats.select_related("name", "phone").order_by("number").first()


def _advises(case: Case, seat: Seat) -> bool:
    """Below the fifth rung, and where whom it is about decides, nobody else may read in a mail that they decide."""
    if case.approach_key and case.approach.advises and not seat.is_main_person:
        return True
    promise = promise_as_told(case.pk)
    return promise is not None and not people_decide(Rung(promise.rung))


def _until(delivery: Delivery) -> str:
    """Until when one can answer, in words. A term that ends at midnight includes the whole day before."""
    data = delivery.entry.data if delivery.entry else {}
    told = data.get("closes_at") or data.get("until") or data.get("due_at")
    if not told:
        return ""
    moment = timezone.localtime(datetime.fromisoformat(told))
    # Translators: Django's date format for a day in a message.
    day_format = _("l j F")
    if moment.time() == time.min:
        day = date_format(moment - timedelta(days=1), day_format)
        return _("up to and including %(day)s") % {"day": day}
    clock = date_format(moment, "H:i")
    return _("until %(day)s at %(clock)s") % {"day": date_format(moment, day_format), "clock": clock}
