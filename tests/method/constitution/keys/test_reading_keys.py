"""What an approach may say besides what each must say, and what is wrong when it says it in another way."""

from dataclasses import replace
from datetime import date

import pytest

from gedragen.method.constitution.files import english_of, shipped_files
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.keys.asked_footing import AskedFooting
from gedragen.method.constitution.keys.deadlines import Starts
from gedragen.method.constitution.keys.documents import FieldKind, Signers
from gedragen.method.constitution.keys.interpretation import Source, is_web_address
from gedragen.method.constitution.keys.leaving import Leaving
from gedragen.method.constitution.keys.talk import Asked
from gedragen.method.constitution.reader import _SINCE_2, read_kept
from gedragen.method.constitution.tables import NOT_YET
from gedragen.method.constitution.text import Text
from gedragen.method.phases import Phase
from tests.support.own_file import faults_of, read_own

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
CIRCLES = "".join(
    f'\n[[circles]]\nkey = "{key}"\nname = {{ nl = "{name}", en = "{name} (en)" }}'
    for key, name in (("person", "Kern"), ("network", "Steun"), ("professional", "Verder"))
)
ASKED = '[[talk.asks]]\nkey = "safe"\nnl = "Voelt u zich veilig?"\nen = "Do you feel safe?"\nbecomes = "tick"'
ANYONE = 'others_before_frames = "anyone"'
ALL = (
    "self_nomination = true",
    ANYONE,
    TERM,
    PAPER,
    FROM,
    ONLY_FREELY,
    LEAVING,
    NOTICE,
    WORDS,
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
    assert list(found.circles) == ["person", "network", "professional"]
    assert found.circles["person"].nl == "Kern"
    assert found.talk == (Asked("safe", Text("Voelt u zich veilig?", "Do you feel safe?"), has_note=True),)
    assert found.others_before_frames
    assert found.self_nomination


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
    assert (term.starts, term.unit, term.length) == (Starts.BROUGHT, "weeks", 6)
    assert (term.article, term.law_version) == ("Wmo 2015, artikel 2.3.2", "1 januari 2026")
    assert term.who == {"authority", "participant"}
    assert term.last_day(date(2026, 3, 2)) == date(2026, 4, 13)
    assert replace(term, unit="days").last_day(date(2026, 3, 2)) == date(2026, 3, 8)
    assert replace(term, unit="months", length=1).last_day(date(2026, 1, 31)) == date(2026, 2, 28)


def test_what_is_left_out_is_as_it_was() -> None:
    found, street = read_own().approach, shipped_files()["neighbourhood"].approach
    for name in _SINCE_2:
        assert getattr(found, name) == getattr(street, name)
        assert not getattr(found, name)


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
        ASKED.replace("tick", "question"),
        "talk.asks[1].becomes",
        NOT_YET,
    ),
    "a question asked twice": (f"{ASKED}\n{ASKED}", "talk.asks[2].key", "'safe' stands twice"),
    "a paper of every situation": (
        PAPER.replace('"agreement"', '"plan"'),
        "documents[4].key",
        "'plan' is a paper",
    ),
    "a paper without fields": (PAPER.partition("fields")[0], "documents[4].fields", "missing; write [[fields]]"),
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
    "a term that an organisation fills in": (TERM.replace('"legal"', '"setting"'), "deadlines[1].kind", NOT_YET),
    "days of work": (TERM.replace("weeks", "working_days"), "deadlines[1].length.working_days", NOT_YET),
    "two lengths": (
        TERM.replace("weeks = 6", "weeks = 6, days = 1"),
        "deadlines[1].length",
        "write one of days, weeks",
    ),
    "an unknown moment": (TERM.replace("question-brought", "birth"), "deadlines[1].starts_at", "'birth' is unknown"),
    "a term of nobody": (TERM.replace('["authority", "participant"]', "[]"), "deadlines[1].who", "name at least one"),
    "a term twice": (f"{TERM}\n{TERM}", "deadlines[2].key", "'inquiry' stands twice"),
    "a group that nobody knows yet": (ANYONE.replace("anyone", "core_group"), "others_before_frames", NOT_YET),
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
