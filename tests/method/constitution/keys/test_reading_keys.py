"""What an approach may say besides what each must say, and what is wrong when it says it in another way."""

import re
from datetime import date

import pytest

from gedragen.method.constitution.faults import ApproachBroken
from gedragen.method.constitution.files import english_of, read_file, shipped_files
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.invitations import Beforehand
from gedragen.method.constitution.keys.asked_footing import AskedFooting
from gedragen.method.constitution.keys.deadlines import Length, Starts, Unit
from gedragen.method.constitution.keys.documents import FieldKind, Signers
from gedragen.method.constitution.keys.interpretation import Source, is_web_address
from gedragen.method.constitution.keys.names import ItemTexts
from gedragen.method.constitution.keys.sides import Decides, Leaving, Professionals
from gedragen.method.constitution.keys.talk import Asked
from gedragen.method.constitution.reader import _SINCE_2, read_kept
from gedragen.method.constitution.tables import NOT_YET
from gedragen.method.constitution.text import Text
from gedragen.method.phases import Phase
from tests.support.own_file import TO_FILL_IN, faults_of, own_file, read_own

NOTICE = '[notice_for_professionals]\nnl = "U volgt de meldcode."\nen = "You follow the reporting code."'
TERM = """[[deadlines]]
key = "inquiry"
nl = "Het onderzoek is klaar."
en = "The inquiry is done."
starts_at = "question-brought"
length = { weeks = 6 }
who = ["authority", "participant"]
kind = "legal"
article = "Wmo 2015, artikel 2.3.2"
law_version = "1 januari 2026"
"""
PAPER = """[[documents]]
key = "agreement"
phase = "deciding"
name = { nl = "De afspraak", en = "The agreement" }
signed_by = ["participant", "authority"]
binding = "when_signed"
room = "plan"
fields = [
  { key = "what", nl = "Wat?", en = "What?", kind = "text" },
  { key = "how", nl = "Hoe?", en = "How?", kind = "choice", choices = [
    { key = "talk", nl = "Met een gesprek", en = "By talking" }, { key = "letter", nl = "Per brief", en = "By letter" },
  ] },
]"""
SOURCE = '{ what = { nl = "Het script", en = "The script" }, url = "https://iirp.edu/k8qr", seen = "2026-11-20" }'
FROM = f'[interpretation]\nnl = "Zo lezen wij het."\nen = "So we read it."\nincomplete = true\nsources = [{SOURCE}]'
ONLY_FREELY = '[footing]\nask = true\nallowed = ["voluntary"]\nrefused = { nl = "Alleen als u wilt.", en = "Only if" }'
LEAVING = '[leaving]\nnl = "U mag altijd weg."\nen = "You may always leave."'
WORDS = '[words]\ntalk = { nl = "Het voorgesprek", en = "The first talk" }'
ITEMS = '[items]\none = { nl = "Een afspraak", en = "An agreement" }'
CIRCLES = "".join(
    f'\n[[circles]]\nkey = "{key}"\nname = {{ nl = "{name}", en = "{name} (en)" }}'
    for key, name in (("person", "Kern"), ("network", "Steun"), ("professional", "Verder"))
)
ASKED = '[[talk.asks]]\nkey = "safe"\nnl = "Voelt u zich veilig?"\nen = "Do you feel safe?"\nbecomes = "tick"'
MAIN_PERSON = '[decides]\nrule = "main_person"\nprofessionals = "for_their_part"'
ANYONE = 'others_before_frames = "anyone"'
ALL = (
    MAIN_PERSON,
    "self_nomination = true",
    "in_organisation = true",
    ANYONE,
    TERM,
    PAPER,
    FROM,
    ONLY_FREELY,
    LEAVING,
    NOTICE,
    WORDS,
    ITEMS,
    CIRCLES,
    f"{ASKED}\nnote = true",
)


