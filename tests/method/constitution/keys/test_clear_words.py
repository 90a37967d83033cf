"""What writers of a first file get wrong most easily is said in words that tell them what to write instead."""

import re

import pytest

from gedragen.method.constitution.faults import ApproachBroken
from gedragen.method.constitution.files import read_file
from tests.support.own_file import AGREEMENT, own_file

GATE = '[[gates]]\nbefore = "%s"\ndeclaration = "independence"'


def faults_in(text: str) -> dict[str, str]:
    try:
        read_file(text, "own.toml")
    except ApproachBroken as broken:
        return {fault.key: fault.mend for fault in broken.faults}
    return {}


def test_what_is_needed_before_the_first_stage_of_a_part_is_needed_for_the_part() -> None:
    text = own_file()
    first = next(
        key
        for key, phase in re.findall(r'\[\[stages\]\]\nkey = "(\w+)"\nphase = "(\w+)"', text)
        if phase == "preparing"
    )
    (told,) = [mend for key, mend in faults_in(own_file(GATE % first)).items() if key.endswith(".before")]
    assert told == f"'{first}' is the first stage of 'preparing': write before = 'preparing'"


@pytest.mark.parametrize("choices", ["", ", choices = []"], ids=["left out", "empty"])
def test_a_choice_has_something_to_choose_from(choices: str) -> None:
    head, _, _ = AGREEMENT.partition("fields = [")
    field = f'fields = [{{ key = "how", nl = "Hoe?", en = "How?", kind = "choice"{choices} }}]'
    assert faults_in(own_file(head + field)) == {
        "documents[4].fields[1].choices": "write at least two to choose from, each with a key, nl and en"
    }


@pytest.mark.parametrize("fields", ["", "fields = []"], ids=["left out", "empty"])
def test_a_paper_has_something_to_fill_in(fields: str) -> None:
    head, _, _ = AGREEMENT.partition("fields = [")
    assert faults_in(own_file(head + fields)) == {
        "documents[4].fields": "say what is filled in on this paper: at least one, each with a key, nl, en and kind"
    }


def test_no_room_is_read_by_who_stands_beside_nobody() -> None:
    text = own_file()
    circle = re.search(r'key = "circle"\nreaders = \[', text)
    assert circle is not None
    with_one = text.replace(circle[0], f'{circle[0]}"advocate", ')
    (mend,) = [mend for key, mend in faults_in(with_one).items() if key.endswith(".readers")]
    assert mend == "leave out 'advocate', or write advocates = true under [seats]: nobody is one"
    assert not faults_in(with_one.replace("[seats]\n", "[seats]\nadvocates = true\n"))


def test_in_a_room_that_everybody_reads_all_roles_are_named() -> None:
    everybody = 'readers = ["participant", "facilitator", "authority", "professional", "advocate"]'
    text = re.sub(r'(key = "open"\n)readers = \[.*?\]', rf"\g<1>{everybody}", own_file())
    assert everybody in text
    assert not faults_in(text)
