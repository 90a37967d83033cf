"""Lists of people as they are pasted or saved, and what is wrong with them."""

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from gedragen.cases.people.invitees import Invitee
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


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@settings(database=None, deadline=None, derandomize=True)
@given(st.lists(st.lists(cells, max_size=4), max_size=6), st.sampled_from("\t;,"), st.sampled_from(["\n", "\r\n"]))
def test_whatever_is_pasted_a_line_is_a_person_or_a_fault(rows: list[list[str]], separator: str, end: str) -> None:
    found = read_list(end.join(separator.join(row) for row in rows))
    lines = sum(1 for one in found.people) + len(found.faults)
    assert lines >= len(found.people)
    faulty = {one.line for one in found.faults}
    assert all(line >= 1 for line in faulty)
    if not found.faults:
        assert all(one.name and len(one.name) <= 120 and len(one.contact) <= 200 for one in found.people)


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
    import csv
    import io

    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([("Naam", "Contact"), *rows])
    found = read_list(file.getvalue())
    assert found.faults == ()
    assert found.people == tuple(Invitee(" ".join(name.split()), contact) for name, contact in rows)
