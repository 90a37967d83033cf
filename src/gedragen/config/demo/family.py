"""A family decides where Noah is when Esther is ill. Everything and everybody here is invented."""

from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.promise import ConfirmPromise, WritePromise, confirm_promise, write_promise
from gedragen.cases.models import NominationState, Seat
from gedragen.cases.people.commands.nominations import (
    DecideNomination,
    DiscussNomination,
    Nominate,
    decide_nomination,
    discuss_nomination,
    nominate,
)
from gedragen.cases.starting.commands.footing import SetFooting, set_footing
from gedragen.cases.starting.commands.opening import (
    Introduction,
    OpenCase,
    accept_facilitator,
    bring_question,
    open_case,
)
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.config.demo import family_people as people
from gedragen.config.demo.family_meeting import meet
from gedragen.config.demo.family_preparing import prepare
from gedragen.config.demo.story import Story
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.levels import Level
from gedragen.method.frames import FrameKind, FrameText
from gedragen.method.phases import Phase
from gedragen.method.promise import PromiseText, Rung, Silence
from gedragen.method.stages.bringing import About

# Days before the day of loading.
BROUGHT, TAKEN_UP, FROZEN = -63, -60, -50

QUESTION = (
    "Ik ben soms te ziek om voor mijn zoon te zorgen. Dan gaat hij van het ene adres naar het andere. Ik wil dat hij "
    "weet waar hij dan slaapt. En ik wil het met onze eigen mensen bedenken."
)
INTRODUCTION = Introduction(
    title="Waar is Noah als Esther ziek is?",
    question="Waar slaapt Noah, wie zorgt er dan voor hem, en hoe houden wij dat vol?",
    story="Esther wordt soms zo ziek dat ze niet voor Noah kan zorgen. Noah is tien. De rechter heeft een gezinsvoogd "
    "aangewezen. De familie en wie dichtbij staat, maken zelf een plan. De gezinsvoogd zegt alleen of Noah daarmee "
    "veilig is.",
)
SAFE = FrameText(
    text="Noah is nooit alleen thuis.",
    question="Is er op elk uur van de dag en de nacht een volwassene bij Noah die voor hem kan zorgen?",
    reason="In het voorjaar was Noah twee nachten alleen. Dat was niet veilig.",
    source="Beschikking van de kinderrechter (nagespeeld)",
    kind=FrameKind.SAFETY,
    competent="Arjen Bosman, gezinsvoogd, op grond van de beschikking van de kinderrechter",
)


def play_family(story: Story, *, account: int) -> None:
    _start(story, account)
    _say_what_stands_fast(story)
    _find_everyone(story)
    _keep_somebody_out(story)
    prepare(story)
    meet(story)


def _start(story: Story, account: int) -> None:
    esther = people.ESTHER
    brought = story.on(BROUGHT, "22:15")
    story.seats["esther"] = bring_question(
        QUESTION, name=esther.name, contact=esther.contact, about=About.US, at=brought, is_demo=True
    )
    story.case = Seat.objects.get(id=story["esther"]).case_id
    story.seats["ria"] = open_case(
        story.case,
        OpenCase(
            introduction=INTRODUCTION,
            level=Level.TENSION,
            approach="family_group_conference",
            independence="Ik ken niemand van deze familie. Ik werk niet voor jeugdzorg en niet voor de gemeente. Ik "
            "word betaald voor mijn uren, wat er ook uit komt.",
            phone=people.RIA_PHONE,
        ),
        account=account,
        at=story.on(TAKEN_UP, "10:00"),
    )
    set_footing(story.case, SetFooting(Footing.COURT_ORDERED), by=story["ria"], at=story.on(TAKEN_UP, "10:20"))
    accept_facilitator(story.case, by=story["esther"], at=story.on(TAKEN_UP + 1, "19:30"))


