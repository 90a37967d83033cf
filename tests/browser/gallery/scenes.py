"""The scenes of the gallery, in the order of the road: who sits where, and what has happened so far."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from gedragen.access.doing import Role
from gedragen.cases.arriving.queries.demo import demo_seats
from gedragen.cases.arriving.queries.getting_in import entrance_of
from gedragen.cases.doing.commands.follow_through import ItemGoing, LookBack, look_back
from gedragen.cases.doing.commands.keeping import NameKeeper, name_keeper
from gedragen.cases.doing.commands.review_days import AgreeReviewDay, agree_review_day
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.due import run_due
from gedragen.cases.ending.commands import HoldEnding, ProposeEnding, hold_ending, propose_ending
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, give_verdicts
from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.later import change_frame
from gedragen.cases.frames.commands.promise import WritePromise, write_promise
from gedragen.cases.models import Card, Case, CheckIn, Seat
from gedragen.cases.people.commands.cards import HearCard, MakeCards, come_in, hear_card, make_cards
from gedragen.cases.people.commands.dependence import RecordDependence, record_dependence
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.people.commands.seats import Invitation, decline, invite
from gedragen.cases.plan.commands import ItemText, write_item
from gedragen.cases.preparing.commands.preparation import (
    AnswerView,
    BringView,
    GiveVoice,
    RecordPreparation,
    Spoken,
    answer_view,
    bring_view,
    give_voice,
    record_preparation,
)
from gedragen.cases.preparing.commands.questions import AskQuestion, ask_question
from gedragen.cases.preparing.commands.sides import (
    BringAbsentView,
    ExceptSide,
    NameSide,
    bring_absent_view,
    except_side,
    name_side,
)
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, answer_on_behalf
from gedragen.cases.rounds.commands.rounds import BringObjection, OpenRounds, bring_objection, open_rounds
from gedragen.cases.rounds.commands.talks import AskToTalk, ask_to_talk
from gedragen.cases.sharing.commands import SharePlan, share_plan
from gedragen.cases.starting.commands.footing import SetFooting, set_footing
from gedragen.cases.starting.commands.opening import OpenCase, bring_question, open_case
from gedragen.cases.starting.commands.telling import ShareTold, share_told
from gedragen.config.demo import load_demo
from gedragen.method.consent import Answer
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.levels import Level
from gedragen.method.follow_through import Going
from gedragen.method.frame_test import GivenVerdict, Verdict
from gedragen.method.items import ItemKind
from gedragen.method.stages.bringing import About
from gedragen.method.stages.ending import Attempt
from gedragen.method.stages.sharing import Reach
from gedragen.method.terms import end_of_day, term
from gedragen.people.cards import code_digest
from tests.pages.guards import scenes as moments
from tests.support import cast as steps
from tests.support import family_cast
from tests.support import two_sides as parties
from tests.support.cast import Cast, give_up, the_decision
from tests.support.crowd import fill
from tests.support.family_cast import Family
from tests.support.own_file import AGREEMENT, ASKED, SAYS_MORE, TO_FILL_IN, add_own, filled_in, signed
from tests.support.own_file import carrying_out as carried_out
from tests.support.sides import with_sides

CALL, MONTH_THREE = 1, 2
WAITING_CODE = "482159306178"


@dataclass
class Scene:
    """`seats` holds people by the first word of their name in small letters: anna, ria, jan."""

    at: datetime
    seats: dict[str, int]
    address: str = ""
    case: int = 0


def of_cast(cast: Cast) -> Scene:
    seats = {name: seat for name in steps.NAMES if (seat := getattr(cast, name, 0))}
    return Scene(cast.at, seats, Case.objects.get(id=cast.case).address, cast.case)


def of_family(family: Family) -> Scene:
    seats = {name: seat for name in ("ria", *family_cast.NAMES) if (seat := getattr(family, name, 0))}
    return Scene(family.at, seats, Case.objects.get(id=family.case).address, family.case)


def of_sides(sides: parties.Sides) -> Scene:
    seats = {name: getattr(sides, name) for name in ("hanna", "carl", "aisha", "ria")}
    return Scene(sides.at, seats, Case.objects.get(id=sides.case).address, sides.case)


def nothing(at: datetime) -> Scene:
    steps.ria_account(at)
    return Scene(at, {})


def brought(at: datetime) -> Scene:
    steps.ria_account(at)
    seat = steps.question_of("xander", at)
    case = Case.objects.get(seats=seat)
    return Scene(at + timedelta(hours=2), {"xander": seat}, case.address, case.pk)


def told(at: datetime) -> Scene:
    """Bets told of her neighbours and lets Mona, whom it is about, read it."""
    asked = OpenCase(steps.INTRODUCTION, Level.TENSION, "family_group_conference", "Ik ken hen niet.", "06-12345678")
    words = "Bij de buren hoor ik elke nacht een kind huilen."
    bets = bring_question(words, name="Buur Bets", contact="bets@example.nl", about=About.OTHER, at=at, is_demo=True)
    case = Case.objects.get(seats=bets)
    ria = open_case(case.pk, asked, account=steps.ria_account(at), at=at)
    mona = invite(case.pk, Invitation("Mona", "mona@example.nl", Role.PARTICIPANT, is_main_person=True), by=ria, at=at)
    steps.take_part(case.pk, mona, at=at)
    share_told(case.pk, ShareTold(shared=True), by=bets, at=at)
    return Scene(at + timedelta(hours=2), {"bets": bets, "mona": mona}, Case.objects.get(id=case.pk).address, case.pk)


def starting(at: datetime) -> Scene:
    return of_cast(steps.make_case(at))


def drafted(at: datetime) -> Scene:
    """Frames and promise are written, and nobody stands behind them yet."""
    cast = steps.make_case(at)
    for frame in steps.FRAMES:
        write_frame(cast.case, WriteFrame(frame), by=cast.wim, at=at)
    write_promise(cast.case, WritePromise(steps.PROMISE), by=cast.wim, at=at)
    return of_cast(cast)


def framed(at: datetime) -> Scene:
    return of_cast(steps.with_frames(steps.make_case(at)))


def preparing(at: datetime) -> Scene:
    """Ingrid was invited, Gerrit does not take part, Bram named somebody."""
    cast = steps.to_preparing(steps.make_case(at))
    scene = of_cast(cast)
    scene.seats["ingrid"] = steps.invited(cast, "Ingrid Vos", Role.PARTICIPANT, contact="ingrid@example.nl")
    scene.seats["gerrit"] = steps.come_in(cast, "Gerrit Mol", Role.PARTICIPANT, contact="gerrit@example.nl")
    decline(cast.case, by=scene.seats["gerrit"], at=cast.at)
    give_voice(
        cast.case,
        GiveVoice("Ik ben bang dat het koor nergens meer terechtkan.", room="private"),
        by=cast.bram,
        at=cast.at,
    )
    ask_question(cast.case, AskQuestion("Wat kost de verwarming?", to=cast.petra), by=cast.bram, at=cast.at)
    nominate(
        cast.case,
        Nominate(name="Saar Bos", contact="Dorpsstraat 3", concern="Zij kookt er elke week."),
        by=cast.bram,
        at=cast.at,
    )
    return scene


def carded(at: datetime) -> Scene:
    """Jan lost his card, Bram and Ingrid, who read her invitation, got one; of Anna somebody heard the yes."""
    cast = steps.to_preparing(steps.make_case(at))
    scene = of_cast(cast)
    ingrid = steps.invited(cast, "Ingrid Vos", Role.PARTICIPANT, contact="ingrid@example.nl")
    come_in(cast.case, entrance_of(ingrid).way, by=ingrid, at=cast.at)
    scene.seats["ingrid"] = ingrid
    steps.card_of(cast, cast.jan)
    seats = [cast.anna, cast.bram, ingrid]
    make_cards(cast.case, MakeCards(tuple(seats), lost=(cast.jan,)), by=cast.ria, at=cast.at)
    heard = Seat.objects.get(id=cast.anna).waiting_card_id or 0
    hear_card(cast.case, HearCard(cast.anna, heard), by=cast.fatima, at=cast.at)
    Card.objects.filter(waiting_seat=cast.jan).update(digest=code_digest(WAITING_CODE))
    return scene


def opposed(at: datetime) -> Scene:
    """A conflict with sides: of one who live next door the first view is answered; of the shops nobody comes."""
    cast = with_sides(steps.to_preparing(steps.make_case(at)))
    by_ria: dict[str, Any] = {"by": cast.ria, "at": cast.at}
    name_side(cast.case, NameSide("wie er een winkel heeft"), **by_ria)
    except_side(cast.case, ExceptSide(3, "Drie keer gevraagd. Zij willen er niet bij zijn."), **by_ria)
    bring_view(cast.case, BringView("Sluiten is beter: het is elke zaterdag lawaai."), by=cast.fatima, at=cast.at)
    bring_view(cast.case, BringView("Er staat 's nachts licht aan."), by=cast.jan, at=cast.at)
    answer_view(cast.case, AnswerView(1, "Om tien uur is het stil."), by=cast.bram, at=cast.at)
    bring_absent_view(cast.case, BringAbsentView("Klanten lopen een blokje om.", 3), **by_ria)
    return of_cast(cast)


def deciding(at: datetime) -> Scene:
    return of_cast(steps.to_deciding(steps.to_preparing(steps.make_case(at))))


def written(at: datetime) -> Scene:
    return of_cast(steps.with_items(steps.to_deciding(steps.to_preparing(steps.make_case(at)))))


def asked(at: datetime) -> Scene:
    """Rounds are open: Anna said yes, Ria wrote down what opa Jan said and brought in a "no" without a name."""
    cast = steps.with_rounds(steps.with_items(steps.to_deciding(steps.to_preparing(steps.make_case(at)))))
    steps.answer(cast, cast.anna)
    bring_objection(cast.case, BringObjection(2, "Op zondag wil de straat slapen."), by=cast.ria, at=cast.at)
    spoken = [SpokenAnswer(number, cast.jan, Answer.YES) for number in (1, 2)]
    answer_on_behalf(cast.case, AnswerOnBehalf(tuple(spoken)), by=cast.ria, at=cast.at)
    return of_cast(cast)


def nameless(at: datetime) -> Scene:
    """Fatima depends on another who decides: a round about item 1 has closed, and one about item 2 is open."""
    cast = steps.with_rounds(steps.with_items(steps.to_deciding(steps.to_preparing(steps.make_case(at)))))
    record_dependence(cast.case, RecordDependence(cast.fatima), by=cast.ria, at=cast.at)
    for seat in (cast.anna, cast.bram, cast.jan):
        steps.answer(cast, seat)
    steps.answer(cast, cast.fatima, Answer.OBJECTION, reason="De kas is te veel werk voor vier mensen.")
    steps.answer(cast, cast.bram, item=2)
    return of_cast(cast)


def crowded(at: datetime) -> Scene:
    """Rounds are open, with more people than any page lists."""
    cast = steps.to_preparing(steps.make_case(at))
    fill(cast, 150, cast.at)
    return of_cast(steps.with_rounds(steps.with_items(steps.to_deciding(cast))))


def crowded_later(at: datetime) -> Scene:
    """The plan is carried out, and many more have come to take part."""
    cast = steps.to_carrying_out(steps.to_deciding(steps.to_preparing(steps.make_case(at))))
    fill(cast, 150, cast.at)
    return of_cast(cast)


def silent(at: datetime) -> Scene:
    """The rounds are over, a "no" is open about the second item, and Fatima did not answer: she wants to talk first."""
    cast = _fatima_silent(at)
    ask_to_talk(cast.case, AskToTalk(1), by=cast.fatima, at=cast.at)
    return of_cast(cast)


def _fatima_silent(at: datetime) -> Cast:
    cast = steps.with_rounds(steps.with_items(steps.to_deciding(steps.to_preparing(steps.make_case(at)))))
    for seat in (cast.anna, cast.bram, cast.jan):
        steps.answer(cast, seat)
    steps.answer(cast, cast.anna, Answer.OBJECTION, item=2, reason="Op zondag slaapt mijn kind.")
    run_due(at=steps.later(cast, days=15))
    return cast


def uncalled(at: datetime) -> Scene:
    """The extra days are over as well, and nobody called Fatima."""
    cast = _fatima_silent(at)
    run_due(at=steps.later(cast, days=8))
    return of_cast(cast)


def ready(at: datetime) -> Scene:
    return of_cast(steps.with_plan(steps.to_deciding(steps.to_preparing(steps.make_case(at)))))


def limited(at: datetime) -> Scene:
    """After the freeze: a limit became wider, the law brought one, one is asked, and Anna questions another."""
    cast = moments.limited(steps.make_case(at))
    change_frame(cast.case, steps.one_more_frame(touches=(2,)), by=cast.otto, at=cast.at)
    return of_cast(cast)


def tested(at: datetime) -> Scene:
    return of_cast(steps.with_test(steps.with_plan(steps.to_deciding(steps.to_preparing(steps.make_case(at))))))


def asked_back(at: datetime) -> Scene:
    """The authority says: one frame is met, one is not, about one we want to know more."""
    cast = steps.with_test(steps.with_plan(steps.to_deciding(steps.to_preparing(steps.make_case(at)))))
    given = {
        1: GivenVerdict(Verdict.MET),
        2: GivenVerdict(Verdict.NEEDS_INFORMATION, "Wie controleert de kas?"),
        3: GivenVerdict(Verdict.NOT_MET, "Zeg erbij dat ook wie niet in de straat woont welkom is."),
    }
    give_verdicts(cast.case, GiveVerdicts(1, given), by=cast.otto, at=steps.later(cast, days=1))
    return of_cast(cast)


def carrying_out(at: datetime) -> Scene:
    return of_cast(_carrying_out(at))


def _carrying_out(at: datetime) -> Cast:
    return steps.to_carrying_out(steps.to_deciding(steps.to_preparing(steps.make_case(at))))


def tasked(at: datetime) -> Scene:
    """Bram said yes to a task, Fatima was asked for one; the authority wrote down what it decided."""
    cast = _carrying_out(at)
    due = (cast.at + timedelta(days=30)).date()
    for what, owner in (("Het kasboek beginnen", cast.bram), ("Koffie inkopen", cast.fatima)):
        offer_task(cast.case, Offer(1, what, owner, cast.anna, due), by=cast.anna, at=cast.at)
    answer_task(cast.case, AnswerTask(1, accepts=True), by=cast.bram, at=cast.at)
    record_decision(
        cast.case,
        the_decision("Het college stemt in met het plan.", {2: "Op zondag tot drie uur."}, on=cast.at.date()),
        by=cast.otto,
        at=cast.at,
    )
    return of_cast(cast)


def call_due(at: datetime) -> Scene:
    cast = _carrying_out(at)
    run_due(at=_on_the_day(cast, CALL))
    return of_cast(cast)


def looking_back(at: datetime) -> Scene:
    """The review after three months is open, and Anna has answered."""
    cast = _carrying_out(at)
    run_due(at=_on_the_day(cast, MONTH_THREE))
    items = {1: ItemGoing(Going.WELL), 2: ItemGoing(Going.NOT_WELL, "Er is te weinig hulp op zondag.")}
    look_back(cast.case, LookBack(MONTH_THREE, items=items, hard_answer="Ja, elke week."), by=cast.anna, at=cast.at)
    return of_cast(cast)


def looked_back(at: datetime) -> Scene:
    scene = looking_back(at)
    scene.at += timedelta(days=16)
    run_due(at=scene.at)
    return scene


def _on_the_day(cast: Cast, number: int) -> datetime:
    cast.at = end_of_day(CheckIn.objects.get(case=cast.case, number=number).due_on) - timedelta(hours=14)
    return cast.at


def closed(at: datetime) -> Scene:
    """Everyone said yes to closing together."""
    cast = _carrying_out(at)
    done = ItemText("Wij sluiten dit samen af", "Het huis loopt. Wij zijn klaar.", kind=ItemKind.CLOSING)
    number = write_item(cast.case, done, by=cast.anna, at=steps.later(cast, days=1))
    open_rounds(cast.case, OpenRounds((number,), closes_at=term(cast.at, 14)), by=cast.ria, at=cast.at)
    steps.everyone_says_yes(cast, item=number)
    return of_cast(cast)


def given_up(at: datetime) -> Scene:
    """It is proposed to stop without a plan, and Fatima wants one thing first."""
    scene = written(at)
    tried = "Vier avonden, en drie keer een ander voorstel voor de zondag."
    words = ProposeEnding(tried, "Wie het huis op zondag beheert.", (Attempt.LEFT_OUT, Attempt.ASKED))
    propose_ending(scene.case, words, by=scene.seats["ria"], at=scene.at)
    step = HoldEnding(1, "Ik wil eerst vragen of de kerk op zondag de sleutel bewaart.")
    hold_ending(scene.case, step, by=scene.seats["fatima"], at=scene.at)
    return scene


def without_plan(at: datetime) -> Scene:
    scene = written(at)
    over = give_up(
        scene.case,
        by=scene.seats["ria"],
        at=scene.at,
        tried="Vier avonden, en drie keer een ander voorstel voor de zondag.",
        stays_open="Wie het huis op zondag beheert.",
    )
    return replace(scene, at=over)


def example(at: datetime) -> Scene:
    """The played example, in the middle of deciding: the fullest pages there are."""
    return _played(at, "huize-lydia")


def example_a_year_later(at: datetime) -> Scene:
    return _played(at, "huize-lydia-een-jaar-verder")


def example_of_the_kade(at: datetime) -> Scene:
    return _played(at, "buurthuis-de-kade")


def _played(at: datetime, address: str) -> Scene:
    load_demo(at=at)
    seats = {seat.name.split()[0].lower(): seat.seat_id for seat in demo_seats() if seat.address == address}
    return Scene(at, seats, address)


def family_begun(at: datetime) -> Scene:
    return of_family(family_cast.make_family(at))


def own_approach(at: datetime) -> Scene:
    """An approach of somebody's own; its paper is filled in, and Anna signed it."""
    paper = AGREEMENT.replace('"deciding"', '"preparing"').replace('room = "plan"', 'room = "circle"')
    begun = steps.make_case(at, approach=add_own(at, "self_nomination = true", paper, TO_FILL_IN, ASKED, SAYS_MORE))
    set_footing(begun.case, SetFooting(Footing.VOLUNTARY), by=begun.ria, at=at)
    cast = steps.to_preparing(begun)
    spoken = (Spoken("safe", note="Bang voor de hond van de buren."), Spoken("sleep"))
    record_preparation(cast.case, RecordPreparation(cast.fatima, spoken=spoken), by=cast.ria, at=cast.at)
    return of_cast(signed(filled_in(cast), cast.anna))


