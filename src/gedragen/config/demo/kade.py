"""Buurthuis De Kade, up to the plan that its people agreed on: invented, so that it may play what went otherwise."""

from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.promise import ConfirmPromise, WritePromise, confirm_promise, write_promise
from gedragen.cases.models import Seat
from gedragen.cases.plan.commands import AgreeSafetyNet, ItemText, agree_safety_net, write_item
from gedragen.cases.preparing.commands.preparation import RecordPreparation, Spoken, record_preparation
from gedragen.cases.preparing.commands.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.starting.commands.opening import (
    Introduction,
    OpenCase,
    accept_facilitator,
    bring_question,
    open_case,
)
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.config.demo import kade_people as people
from gedragen.config.demo.people import RIA_PHONE
from gedragen.config.demo.story import Story
from gedragen.method.constitution.levels import Level
from gedragen.method.frames import FrameKind, FrameText
from gedragen.method.phases import Phase
from gedragen.method.promise import PromiseText, Rung, Silence

# Days before the day on which carrying out began.
BROUGHT, FROZEN, DECIDING = -100, -85, -60

INTRODUCTION = Introduction(
    title="Buurthuis De Kade",
    question="Hoe blijft De Kade open, en wie doet wat?",
    story="De gemeente Ravelhoven wilde het buurthuis sluiten. Bewoners maakten een plan binnen twee grenzen. Toen het "
    "klaar was, wilde de gemeente er een grens bij: een betaalde beheerder. De bewoners zeiden nee, en dus geldt die "
    "grens niet. Later week het besluit af van het plan. Ook daar konden zij nee op zeggen. Een jaar later is De Kade "
    "open.\n\n"
    "Dit is nagespeeld. Het huis, de gemeente en de mensen bestaan niet.",
    meeting="Elke laatste donderdag van de maand om acht uur ’s avonds, in de keuken van De Kade.",
)
FRAMES = (
    FrameText(
        text="Er komt geen extra geld.",
        question="Kost het huis de gemeente per jaar niet meer dan nu?",
        reason="Wat hier meer naartoe gaat, gaat ergens anders af.",
        source="Begroting van de gemeente, bladzijde 12 (nagespeeld)",
        kind=FrameKind.MONEY,
    ),
    FrameText(
        text="Het huis is er voor alle bewoners van de wijk.",
        question="Kan iedereen uit de wijk naar binnen, zonder lid te zijn?",
        reason="Alle bewoners betalen eraan mee.",
        source="Besluit over de buurthuizen, artikel 1 (nagespeeld)",
        kind=FrameKind.POLICY,
    ),
)


def play_up_to_the_plan(story: Story, *, account: int) -> None:
    """The day of this story is the one on which the plan fits and carrying out begins."""
    _start(story, account)
    _say_what_stands_fast(story)
    _prepare(story)
    _decide(story)


def _start(story: Story, account: int) -> None:
    nadia = people.NADIA
    question = "De Kade gaat dicht, hoor ik. Waar moeten wij dan koken, en waar gaan de jongens na school heen?"
    story.seats["nadia"] = bring_question(
        question, name=nadia.name, contact=nadia.contact, at=story.on(BROUGHT, "20:30"), is_demo=True
    )
    story.case = Seat.objects.get(id=story["nadia"]).case_id
    asked = OpenCase(
        introduction=INTRODUCTION,
        level=Level.TENSION,
        approach="neighbourhood",
        independence="Ik woon niet in Ravelhoven en werk niet voor de gemeente. Ik word betaald voor mijn uren, wat er "
        "ook uit komt.",
        phone=RIA_PHONE,
    )
    story.seats["ria"] = open_case(story.case, asked, account=account, at=story.on(BROUGHT + 2))
    accept_facilitator(story.case, by=story["nadia"], at=story.on(BROUGHT + 3))


