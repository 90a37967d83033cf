"""States in which somebody is asked something apart from the road itself: by an act, and from the cast on stage."""

from dataclasses import replace

from gedragen.access.doing import Role
from gedragen.cases.children.commands import AnswerChild, answer_child
from gedragen.cases.doing.commands.tasks import Offer, offer_task
from gedragen.cases.doing.commands.volunteering import Volunteer, volunteer
from gedragen.cases.due import run_due
from gedragen.cases.ending.commands import HoldEnding, ProposeEnding, hold_ending, propose_ending
from gedragen.cases.engine.snapshot import forget_snapshots
from gedragen.cases.frame_test.commands.decision import record_decision
from gedragen.cases.frame_test.commands.doubts import AnswerDoubts, DoubtDecision, answer_doubts, doubt_decision
from gedragen.cases.frames.commands.about import AskAboutFrame, KeepFrame, ask_about_frame, keep_frame
from gedragen.cases.models import ItemVersion, NominationState, Seat, Voice
from gedragen.cases.people.commands.ages import DoubtAge, doubt_age
from gedragen.cases.people.commands.nominations import (
    DecideNomination,
    DiscussNomination,
    decide_nomination,
    discuss_nomination,
)
from gedragen.cases.plan.commands import as_text
from gedragen.cases.plan.corrections import CorrectItem, DisputeCorrection, correct_item, dispute_correction
from gedragen.cases.preparing.commands.advocacy import SpeakFor, speak_for
from gedragen.cases.sharing.commands import SharePlan, share_plan
from gedragen.method.children.ages import Age
from gedragen.method.stages.sharing import Reach
from tests.support import family_cast
from tests.support.cast import Cast, come_in, later, the_decision, to_carrying_out, with_plan
from tests.support.family_cast import Family


def ending_proposed(cast: Cast) -> None:
    proposal = ProposeEnding("Wij kwamen er niet uit.", "De zaal.")
    propose_ending(cast.case, proposal, by=cast.ria, at=later(cast, days=1))


def ending_held(cast: Cast) -> None:
    ending_proposed(cast)
    hold_ending(cast.case, HoldEnding(1, "Ik wil eerst met de buren praten."), by=cast.bram, at=later(cast, days=1))


def step_is_over(cast: Cast) -> None:
    ending_held(cast)
    run_due(at=later(cast, days=15))


def frame_questioned(cast: Cast) -> int:
    return ask_about_frame(cast.case, AskAboutFrame(2, "Kan deze grens ruimer?"), by=cast.bram, at=cast.at)


def frame_question_answered(cast: Cast) -> None:
    frame_questioned(cast)
    keep_frame(cast.case, KeepFrame(1, "Er is niet meer geld."), by=cast.otto, at=cast.at)


def decision_doubted(cast: Cast) -> None:
    to_carrying_out(cast)
    record_decision(cast.case, the_decision("Conform.", on=cast.at.date(), differs={}), by=cast.otto, at=cast.at)
    doubt_decision(cast.case, DoubtDecision(1, 1, "Er staat iets anders."), by=cast.bram, at=cast.at)


def doubt_answered(cast: Cast) -> None:
    decision_doubted(cast)
    answer_doubts(cast.case, AnswerDoubts(1, 1, "Dat is een schrijffout."), by=cast.otto, at=cast.at)


def corrected(cast: Cast) -> None:
    with_plan(cast)
    version = ItemVersion.objects.get(item__case=cast.case, item__number=1)
    text = as_text(version)
    asked = CorrectItem(1, 1, replace(text, what=text.what.replace("bewoners", "bewonners")))
    correct_item(cast.case, asked, by=version.by_id, at=cast.at)


def correction_disputed(cast: Cast) -> None:
    corrected(cast)
    dispute_correction(cast.case, DisputeCorrection(1, 1), by=cast.jan, at=cast.at)


def came_later(cast: Cast) -> int:
    to_carrying_out(cast)
    return come_in(cast, "Kees", Role.PARTICIPANT)


def volunteer_says_no(cast: Cast) -> None:
    kees = came_later(cast)
    asked = Volunteer(1, version=1, fits=False, reason="Op zondag werk ik.")
    volunteer(cast.case, asked, by=kees, at=cast.at)


def grow(family: Family, age: Age) -> None:
    """As if Ria had recorded it when she invited him."""
    Seat.objects.filter(id=family.daan).update(age=age, decides=age in (Age.FROM_16, Age.ADULT))
    forget_snapshots()


def child_says(family: Family) -> None:
    grow(family, Age.UNDER_12)
    family_cast.with_rounds(family)
    said = SpeakFor("Ik wil bij mama blijven.", room="circle", say_so=True)
    speak_for(family.case, said, by=family.joke, at=family.at)


def child_answered(family: Family) -> None:
    child_says(family)
    sentence = AnswerChild(Voice.objects.get(case=family.case).pk, text="Elk weekend ben je bij mama.")
    answer_child(family.case, sentence, by=family.henk, at=family.at)


def age_doubted(family: Family) -> None:
    grow(family, Age.FROM_12)
    doubt_age(family.case, DoubtAge(family.daan), by=family.daan, at=family.at)


def half_grown(family: Family) -> None:
    grow(family, Age.FROM_12)


def parent_kept_out(family: Family) -> None:
    number = family_cast.name_somebody(family, "Piet", by=family.truus, contact="06-44444444")
    discuss_nomination(family.case, DiscussNomination(number), by=family.ria, at=family.at)
    said = DecideNomination(number, NominationState.NOT_NOW, is_parent=True)
    decide_nomination(family.case, said, by=family.sanne, at=family.at)


def shared(family: Family, reach: Reach, *, by: int) -> None:
    share_plan(family.case, SharePlan(family.karin, reach), by=by, at=family.at)


def more_shared(family: Family) -> None:
    family_cast.with_plan(family)
    shared(family, Reach.WHOLE, by=family.henk)


def kept_from_who_was_asked(family: Family) -> None:
    family_cast.with_plan(family)
    offer_task(family.case, Offer(1, "Wilt u de school bellen?", family.karin), by=family.henk, at=family.at)
    shared(family, Reach.NOTHING, by=family.henk)


STATES = {
    "ending-proposed": ending_proposed,
    "ending-held": ending_held,
    "ending-step-over": step_is_over,
    "frame-questioned": frame_questioned,
    "frame-question-answered": frame_question_answered,
    "decision-doubted": decision_doubted,
    "doubt-answered": doubt_answered,
    "item-corrected": corrected,
    "correction-disputed": correction_disputed,
    "came-later": came_later,
    "volunteer-says-no": volunteer_says_no,
}
FAMILY_STATES = {
    "family-child-says": child_says,
    "family-child-answered": child_answered,
    "family-half-grown": half_grown,
    "family-age-doubted": age_doubted,
    "family-parent-kept-out": parent_kept_out,
    "family-plan-agreed": family_cast.with_plan,
    "family-more-shared": more_shared,
    "family-kept-from-karin": kept_from_who_was_asked,
}
