"""What no file may say: every sentence stands in one list with its source, and a file that breaks it is refused."""

from pathlib import Path

import pytest

from gedragen.access.doing import Action, Role
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.faults import ApproachBroken
from gedragen.method.constitution.files import SHIPPED, read_file
from gedragen.method.constitution.keys.declarations import shared_declarations
from gedragen.method.constitution.never import _IN_TIME, NEVER
from gedragen.method.phases import ROAD, Phase

STREET = (SHIPPED / "neighbourhood.toml").read_text(encoding="utf-8")
FAMILY = (SHIPPED / "family_group_conference.toml").read_text(encoding="utf-8")
SIDES = (Path(__file__).parents[2] / "support/two_sides/two_sides.toml").read_text(encoding="utf-8")
BALLOT, CIRCLE = "readers = []\npublic = false", 'key = "circle"\nreaders = ["participant", "facilitator"]'
PACT = """[[documents]]
key = "pact"
phase = "deciding"
name = { nl = "Pact", en = "Pact" }
binding = "no"
signed_by = ["authority"]
room = "circle"
fields = [{ key = "what", nl = "Wat?", en = "What?", kind = "text" }]"""
# what is tried: the file, the line, what stands there instead, and the sentence that it breaks
TRIES = {
    "the facilitator decides": (STREET, '["participant"]', '["participant", "facilitator"]', "Who guides"),
    "the authority decides": (STREET, '["participant"]', '["participant", "authority"]', "Who guides"),
    "the advocate decides": (STREET, '["participant"]', '["participant", "advocate"]', "Who stands beside"),
    "the people do not decide": (STREET, '["participant"]', '["professional"]', "Nothing passes without a yes"),
    "nobody confirms the promise": (
        STREET,
        '[[gates]]\nbefore = "preparing"\ndeclaration = "promise"\nabout = "case"\n',
        "",
        "Limits stand before deciding",
    ),
    "a closed case with a public room": (FAMILY, "public = false", "public = true", "What is closed"),
    "a circle that anyone reads": (STREET, f"{CIRCLE}\npublic = false", f"{CIRCLE}\npublic = true", "What is closed"),
    "an open case that is not": (STREET, "public = true", "public = false", "What is called open"),
    "closed time with professionals": (FAMILY, '"person", "network"]', '"person", "professional"]', "Closed time is"),
    "closed time of any circle": (FAMILY, 'circles = ["person", "network"]\n', "", "Closed time is"),
    "closed time with the facilitator": (
        FAMILY,
        'readers = ["participant", "advocate"]',
        'readers = ["participant", "facilitator"]',
        "Who has the power",
    ),
    "an authority in the circle": (STREET, CIRCLE, CIRCLE.replace("]", ', "authority"]'), "Who sets the limits"),
    "others read what is private": (
        STREET,
        '["facilitator"]',
        '["facilitator", "participant"]',
        "What somebody writes",
    ),
    "an open round that is read": (STREET, BALLOT, BALLOT.replace("[]", '["facilitator"]'), "What somebody writes"),
    "a facilitator who cannot read the circle": (
        STREET,
        CIRCLE,
        CIRCLE.replace(', "facilitator"', ""),
        "Who takes part",
    ),
    "the plan for who was invited": (
        FAMILY,
        '"advocate", "decider"]\npublic = false',
        '"advocate", "decider"]\ninvited = true\npublic = false',
        "Who has not said yes",
    ),
    "own words that go": (STREET, f"{BALLOT}\nown = true", f"{BALLOT}\nown = false", "Everybody reads"),
    "a promise about everybody": (STREET, '"promise"\nabout = "case"', '"promise"\nabout = "every-decider"', "Every"),
    "a talk before anybody is there": (
        STREET,
        'before = "deciding"\ndeclaration = "preparation"',
        'before = "preparing"\ndeclaration = "preparation"',
        "Every stage",
    ),
    "an authority in what a side says apart": (
        SIDES,
        'key = "apart"\nreaders = ["participant"',
        'key = "apart"\nreaders = ["authority", "participant"',
        "Who sets the limits",
    ),
    "a side that cannot read what it says apart": (
        SIDES,
        'key = "apart"\nreaders = ["participant", ',
        'key = "apart"\nreaders = [',
        "Who takes part",
    ),
    "what a side says apart for anyone": (
        SIDES,
        'readers = ["participant", "facilitator", "advocate"]\npublic = false',
        'readers = ["participant", "facilitator", "advocate"]\npublic = true',
        "What is closed",
    ),
    "an advocate where there are none": (
        SIDES.replace("advocates = true\n", ""),
        'by = "main_person"\nabout = "case"',
        'by = "advocate"\nabout = "case"',
        "Nobody is asked",
    ),
    "an own declaration before anybody can say it": (
        SIDES,
        'before = "carrying_out"\ndeclaration = "settled"',
        'before = "starting"\ndeclaration = "settled"',
        "Every stage",
    ),
    "a paper that its signer cannot read": (
        STREET.replace("format = 1", "format = 2"),
        "[[gates]]",
        f"{PACT}\n\n[[gates]]",
        "Whoever signs reads",
    ),
    "somebody outside who names themselves": (
        FAMILY.replace("format = 1", "format = 2").replace("asks_footing = true", "footing.ask = true"),
        "open = false",
        "self_nomination = true\nopen = false",
        "Of what is closed",
    ),
    "a paper in a room that has shut": (
        STREET.replace("format = 1", "format = 2").replace('"open", "plan", "information"', '"open", "plan"'),
        "[[gates]]",
        f"{PACT}\n\n[[gates]]".replace('["authority"]', '["participant"]').replace('"circle"', '"information"'),
        "A paper that is asked for",
    ),
    "a paper that waits for who advises": (
        STREET,
        "[[gates]]",
        PACT.replace('["authority"]', '"every-decider"').replace('"circle"', '"plan"')
        + '\n\n[decides]\nrule = "main_person"\n\n[[gates]]',
        "Where whom it is about decides",
    ),
    "an exception that is demanded": (STREET, '"safety_net"', '"opposition_exception"', "Every stage can be left"),
}


