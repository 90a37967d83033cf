"""Moments on the road at which some form or other is open, with who looks at them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from gedragen.access.doing import Role
from gedragen.cases.children.commands import AnswerChild, answer_child
from gedragen.cases.closed_time.commands import EndClosedTime, end_closed_time
from gedragen.cases.doing.commands.follow_through import OpenCheckIn, RecordCall, open_check_in, record_call
from gedragen.cases.doing.commands.keeping import NameKeeper, name_keeper
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.ending.commands import ProposeEnding, propose_ending
from gedragen.cases.engine.change import CLOCK
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.frame_test.commands.doubts import DoubtDecision, doubt_decision
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, give_verdicts
from gedragen.cases.frames.commands.about import AskAboutFrame, ask_about_frame
from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.later import ChangeFrame, change_frame
from gedragen.cases.frames.commands.promise import WritePromise, write_promise
from gedragen.cases.models import ItemVersion, NominationState, Seat, Voice
from gedragen.cases.people.commands.cards import MakeCards, make_cards
from gedragen.cases.people.commands.nominations import (
    DecideNomination,
    DiscussNomination,
    Nominate,
    decide_nomination,
    discuss_nomination,
    nominate,
)
from gedragen.cases.plan.commands import as_text
from gedragen.cases.plan.corrections import CorrectItem, correct_item
from gedragen.cases.preparing.commands.preparation import AnswerView, BringView, answer_view, bring_view
from gedragen.cases.preparing.commands.questions import AskQuestion, ask_question
from gedragen.cases.preparing.commands.sides import NameSide, name_side
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, answer_on_behalf
from gedragen.cases.rounds.commands.talks import AskToTalk, ask_to_talk
from gedragen.cases.starting.commands.footing import DeclareOnlyTheLaw, SetFooting, declare_only_the_law, set_footing
from gedragen.cases.starting.commands.opening import OpenCase, bring_question, open_case
from gedragen.cases.store.constitutions import add_file
from gedragen.method.children.ages import Age
from gedragen.method.consent import Answer
from gedragen.method.constitution.files import SHIPPED
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.levels import Level
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.frames import FrameChange
from gedragen.method.stages.bringing import About
from tests.support import family_cast, two_sides
from tests.support.cast import (
    FRAMES,
    INTRODUCTION,
    PROMISE,
    Cast,
    invited,
    late_law,
    make_case,
    question_of,
    ria_account,
    the_decision,
    to_carrying_out,
    to_deciding,
    to_preparing,
    uncalled,
    with_frames,
    with_items,
    with_plan,
    with_rounds,
    with_test,
)
from tests.support.own_file import AGREEMENT, ASKED, TO_FILL_IN, add_own, carrying_out, filled_in
from tests.support.sides import with_sides

Somebody = Cast | family_cast.Family | two_sides.Sides


@dataclass(frozen=True)
class Scene:
    """How it came about, and whose browsers are open: names of the cast, or `anyone`."""

    made: Callable[[datetime], Somebody]
    who: tuple[str, ...]


def begun(cast: Cast) -> Cast:
    """A promise waits for Otto; Xander brought a question that nobody took up."""
    write_frame(cast.case, WriteFrame(FRAMES[0]), by=cast.wim, at=cast.at)
    write_promise(cast.case, WritePromise(PROMISE), by=cast.wim, at=cast.at)
    question_of("xander", cast.at)
    return cast


def prepared(cast: Cast) -> Cast:
    """Much is under way, and a new card waits for Bram; Jan's part is played by Ingrid, who has not answered yet."""
    cast = to_preparing(cast)
    make_cards(cast.case, MakeCards((cast.bram,)), by=cast.ria, at=cast.at)
    nominate(cast.case, Nominate(name="Gerrit", concern="Buurman", contact="06-11111111"), by=cast.bram, at=cast.at)
    ask_question(cast.case, AskQuestion("Wat kost de verwarming?"), by=cast.bram, at=cast.at)
    bring_view(cast.case, BringView("Sluiten is beter."), by=cast.fatima, at=cast.at)
    cast.jan = invited(cast, "Ingrid", Role.PARTICIPANT, contact="ingrid@example.nl")
    return cast