def test_each_key_is_read_where_it_belongs() -> None:
    found = read_own(*ALL).approach
    assert found.interpretation is not None
    assert found.interpretation.text == Text("Zo lezen wij het.", "So we read it.")
    assert found.interpretation.is_incomplete
    script = Text("Het script", "The script")
    assert found.interpretation.sources == (Source(script, "https://iirp.edu/k8qr", date(2026, 11, 20)),)
    assert found.footing == AskedFooting(frozenset({Footing.VOLUNTARY}), Text("Alleen als u wilt.", "Only if"))
    assert found.leaving == Leaving(Text("U mag altijd weg.", "You may always leave."))
    assert found.notice_for_professionals == Text("U volgt de meldcode.", "You follow the reporting code.")
    assert found.words == {"talk": Text("Het voorgesprek", "The first talk")}
    assert found.items == ItemTexts(one=Text("Een afspraak", "An agreement"))
    assert list(found.circles) == ["person", "network", "professional"]
    assert found.circles["person"].nl == "Kern"
    assert found.talk == (Asked("safe", Text("Voelt u zich veilig?", "Do you feel safe?"), has_note=True),)
    assert (found.decides, found.professionals) == (Decides.MAIN_PERSON, Professionals.FOR_THEIR_PART)
    assert found.others_before_frames is Beforehand.ANYONE
    assert found.self_nomination
    assert found.in_organisation


def test_a_paper_of_its_own_is_read_with_who_signs_it() -> None:
    (paper,) = read_own(PAPER).approach.own_documents
    what, how = paper.fields
    assert (what.key, what.kind, what.text.nl) == ("what", FieldKind.TEXT, "Wat?")
    assert [(one.key, one.text.en) for one in how.choices] == [("talk", "By talking"), ("letter", "By letter")]
    assert paper.signers == Signers(roles=frozenset({"participant", "authority"}))
    assert (paper.is_binding, paper.room, paper.phase) == (True, "plan", Phase.DECIDING)
    decided = read_own(PAPER.replace('["participant", "authority"]', '"every-decider"')).approach.own_documents
    assert decided[0].signers == Signers(deciders=True)
    assert not shipped_files()["neighbourhood"].approach.own_documents


def test_a_term_is_read_with_its_source_and_counted_in_whole_days() -> None:
    (term,) = read_own(TERM).approach.deadlines
    assert (term.starts, term.length, term.setting) == (Starts.BROUGHT, Length(Unit.WEEKS, 6), "")
    assert (term.article, term.law_version) == ("Wmo 2015, artikel 2.3.2", "1 januari 2026")
    assert term.who == {"authority", "participant"}
    monday = date(2026, 3, 2)
    assert Length(Unit.WEEKS, 6).last_day(monday, is_legal=False) == date(2026, 4, 13)
    assert Length(Unit.DAYS, 6).last_day(monday, is_legal=False) == date(2026, 3, 8)
    assert Length(Unit.MONTHS, 1).last_day(date(2026, 1, 31), is_legal=False) == date(2026, 2, 28)
    assert Length(Unit.WORKING_DAYS, 6).last_day(monday, is_legal=False) == date(2026, 3, 10)


def test_a_term_can_be_counted_in_working_days_or_left_to_each_situation() -> None:
    (working,) = read_own(TERM.replace("weeks", "working_days")).approach.deadlines
    assert working.length == Length(Unit.WORKING_DAYS, 6)
    found = read_own(TO_FILL_IN, TO_FILL_IN.replace('"decision"\nnl', '"answer"\nnl')).approach
    assert [(one.key, one.length, one.setting) for one in found.deadlines] == [
        ("decision", None, "decision"),
        ("answer", None, "decision"),
    ]
    assert found.settings == ("decision",)
    assert not read_own(TERM).approach.settings


def test_what_is_left_out_is_as_it_was() -> None:
    found = read_own().approach
    for name in _SINCE_2:
        assert getattr(found, name) in (Beforehand.NOBODY, ItemTexts()) or not getattr(found, name)


