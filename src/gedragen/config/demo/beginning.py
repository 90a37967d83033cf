"""The first two phases, the same in both situations: from the question to the day on which deciding begins."""

from gedragen.cases.frames.commands.frames import WriteFrame, write_frame
from gedragen.cases.frames.commands.promise import ConfirmPromise, WritePromise, confirm_promise, write_promise
from gedragen.cases.models import Seat
from gedragen.cases.people.commands.cards import MakeCards, make_cards
from gedragen.cases.people.commands.nominations import Nominate, SettleAsNotReached, nominate, settle_as_not_reached
from gedragen.cases.people.commands.seats import decline
from gedragen.cases.preparing.commands.preparation import (
    BringView,
    GiveVoice,
    RecordPreparation,
    Spoken,
    bring_view,
    give_voice,
    record_preparation,
)
from gedragen.cases.preparing.commands.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from gedragen.cases.preparing.commands.sides import NameSide, PutOnSides, name_side, put_on_sides
from gedragen.cases.starting.commands.opening import (
    Introduction,
    OpenCase,
    accept_facilitator,
    bring_question,
    open_case,
)
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.config.demo import people
from gedragen.config.demo.story import Story
from gedragen.method.constitution.levels import Level
from gedragen.method.frames import FrameKind, FrameText
from gedragen.method.phases import Phase
from gedragen.method.promise import PromiseText, Rung, Silence

# Days before the day of the story.
BROUGHT, TAKEN_UP, FROZEN, DECIDING = -100, -97, -84, -35

QUESTION = (
    "Ik kook elke woensdag in Huize Lydia, met twintig mensen uit de buurt. Nu lees ik dat het huis half zo groot "
    "wordt. Niemand heeft ons iets gevraagd. Ik lig er wakker van. Kunnen we hier samen iets aan doen?"
)
FRAMES = (
    FrameText(
        text="Het huis blijft een maatschappelijk buurthuis.",
        question="Is het huis er voor de buurt, en gaat niemand er winst mee maken?",
        reason="Daarvoor is het huis er. In deze buurt is er geen ander.",
        source="Besluit over de buurthuizen, artikel 2 (nagespeeld)",
        kind=FrameKind.POLICY,
    ),
    FrameText(
        text="Er komt geen extra geld.",
        question="Kost het huis het stadsdeel per jaar niet meer dan nu?",
        reason="Het geld is op. Wat hier meer naartoe gaat, gaat ergens anders af.",
        source="Begroting van het stadsdeel, bladzijde 41 (nagespeeld)",
        kind=FrameKind.MONEY,
    ),
    FrameText(
        text="Iedereen is welkom.",
        question="Kan iedereen naar binnen, ook wie geen geld heeft en nergens lid van is?",
        reason="We betalen het huis met ons allen, dus het is van ons allen.",
        source="Besluit over de buurthuizen, artikel 1 (nagespeeld)",
        kind=FrameKind.POLICY,
    ),
)
PREPARED = (
    ("fatima", "Weet wat er vaststaat. Wil niet dat het over haar alleen gaat."),
    ("bram", "Kan goed rekenen, wil de cijfers zien."),
    ("annie", "Thuis gesproken, kaart gebracht. Leest liever niet van een scherm. Ik neem haar antwoorden mee."),
    ("mehmet", "Twijfelt of bewoners dit moeten doen. Zegt dat hij dat ook gaat zeggen."),
    ("tineke", "Woont naast het huis, slaapt slecht. Is bang dat ze de enige is die nee zegt."),
    ("willem", "Alleen per telefoon, ’s avonds."),
    ("dewi", "Drie kinderen, kan niet op woensdagmiddag."),
    ("grace", "Spreekt liever Engels, verstaat Nederlands goed."),
)


def begin(story: Story, *, account: int, introduction: Introduction) -> None:
    """Everything up to the moment at which writing the plan can begin."""
    _start(story, account, introduction)
    _say_what_stands_fast(story)
    _come_in(story)
    _name_others(story)
    _ask_and_answer(story)
    _prepare(story)


