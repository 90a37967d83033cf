"""What every page of a case shows: its name, the road, the human to call, and who is looking."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gedragen.access.doing import Action, Role, Standing, allowed, refusal
from gedragen.cases.engine.seats import facilitator
from gedragen.cases.engine.sight import Eyes, eyes_of
from gedragen.cases.state.frames import promise
from gedragen.cases.store.evidence.chain import short_code
from gedragen.method.children.ages import Age, is_said_je
from gedragen.method.constitution.approach import Approach
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.keys.deadlines import Length
from gedragen.method.constitution.keys.stages import EVERYBODY, Stage
from gedragen.method.constitution.levels import Level
from gedragen.method.phases import Ending, Phase
from gedragen.method.promise import Rung
from gedragen.method.stages.rooms import opening, stage_at


@dataclass(frozen=True)
class Me:
    """The seat that looks. `speaks_for`: the name of whom an advocate stands beside.

    `card_waits`: a new card waits for this person's yes. `heard_card`: one to which somebody else wrote down the yes.
    `says_je`: pages address this person with "je".
    """

    seat_id: int
    number: int
    name: str
    role: Role
    decides: bool
    is_main_person: bool
    has_mandate: bool
    has_joined: bool
    has_declined: bool
    speaks_for: str
    card_waits: bool
    heard_card: int | None
    side: str = ""
    begins: bool = False
    says_je: bool = False

    def is_meant_by(self, who: str) -> bool:
        """Whether a text of the approach that speaks to `who` speaks to this seat."""
        return who in (EVERYBODY, self.role.value) or (bool(self.side) and who == self.side)

    # What somebody is here for. A page asks these, and leaves the names of roles to the table of access.

    @property
    def takes_part(self) -> bool:
        return self.role is Role.PARTICIPANT

    @property
    def guides(self) -> bool:
        return self.role is Role.FACILITATOR

    @property
    def sets_frames(self) -> bool:
        return self.role is Role.AUTHORITY

    @property
    def informs(self) -> bool:
        return self.role is Role.PROFESSIONAL

    @property
    def stands_beside(self) -> bool:
        return self.role is Role.ADVOCATE

    @property
    def only_told(self) -> bool:
        """Told of a question that is somebody else's."""
        return self.role is Role.BRINGER

    def is_among(self, roles: Collection[str]) -> bool:
        """Whether an approach that names these means whoever this is."""
        return self.role.value in roles


@dataclass(frozen=True)
class Human:
    """The facilitator: a person with a name and a phone number on every page."""

    name: str
    phone: str


@dataclass(frozen=True)
class CaseHead:
    """`dates`: when each phase began, as far as it did. `can`: every action of this seat, now; `standing` says why not.

    `approach`: none as long as nobody took up the question.
    `lengths`: of the terms that each situation fills in, as far as that was done, by the name of the setting.
    `stage`: where it is in its phase; `back_because`: why it came back there, for who may read that.
    `introduction`, `place`: which one this is, so that a later one is never overwritten unseen.
    """

    case_id: int
    address: str
    title: str
    question: str
    story: str
    meeting: str
    introduction: int
    place: int
    phase: Phase
    stage: Stage | None
    back_because: str
    level: Level | None
    approach: Approach | None = field(repr=False)
    footing: Footing | None
    lengths: Mapping[str, Length] = field(repr=False)
    has_closed_time: bool
    reads_plan: bool
    is_open: bool
    is_demo: bool
    rung: Rung | None
    brought_at: datetime
    dates: dict[Phase, datetime]
    closed_at: datetime | None
    ending: Ending | None
    human: Human | None
    me: Me | None
    standing: Standing | None
    can: frozenset[Action]
    journal_code: str
    journal_entries: int

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def anyone_can_be_invited(self) -> bool:
        """Not only who is needed to set the limits, or who was named and got a yes."""
        found = self.approach
        in_time = self.phase is not Phase.STARTING or (found is not None and found.anyone_before_frames)
        return in_time and not (found is not None and found.circle_is_chosen)

    def refusal(self, action: Action) -> str | None:
        """Why this seat may not do this now, as the act itself would say it."""
        if self.standing is None:
            return "come-in-first"
        return refusal(action, self.standing, self.phase, closed=self.is_closed)

    def writes_in(self, room: str) -> bool:
        """Whether something new may be begun in a room now."""
        return self.standing is not None and self.standing.writes_in(room)

    def where_open(self, action: Action) -> tuple[Stage, ...]:
        """In which stages of this phase it may be done, when only the stage is not right."""
        return opening(self.approach, self.phase, action.rule.room) if self.approach is not None else ()


def case_head(case_id: int, *, viewer: int | None) -> CaseHead:
    """The head of a case. Raises NotFound for an outsider."""
    return head_of(eyes_of(case_id, viewer, of_own=True))


def head_of(eyes: Eyes) -> CaseHead:
    case = eyes.case
    began = {
        Phase.STARTING: case.opened_at,
        Phase.PREPARING: case.frozen_at,
        Phase.DECIDING: case.deciding_at,
        Phase.CARRYING_OUT: case.carrying_out_at,
    }
    promised = promise(eyes.seen)
    standing = case.standing_of(eyes.seat) if eyes.seat is not None else None
    return CaseHead(
        case_id=case.pk,
        address=case.address,
        title=eyes.text(case.title),
        question=eyes.text(case.question),
        story=eyes.text(case.story),
        meeting=eyes.text(case.meeting),
        place=case.meeting_id or 0,
        introduction=case.title_id or 0,
        phase=Phase(case.phase),
        stage=stage_at(case.approach, case.stage) if case.stage else None,
        back_because=eyes.text(case.back_because),
        level=Level(case.level) if case.level else None,
        approach=case.approach if case.approach_key else None,
        footing=Footing(case.footing) if case.footing else None,
        lengths=case.filled_in,
        has_closed_time=bool(case.approach_key) and case.approach.closed_room() is not None,
        reads_plan=eyes.reads_whole("plan"),
        is_open=case.is_open,
        is_demo=case.is_demo,
        rung=Rung(promised.rung) if promised else None,
        brought_at=case.brought_at,
        dates={phase: at for phase, at in began.items() if at is not None},
        closed_at=case.closed_at,
        ending=Ending(case.ending) if case.ending else None,
        human=_human(eyes),
        me=_me(eyes),
        standing=standing,
        can=frozenset(allowed(standing, Phase(case.phase), closed=case.closed_at is not None) if standing else ()),
        journal_code=short_code(eyes.seen.version.head),
        journal_entries=eyes.seen.version.entries,
    )


def _human(eyes: Eyes) -> Human | None:
    found = facilitator(eyes.seen)
    return Human(eyes.name(found), eyes.text(found.phone)) if found else None


def _me(eyes: Eyes) -> Me | None:
    seat = eyes.seat
    if seat is None:
        return None
    return Me(
        seat_id=seat.pk,
        number=seat.number,
        name=eyes.name(seat),
        role=Role(seat.role),
        decides=seat.decides,
        is_main_person=seat.is_main_person,
        has_mandate=seat.has_mandate,
        has_joined=seat.standing.has_joined,
        has_declined=seat.declined_at is not None,
        speaks_for=eyes.name(seat.speaks_for),
        card_waits=seat.waiting_card_id is not None,
        side=seat.side,
        begins=seat.begins,
        says_je=is_said_je(Age(seat.age), chosen=seat.says_je),
        heard_card=seat.card_id if seat.card is not None and seat.card.heard_by_id is not None else None,
    )
