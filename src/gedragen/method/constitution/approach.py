"""An approach is one data file: rooms, stages, preconditions, terms. A new approach is a new file and no code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gedragen.method.constitution.invitations import Beforehand
from gedragen.method.constitution.keys.asked_footing import AskedFooting
from gedragen.method.constitution.keys.deadlines import Deadline
from gedragen.method.constitution.keys.declarations import DeclarationRule, shared_declarations
from gedragen.method.constitution.keys.documents import Document
from gedragen.method.constitution.keys.gates import DeclaredGate
from gedragen.method.constitution.keys.interpretation import Interpretation
from gedragen.method.constitution.keys.names import ItemTexts
from gedragen.method.constitution.keys.rooms import RoomRule
from gedragen.method.constitution.keys.sides import Decides, Leaving, Professionals, Side
from gedragen.method.constitution.keys.stages import Stage
from gedragen.method.constitution.keys.talk import Asked
from gedragen.method.constitution.levels import Level
from gedragen.method.constitution.text import Text
from gedragen.method.phases import Ending, Phase


@dataclass(frozen=True)
class Approach:
    """Everything the engine knows about one way of deciding together. Terms in days, weeks, months.

    What came with a later format stands at the end, with what was so before.
    """

    key: str
    name: Text
    about: Text
    levels: frozenset[Level]
    is_open: bool
    only_the_law: bool
    main_person_required: bool
    authority_required: bool
    minimum_deciders: int
    decide_by_default: frozenset[str]
    main_person_chooses: frozenset[str]
    advocates: bool
    safety_names_authority: bool
    endings: frozenset[Ending]
    rooms: Mapping[str, RoomRule]
    stages: tuple[Stage, ...]
    documents: tuple[Document, ...]
    gates: tuple[DeclaredGate, ...]
    round_days: int
    extra_days: int
    information_days: int
    call_weeks: int
    review_months: tuple[int, ...]
    review_days: int
    hard_question_month: int
    hard_question: Text
    format: int = 1
    declarations: Mapping[str, DeclarationRule] = field(default_factory=dict)
    sides: tuple[Side, ...] = ()
    decides: Decides = Decides.CONSENT
    professionals: Professionals = Professionals.WHEN_ASKED
    footing: AskedFooting | None = None
    interpretation: Interpretation | None = None
    leaving: Leaving | None = None
    words: Mapping[str, Text] = field(default_factory=dict)
    circles: Mapping[str, Text] = field(default_factory=dict)
    items: ItemTexts = field(default_factory=ItemTexts)
    talk: tuple[Asked, ...] = ()
    others_before_frames: Beforehand = Beforehand.NOBODY
    notice_for_professionals: Text | None = None
    deadlines: tuple[Deadline, ...] = ()
    self_nomination: bool = False
    in_organisation: bool = False
    keeper_is_chosen: bool = False
    days_are_agreed: bool = False
    same_day: bool = False

    @property
    def own_documents(self) -> tuple[Document, ...]:
        """Papers that only this approach has, which people fill in and sign. Their number is their place here."""
        return tuple(one for one in self.documents if one.is_own)

    @property
    def settings(self) -> tuple[str, ...]:
        """What each situation fills in itself: how long these terms are."""
        return tuple(dict.fromkeys(one.setting for one in self.deadlines if one.setting))

    @property
    def circle_is_chosen(self) -> bool:
        """Whether nobody comes in without a yes of the person it is about."""
        return "circle" in self.main_person_chooses

    @property
    def asks_footing(self) -> bool:
        return self.footing is not None

    @property
    def leaving_stops(self) -> bool:
        return self.leaving is not None and self.leaving.stops

    @property
    def stages_bind(self) -> bool:
        """Whether a room is open in the stages that name it only, and stages are passed over only where that is said.

        In the texts of format 1 the stages say where people are, and keep nothing shut.
        """
        return self.format >= 2

    @property
    def anyone_before_frames(self) -> bool:
        return self.others_before_frames is Beforehand.ANYONE

    @property
    def group_begins(self) -> bool:
        """Whether a group helps to word the question and the limits."""
        return self.others_before_frames is Beforehand.CORE_GROUP

    @property
    def advises(self) -> bool:
        """Whether the main person decides, and others advise on what they neither carry nor are bound by."""
        return self.decides is Decides.MAIN_PERSON

    @property
    def asks_for_their_part(self) -> bool:
        """Whether a professional says yes or no to what they carry or are bound by, and to nothing else."""
        return self.professionals is Professionals.FOR_THEIR_PART

    @property
    def plan_is_shared_with(self) -> frozenset[str]:
        """With which roles those who decide share what they agreed on, as much of it as they say."""
        return self.rooms["plan"].shared_with

    def side(self, key: str) -> Side | None:
        return next((side for side in self.sides if side.key == key), None)

    def declaration(self, key: str) -> DeclarationRule:
        """One of its own, or one that all approaches share."""
        return self.declarations.get(key) or shared_declarations()[key]

    def closed_room(self, phase: Phase | None = None) -> RoomRule | None:
        """The room of closed time, if this approach has one; with a phase, if one of its stages has it."""
        stages = [stage for stage in self.stages if phase is None or stage.phase is phase]
        keys = {key for stage in stages for key in stage.rooms}
        return next((room for room in self.rooms.values() if room.closed and room.key in keys), None)