def asked(cast: Cast) -> Cast:
    """Rounds are open; what Jan said at the table was written down, and Anna wants to talk."""
    cast = with_rounds(with_items(to_deciding(to_preparing(cast))))
    ask_to_talk(cast.case, AskToTalk(1), by=cast.anna, at=cast.at)
    answer_on_behalf(cast.case, AnswerOnBehalf((SpokenAnswer(1, cast.jan, Answer.YES, ""),)), by=cast.ria, at=cast.at)
    return cast


def opposed(cast: Cast) -> Cast:
    """Of two sides one has spoken and was answered, and the other has not; nobody is there for the third."""
    cast = with_sides(to_preparing(cast))
    name_side(cast.case, NameSide("de winkels"), by=cast.ria, at=cast.at)
    bring_view(cast.case, BringView("Ik slaap niet."), by=cast.fatima, at=cast.at)
    answer_view(cast.case, AnswerView(1, "Om elf uur is het stil."), by=cast.bram, at=cast.at)
    return cast


def drafted(cast: Cast) -> Cast:
    return with_items(to_deciding(to_preparing(cast)))


def limited(cast: Cast) -> Cast:
    """A limit became wider, the law brought one, and Anna asks whether another is needed."""
    cast = with_plan(to_deciding(to_preparing(cast)))
    wider = ChangeFrame(FRAMES[0], 2, FrameChange.WIDER, "Dat kan ook.", version=1)
    change_frame(cast.case, wider, by=cast.otto, at=cast.at)
    change_frame(cast.case, late_law(cast, touches=(1,)), by=cast.otto, at=cast.at)
    ask_about_frame(cast.case, AskAboutFrame(3, "Is dit nodig?"), by=cast.anna, at=cast.at)
    return cast


def tested(cast: Cast) -> Cast:
    """The plan lies before Otto, who misses something."""
    cast = with_test(with_plan(to_deciding(to_preparing(cast))))
    give_verdicts(
        cast.case,
        GiveVerdicts(1, {1: GivenVerdict(Verdict.NEEDS_INFORMATION, "De begroting.")}),
        by=cast.otto,
        at=cast.at,
    )
    return cast


def given_up(cast: Cast) -> Cast:
    """It is proposed to stop without a plan, and nobody has said yet what they want first."""
    cast = drafted(cast)
    propose_ending(cast.case, ProposeEnding("Drie avonden.", "De zondag."), by=cast.ria, at=cast.at)
    return cast


def done_together(cast: Cast) -> Cast:
    cast = to_carrying_out(to_deciding(to_preparing(cast)))
    for owner in (cast.bram, cast.fatima):
        offer_task(cast.case, Offer(1, "De kas bijhouden", owner, cast.anna, None), by=cast.anna, at=cast.at)
    answer_task(cast.case, AnswerTask(2, accepts=True), by=cast.fatima, at=cast.at)
    return cast


def decided(cast: Cast) -> Cast:
    """Otto decided, and Anna says that it is not told as it is. She corrected a text, too."""
    cast = to_carrying_out(to_deciding(to_preparing(cast)))
    version = ItemVersion.objects.get(item__case=cast.case, item__number=1)
    text = replace(as_text(version), what=version.what.text.replace("bewoners", "bewonners"))
    correct_item(cast.case, CorrectItem(1, 1, text), by=version.by_id, at=cast.at)
    record_decision(cast.case, the_decision(), by=cast.otto, at=cast.at)
    doubt_decision(cast.case, DoubtDecision(1, 1, "Er staat iets anders."), by=cast.anna, at=cast.at)
    return cast