def _start(story: Story, account: int, introduction: Introduction) -> None:
    fatima = people.FATIMA
    brought = story.on(BROUGHT, "21:40")
    story.seats["fatima"] = bring_question(QUESTION, name=fatima.name, contact=fatima.contact, at=brought, is_demo=True)
    story.case = Seat.objects.get(id=story["fatima"]).case_id
    story.seats["ria"] = open_case(
        story.case,
        OpenCase(
            introduction=introduction,
            level=Level.TENSION,
            approach="neighbourhood",
            independence="Ik woon niet in deze buurt. Ik werk niet voor het stadsdeel en niet voor het huis. "
            "Ik word betaald voor mijn uren, wat er ook uit komt.",
            phone=people.RIA_PHONE,
        ),
        account=account,
        at=story.on(TAKEN_UP, "09:15"),
    )
    accept_facilitator(story.case, by=story["fatima"], at=story.on(TAKEN_UP + 1, "19:00"))


def _say_what_stands_fast(story: Story) -> None:
    story.invite(people.OTTO, at=story.on(TAKEN_UP + 2))
    story.invite(people.MARIJKE, at=story.on(TAKEN_UP + 2))
    story.join("marijke", at=story.on(TAKEN_UP + 3, "11:20"))
    story.join("otto", at=story.on(TAKEN_UP + 5, "08:50"))
    frames = [
        (
            write_frame(
                story.case, WriteFrame(frame), by=story["marijke"], at=story.on(TAKEN_UP + 6, f"14:{minute:02}")
            ),
            1,
        )
        for minute, frame in enumerate(FRAMES)
    ]
    promised = story.on(TAKEN_UP + 7, "10:30")
    promise = PromiseText(
        rung=Rung.DIRECTING,
        brings="Het gebouw, de cijfers van de laatste drie jaar, de grote zaal om te vergaderen, en twee uur per "
        "week van Ruud Hendriks.",
        answer_days=14,
        silence=Silence.COUNTS_AS_MET,
        silence_to="",
        silence_days=0,
        fallback="Dan blijft het huis dit jaar zoals het is. Daarna maakt het stadsdeel zelf een voorstel. Daarin "
        "staat wat u hebt voorgesteld, en waarom het anders werd.",
        promised_by="Otto van Dalen, bestuurder van het stadsdeel",
        mandate="Besluit van het bestuur van het stadsdeel: past het plan binnen de grenzen, dan gaat het door",
        promised_on=story.day.fromordinal(story.day.toordinal() + TAKEN_UP + 7),
    )
    write_promise(story.case, WritePromise(promise), by=story["marijke"], at=promised)
    confirm_promise(
        story.case, ConfirmPromise(1, frames=tuple(frames)), by=story["otto"], at=story.on(TAKEN_UP + 9, "17:10")
    )
    move_on(story.case, MoveOn(expected=Phase.STARTING), by=story["ria"], at=story.on(FROZEN, "09:00"))


def _come_in(story: Story) -> None:
    for person in (people.BRAM, people.ANNIE, people.MEHMET, people.TINEKE, people.WILLEM):
        story.invite(person, at=story.on(FROZEN + 1))
    for person in (people.KEES, people.LOTTE, people.RUUD):
        story.invite(person, at=story.on(FROZEN + 2))
    make_cards(
        story.case, MakeCards((story["annie"], story["willem"])), by=story["ria"], at=story.on(FROZEN + 2, "10:05")
    )
    decline(story.case, by=story["kees"], at=story.on(FROZEN + 3, "20:12"))
    for days, key in enumerate(("bram", "tineke", "ruud", "annie", "mehmet", "willem")):
        story.join(key, at=story.on(FROZEN + 4 + days, "18:30"))
    voices = (
        ("fatima", "circle", "Dat de mensen van woensdag straks nergens meer heen kunnen."),
        ("bram", "circle", "Dat we hard werken aan een plan en dat het stadsdeel toch doet wat het zelf wil."),
        ("annie", "private", "Ik kom er elke dag voor de koffie. Thuis is het zo stil sinds Henk er niet meer is."),
        (
            "tineke",
            "private",
            "De herrie in het weekend. Ik durf het bijna niet te zeggen, iedereen houdt van dat huis.",
        ),
        ("mehmet", "circle", "Dat vrijwilligers het werk moeten doen waar eerst mensen voor betaald werden."),
    )
    for days, (key, room, text) in enumerate(voices):
        give_voice(story.case, GiveVoice(text, room=room), by=story[key], at=story.on(FROZEN + 10 + days, "19:45"))
    story.let_time_act(story.on(FROZEN + 15))


