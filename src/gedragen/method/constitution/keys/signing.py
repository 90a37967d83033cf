"""Papers of an approach: what may stand in each field, who signs, and when a paper is signed by all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.keys.documents import Document, Field, FieldKind, Signers
from gedragen.method.texts import is_blank


@dataclass(frozen=True)
class Signer:
    """All that the rule may know of a seat that takes part."""

    role: str
    decides: bool
    is_main_person: bool
    side: str = ""


def must_sign(signers: Signers, who: Signer) -> bool:
    return (
        who.role in signers.roles
        or (signers.deciders and who.decides)
        or (signers.main_person and who.is_main_person)
        or (who.role == "participant" and who.side in signers.sides)
    )


def may_write(document: Document, who: Signer) -> bool:
    """Who signs it, and who guides the conversation: they write down what people say."""
    return who.role == "facilitator" or must_sign(document.signers, who)


def check_filled_in(document: Document, values: Mapping[str, str], *, seats: frozenset[int]) -> None:
    """Values by the key of their field; `seats`: who can be named in one. Raises RuleBroken."""
    fields = {one.key: one for one in document.fields}
    if values.keys() - fields.keys():
        raise RuleBroken("no-such-field")
    if all(is_blank(value) for value in values.values()):
        raise RuleBroken("document-needs-text")
    for key, value in values.items():
        if not is_blank(value) and not _fits(fields[key], value, seats):
            raise RuleBroken("does-not-fit-the-field", field=fields[key].text)


def _fits(field: Field, value: str, seats: frozenset[int]) -> bool:
    if field.kind is FieldKind.DATE:
        return _is_day(value)
    if field.kind is FieldKind.SEAT:
        return value.isdecimal() and int(value) in seats
    if field.kind is FieldKind.CHOICE:
        return value in {one.key for one in field.choices}
    return True


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_full(document: Document, values: Mapping[str, str]) -> bool:
    return not any(is_blank(values.get(one.key, "")) for one in document.fields)


def check_can_be_signed(document: Document, values: Mapping[str, str]) -> None:
    """Nobody signs what is not filled in yet. Raises RuleBroken."""
    if not is_full(document, values):
        raise RuleBroken("document-is-not-full")
