"""`gedragen verify --receipt`: whether the answer of a receipt lies under a root of that journal."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gedragen.cases.store.evidence.chain import short_code
from gedragen.cases.store.evidence.receipt import (
    LONGEST_RECEIPT,
    BadReceipt,
    Receipt,
    read_receipt,
    wrong_in_itself,
    wrong_in_journal,
)

UNREADABLE = {
    "too-long": "it is longer than any receipt",
    "not-json": "it is not written as a receipt",
    "no-receipt": "it is not a receipt of Gedragen",
    "newer": "it was made by a newer version of Gedragen; check it with that version",
}
WRONG = {
    "content": "the answer in it, or its salt, is not what the leaf was made of",
    "text": "the text in it is not the text of this answer",
    "path": "its leaf does not lead to its root",
    "case": "it is of another case than this journal",
    "entry": "the entry that it names does not stand in this journal",
    "root": "the entry that it names holds another root",
}


class NoReceipt(Exception):
    """The receipt cannot be read. Its text says why, for people."""


@dataclass
class Search:
    """A receipt, and the line of the journal that should hold its root, once the journal went past."""

    receipt: Receipt
    line: str = ""

    def past(self, lines: Iterable[str]) -> Iterator[str]:
        # Each entry is one line, and verifying refuses any other order.
        for number, line in enumerate(lines, 1):
            if number == self.receipt.entry.number:
                self.line = line
            yield line


def search_for(name: str) -> Search:
    """Raises NoReceipt."""
    try:
        with Path(name).open(encoding="utf-8") as file:
            return Search(read_receipt(file.read(LONGEST_RECEIPT + 1)))
    except BadReceipt as error:
        raise NoReceipt(f"{name} cannot be read: {UNREADABLE[str(error)]}.") from None
    except UnicodeDecodeError:
        raise NoReceipt(f"{name} cannot be read: it is not a text file.") from None
    except OSError as error:
        raise NoReceipt(f"{name} cannot be read: {error.strerror}.") from None


def found_in(search: Search, case: str) -> tuple[str, str]:
    """In one word what is wrong, or nothing, and what the receipt comes to in words. Of a journal that is right."""
    # Nobody but who verified the journal says that this line is one: the last one is no entry.
    line = json.loads(search.line) if search.line else None
    wrong = wrong_in_itself(search.receipt) or wrong_in_journal(search.receipt, case=case, line=line)
    if wrong == "untold":
        return wrong, (
            f"{_leads(search.receipt)} Entry {search.receipt.entry.number} stands in this journal by its hash alone, "
            "so whether it holds that root is not shown."
        )
    if wrong:
        return wrong, f"THE RECEIPT IS NOT RIGHT: {WRONG[wrong]}."
    entry = f"Entry {search.receipt.entry.number} of this journal holds that root."
    proves = "This answer was sealed as it stands here. It proves nothing about the answers of others."
    return "", "\n".join([f"The receipt is right: {_leads(search.receipt)} {entry}", *_content(search.receipt), proves])


def alone(search: Search) -> tuple[str, str]:
    """The same without a journal."""
    if wrong := wrong_in_itself(search.receipt):
        return wrong, f"THE RECEIPT IS NOT RIGHT: {WRONG[wrong]}."
    rest = "Whether a journal has that root is not shown: give the journal as well."
    return "", "\n".join([f"{_leads(search.receipt)} {rest}", *_content(search.receipt)])


def _leads(receipt: Receipt) -> str:
    return f"This answer leads to the root {short_code(receipt.root)}."


def _content(receipt: Receipt) -> list[str]:
    """What the leaf covers, name by name, and the text to which its digest belongs."""
    told = [f"  {name}: {plain(_shown(value))}" for name, value in receipt.content.items()]
    return [
        f"What was sealed ({receipt.kind}):",
        *told,
        *([f"  text: {plain(receipt.text['text'])}"] if receipt.text else []),
    ]


def _shown(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def plain(text: str) -> str:
    """What stands in a file of somebody else moves no cursor, colours no screen and fills no page."""
    return "".join(sign if sign.isprintable() else "?" for sign in text[:200]) + ("…" if len(text) > 200 else "")
