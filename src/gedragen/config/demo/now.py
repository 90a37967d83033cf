"""Huize Lydia as a visitor finds it: in the middle of deciding, with a round open."""

from datetime import datetime

from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, answer_task, offer_task
from gedragen.cases.people.commands.nominations import Nominate, nominate
from gedragen.cases.plan.commands import ChangeItem, DropItem, change_item, drop_item, write_item
from gedragen.cases.preparing.commands.preparation import AnswerView, answer_view
from gedragen.cases.preparing.commands.questions import AnswerQuestion, AskQuestion, answer_question, ask_question
from gedragen.cases.preparing.commands.sides import SayHeard, say_heard
from gedragen.cases.rounds.commands.consent import AnswerOnBehalf, SpokenAnswer, answer_on_behalf
from gedragen.cases.rounds.commands.rounds import (
    BringObjection,
    OpenRounds,
    RecordContact,
    bring_objection,
    open_rounds,
    record_contact,
)
from gedragen.cases.starting.commands.opening import Introduction
from gedragen.config.demo import items
from gedragen.config.demo.beginning import begin
from gedragen.config.demo.story import Story
from gedragen.method.consent import Answer
from gedragen.method.opposition.sides import Heard

INTRODUCTION = Introduction(
    title="Huize Lydia",
    question="Hoe gaat het verder met Huize Lydia?",
    story="Huize Lydia is het buurthuis van onze buurt, 900 vierkante meter groot. Het huis is te duur. Het stadsdeel "
    "wilde het half zo groot maken: 450 vierkante meter. Dat gaf veel onrust. Nu vraagt het stadsdeel: maak samen een "
    "plan voor het hele huis, binnen drie grenzen.\n\n"
    "Dit is nagespeeld naar een bericht in het AD over Huize Lydia in Amsterdam, uit december 2019. De belofte, de "
    "dagen, de namen en wat mensen hier zeggen, zijn verzonnen.",
    meeting="Elke dinsdag om half acht ’s avonds, in de grote zaal van Huize Lydia. Er is koffie en thee.",
)
# The first round closes here; the eighth decider then gets his seven extra days.
FIRST_ROUND, FIRST_CLOSES = -23, -10
SATURDAY = 5


def play_until_now(story: Story, *, account: int, at: datetime) -> None:
    """From the question to the open round of today."""
    begin(story, account=account, introduction=INTRODUCTION)
    _write(story)
    _first_round(story)
    _without_willem(story)
    _offer_tasks(story)
    _change_after_no(story)
    _second_round(story)
    _this_week(story)
    story.let_time_act(at)


def _write(story: Story) -> None:
    case = story.case
    write_item(case, items.bookkeeping(story), by=story["bram"], at=story.on(-33, "20:00"))
    write_item(case, items.small_repairs(story), by=story["mehmet"], at=story.on(-32, "20:30"))
    write_item(case, items.daily_running(story), by=story["fatima"], at=story.on(-31, "19:00"))
    write_item(case, items.weekend(story), by=story["grace"], at=story.on(-30, "21:00"))
    write_item(case, items.rent_out_half(), by=story["bram"], at=story.on(-29, "20:00"))
    drop_item(
        case,
        DropItem(
            5,
            because="Dan is het huis niet meer voor iedereen. Op de dinsdagavond vond niemand dit nog een goed idee, "
            "ik zelf ook niet.",
            version=1,
        ),
        by=story["bram"],
        at=story.on(-26, "21:30"),
    )
    answer_view(
        case,
        AnswerView(
            1,
            "Daarom staat in onderdeel 4 tot hoe laat het huis open is. We veranderen dat net zo lang tot u kunt "
            "slapen.",
        ),
        by=story["bram"],
        at=story.on(-25, "20:00"),
    )
    answer_view(
        case,
        AnswerView(
            2,
            "U hebt gelijk dat dit kan gebeuren. We schrijven elk jaar op hoeveel uur wij werken en wat dat gekost zou "
            "hebben. Dat geven we aan het stadsdeel.",
        ),
        by=story["fatima"],
        at=story.on(-25, "20:40"),
    )
    say_heard(case, SayHeard(1, Heard.NOT_YET), by=story["tineke"], at=story.on(-24, "19:00"))