def test_what_is_kept_says_all_of_it_and_its_english_is_found_by_the_dutch() -> None:
    file = read_own(*ALL)
    assert read_kept(file.text, english_of(file.source)) == file.approach
    assert "iirp.edu" in file.text
    assert "So we read it." not in file.text


def test_an_address_is_part_of_what_is_kept() -> None:
    assert read_own(FROM).digest != read_own(FROM.replace("k8qr", "k8qs")).digest
    assert read_own(FROM).digest == read_own(FROM.replace("So we read it.", "This is how we read it.")).digest


@pytest.mark.parametrize("url", ["https://iirp.edu/k8qr", "http://docplayer.nl:80/a?b=1#c", "https://a.nl/C%C3%AB"])
def test_an_address_of_the_web_can_be_followed(url: str) -> None:
    assert is_web_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://iirp.edu/",
        "https://",
        "//iirp.edu",
        "iirp.edu",
        "https://gemeente.nl@elders.nl/",
        'https://iirp.edu/"onclick=x',
        "https://iirp.edu/ x",
        "https://iirp.edu/\tx",
        "https://iirp.edu:port/",
        "https://[iirp/",
        "https://gedràgen.nl/",
        f"https://iirp.edu/{'a' * 500}",
    ],
)
def test_another_address_cannot(url: str) -> None:
    assert not is_web_address(url)


def test_rounds_can_be_held_in_one_meeting() -> None:
    text = own_file()
    same_day = text.replace("[rounds]\n", "[rounds]\nsame_day = true\n")
    assert read_file(same_day, "own.toml").approach.same_day
    assert not read_file(text, "own.toml").approach.same_day
    with pytest.raises(ApproachBroken, match=r"rounds.same_day: came with format 2"):
        read_file(same_day.replace("format = 2", "format = 1"), "own.toml")
    with pytest.raises(ApproachBroken, match=r"rounds.same_day: write true or false"):
        read_file(same_day.replace("same_day = true", 'same_day = "yes"'), "own.toml")