def _say_what_stands_fast(story: Story) -> None:
    story.invite(people.ARJEN, at=story.on(TAKEN_UP + 2))
    story.join("arjen", at=story.on(TAKEN_UP + 3, "08:45"))
    write_frame(story.case, WriteFrame(SAFE), by=story["arjen"], at=story.on(TAKEN_UP + 5, "11:00"))
    promise = PromiseText(
        rung=Rung.DIRECTING,
        brings="Vier uur hulp per week van Karin Mulder, en de reiskosten van wie Noah haalt en brengt.",
        answer_days=1,
        silence=Silence.GOES_TO,
        silence_to="Mevrouw De Boer, teamleider",
        silence_days=2,
        fallback="Dan slaapt Noah in de weken dat Esther ziek is bij een pleeggezin in de buurt van zijn school.",
        promised_by="Arjen Bosman, gezinsvoogd",
        mandate="De beschikking van de kinderrechter: de gezinsvoogd mag een plan van de familie aannemen.",
        promised_on=story.on(TAKEN_UP + 6).date(),
    )
    write_promise(story.case, WritePromise(promise), by=story["arjen"], at=story.on(TAKEN_UP + 6, "09:30"))
    confirm_promise(
        story.case, ConfirmPromise(1, frames=((1, 1),)), by=story["arjen"], at=story.on(TAKEN_UP + 6, "09:40")
    )
    move_on(story.case, MoveOn(expected=Phase.STARTING), by=story["ria"], at=story.on(FROZEN, "10:00"))


def _find_everyone(story: Story) -> None:
    """Esther says who belongs to it; whom others name, comes in after her yes."""
    for number, (person, concern) in enumerate(people.NAMED_BY_ESTHER, 1):
        at = story.on(FROZEN + 1, f"14:{number:02}")
        _name(story, person, concern, by="esther", at_number=number, clock=f"14:{number:02}")
        story.invite(person, nomination=number, supports="noah" if person.key == "ineke" else None, at=at)
    for days, (person, _) in enumerate(people.NAMED_BY_ESTHER, 4):
        story.join(person.key, at=story.on(FROZEN + days, "19:00"))
    number = _name(story, people.YOUSSEF, "Noah eet er vaak mee.", by="riet", clock="11:00")
    discuss_nomination(story.case, DiscussNomination(number), by=story["ria"], at=story.on(FROZEN + 14, "15:00"))
    decide_nomination(
        story.case,
        DecideNomination(number, NominationState.AGREED),
        by=story["esther"],
        at=story.on(FROZEN + 14, "15:10"),
    )
    story.invite(people.YOUSSEF, nomination=number, at=story.on(FROZEN + 14, "16:00"))
    story.join("youssef", at=story.on(FROZEN + 15, "20:00"))


def _name(
    story: Story, person: people.Person, concern: str, *, by: str, clock: str, at_number: int | None = None
) -> int:
    day = FROZEN + 1 if at_number else FROZEN + 13
    return nominate(
        story.case,
        Nominate(name=person.name, contact=person.contact or "Thuis, zij heeft geen e-mail", concern=concern),
        by=story[by],
        at=story.on(day, clock),
    )


def _keep_somebody_out(story: Story) -> None:
    """Marcel means well. Only Esther and Ria know why not."""
    number = nominate(
        story.case,
        Nominate(
            name="Ruben Vos", contact=people.mail("ruben"), concern="De vader van Noah. Hij hoort er toch ook bij?"
        ),
        by=story["marcel"],
        at=story.on(FROZEN + 16, "21:00"),
    )
    discuss_nomination(story.case, DiscussNomination(number), by=story["ria"], at=story.on(FROZEN + 18, "10:00"))
    decide_nomination(
        story.case,
        DecideNomination(
            number,
            NominationState.EXCLUDED,
            reason="Hij mag niet bij ons in de buurt komen, heeft de rechter gezegd. Ik durf niet te praten als hij "
            "er is.",
        ),
        by=story["esther"],
        at=story.on(FROZEN + 18, "10:15"),
    )
