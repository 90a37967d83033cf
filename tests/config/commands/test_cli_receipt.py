"""`gedragen verify --receipt`, the real command: from the page to the file, and from there to the journal."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.journal.queries import signing_key
from gedragen.cases.models import Case, RoundAnswer
from gedragen.cases.store.evidence.receipt import LONGEST_RECEIPT
from gedragen.method.consent import Answer
from tests.support.cast import Cast, answer, make_case, to_deciding, to_preparing, with_items, with_rounds
from tests.support.installation import GEDRAGEN
from tests.support.visitor import address, neighbour, page_of

pytestmark = pytest.mark.django_db

Told = dict[str, Any]


@pytest.fixture
def cast(db: None, at: Any) -> Cast:
    """Round 1 closed with the no of opa Jan."""
    cast = with_rounds(with_items(to_deciding(to_preparing(make_case(at)))))
    for seat in (cast.anna, cast.bram, cast.fatima):
        answer(cast, seat)
    answer(cast, cast.jan, Answer.OBJECTION, reason="Te ver.")
    return cast


@pytest.fixture
def folder(cast: Cast, tmp_path: Path) -> Path:
    """What Jan downloaded: the receipts that his page offers, the journal, and a copy of the key."""
    client = neighbour(cast.jan)
    page = page_of(client, reverse("recount", args=[address(cast)]))
    for url in re.findall(r'href="(\S+/narekenen/\w+/\d+/)"', page):
        kind = url.split("/")[-3]
        (tmp_path / f"{kind}.json").write_bytes(client.get(url).content)
    journal = client.get(reverse("journal_file", args=[address(cast)]))
    (tmp_path / "logboek.jsonl").write_bytes(journal.getvalue())
    (tmp_path / "gedragen.key").write_text(signing_key())
    return tmp_path


def verify(folder: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [*GEDRAGEN, "verify", *arguments], cwd=folder, env={}, capture_output=True, text=True, check=False, timeout=60
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def change(folder: Path, meddle: Callable[[Told], object], name: str = "answer.json") -> None:
    told = json.loads((folder / name).read_text(encoding="utf-8"))
    meddle(told)
    (folder / name).write_text(json.dumps(told), encoding="utf-8")


WITH_KEY = ("logboek.jsonl", "--key", "gedragen.key")


@pytest.mark.parametrize("kind", ["answer", "reply"])
def test_from_the_page_to_the_file_to_the_journal(folder: Path, kind: str) -> None:
    code, said = verify(folder, *WITH_KEY, "--receipt", f"{kind}.json")
    assert (code, "Intact" in said, "The receipt is right" in said) == (0, True, True)


def test_it_tells_what_was_sealed_and_what_that_proves(folder: Path) -> None:
    _, said = verify(folder, *WITH_KEY, "--receipt", "answer.json")
    for told in ("answer: objection", "on_behalf: no", "text: Te ver.", "nothing about the answers of others"):
        assert told in said


def test_a_receipt_says_in_a_sentence_what_it_is_of(folder: Path) -> None:
    says = json.loads((folder / "answer.json").read_text(encoding="utf-8"))["says"]
    assert says.startswith("Ronde 1: Bewoners doen de administratie. Nee, dit moet eerst anders. Verzegeld in regel ")


def test_without_key_site_or_code_who_wrote_the_journal_is_not_shown(folder: Path) -> None:
    code, said = verify(folder, "logboek.jsonl", "--receipt", "answer.json")
    assert (code, "WHO WROTE IT IS NOT SHOWN" in said, "The receipt is right" in said) == (3, True, True)


def test_without_a_journal_only_the_way_to_the_root_is_shown(folder: Path) -> None:
    code, said = verify(folder, "--receipt", "answer.json")
    assert (code, "Whether a journal has that root is not shown" in said) == (3, True)
    change(folder, lambda told: told["content"].update(answer="yes"))
    code, said = verify(folder, "--receipt", "answer.json")
    assert (code, "THE RECEIPT IS NOT RIGHT" in said) == (1, True)


MEDDLED: dict[str, tuple[Callable[[Told], object], str]] = {
    "another answer": (lambda told: told["content"].update(answer="yes"), "is not what the leaf was made of"),
    "another reason": (lambda told: told["text"].update(text="Prima."), "the text in it is not the text"),
    "another way": (lambda told: told["path"].pop(), "its leaf does not lead to its root"),
    "another root": (lambda told: told.update(root="0" * 64), "its leaf does not lead to its root"),
    "another case": (lambda told: told.update(case="999"), "it is of another case than this journal"),
    "another entry": (lambda told: told["entry"].update(number=2), "does not stand in this journal"),
    "the last line": (lambda told: told["entry"].update(number=told["entry"]["number"] + 1), "does not stand"),
    "far beyond the end": (lambda told: told["entry"].update(number=10**9), "does not stand in this journal"),
}


@pytest.mark.parametrize("what", MEDDLED)
def test_a_receipt_that_was_meddled_with_is_not_right(folder: Path, what: str) -> None:
    meddle, sentence = MEDDLED[what]
    change(folder, meddle)
    code, said = verify(folder, *WITH_KEY, "--receipt", "answer.json")
    assert (code, sentence in said) == (1, True), said


def test_a_receipt_made_of_nothing_leads_to_no_root_of_the_journal(folder: Path) -> None:
    """Somebody makes a leaf and a root of their own: in itself it is right."""

    def forged(told: Told) -> None:
        told["path"] = []
        told["root"] = told["leaf"]

    change(folder, forged)
    code, said = verify(folder, *WITH_KEY, "--receipt", "answer.json")
    assert (code, "holds another root" in said) == (1, True)


def test_in_a_journal_that_is_broken_nothing_is_looked_for(folder: Path) -> None:
    lines = (folder / "logboek.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "logboek.jsonl").write_text("".join(lines[:5] + lines[6:]), encoding="utf-8")
    code, said = verify(folder, *WITH_KEY, "--receipt", "answer.json")
    assert (code, "NOT INTACT" in said, "receipt" in said) == (1, True, False)


def test_the_key_of_another_is_refused_whatever_the_receipt_says(folder: Path) -> None:
    (folder / "gedragen.key").write_text("0" * 64)
    code, said = verify(folder, *WITH_KEY, "--receipt", "answer.json")
    assert (code, "NOT INTACT" in said) == (1, True)


def test_after_a_row_was_changed_the_journal_and_the_old_receipt_still_agree(folder: Path, cast: Cast) -> None:
    """Who kept a receipt can show what was sealed, whatever stands in the database now."""
    RoundAnswer.objects.filter(seat=cast.jan).update(answer="yes")
    forget_snapshots()
    assert "Er klopt iets niet" in page_of(neighbour(cast.jan), reverse("recount", args=[address(cast)]))
    journal = neighbour().get(reverse("journal_file", args=[address(cast)]))
    (folder / "logboek.jsonl").write_bytes(journal.getvalue())
    assert verify(folder, *WITH_KEY, "--receipt", "answer.json")[0] == 0


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it is not written as a receipt"),
    "deep": (b"[" * 50_000, "it is not written as a receipt"),
    "huge": (b" " * (LONGEST_RECEIPT + 1), "it is longer than any receipt"),
    "no text": (b"\xff\xfe\x00", "it is not a text file"),
    "another file": (b'{"receipt":true}', "it is not a receipt of Gedragen"),
    "newer": (b'{"receipt":2}', "a newer version of Gedragen"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_file_that_is_no_receipt_ends_in_a_sentence(folder: Path, what: str) -> None:
    content, sentence = UNREADABLE[what]
    (folder / "answer.json").write_bytes(content)
    code, said = verify(folder, *WITH_KEY, "--receipt", "answer.json")
    assert (code, sentence in said, len(said.splitlines())) == (2, True, 1)


@pytest.mark.parametrize("name", ["/dev/zero", "/tmp", "nothing.json"])
def test_what_is_no_file_ends_in_a_sentence(folder: Path, name: str) -> None:
    code, said = verify(folder, *WITH_KEY, "--receipt", name)
    assert (code, f"{name} cannot be read" in said, len(said.splitlines())) == (2, True, 1)


def test_nothing_to_look_at_ends_in_a_sentence(folder: Path) -> None:
    code, said = verify(folder, "--key", "gedragen.key")
    assert (code, "give the file of a journal" in said) == (2, True)


def test_another_case_is_another_journal(folder: Path, cast: Cast, at: Any) -> None:
    other = Case.objects.get(id=make_case(at).case)
    journal = neighbour().get(reverse("journal_file", args=[other.address]))
    (folder / "logboek.jsonl").write_bytes(journal.getvalue())
    code, said = verify(folder, *WITH_KEY, "--receipt", "answer.json")
    assert (code, "another case" in said) == (1, True)
