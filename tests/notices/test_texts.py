"""What mails say: in the reader's language, with nothing in it that is somebody else's."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

import gedragen.notices
from gedragen.cases.models import Case, Seat, Words
from gedragen.cases.preparing.commands.preparation import GiveVoice, give_voice
from gedragen.method.promise import Rung
from gedragen.notices.models import Delivery
from gedragen.notices.reading import new_delivery, read_journals
from gedragen.notices.recipients import SAYS, SAYS_ALSO, TELLS
from gedragen.notices.writing import PERSONAL_LINK, SIGN_IN, message
from tests.support.cast import NAMES, PROMISE, Cast, answer, to_deciding, to_preparing, with_rounds

FOLDER = Path(gedragen.notices.__file__).parent / "templates" / "notices"
NOTICES = sorted({row.notice for rows in TELLS.values() for row in rows} | {"lost-link"})
SUBJECTS = {
    "Er is nieuws voor u",
    "Er is iets voor u te doen",
    "U bent uitgenodigd om mee te doen",
    "Uw persoonlijke link",
    "Uw vraag is opgepakt",
}


def mail_to(cast: Cast, seat: int, notice: str) -> tuple[str, str]:
    """Subject and body of this notice for this seat, with the newest entry of the journal behind it."""
    entry = Case.objects.get(id=cast.case).journal.order_by("-number").first()
    made = message(new_delivery(notice, entry=entry, seat=seat, at=cast.at), at=cast.at)
    return str(made.subject), str(made.body)


def test_every_notice_has_its_text_and_every_text_its_notice() -> None:
    texts = {path.stem for path in FOLDER.rglob("*.txt")} - {"mail", "question-brought"}
    assert texts | set(SAYS) == set(NOTICES)
    assert set(SAYS_ALSO) <= set(NOTICES)


@pytest.mark.parametrize("notice", NOTICES)
def test_a_subject_tells_nothing(deciding: Cast, notice: str) -> None:
    subject, body = mail_to(deciding, deciding.bram, notice)
    assert subject in SUBJECTS
    assert "{" not in body
    assert "%" not in body
    assert "\n\n\n" not in body


@pytest.mark.parametrize("notice", NOTICES)
def test_a_body_names_its_reader_and_the_facilitator_only(deciding: Cast, notice: str) -> None:
    with_rounds(deciding)
    give_voice(deciding.case, GiveVoice("Ik lig er wakker van.", room="circle"), by=deciding.anna, at=deciding.at)
    answer(deciding, deciding.anna)
    _, body = mail_to(deciding, deciding.bram, notice)
    others = set(NAMES.values()) - {NAMES["bram"], NAMES["ria"]}
    assert not [name for name in others if name in body]
    kinds = {"name", "title", "phone"}
    texts = Words.objects.filter(case=deciding.case).exclude(kind__in=kinds).values_list("text", flat=True)
    assert not [text for text in texts if text and text in body]


def test_only_an_open_situation_is_named(deciding: Cast) -> None:
    assert "Huize Lydia" in mail_to(deciding, deciding.bram, "round-opened")[1]
    Case.objects.update(is_open=False)
    for notice in NOTICES:
        assert "Lydia" not in "".join(mail_to(deciding, deciding.bram, notice))


def test_who_gives_advice_reads_in_no_mail_that_they_decide(starting: Cast) -> None:
    cast = to_deciding(to_preparing(starting, promise=replace(PROMISE, rung=Rung.THINKING_ALONG)))
    assert "u beslist niet" in mail_to(cast, cast.bram, "deciding-began")[1]
    for notice in ("seat-invited", "frames-frozen", "deciding-began", "carrying-out-began", "frame-changed"):
        assert "mag beslissen" not in mail_to(cast, cast.bram, notice)[1]


def test_who_decides_reads_that_they_do(deciding: Cast) -> None:
    assert "samen besluiten" in mail_to(deciding, deciding.bram, "deciding-began")[1]


def test_a_reader_of_english_reads_english(deciding: Cast) -> None:
    Seat.objects.filter(id=deciding.bram).update(language="en")
    with translation.override("nl"):
        subject, body = mail_to(deciding, deciding.bram, "seat-invited")
    assert subject == "You are invited to take part"
    assert body.startswith("Hello Bram Willems,\n")
    assert "Would you rather talk? Call Ria Jansen: 06-12345678" in body


def test_nobodys_language_stays_behind(deciding: Cast) -> None:
    Seat.objects.filter(id=deciding.bram).update(language="en")
    mail_to(deciding, deciding.bram, "seat-invited")
    assert mail_to(deciding, deciding.anna, "seat-invited")[1].startswith("Dag Anna de Vries,\n")


def test_a_term_at_midnight_includes_its_last_day(deciding: Cast) -> None:
    with_rounds(deciding)
    assert "U kunt antwoorden tot en met dinsdag 24 maart." in mail_to(deciding, deciding.bram, "round-opened")[1]


def test_who_signs_in_gets_no_link_that_acts_for_them(deciding: Cast) -> None:
    body = mail_to(deciding, deciding.ria, "somebody-is-silent")[1]
    assert "/link/" not in body
    assert "http://localhost:8000/aanmelden/" in body
    assert "Bel Ria" not in body


def test_the_addresses_in_mails_are_those_of_the_pages() -> None:
    assert reverse("link", args=["9-abc"]) == PERSONAL_LINK.format(token="9-abc")
    assert reverse("account_login") == SIGN_IN


def test_the_check_code_of_the_journal_is_in_every_mail_about_it(deciding: Cast) -> None:
    code = re.compile(r"logboek: (\w{4}-){3}\w{4}\n")
    # A lost link may be about several situations.
    about_one = [notice for notice in NOTICES if notice != "lost-link"]
    assert all(code.search(mail_to(deciding, deciding.bram, notice)[1]) for notice in about_one)


def test_no_address_and_no_text_is_kept(deciding: Cast) -> None:
    with_rounds(deciding)
    read_journals(at=deciding.at)
    kept = {field.name for field in Delivery._meta.get_fields()}
    assert kept == {
        "id",
        "entry",
        "seat",
        "account",
        "channel",
        "notice",
        "message_id",
        "state",
        "attempts",
        "made_at",
        "next_try_at",
        "sent_at",
    }
