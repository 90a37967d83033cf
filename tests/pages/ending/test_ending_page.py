"""Stopping without a plan on the screen: what is proposed, what somebody wants first, and whom it is about."""

from django.urls import reverse

from gedragen.cases.ending.commands import ProposeEnding, propose_ending
from gedragen.cases.models import Case, EndingProposal, EndingStep
from gedragen.method.stages.ending import Attempt
from tests.support.cast import Cast
from tests.support.family_cast import Family
from tests.support.visitor import address, page_of, visitor


def to(people: Cast | Family, name: str) -> str:
    return reverse(name, args=[address(people)])


def proposed(cast: Cast) -> Cast:
    words = ProposeEnding("Drie avonden.", "De zondag.", (Attempt.ASKED,))
    propose_ending(cast.case, words, by=cast.ria, at=cast.at)
    return cast


def test_everybody_reads_what_was_tried_and_what_was_not(deciding: Cast) -> None:
    assert "Nobody proposes that now." in page_of(visitor(deciding.bram), to(deciding, "ending"))
    proposed(deciding)
    page = page_of(visitor(deciding.bram), to(deciding, "ending"))
    for said in (
        "Drie avonden.",
        "De zondag.",
        "Missing information, or people who were not there, were asked for.",
        "What was not tried",
    ):
        assert said in page
    assert "It is proposed to stop here" in page_of(visitor(deciding.otto), to(deciding, "road"))


def test_who_decides_says_what_they_want_first_and_others_read_it_without_a_name(deciding: Cast) -> None:
    bram = visitor(proposed(deciding).bram)
    assert bram.post(to(deciding, "ending"), {"version": 1, "step": ""}).status_code == 422
    bram.post(to(deciding, "ending"), {"version": 1, "step": "Eerst naar de kerk."})
    assert EndingStep.objects.get().seat_id == deciding.bram
    assert "You said already what you want first." in page_of(bram, to(deciding, "ending"))
    page = page_of(visitor(deciding.fatima), to(deciding, "ending"))
    assert "Eerst naar de kerk." in page
    assert "Bram" not in page
    assert visitor(deciding.otto).post(to(deciding, "ending"), {"step": "Nee."}).status_code == 403


def test_who_guides_says_what_was_tried_and_takes_it_back(deciding: Cast) -> None:
    ria = visitor(deciding.ria)
    form = {"tried": "Drie avonden.", "stays_open": "De zondag.", "attempts": ["met_again", "left_out"]}
    ria.post(to(deciding, "no_plan"), form)
    assert EndingProposal.objects.get().attempts == ["left_out", "met_again"]
    assert ria.get(to(deciding, "no_plan")).status_code == 302
    ria.post(to(deciding, "take_back_ending"), {"version": 1})
    assert EndingProposal.objects.get().over_at is not None


def test_whom_it_is_about_needs_no_reason(family_deciding: Family) -> None:
    sanne = visitor(family_deciding.sanne)
    assert "I want to stop this" in page_of(sanne, to(family_deciding, "road"))
    assert "nobody can keep you from that" in page_of(sanne, to(family_deciding, "stop_own"))
    sanne.post(to(family_deciding, "stop_own"), {"reason": ""})
    assert Case.objects.get(id=family_deciding.case).ending == "no_plan"
    assert "What was tried" not in page_of(sanne, to(family_deciding, "plan"))
    assert visitor(family_deciding.henk).get(to(family_deciding, "stop_own")).status_code == 403