def _name_others(story: Story) -> None:
    days = FROZEN + 16
    nominate(
        story.case,
        Nominate(name="Dewi Sastro", contact=people.DEWI.contact, concern="Haar drie kinderen zijn er elke woensdag."),
        by=story["bram"],
        at=story.on(days, "20:00"),
    )
    nominate(
        story.case,
        Nominate(
            name="Meneer De Boer",
            contact="De flat aan het plein, derde verdieping",
            concern="Hij repareert er al jaren de fietsen.",
        ),
        by=story["annie"],
        at=story.on(days + 1),
    )
    story.invite(people.DEWI, at=story.on(days + 2), nomination=1)
    story.join("dewi", at=story.on(days + 4, "21:05"))
    nominate(
        story.case,
        Nominate(
            name="Grace Okafor",
            contact=people.GRACE.contact,
            concern="Zij zingt er met het koor, elke zaterdagochtend.",
        ),
        by=story["dewi"],
        at=story.on(days + 5, "21:15"),
    )
    story.invite(people.GRACE, at=story.on(days + 6), nomination=3)
    story.join("grace", at=story.on(days + 8, "12:30"))
    settle_as_not_reached(story.case, SettleAsNotReached(2), by=story["ria"], at=story.on(days + 12, "16:00"))


def _ask_and_answer(story: Story) -> None:
    asked = FROZEN + 30
    ask_question(
        story.case,
        AskQuestion("Wat kost het huis per jaar, en waar gaat het geld naartoe?"),
        by=story["bram"],
        at=story.on(asked),
    )
    ask_question(
        story.case,
        AskQuestion("Hoe lang gaat het dak nog mee?", to=story["ruud"]),
        by=story["mehmet"],
        at=story.on(asked, "13:00"),
    )
    ask_question(
        story.case, AskQuestion("Mag je in Huize Lydia trouwen?"), by=story["dewi"], at=story.on(asked + 1, "22:10")
    )
    answer_question(
        story.case,
        AnswerQuestion(
            1,
            "Vorig jaar 186.000 euro. Iets meer dan de helft is voor de beheerder en de schoonmaak. Een kwart is voor "
            "gas, water en licht. De rest is onderhoud.",
        ),
        by=story["ruud"],
        at=story.on(asked + 3, "09:30"),
    )
    answer_question(story.case, AnswerQuestion(2, is_unknown=True), by=story["ruud"], at=story.on(asked + 3, "09:40"))
    answer_question(
        story.case,
        AnswerQuestion(
            3, "Ja. Het stadsdeel kan het huis aanwijzen als plek om te trouwen. Dat kost niets en duurt zes weken."
        ),
        by=story["ruud"],
        at=story.on(asked + 4, "15:00"),
    )


def _prepare(story: Story) -> None:
    for days, (key, notes) in enumerate(PREPARED):
        record_preparation(
            story.case,
            RecordPreparation(story[key], notes=notes, spoken=(Spoken("question_is_theirs"),)),
            by=story["ria"],
            at=story.on(FROZEN + 36 + days, "16:30"),
        )
    _name_sides(story)
    bring_view(
        story.case,
        BringView("Ik woon ernaast. Als het huis ook in het weekend open is, heb ik geen rustige avond meer."),
        by=story["tineke"],
        at=story.on(DECIDING - 4, "20:20"),
    )
    bring_view(
        story.case,
        BringView(
            "Dit is werk waar mensen voor betaald werden. Als wij het gratis doen, komt dat geld nooit meer terug."
        ),
        by=story["mehmet"],
        at=story.on(DECIDING - 3, "21:00"),
    )
    move_on(story.case, MoveOn(expected=Phase.PREPARING), by=story["ria"], at=story.on(DECIDING, "09:00"))


def _name_sides(story: Story) -> None:
    """Nobody has to, where there is only tension: who lives next door is alone, and is answered by somebody else."""
    sides = {"wie in het huis komen": ("fatima", "bram", "grace", "dewi"), "wie ernaast wonen": ("tineke",)}
    by, at = story["ria"], story.on(DECIDING - 6, "17:00")
    numbers = [name_side(story.case, NameSide(name), by=by, at=at) for name in sides]
    for number, keys in zip(numbers, sides.values(), strict=True):
        for key in keys:
            asked = PutOnSides(story[key], (number,))
            put_on_sides(story.case, asked, by=by, at=story.on(DECIDING - 6, "17:10"))