WRONG = {
    "an address that is not of the web": (FROM.replace("https:", "file:"), "interpretation.sources[1].url", "write an"),
    "a day that is none": (FROM.replace("11-20", "13-20"), "interpretation.sources[1].seen", "write a day between"),
    "something missing without saying what": ("[interpretation]\nincomplete = true", "interpretation.nl", "missing"),
    "a question that is not asked": (ONLY_FREELY.replace("true", "false"), "footing.ask", "write true, or leave"),
    "a refusal without a sentence": (ONLY_FREELY.partition("refused")[0], "footing.refused", "write what somebody"),
    "a sentence that nobody reads": (
        ONLY_FREELY.replace('allowed = ["voluntary"]\n', ""),
        "footing.refused",
        "leave this out",
    ),
    "a footing that nobody may have": (ONLY_FREELY.replace('"voluntary"', ""), "footing.allowed", "name at least one"),
    "an unknown footing": (ONLY_FREELY.replace('"voluntary"', '"bored"'), "footing.allowed", "'bored' is unknown"),
    "the key of an older format": ("asks_footing = true", "asks_footing", "write it as the table [footing]"),
    "leaving in one language": (LEAVING.partition("\nen")[0], "leaving.en", "missing; write a text"),
    "leaving stops it, and there are no sides": (
        f"{LEAVING}\nstops = true",
        "leaving.stops",
        "write [[sides]], or leave",
    ),
    "leaving stops it, and not whether": (f"{LEAVING}\nstops = 1", "leaving.stops", "write true or false"),
    "something else about leaving": (f"{LEAVING}\nwhy = true", "leaving.why", "unknown; use one of nl, en, stops"),
    "a word for something else": (WORDS.replace("talk", "house"), "words.house", "unknown; use one of question"),
    "no words": ("[words]", "words", "write at least one of question"),
    "a ring too few": (CIRCLES.rpartition("[[")[0], "circles", "name each of person, network, professional once"),
    "a ring that nobody counts": (CIRCLES.replace('"network"', '"friends"'), "circles[2].key", "'friends' is unknown"),
    "an answer whose part of the program comes later": (
        ASKED.replace("tick", "nomination"),
        "talk.asks[1].becomes",
        NOT_YET,
    ),
    "a question asked twice": (f"{ASKED}\n{ASKED}", "talk.asks[2].key", "'safe' stands twice"),
    "a paper of every situation": (
        PAPER.replace('"agreement"', '"plan"'),
        "documents[4].key",
        "'plan' is a paper",
    ),
    "a paper without fields": (
        PAPER.partition("fields")[0],
        "documents[4].fields",
        "say what is filled in on this paper",
    ),
    "a paper that nobody signs": (
        PAPER.replace('["participant", "authority"]', "[]"),
        "documents[4].signed_by",
        "name at least one role",
    ),
    "a paper that the guide signs": (PAPER.replace('"authority"]', '"facilitator"]'), "documents[4].signed_by", "'fac"),
    "an unknown signer": (
        PAPER.replace('["participant", "authority"]', '"everybody"'),
        "documents[4].signed_by",
        "'everybody' is unknown; use one of every-decider, main_person, every-side",
    ),
    "sides that are not there": (
        PAPER.replace('["participant", "authority"]', '"every-side"'),
        "documents[4].signed_by",
        "write [[sides]], at least one of them",
    ),
    "binding in another way": (PAPER.replace('"when_signed"', '"always"'), "documents[4].binding", "'always' is unkn"),
    "a room of its writer": (
        PAPER.replace('"plan"\nf', '"private"\nf'),
        "documents[4].room",
        "'private' is",
    ),
    "a room that a signer does not read": (
        PAPER.replace('"plan"\nf', '"circle"\nf'),
        "documents[4].room",
        "choose a room that 'authority' reads",
    ),
    "one choice": (
        PAPER.replace(', { key = "letter", nl = "Per brief", en = "By letter" }', ""),
        "documents[4].fields[2].choices",
        "write at least two",
    ),
    "choices for a text": (PAPER.replace('"choice"', '"text"'), "documents[4].fields[2].choices", "leave this out"),
    "a field twice": (PAPER.replace('"how"', '"what"'), "documents[4].fields[2].key", "'what' stands twice"),
    "a paper twice": (f"{PAPER}\n{PAPER}", "documents[5]", "says what stands above already"),
    "a law without its article": (
        TERM.replace('article = "Wmo 2015, artikel 2.3.2"', ""),
        "deadlines[1].article",
        "mi",
    ),
    "a law without its version": (
        TERM.partition("law_version")[0],
        "deadlines[1].law_version",
        "missing; write a text",
    ),
    "an article of no law": (TERM.replace('"legal"', '"practice"'), "deadlines[1].article", "leave this out"),
    "a term that is filled in, without a name": (
        TO_FILL_IN.replace('setting = "decision"', ""),
        "deadlines[1].setting",
        "missing; write a text",
    ),
    "a term that is filled in, with a length": (
        f"{TO_FILL_IN}length = {{ weeks = 6 }}",
        "deadlines[1].length",
        "leave this out: each situation fills in",
    ),
    "a name for what nobody fills in": (
        f'{TERM}setting = "decision"',
        "deadlines[1].setting",
        "leave this out: it belongs to kind = 'setting'",
    ),
    "more working days than there are": (
        TERM.replace("weeks = 6", "working_days = 201"),
        "deadlines[1].length.working_days",
        "write a whole number of 1 or more, and 200 at most",
    ),
    "another kind": (TERM.replace('"legal"', '"wish"'), "deadlines[1].kind", "'wish' is unknown"),
    "two lengths": (
        TERM.replace("weeks = 6", "weeks = 6, days = 1"),
        "deadlines[1].length",
        "write one of days, weeks",
    ),
    "an unknown moment": (TERM.replace("question-brought", "birth"), "deadlines[1].starts_at", "'birth' is unknown"),
    "a term of nobody": (TERM.replace('["authority", "participant"]', "[]"), "deadlines[1].who", "name at least one"),
    "a term twice": (f"{TERM}\n{TERM}", "deadlines[2].key", "'inquiry' stands twice"),
    "a say that nobody can give": (
        MAIN_PERSON.replace("for_their_part", "when_asked"),
        "decides.professionals",
        'nobody can ask them: add "circle"',
    ),
    "an unknown say": (MAIN_PERSON.replace("for_their_part", "often"), "decides.professionals", "'often' is unknown"),
    "an unknown group": (
        ANYONE.replace("anyone", "all"),
        "others_before_frames",
        "'all' is unknown; use one of nobody",
    ),
}