@pytest.mark.parametrize(("file", "old", "new", "sentence"), TRIES.values(), ids=TRIES.keys())
def test_what_no_file_may_say_is_refused_with_its_sentence(file: str, old: str, new: str, sentence: str) -> None:
    assert old in file
    with pytest.raises(ApproachBroken) as broken:
        read_file(file.replace(old, new, 1), "straat.toml")
    assert any(f". {sentence}" in fault.mend for fault in broken.value.faults), broken.value
    assert all(fault.line for fault in broken.value.faults)


def test_every_sentence_is_tried_or_held_elsewhere() -> None:
    told = {sentence for *_, sentence in TRIES.values()}
    for one in NEVER:
        assert one.source
        assert (one.breaks is None) == bool(one.held_by)
        assert one.breaks is None or any(one.sentence.startswith(start) for start in told), one.sentence


DONE_BY = {
    DeclarationKind.INDEPENDENCE: Action.DECLARE_INDEPENDENCE,
    DeclarationKind.ACCEPTS_FACILITATOR: Action.ACCEPT_FACILITATOR,
    DeclarationKind.PROMISE: Action.CONFIRM_PROMISE,
    DeclarationKind.PREPARATION: Action.RECORD_PREPARATION,
    DeclarationKind.SAFETY_NET: Action.AGREE_SAFETY_NET,
    DeclarationKind.RESOURCES: Action.AGREE_ARRANGEMENT,
    DeclarationKind.WHO_CHECKS: Action.AGREE_ARRANGEMENT,
}


@pytest.mark.parametrize("kind", DONE_BY)
def test_a_gate_stands_only_where_the_table_of_access_lets_somebody_open_it(kind: DeclarationKind) -> None:
    for phase in _IN_TIME[kind]:
        assert ROAD[ROAD.index(phase) - 1] in DONE_BY[kind].rule.during


WHO = {"main_person": "participant", "decider": "participant"}


@pytest.mark.parametrize("kind", DONE_BY)
def test_who_says_what_all_approaches_share_is_who_the_table_of_access_lets_say_it(kind: DeclarationKind) -> None:
    by = shared_declarations()[kind].by
    assert DONE_BY[kind].rule.by == {Role(WHO.get(by, by))}


def test_leaving_is_always_possible() -> None:
    assert Action.DECLINE.rule.during == Action.STOP_BY_LEAVING.rule.during == frozenset(Phase)
    assert set(Action.DECLINE.rule.unless) == set(Action.STOP_BY_LEAVING.rule.needs)