def _first_round(story: Story) -> None:
    """Items 1 to 4: the first two pass, the third waits for Willem, the fourth gets a "no"."""
    opened = story.on(FIRST_ROUND, "12:00")
    open_rounds(
        story.case, OpenRounds((1, 2, 3, 4), closes_at=story.on(FIRST_CLOSES, "16:00")), by=story["ria"], at=opened
    )
    story.say_yes(("fatima", "bram", "dewi"), 1, at=story.on(-22, "20:00"))
    story.say_yes(("fatima", "bram", "dewi", "mehmet"), 2, at=story.on(-22, "20:05"))
    story.say_yes(("fatima", "bram", "dewi"), 3, at=story.on(-22, "20:10"))
    story.say_yes(("fatima", "dewi", "grace"), 4, at=story.on(-22, "20:15"))
    story.answer("bram", 4, Answer.ABSTENTION, at=story.on(-22, "20:20"))
    story.say_yes(("grace", "tineke", "mehmet"), 1, at=story.on(-20, "19:00"))
    story.say_yes(("grace", "tineke"), 2, at=story.on(-20, "19:05"))
    story.say_yes(("grace", "tineke", "mehmet"), 3, at=story.on(-20, "19:10"))
    why = "Tot middernacht is te laat. Ik slaap aan die kant. Zo kan ik er geen ja op zeggen."
    story.answer("tineke", 4, Answer.OBJECTION, why=why, at=story.on(-20, "19:15"))
    bring_objection(
        story.case,
        BringObjection(4, "Feesten in het huis? Dan is het op zaterdag niet meer voor iedereen."),
        by=story["ria"],
        at=story.on(-18, "11:00"),
    )
    spoken = (
        SpokenAnswer(1, story["annie"], Answer.ABSTENTION),
        SpokenAnswer(2, story["annie"], Answer.YES),
        SpokenAnswer(3, story["annie"], Answer.YES),
        SpokenAnswer(4, story["annie"], Answer.YES),
        SpokenAnswer(4, story["mehmet"], Answer.ABSTENTION),
        SpokenAnswer(1, story["willem"], Answer.YES),
        SpokenAnswer(2, story["willem"], Answer.YES),
    )
    answer_on_behalf(story.case, AnswerOnBehalf(tuple(spoken)), by=story["ria"], at=story.on(-16, "21:15"))


def _without_willem(story: Story) -> None:
    """Over the third item Willem wanted to think. Then he could not be reached any more."""
    story.let_time_act(story.on(FIRST_CLOSES, "16:00"))
    for days, clock in ((-8, "19:30"), (-6, "20:15"), (-4, "18:00")):
        record_contact(
            story.case, RecordContact(3, story["willem"], reached=False), by=story["ria"], at=story.on(days, clock)
        )
    # The extra days end with their last day.
    story.let_time_act(story.on(FIRST_CLOSES + 8, "00:00"))


def _offer_tasks(story: Story) -> None:
    case, at = story.case, story.on(-2, "09:00")
    due = story.on(30).date()
    watching = story["fatima"]
    offer_task(case, Offer(1, "Het kasboek beginnen", story["bram"], watching, due), by=story["fatima"], at=at)
    offer_task(
        case, Offer(2, "Een lijst maken van wat er stuk is", story["mehmet"], None, due), by=story["grace"], at=at
    )
    offer_task(
        case,
        Offer(2, "Een uur uitleg geven over de verwarming", story["ruud"], story["mehmet"], due),
        by=story["bram"],
        at=at,
    )
    answer_task(case, AnswerTask(1, accepts=True), by=story["bram"], at=story.on(-2, "09:40"))
    story.let_time_act(story.on(-2, "09:41"))


def _change_after_no(story: Story) -> None:
    change_item(
        story.case,
        ChangeItem(
            4,
            items.quiet_weekend(story),
            because="Twee mensen zeiden nee: wie ernaast woont kan niet slapen, en een feest sluit anderen buiten. "
            "Daarom "
            "is het om tien uur uit, blijven de ramen dicht, en hoort bij een feest wie binnenloopt er gewoon bij.",
            version=1,
        ),
        by=story["grace"],
        at=story.on(-2, "10:00"),
    )
    write_item(story.case, items.children(story), by=story["dewi"], at=story.on(-2, "10:30"))


def _second_round(story: Story) -> None:
    """Open now. Some have answered, some have not: there is something to do."""
    open_rounds(story.case, OpenRounds((4, 6), closes_at=_closing(story)), by=story["ria"], at=story.on(-2, "12:00"))
    story.say_yes(("grace", "fatima", "bram"), 4, version=2, at=story.on(-2, "19:00"))
    story.say_yes(("dewi", "fatima", "grace"), 6, at=story.on(-2, "19:30"))
    spoken = (SpokenAnswer(5, story["annie"], Answer.YES), SpokenAnswer(6, story["annie"], Answer.YES))
    answer_on_behalf(story.case, AnswerOnBehalf(tuple(spoken)), by=story["ria"], at=story.on(-1, "11:00"))


def _closing(story: Story) -> datetime:
    """A Saturday, some twelve days from now."""
    near = story.on(9, "16:00")
    return story.on(9 + (SATURDAY - near.weekday()) % 7, "16:00")


def _this_week(story: Story) -> None:
    write_item(story.case, items.weddings(story), by=story["fatima"], at=story.on(-1, "14:00"))
    ask_question(
        story.case,
        AskQuestion("Wie betaalt het als er iets groots stukgaat?"),
        by=story["mehmet"],
        at=story.on(-1, "15:00"),
    )
    answer_question(
        story.case,
        AnswerQuestion(
            4, "Grote dingen, zoals het dak en de verwarming, blijven van het stadsdeel. Dat staat in het contract."
        ),
        by=story["ruud"],
        at=story.on(-1, "16:30"),
    )
    ask_question(
        story.case,
        AskQuestion("Zijn we verzekerd als een kind van de trap valt?", to=story["ruud"]),
        by=story["dewi"],
        at=story.on(-1, "20:00"),
    )
    nominate(
        story.case,
        Nominate(
            name="Hassan Amrani",
            contact="hassan@huizelydia.example",
            concern="Hij traint de voetballers op het plein en schuilt met ze in het huis.",
        ),
        by=story["grace"],
        at=story.on(-1, "21:00"),
    )