def _say_what_stands_fast(story: Story) -> None:
    case, day = story.case, BROUGHT + 5
    story.invite(people.YVONNE, at=story.on(BROUGHT + 4))
    story.join("yvonne", at=story.on(day))
    for minute, frame in enumerate(FRAMES):
        write_frame(case, WriteFrame(frame), by=story["yvonne"], at=story.on(day, f"11:{minute:02}"))
    promise = PromiseText(
        rung=Rung.DIRECTING,
        brings="Het gebouw, en 24.000 euro per jaar voor wat er aan het huis gebeuren moet.",
        answer_days=14,
        silence=Silence.COUNTS_AS_MET,
        silence_to="",
        silence_days=0,
        fallback="Dan gaat De Kade aan het eind van het jaar dicht. De gemeente zoekt met u een plek om te koken.",
        promised_by="Yvonne Dijkman, wethouder van Ravelhoven",
        mandate="Besluit van het college: past het plan binnen de grenzen, dan gaat het door",
        promised_on=story.on(day).date(),
    )
    write_promise(case, WritePromise(promise), by=story["yvonne"], at=story.on(day, "12:00"))
    frames = tuple((number, 1) for number in (1, 2))
    confirm_promise(case, ConfirmPromise(1, frames=frames), by=story["yvonne"], at=story.on(day, "12:10"))
    move_on(case, MoveOn(expected=Phase.STARTING), by=story["ria"], at=story.on(FROZEN))


def _prepare(story: Story) -> None:
    case = story.case
    for person in (people.GERRIT, people.WINSTON, people.HANNEKE, people.SIMONE):
        story.invite(person, at=story.on(FROZEN + 1))
        story.join(person.key, at=story.on(FROZEN + 1, "19:00"))
    ask_question(
        case, AskQuestion("Wat kost het kleine onderhoud nu?"), by=story["gerrit"], at=story.on(FROZEN + 5, "20:00")
    )
    told = AnswerQuestion(1, "Vorig jaar 9.400 euro. Bijna de helft was loon en voorrijden.")
    answer_question(case, told, by=story["simone"], at=story.on(FROZEN + 8, "09:00"))
    for days, key in enumerate(people.DECIDERS):
        talk = RecordPreparation(story[key], notes="Thuis gesproken.", spoken=(Spoken("question_is_theirs"),))
        record_preparation(case, talk, by=story["ria"], at=story.on(FROZEN + 10 + days, "16:00"))
    move_on(case, MoveOn(expected=Phase.PREPARING), by=story["ria"], at=story.on(DECIDING, "09:00"))


def _decide(story: Story) -> None:
    items = (
        ItemText(
            title="Bewoners openen en sluiten het huis",
            what="Elke dag is een van ons gastvrouw of gastheer. Nadia maakt het rooster.",
            why="Wie er elke dag is, kent de mensen.",
            when="Van maandag tot en met zaterdag, van negen tot zes.",
            bound=(story["nadia"], story["hanneke"]),
        ),
        ItemText(
            title="Bewoners doen het kleine onderhoud",
            what="Gerrit en Winston repareren wat je zonder vakman kunt. Wat ze daarvoor kopen, betalen ze uit het "
            "bedrag voor het huis.",
            why="Nu wachten we maanden op een kraan, en betalen we vooral voorrijden.",
            when="Elke eerste zaterdag van de maand.",
            bound=(story["gerrit"], story["winston"]),
        ),
        ItemText(
            title="De jongens hebben een eigen avond",
            what="Op vrijdagavond is de zaal van de jongens uit de wijk. Winston is erbij.",
            why="Anders hangen ze op straat, en krijgen zij overal de schuld van.",
            when="Elke vrijdag, van zeven tot tien.",
            bound=(story["winston"],),
        ),
    )
    for days, (item, key) in enumerate(zip(items, ("nadia", "gerrit", "winston"), strict=True), DECIDING + 2):
        write_item(story.case, item, by=story[key], at=story.on(days, "20:00"))
    rounds = OpenRounds((1, 2, 3), closes_at=story.on(DECIDING + 22, "16:00"))
    open_rounds(story.case, rounds, by=story["ria"], at=story.on(DECIDING + 7, "12:00"))
    for number in (1, 2, 3):
        story.say_yes(people.DECIDERS, number, at=story.on(DECIDING + 8 + number, "20:00"))
    net = AgreeSafetyNet("Wie merkt dat iets niet loopt, zegt het tegen Hanneke. Die week zitten we aan tafel.")
    agree_safety_net(story.case, net, by=story["hanneke"], at=story.on(DECIDING + 15, "20:00"))
