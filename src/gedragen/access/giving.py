"""What the approach gives a seat beyond its role: to choose, to sit in closed time, to speak for somebody."""

from dataclasses import dataclass

from gedragen.access.doing import CAN_DECIDE, Need, Role
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.keys.declarations import DeclarationRule
from gedragen.method.constitution.keys.rooms import RoomRule
from gedragen.method.constitution.keys.sides import Professionals
from gedragen.method.constitution.keys.signing import Signer, may_write, must_sign
from gedragen.method.phases import Phase, has_reached


@dataclass(frozen=True)
class Place:
    """Where a seat stands in its case. `supports`: it speaks for a seat that is still there. `side`: its party.

    `beside_child`: for a child, whose words are answered and never count.
    """

    role: Role
    circle: str
    is_main_person: bool
    supports: bool
    decides: bool = False
    side: str = ""
    beside_child: bool = False


CHOICES = {"circle": Need.CHOOSES_CIRCLE, "facilitator": Need.CHOOSES_FACILITATOR, "place": Need.CHOOSES_PLACE}


def needs_met(approach: Approach, place: Place, phase: Phase) -> frozenset[Need]:
    """The conditions that this seat meets because its case goes by this approach."""
    room = approach.closed_room(phase)
    facilitates = place.role is Role.FACILITATOR
    needs = {CHOICES[choice] for choice in approach.main_person_chooses if place.is_main_person}
    if "circle" in approach.main_person_chooses and (facilitates or place.is_main_person):
        needs.add(Need.LOOKS_AGAIN)
    if room is not None and (facilitates or sits_in(room, place)):
        needs.add(Need.CLOSED_TIME)
    if approach.only_the_law and (facilitates or place.is_main_person):
        needs.add(Need.ONLY_THE_LAW)
    if facilitates:
        needs |= _to_facilitate(approach)
    if approach.leaving_stops and place.role is Role.PARTICIPANT and place.side:
        needs.add(Need.LEAVING_STOPS)
    if approach.asks_for_their_part and place.role is Role.PROFESSIONAL:
        needs.add(Need.ANSWERS)
    if approach.settings:
        needs.add(Need.HAS_SETTINGS)
    needs |= _to_speak_for(place)
    if place.decides and approach.plan_is_shared_with:
        needs.add(Need.SHARES_PLAN)
    needs |= _to_follow_up(approach)
    if any(may_declare(rule, place) for rule in approach.declarations.values()):
        needs.add(Need.DECLARES)
    needs |= _on_paper(approach, place, phase)
    return frozenset(needs)


def can_be_given_a_say(role: Role, approach: Approach) -> bool:
    """Whether somebody in this role can come to decide on everything, where the main person chooses that."""
    is_asked = approach.professionals is Professionals.WHEN_ASKED
    return role in CAN_DECIDE and (role is not Role.PROFESSIONAL or is_asked)


def _on_paper(approach: Approach, place: Place, phase: Phase) -> set[Need]:
    """Whether there is a paper to write in or to sign by now. Which one it is, the act asks."""
    papers = [one for one in approach.own_documents if has_reached(phase, one.phase)]
    who = Signer(place.role.value, place.decides, place.is_main_person, place.side)
    may = {
        Need.WRITES_DOCUMENT: any(may_write(one, who) for one in papers),
        Need.SIGNS_DOCUMENT: any(must_sign(one.signers, who) for one in papers),
    }
    return {need for need, is_met in may.items() if is_met}


def sits_in(room: RoomRule, place: Place) -> bool:
    """Whether somebody with this role in this circle belongs in a room."""
    return place.role.value in room.readers and (not room.circles or place.circle in room.circles)


def may_declare(rule: DeclarationRule, place: Place) -> bool:
    """Whether it is for this seat to say this, of itself or of another."""
    if rule.by == "self":
        return _is_meant(rule, place)
    if rule.by == "main_person":
        return place.is_main_person
    return place.role == rule.by and (rule.by != "advocate" or rule.about != "every-child" or place.supports)


def _is_meant(rule: DeclarationRule, place: Place) -> bool:
    """Whether this seat is one of those that a declaration is about."""
    if rule.side and place.side != rule.side:
        return False
    return {
        "every-seat": place.role is Role.PARTICIPANT,
        "every-side": place.role is Role.PARTICIPANT and bool(place.side),
        "every-decider": place.decides,
        "every-facilitator": place.role is Role.FACILITATOR,
        "every-main-person": place.is_main_person,
    }[rule.about]


def _to_speak_for(place: Place) -> set[Need]:
    """A child has words, and no view or "no" that counts."""
    if not place.supports:
        return set()
    return {Need.SUPPORTS} if place.beside_child else {Need.SUPPORTS, Need.OBJECTS_FOR}


def _to_follow_up(approach: Approach) -> set[Need]:
    asked = {Need.HAS_KEEPER: approach.keeper_is_chosen, Need.AGREES_DAYS: approach.days_are_agreed}
    return {need for need, is_asked in asked.items() if is_asked}


def _to_facilitate(approach: Approach) -> set[Need]:
    asked = {
        Need.ASKS_MAIN_PERSON: "circle" in approach.main_person_chooses,
        Need.ASKS_FOOTING: approach.asks_footing,
        Need.HAS_SIDES: bool(approach.sides),
        Need.KEEPS_SIDES: not approach.sides,
        Need.ENDS_EARLY: any(ending.is_early for ending in approach.endings),
    }
    return {need for need, is_asked in asked.items() if is_asked}
