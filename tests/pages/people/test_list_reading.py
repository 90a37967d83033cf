"""Lists of people as they are pasted or saved, and what is wrong with them."""

import csv
import io

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from gedragen.cases.people.invitees import Invitee
from gedragen.method.texts import is_blank
from gedragen.pages.people.list_reading import read_list

KEES, ELS = Invitee("Kees", "kees@example.nl"), Invitee("Els Vos", "Dorpsstraat 3, Ons Dorp")


def faults(text: str) -> list[tuple[int, str]]:
    with override("en"):
        return [(one.line, one.told) for one in read_list(text).faults]


@pytest.mark.parametrize(
    "text",
    [
        "Kees, kees@example.nl\nEls Vos, Dorpsstraat 3, Ons Dorp",
        "Kees;kees@example.nl\nEls Vos;Dorpsstraat 3, Ons Dorp",
        "Kees\tkees@example.nl\r\nEls Vos\tDorpsstraat 3, Ons Dorp\r\n",
        '\ufeffKees,kees@example.nl\r\n"Els Vos","Dorpsstraat 3, Ons Dorp"\r\n',
        '"Kees"; "kees@example.nl"\n\n ; \n"Els\nVos"; Dorpsstraat 3; Ons Dorp',
        "Naam;E-mailadres;Straat;Woonplaats\nKees;kees@example.nl;Plein 1;\nEls Vos;;Dorpsstraat 3;Ons Dorp",
        "id,Achternaam,Voornaam,Straat,Nr,Plaats,Mail\n1,,Kees,,,,kees@example.nl\n2,Vos,Els,Dorpsstraat,3,Ons Dorp",
        "  Kees , kees@example.nl\rEls  Vos,Dorpsstraat 3,Ons Dorp",
        "Naam\nKees,kees@example.nl\nEls Vos,Dorpsstraat 3,Ons Dorp",
    ],
)
def test_a_list_is_read_however_it_comes(text: str) -> None:
    found = read_list(text)
    assert (found.faults, found.people) == ((), (KEES, ELS))


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Kees", Invitee("Kees")),
        ("Kees <kees@example.nl>", KEES),
        ("Kees;06-12345678;kees@example.nl", KEES),
        ("Kees;Plein 1;06-12345678", Invitee("Kees", "06-12345678")),
        ("Jan van den Naam; Plein 1", Invitee("Jan van den Naam", "Plein 1")),
        ('Kees "de lange" Jansen;Plein 1', Invitee('Kees "de lange" Jansen', "Plein 1")),
    ],
)
def test_of_a_line_the_surest_address_is_kept(line: str, person: Invitee) -> None:
    assert read_list(line).people == (person,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kees\n; kees@example.nl", [(2, "there is no name. Write the name first.")]),
        ("kees@example.nl", [(1, "there is no name. Write the name first.")]),
        ("Naam\nKees\n\nEls; els@", [(4, "“els@” is not an e-mail address.")]),
        ("Kees; " + "x" * 201, [(1, "this address is too long.")]),
        ("x" * 121, [(1, "this name is too long.")]),
        ("Ke\0es", [(1, "there is a sign in it that cannot be kept.")]),
        ('"Kees\nEls\n"Gerrit" x', [(1, "a quotation mark is missing, or there is one too many.")] * 1),
    ],
)
def test_every_fault_is_told_with_its_line(text: str, told: list[tuple[int, str]]) -> None:
    assert faults(text)[: len(told)] == told


def test_one_fault_hides_no_other() -> None:
    text = '"Kees\n' + "Els\n" * 30 + "; x@example.nl\nGerrit; g@"
    assert [line for line, _ in faults(text)] == [1, 32, 33]


cells = st.text(st.characters(codec="utf-8", exclude_characters='\0\r\n";,\t'), max_size=12)


@settings(database=None, deadline=None, derandomize=True)
@given(st.lists(st.lists(cells, min_size=1, max_size=4), max_size=6), st.sampled_from("\t;,"))
def test_every_line_with_something_on_it_is_a_person_and_sound_or_a_fault(
    rows: list[list[str]], separator: str
) -> None:
    # Only the first line can tell what the columns are.
    rows = [["Kees"], *rows]
    reading = read_list("\n".join(separator.join(row) for row in rows))
    seen = [line for line, row in enumerate(rows, 1) if any(not is_blank(cell) for cell in row)]
    assert len(reading.people) == len(seen)
    faulty = {one.line for one in reading.faults}
    assert faulty <= set(seen)
    sound = [one for line, one in zip(seen, reading.people, strict=True) if line not in faulty]
    assert all(not is_blank(one.name) and "@" not in one.name for one in sound)


@settings(database=None, deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_nothing_that_is_pasted_breaks_it(text: str) -> None:
    found = read_list(text)
    assert len(found.people) + len(found.faults) <= 2 * (text.count("\n") + text.count("\r") + 1)


people = st.lists(
    st.tuples(
        st.text(st.sampled_from("abcdé ü'\"-"), min_size=1, max_size=10).filter(lambda name: name.strip(' "')),
        st.sampled_from(["", "kees@example.nl", "06-12345678", "Plein 1, Ons Dorp", 'Het "plein" 1; boven']),
    ),
    min_size=1,
    max_size=8,
)


@settings(database=None, deadline=None, derandomize=True)
@given(people, st.sampled_from(["\t", ";", ","]))
def test_what_a_spreadsheet_saves_comes_back(rows: list[tuple[str, str]], separator: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([("Naam", "Contact"), *rows])
    found = read_list(file.getvalue())
    assert found.faults == ()
    assert found.people == tuple(Invitee(" ".join(name.split()), contact) for name, contact in rows)
