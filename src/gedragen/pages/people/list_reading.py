"""Reading a list of people as somebody pastes or saves it: a spreadsheet, a mail program, or typed by hand.

One person a line: a name, and after it an address of any kind. Every fault is told with the number of its line.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from django.utils.translation import gettext

from gedragen.cases.people.invitees import Invitee
from gedragen.method.texts import can_be_kept, is_blank, one_line
from gedragen.people.contacts import is_mail, is_street

LONGEST_NAME, LONGEST_CONTACT = 120, 200
SEPARATORS = "\t;,"
# A cell between quotes may go on below, as spreadsheets write it. So far, and no further, we look for its end.
LINES_IN_A_CELL = 20
QUOTED = re.compile(r'"[^"]*"')
NAME_AND_MAIL = re.compile(r"(?P<name>[^<>]*)<(?P<mail>[^<>]+)>")

# What the first line of a spreadsheet calls its columns. Names are put together in this order.
FIRST, BETWEEN, LAST = NAMES = ("first", "between", "last")
MAIL, PHONE, STREET, PLACE, ANY = ("mail", "phone", "street", "place", "any")
COLUMNS = {
    **dict.fromkeys(("voornaam", "roepnaam", "voornamen", "voorletters", "first name", "given name"), FIRST),
    **dict.fromkeys(("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "infix"), BETWEEN),
    **dict.fromkeys(("naam", "achternaam", "volledige naam", "name", "full name", "last name", "surname"), LAST),
    **dict.fromkeys(("mail", "e-mail", "email", "mailadres", "e-mailadres", "emailadres", "e-mail adres"), MAIL),
    **dict.fromkeys(("email adres", "e-mail address", "email address"), MAIL),
    **dict.fromkeys(("telefoon", "telefoonnummer", "tel", "tel.", "mobiel", "mobiele nummer", "06"), PHONE),
    **dict.fromkeys(("phone", "phone number", "telephone", "mobile"), PHONE),
    **dict.fromkeys(("adres", "straat", "straatnaam", "huisnummer", "huisnr", "nr", "nummer", "toevoeging"), STREET),
    **dict.fromkeys(("address", "street", "house number", "number"), STREET),
    **dict.fromkeys(("postcode", "plaats", "woonplaats", "postal code", "city", "town"), PLACE),
    **dict.fromkeys(("contact", "contactgegevens"), ANY),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong on one line, in words that come after its number."""

    line: int
    told: str


@dataclass(frozen=True)
class ReadList:
    """Who stands on the list, in its order. With `faults` nobody is invited."""

    people: tuple[Invitee, ...]
    faults: tuple[Fault, ...]


def read_list(text: str) -> ReadList:
    people: list[Invitee] = []
    faults: list[Fault] = []
    columns: Sequence[str] | None = None
    for line, cells in _records(text.removeprefix("\ufeff")):
        if cells is None:
            faults.append(Fault(line, gettext("a quotation mark is missing, or there is one too many.")))
            continue
        if all(is_blank(cell) for cell in cells):
            continue
        if not people and not faults and columns is None and (columns := _header(cells)) is not None:
            continue
        one = _without(cells) if columns is None else _with_columns(cells, columns)
        people.append(one)
        if wrong := _wrong(one):
            faults.append(Fault(line, wrong))
    return ReadList(tuple(people), tuple(faults))


def _records(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each line with its number, cut into cells; None for one whose quotes do not fit."""
    lines = re.split(r"\r\n|\r|\n", text)
    separator, at = _separator(lines), 0
    while at < len(lines):
        ahead = (line + "\n" for line in lines[at : at + LINES_IN_A_CELL])
        reader = csv.reader(ahead, delimiter=separator, skipinitialspace=True, strict=True)
        number = at + 1
        try:
            cells: list[str] | None = [one_line(cell) if can_be_kept(cell) else cell for cell in next(reader)]
            at += reader.line_num
        except csv.Error:
            cells, at = None, number
        yield number, cells


def _separator(lines: Sequence[str]) -> str:
    """What stands between cells on most lines. An address may hold commas, so of two the first in line wins."""
    bare = [QUOTED.sub("", line) for line in lines]
    counts = {separator: sum(separator in line for line in bare) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: counts[separator])


def _header(cells: Sequence[str]) -> Sequence[str] | None:
    columns = [COLUMNS.get(cell.casefold().rstrip(":"), "") for cell in cells]
    return columns if any(column in NAMES for column in columns) else None


def _with_columns(cells: Sequence[str], columns: Sequence[str]) -> Invitee:
    named = chain(columns, repeat(ANY))
    pairs = [(column, cell) for column, cell in zip(named, cells, strict=False) if not is_blank(cell)]

    def of(*kinds: str) -> list[str]:
        return [cell for kind in kinds for column, cell in pairs if column == kind]

    street = ", ".join(part for part in (" ".join(of(STREET)), " ".join(of(PLACE))) if part)
    return Invitee(" ".join(of(*NAMES)), (of(MAIL) or of(PHONE) or [street])[0] or _surest(of(ANY)))


def _without(cells: Sequence[str]) -> Invitee:
    """The name stands first."""
    name, others = cells[0], [cell for cell in cells[1:] if not is_blank(cell)]
    if not others and (both := NAME_AND_MAIL.fullmatch(name)):
        return Invitee(both["name"].strip(), both["mail"].strip())
    return Invitee(name, _surest(others))


def _surest(cells: Sequence[str]) -> str:
    """A mail address, else a phone number, else all of it: that is where somebody lives."""
    mail = [cell for cell in cells if "@" in cell]
    phone = [cell for cell in cells if not is_street(cell)]
    return (mail or phone or [", ".join(cells)])[0]


def _wrong(one: Invitee) -> str:
    if not can_be_kept(one.name + one.contact):
        return gettext("there is a sign in it that cannot be kept.")
    if is_blank(one.name) or "@" in one.name:
        return gettext("there is no name. Write the name first.")
    if len(one.name) > LONGEST_NAME:
        return gettext("this name is too long.")
    if len(one.contact) > LONGEST_CONTACT:
        return gettext("this address is too long.")
    if "@" in one.contact and not is_mail(one.contact):
        return gettext("“%(contact)s” is not an e-mail address.") % {"contact": one.contact}
    return ""