def looked_back(cast: Cast) -> Cast:
    cast = done_together(cast)
    cast.at += timedelta(days=29)
    record_call(cast.case, RecordCall(1, "Het gaat."), by=cast.ria, at=cast.at)
    cast.at += timedelta(days=70)
    open_check_in(cast.case, OpenCheckIn(2), by=CLOCK, at=cast.at)
    return cast


def family_named(at: datetime) -> family_cast.Family:
    """Truus named people. Ria has talked with Sanne about two of them, of whom one is a parent who is kept out."""
    family = family_cast.to_preparing(family_cast.make_family(at))
    for name, contact in (("Tante Els", "06-11111111"), ("Oom Piet", "06-22222222")):
        family_cast.name_somebody(family, name, by=family.truus, contact=contact)
    kept_out = family_cast.name_somebody(family, "Marco", by=family.truus, contact="06-33333333")
    for number in (7, kept_out):
        discuss_nomination(family.case, DiscussNomination(number), by=family.ria, at=family.at)
    said = DecideNomination(kept_out, NominationState.NOT_NOW, is_parent=True)
    decide_nomination(family.case, said, by=family.sanne, at=family.at)
    return family


def family_lawful(at: datetime) -> family_cast.Family:
    """Nobody is over them, Ria says; Sanne has not said yes to that."""
    family = family_cast.make_family(at)
    set_footing(family.case, SetFooting(Footing.VOLUNTARY), by=family.ria, at=at)
    declare_only_the_law(family.case, DeclareOnlyTheLaw("Dan blijft het zoals het nu is."), by=family.ria, at=at)
    return family


def family_deciding(at: datetime) -> family_cast.Family:
    return family_cast.to_deciding(family_cast.to_preparing(family_cast.make_family(at)))


def family_outside(at: datetime) -> family_cast.Family:
    """The door is open again, and nothing has been brought out."""
    family = family_cast.into_closed_time(family_deciding(at))
    end_closed_time(family.case, EndClosedTime(family.room), by=family.henk, at=family_cast.later(family, minutes=30))
    return family


def family_told(at: datetime) -> family_cast.Family:
    """Henk answered what Daan said, and Joke has not told him yet."""
    family = family_cast.with_child(family_cast.make_family(at))
    said = AnswerChild(Voice.objects.latest("id").pk, text="Je mag mama elke avond bellen.")
    answer_child(family.case, said, by=family.henk, at=family.at)
    return family


def family_twelve(at: datetime) -> family_cast.Family:
    """Daan is twelve, and has not chosen whether he decides."""
    return family_cast.to_preparing(family_cast.make_family(at), age=Age.FROM_12)


def reworded(at: datetime) -> Cast:
    """It goes by an approach of somebody's own, of which a newer file says one sentence in other Dutch."""
    street = (SHIPPED / "neighbourhood.toml").read_text(encoding="utf-8").replace('neighbourhood"', 'own_street"', 1)
    add_file(street, "straat.toml", by=None, at=at)
    cast = make_case(at, approach="own_street")
    add_file(street.replace("De vraag", "De kwestie"), "straat.toml", by=None, at=at)
    return cast


def sides_apart(at: datetime) -> two_sides.Sides:
    """Both sides are in; Carl has said what only his side says, and nobody anything else."""
    sides = two_sides.to_preparing(two_sides.make_sides(at))
    two_sides.say(sides, "responsibility", sides.carl, "Ik was het.")
    return sides


def ended_by_leaving(at: datetime) -> two_sides.Sides:
    """Carl can end it for everybody, on every page."""
    return two_sides.to_preparing(two_sides.make_sides(at, file=two_sides.ENDS_BY_LEAVING))


def on_paper(at: datetime) -> Cast:
    """An approach of somebody's own: questions in a talk wait for Ria, a paper for Bram, a form for anyone."""
    paper = AGREEMENT.replace('"deciding"', '"preparing"').replace('room = "plan"', 'room = "circle"')
    cast = to_preparing(make_case(at, approach=add_own(at, "self_nomination = true", paper, TO_FILL_IN, ASKED)))
    return filled_in(cast)