@pytest.mark.parametrize(("added", "key", "mend"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_named(added: str, key: str, mend: str) -> None:
    found = faults_of(added)
    assert found.get(key, "").startswith(mend), found


def test_a_professional_has_no_part_in_a_plan_that_they_do_not_read() -> None:
    found = faults_of(MAIN_PERSON, like="family_group_conference")
    assert found["decides.professionals"].startswith("add 'professional' to the readers of the room 'plan'")


@pytest.mark.parametrize("say", ["no", "for_their_part", "when_asked"])
def test_who_decides_from_the_start_is_not_given_a_say_besides(say: str) -> None:
    file = own_file(f'[decides]\nrule = "consent"\nprofessionals = "{say}"')
    file = file.replace('decide = ["participant"]', 'decide = ["participant", "professional"]')
    with pytest.raises(ApproachBroken) as broken:
        read_file(file, "own.toml")
    assert [(one.key, one.mend[:22]) for one in broken.value.faults] == [
        ("decides.professionals", "leave this out, or lea"),
    ]


CIRCLE, PLAN, BALLOT = ('key = "circle"', 'key = "plan"', 'key = "ballot"')
FAMILY = "family_group_conference"
# In which room something is said in time, in which of our files, and what is wrong with it.
NOT_IN_TIME = {
    "a stage that is not there": (PLAN, FAMILY, 'from = "tea"', "rooms[2].from", "'tea' is no stage; use one of ask"),
    "before anything is written": (PLAN, FAMILY, 'from = "asking"', "rooms[2].from", "nothing is written there before"),
    "a room that those who talk need": (CIRCLE, FAMILY, 'from = "doing"', "rooms[4].from", "leave it out: this is for"),
    "what is public": (PLAN, "neighbourhood", 'from = "doing"', "rooms[2].from", "leave it out: nobody"),
    "an authority that reads nothing there": (
        CIRCLE,
        FAMILY,
        'authority_from = "frame_test"',
        "rooms[4].authority_from",
        "leave it out: this is for the room 'plan'",
    ),
    "an authority of what is public": (
        PLAN,
        "neighbourhood",
        'authority_from = "frame_test"',
        "rooms[2].authority_from",
        "leave it out",
    ),
    "another moment": (PLAN, FAMILY, 'authority_from = "tea"', "rooms[2].authority_from", "'tea' is unknown"),
    "who reads it anyway": (
        PLAN,
        FAMILY,
        'shared_with = ["authority"]',
        "rooms[2].shared_with",
        "'authority' is unknown",
    ),
    "another room to share": (CIRCLE, FAMILY, 'shared_with = ["professional"]', "rooms[4].shared_with", "leave it out"),
    "a plan that nobody keeps": (PLAN, FAMILY, 'kept = "nobody_after_close"', "rooms[2].kept", "leave it out: this is"),
    "kept by who is no reader": (BALLOT, FAMILY, 'kept = "participants"', "rooms[8].kept", "leave it out: this is for"),
    "another keeper": (CIRCLE, FAMILY, 'kept = "me"', "rooms[4].kept", "'me' is unknown; use one of participants"),
    "a lock": (CIRCLE, FAMILY, 'lock = "circle"', "rooms[4].lock", NOT_YET),
}


def with_open_plan(like: str) -> str:
    """One of our files, where the plan is read by its readers as it is written, and by nobody else."""
    return re.sub(r"^(authority_from|shared_with) = .*\n", "", own_file(like=like), flags=re.MULTILINE)


@pytest.mark.parametrize(("room", "like", "said", "key", "mend"), NOT_IN_TIME.values(), ids=NOT_IN_TIME.keys())
def test_what_a_room_cannot_say_of_time_is_named(room: str, like: str, said: str, key: str, mend: str) -> None:
    with pytest.raises(ApproachBroken) as broken:
        read_file(with_open_plan(like).replace(room, f"{room}\n{said}", 1), "own.toml")
    found = {fault.key: fault.mend for fault in broken.value.faults}
    assert found.get(key, "?").startswith(mend), found


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (PLAN, 'authority_from = "frame_test"'),
        (PLAN, 'from = "doing"'),
        (CIRCLE, 'kept = "participants"'),
        (CIRCLE, 'kept = "nobody_after_close"'),
    ],
)
def test_what_a_room_can_say_of_time_is_read(room: str, said: str) -> None:
    found = read_file(with_open_plan(FAMILY).replace(room, f"{room}\n{said}", 1), "own.toml").approach
    plan, circle = found.rooms["plan"], found.rooms["circle"]
    assert (plan.authority_waits, plan.waits_for, circle.kept.value) == (
        "authority" in said,
        "doing" if "doing" in said else "",
        said.split('"')[1] if room == CIRCLE else "readers",
    )