def follow_up(at: datetime) -> Scene:
    """The people choose who keeps an eye on the plan, and on which days they look back: one of these was agreed."""
    cast = carried_out(at, 'keeper = "circle"\ndates = "agreed"')
    name_keeper(cast.case, NameKeeper(cast.anna), by=cast.bram, at=cast.at)
    agree_review_day(cast.case, AgreeReviewDay(3, cast.at.date() + timedelta(days=95)), by=cast.bram, at=cast.at)
    return of_cast(cast)


def two_sides(at: datetime) -> Scene:
    """Two sides: Carl said what only his side says, and brings his brother; the others have still to say theirs."""
    sides = parties.to_preparing(parties.make_sides(at))
    parties.say(sides, "responsibility", sides.carl, "Ik liet het vuur branden en ging weg.")
    parties.say(sides, "supporter", sides.carl, "Mijn broer Bas.")
    return of_sides(sides)


def family_lawful(at: datetime) -> Scene:
    return of_family(moments.family_lawful(at))


def family_named(at: datetime) -> Scene:
    return of_family(moments.family_named(at))


def family_deciding(at: datetime) -> Scene:
    return of_family(moments.family_deciding(at))


def family_inside(at: datetime) -> Scene:
    return of_family(family_cast.into_closed_time(moments.family_deciding(at)))


def family_outside(at: datetime) -> Scene:
    return of_family(moments.family_outside(at))


def family_asked(at: datetime) -> Scene:
    return of_family(family_cast.with_rounds(moments.family_deciding(at)))


def family_child(at: datetime) -> Scene:
    return of_family(family_cast.with_child(family_cast.make_family(at)))


def family_told(at: datetime) -> Scene:
    return of_family(moments.family_told(at))


def family_twelve(at: datetime) -> Scene:
    return of_family(moments.family_twelve(at))


def family_agreed(at: datetime) -> Scene:
    """Karin is asked for something, and Truus wants her to read the whole plan."""
    family = family_cast.with_plan(moments.family_deciding(at))
    offer_task(family.case, Offer(1, "Wilt u de school bellen?", family.karin), by=family.truus, at=family.at)
    share_plan(family.case, SharePlan(family.karin, Reach.WHOLE), by=family.truus, at=family.at)
    return of_family(family)


Build = Callable[[datetime], Scene]