def followed_up(at: datetime) -> Cast:
    """The plan is being carried out; Anna was asked to keep an eye on it, and no day to look back was agreed."""
    cast = carrying_out(at, 'keeper = "circle"\ndates = "agreed"')
    name_keeper(cast.case, NameKeeper(cast.anna), by=cast.bram, at=cast.at)
    return cast


def told_of_others(at: datetime) -> Cast:
    """Anna told of her neighbours, and nobody of them is here yet."""
    words = "Bij de buren hoor ik elke nacht een kind huilen."
    anna = bring_question(words, name="Anna", contact="anna@example.nl", about=About.OTHER, at=at, is_demo=True)
    case = Seat.objects.get(id=anna).case_id
    asked = OpenCase(INTRODUCTION, Level.TENSION, "family_group_conference", "Ik ken hen niet.", "06-12345678")
    return Cast(case=case, at=at, anna=anna, ria=open_case(case, asked, account=ria_account(at), at=at))


def of(walk: Callable[[Cast], Cast]) -> Callable[[datetime], Cast]:
    return lambda at: walk(make_case(at))


def waiting(cast: Cast) -> Cast:
    """Of the first item Jan says nothing, and nobody called him; about the second nobody was asked for days."""
    return uncalled(to_deciding(to_preparing(cast)))


SCENES = {
    "ready": Scene(of(with_frames), ("ria",)),
    "reworded": Scene(reworded, ("ria",)),
    "told_of_others": Scene(told_of_others, ("anna",)),
    "begun": Scene(of(begun), ("anna", "otto", "ria")),
    "on_paper": Scene(on_paper, ("anyone", "bram", "ria")),
    "prepared": Scene(of(prepared), ("anyone", "bram", "jan", "petra", "ria")),
    "drafted": Scene(of(drafted), ("ria",)),
    "waiting": Scene(of(waiting), ("bram",)),
    "opposed": Scene(of(opposed), ("anna", "fatima", "ria")),
    "given_up": Scene(of(given_up), ("anna", "ria")),
    "asked": Scene(of(asked), ("anna", "jan", "ria")),
    "limited": Scene(of(limited), ("bram", "otto")),
    "tested": Scene(of(tested), ("anna", "otto", "ria")),
    "done_together": Scene(of(done_together), ("bram", "fatima", "otto", "ria")),
    "decided": Scene(of(decided), ("bram", "otto")),
    "looked_back": Scene(of(looked_back), ("anna",)),
    "followed_up": Scene(followed_up, ("anna",)),
    "family_begun": Scene(family_cast.make_family, ("sanne", "ria")),
    "family_lawful": Scene(family_lawful, ("sanne", "ria")),
    "family_named": Scene(family_named, ("sanne", "joke", "ria")),
    "family_deciding": Scene(family_deciding, ("ria",)),
    "family_inside": Scene(lambda at: family_cast.into_closed_time(family_deciding(at)), ("sanne",)),
    "family_outside": Scene(family_outside, ("sanne", "ria")),
    "family_asked": Scene(lambda at: family_cast.with_rounds(family_deciding(at)), ("sanne", "joke")),
    "family_child": Scene(lambda at: family_cast.with_child(family_cast.make_family(at)), ("henk", "ria")),
    "family_told": Scene(family_told, ("joke",)),
    "family_twelve": Scene(family_twelve, ("daan",)),
    "family_agreed": Scene(lambda at: family_cast.with_plan(family_deciding(at)), ("truus",)),
    "sides_begun": Scene(two_sides.make_sides, ("ria",)),
    "sides_apart": Scene(sides_apart, ("carl",)),
    "ended_by_leaving": Scene(ended_by_leaving, ("carl",)),
}


def play(name: str, at: datetime) -> Somebody:
    # The scene before it was rolled back, so that its numbers are counted again, for other rows.
    forget_snapshots()
    return SCENES[name].made(at)