def test_with_whom_a_plan_is_shared_is_read() -> None:
    assert shipped_files()[FAMILY].approach.plan_is_shared_with == {"professional"}
    assert not shipped_files()["neighbourhood"].approach.plan_is_shared_with


def test_a_paper_that_people_sign_is_not_erased_when_it_ends() -> None:
    text = own_file(PAPER.replace('"plan"\nf', '"circle"\nf').replace(', "authority"', ""))
    with pytest.raises(ApproachBroken) as broken:
        read_file(text.replace(CIRCLE, f'{CIRCLE}\nkept = "nobody_after_close"'), "own.toml")
    assert [(one.key, one.mend[:19]) for one in broken.value.faults] == [("rooms[4].kept", "a paper lies there,")]


def test_who_advises_signs_nothing() -> None:
    decides = '[decides]\nrule = "main_person"'
    paper = PAPER.replace('["participant", "authority"]', '"every-decider"')
    assert faults_of(decides, paper)["documents[4].signed_by"].startswith("write 'main_person' or a list of roles")
    assert not faults_of(decides, paper.replace("every-decider", "main_person"))
    assert not faults_of(paper)


def test_whom_it_is_about_is_there_where_they_decide() -> None:
    file = own_file('[decides]\nrule = "main_person"').replace('main_person = "required"', 'main_person = "optional"')
    with pytest.raises(ApproachBroken) as broken:
        read_file(file, "own.toml")
    assert [one.key for one in broken.value.faults] == ["decides.rule"]
    assert broken.value.faults[0].mend.startswith('write main_person = "required"')


def test_before_a_file_could_say_it_nobody_else_came_in_before_the_limits() -> None:
    assert read_own().approach.others_before_frames is Beforehand.NOBODY
    begins = read_own(ANYONE.replace("anyone", "core_group")).approach
    assert (begins.others_before_frames, begins.group_begins) == (Beforehand.CORE_GROUP, True)
    assert not begins.anyone_before_frames


def test_before_a_file_could_say_who_decides_nobody_said_no_and_a_professional_could_be_asked() -> None:
    for key, file in shipped_files().items():
        expected = Decides.PARTIES if key == "restorative_conference" else Decides.CONSENT
        assert (file.approach.decides, file.approach.professionals) == (expected, Professionals.WHEN_ASKED)
