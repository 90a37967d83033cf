"""Everyone is spoken to, and asks what they want to know."""

from gedragen.cases.people.commands.cards import MakeCards, make_cards
from gedragen.cases.people.commands.choosing import ChoosePlace, choose_place
from gedragen.cases.people.commands.dependence import RecordDependence, record_dependence
from gedragen.cases.preparing.commands.advocacy import SpeakFor, speak_for
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
from gedragen.cases.starting.commands.phases import MoveOn, move_on
from gedragen.config.demo.story import Story
from gedragen.method.phases import Phase

TALKS = (
    ("esther", "Wil dat het over Noah gaat, en niet over haar ziekte."),
    ("noah", "Samen met juf Ineke gesproken. Vindt het spannend. Wil dat iemand echt luistert."),
    ("lisa", "Is bang dat alles op haar neerkomt."),
    (
        "riet",
        "Thuis gesproken, kaart gebracht. Wordt snel moe, zegt dat niet uit zichzelf. Marcel doet haar boodschappen.",
    ),
    ("marcel", "Wil graag helpen, komt vaak te laat."),
    ("samantha", "Heeft zelf twee kleine kinderen."),
    ("youssef", "Was verrast dat hij gevraagd werd. Vindt het een eer."),
)
ASKED = -30


def prepare(story: Story) -> None:
    make_cards(story.case, MakeCards((story["riet"],)), by=story["ria"], at=story.on(ASKED, "09:00"))
    for day, (key, notes) in enumerate(TALKS):
        record_preparation(
            story.case,
            RecordPreparation(story[key], notes=notes, spoken=(Spoken("question_is_theirs"),)),
            by=story["ria"],
            at=story.on(ASKED + day, "16:00"),
        )
    # She leans on Marcel, so nobody's name stands beside an answer here.
    recorded = RecordDependence(story["riet"])
    record_dependence(story.case, recorded, by=story["ria"], at=story.on(ASKED + len(TALKS), "10:00"))
    _voices(story)
    _questions(story)
    place = "Bij Riet thuis, om elf uur. Marcel haalt wie geen auto heeft. Er is soep."
    choose_place(story.case, ChoosePlace(place), by=story["esther"], at=story.on(-12, "20:00"))
    move_on(story.case, MoveOn(expected=Phase.PREPARING), by=story["ria"], at=story.on(-9, "10:00"))


def _voices(story: Story) -> None:
    case = story.case
    speak_for(
        case,
        SpeakFor(
            "Ik wil weten waar ik slaap. En ik wil niet elke keer mijn spullen inpakken.", room="circle", say_so=True
        ),
        by=story["ineke"],
        at=story.on(ASKED + 2, "15:30"),
    )
    give_voice(
        case,
        GiveVoice("Ik schaam me als ik ziek ben. Dan bel ik niemand.", room="private"),
        by=story["esther"],
        at=story.on(ASKED + 1, "22:00"),
    )
    give_voice(
        case,
        GiveVoice("Ik wil er zijn voor mijn broertje. Maar ik heb ook school.", room="circle"),
        by=story["lisa"],
        at=story.on(ASKED + 3, "21:00"),
    )
    speak_for(
        case,
        SpeakFor("Ik wil bij mama blijven, ook als ze ziek is.", room="circle", say_so=True),
        by=story["ineke"],
        at=story.on(ASKED + 9, "15:30"),
    )
    bring_view(
        case,
        BringView("Is het niet te zwaar voor Riet? Zij zegt het zelf niet."),
        by=story["marcel"],
        at=story.on(ASKED + 10, "21:15"),
    )


def _questions(story: Story) -> None:
    asked = (
        ("lisa", "Wat kunnen wij doen als Esther zelf zegt dat het goed gaat, en wij zien dat het niet goed gaat?"),
        ("marcel", "Mag Noah bij zijn oma slapen zonder dat er elke keer papieren nodig zijn?"),
    )
    call_anyway = (
        "Bel dan Esthers behandelaar. Het nummer staat op het kaartje dat zij u geeft. U hoeft niet te wachten tot het "
        "misgaat."
    )
    no_papers = "Ja. Zolang Noah niet langer dan vier weken achter elkaar daar woont, is er niets nodig."
    answers = (call_anyway, no_papers)
    for number, ((key, text), answer) in enumerate(zip(asked, answers, strict=True), 1):
        ask_question(
            story.case,
            AskQuestion(text, to=story["karin"]),
            by=story[key],
            at=story.on(ASKED + 10 + 2 * number, "20:00"),
        )
        answer_question(
            story.case, AnswerQuestion(number, answer), by=story["karin"], at=story.on(ASKED + 11 + 2 * number, "11:00")
        )
