"""The same house a year later: the whole road, up to looking back after twelve months."""

from datetime import date, datetime, timedelta

from gedragen.cases.doing.commands.follow_through import ItemGoing, LookBack, RecordCall, look_back, record_call
from gedragen.cases.doing.commands.keeping import AnswerKeeping, NameKeeper, answer_keeping, name_keeper
from gedragen.cases.doing.commands.tasks import AnswerTask, Offer, ReportTask, answer_task, offer_task, report_task
from gedragen.cases.engine.snapshot import fresh
from gedragen.cases.frame_test.commands.decision import RecordDecision, record_decision
from gedragen.cases.frame_test.commands.frame_test import (
    GiveInformation,
    GiveVerdicts,
    ask_frame_test,
    give_information,
    give_verdicts,
)
from gedragen.cases.people.commands.seats import decline
from gedragen.cases.plan.commands import AgreeSafetyNet, ChangeItem, agree_safety_net, change_item, write_item
from gedragen.cases.preparing.commands.preparation import AnswerView, answer_view
from gedragen.cases.preparing.commands.sides import SayHeard, say_heard
from gedragen.cases.rounds.commands.rounds import OpenRounds, open_rounds
from gedragen.cases.starting.commands.opening import Introduction
from gedragen.cases.state.plan_state import plan
from gedragen.config.demo import items
from gedragen.config.demo.beginning import begin
from gedragen.config.demo.people import DECIDERS
from gedragen.config.demo.story import Story
from gedragen.method.consent import Answer
from gedragen.method.follow_through import Going
from gedragen.method.frame_test import GivenVerdict, ItemDecision, Taken, Verdict
from gedragen.method.opposition.sides import Heard
from gedragen.method.tasks import TaskState
from gedragen.method.terms import add_months, local_day

INTRODUCTION = Introduction(
    title="Huize Lydia, een jaar verder",
    question="Hoe gaat het verder met Huize Lydia?",
    story="Het stadsdeel wilde Huize Lydia half zo groot maken: van 900 naar 450 vierkante meter. Bewoners maakten een "
    "plan voor het hele huis, binnen drie grenzen. Zij doen nu zelf de administratie, het kleine onderhoud en de "
    "dagelijkse gang van zaken. Het huis is in het weekend open, er is meer voor kinderen, en je kunt er zelfs "
    "trouwen. Een jaar later is het huis er nog.\n\n"
    "Dit is nagespeeld naar een bericht in het AD over Huize Lydia in Amsterdam. De belofte, de dagen, de namen en wat "
    "mensen hier zeggen, zijn verzonnen.",
    meeting="Elke eerste dinsdag van de maand om half acht ’s avonds, in de grote zaal.",
)
# Carrying out began so many days after the day of the story.
BEGAN = 27
OPENED_DAYS_AGO = 3
ALL_MET = {number: GivenVerdict(Verdict.MET) for number in (1, 2, 3)}


def first_day(at: datetime) -> date:
    """The day of this story, so that the review after twelve months opened three days ago."""
    return add_months(local_day(at) - timedelta(days=OPENED_DAYS_AGO), -12) - timedelta(days=BEGAN)


def play_a_year(story: Story, *, account: int, at: datetime) -> None:
    begin(story, account=account, introduction=INTRODUCTION)
    _write(story)
    _decide(story)
    _say_heard(story)
    _test(story)
    _test_again(story)
    _offer_tasks(story)
    _first_months(story)
    _half_a_year(story)
    _after_a_year(story, at)


def _write(story: Story) -> None:
    case = story.case
    decline(case, by=story["lotte"], at=story.on(-34, "09:10"))
    write_item(case, items.bookkeeping(story), by=story["bram"], at=story.on(-33, "20:00"))
    write_item(case, items.small_repairs(story), by=story["mehmet"], at=story.on(-32, "20:30"))
    write_item(case, items.daily_running(story), by=story["fatima"], at=story.on(-31, "19:00"))
    write_item(case, items.weekend(story), by=story["grace"], at=story.on(-30, "21:00"))
    write_item(case, items.children(story), by=story["dewi"], at=story.on(-29, "22:00"))
    write_item(case, items.weddings(story), by=story["fatima"], at=story.on(-28, "15:00"))


def _say_heard(story: Story) -> None:
    for number, key in ((1, "tineke"), (2, "mehmet")):
        say_heard(story.case, SayHeard(number, Heard.HEARD), by=story[key], at=story.on(-8, "21:00"))


def _decide(story: Story) -> None:
    """Two rounds: Tineke's "no" makes the fourth item better."""
    case, ria = story.case, story["ria"]
    open_rounds(case, OpenRounds(tuple(range(1, 7)), story.on(-13, "16:00")), by=ria, at=story.on(-27, "12:00"))
    story.answer("annie", 1, Answer.ABSTENTION, at=story.on(-24, "11:00"))
    story.say_yes((key for key in DECIDERS if key != "annie"), 1, at=story.on(-23, "20:00"))
    for number in (2, 3, 5, 6):
        story.say_yes(DECIDERS, number, at=story.on(-24 + number, "20:00"))
    others = tuple(key for key in DECIDERS if key != "tineke")
    story.say_yes(others, 4, at=story.on(-17, "20:00"))
    why = "Tot middernacht is te laat. Ik slaap aan die kant."
    story.answer("tineke", 4, Answer.OBJECTION, why=why, at=story.on(-17, "21:00"))
    change_item(
        story.case,
        ChangeItem(
            4,
            items.quiet_weekend(story),
            because="Wie ernaast woont, moet kunnen slapen. Daarom is het om tien uur uit en blijven de ramen dicht.",
            version=1,
        ),
        by=story["grace"],
        at=story.on(-15, "19:00"),
    )
    _hear_each_other(story)
    open_rounds(case, OpenRounds((4,), story.on(-1, "16:00")), by=ria, at=story.on(-14, "21:00"))
    story.say_yes(DECIDERS, 4, version=2, at=story.on(-10, "20:00"))
    agree_safety_net(
        story.case,
        AgreeSafetyNet(
            "Wie merkt dat iets niet loopt, zegt het tegen Fatima of Bram. Binnen een week zitten we met elkaar aan "
            "tafel, ook met het stadsdeel als dat nodig is. Niemand hoeft het alleen op te lossen."
        ),
        by=story["annie"],
        at=story.on(-8, "20:30"),
    )


def _hear_each_other(story: Story) -> None:
    """Who thinks otherwise gets an answer from another, and says whether it was heard."""
    answer_view(
        story.case,
        AnswerView(1, "Om tien uur is het uit, en de ramen aan uw kant blijven dicht. Dat staat nu in onderdeel 4."),
        by=story["grace"],
        at=story.on(-14, "20:00"),
    )
    answer_view(
        story.case,
        AnswerView(
            2,
            "U hebt gelijk dat dit kan gebeuren. We schrijven elk jaar op hoeveel uur wij werken, en geven dat aan het "
            "stadsdeel.",
        ),
        by=story["fatima"],
        at=story.on(-14, "20:30"),
    )


def _test(story: Story) -> None:
    """First one frame is not met, so the people change their plan."""
    case, otto = story.case, story["otto"]
    ask_frame_test(case, by=story["ria"], at=story.on(-7, "09:00"))
    first = {
        1: GivenVerdict(Verdict.MET),
        2: GivenVerdict(
            Verdict.NEEDS_INFORMATION, "Wat kost het licht en de verwarming in het weekend, en wie betaalt?"
        ),
        3: GivenVerdict(
            Verdict.NOT_MET,
            "Bij een bruiloft is het huis dicht voor anderen. Houd die dag een deel open voor iedereen.",
        ),
    }
    give_verdicts(case, GiveVerdicts(1, first), by=otto, at=story.on(0, "10:30"))
    give_information(
        case,
        GiveInformation(
            1,
            2,
            "Ongeveer 2.900 euro per jaar. De zaalhuur van trouwerijen brengt 4.000 euro op. Het blijft dus binnen het "
            "bedrag van nu.",
        ),
        by=story["bram"],
        at=story.on(3, "20:00"),
    )
    give_verdicts(case, GiveVerdicts(1, {2: GivenVerdict(Verdict.MET)}), by=otto, at=story.on(6, "09:20"))
    change_item(
        case,
        ChangeItem(
            6,
            items.open_weddings(story),
            because="De derde grens: iedereen is welkom. Ook op de dag van een bruiloft blijft de huiskamer open.",
            version=1,
        ),
        by=story["fatima"],
        at=story.on(8, "19:30"),
    )


def _test_again(story: Story) -> None:
    """All limits are met, and the decision stands beside the plan."""
    case, otto = story.case, story["otto"]
    open_rounds(case, OpenRounds((6,), closes_at=story.on(22, "16:00")), by=story["ria"], at=story.on(9, "12:00"))
    story.say_yes(DECIDERS, 6, version=2, at=story.on(16, "20:00"))
    ask_frame_test(case, by=story["ria"], at=story.on(18, "09:00"))
    give_verdicts(case, GiveVerdicts(2, ALL_MET), by=otto, at=story.on(BEGAN, "11:00"))
    record_decision(
        case,
        RecordDecision(
            "Het bestuur van het stadsdeel besluit: Huize Lydia blijft 900 vierkante meter. De bewoners beheren het "
            "huis volgens hun plan. Het bedrag per jaar blijft gelijk.",
            decided_on=story.on(BEGAN + 12).date(),
            items={one.item.number: ItemDecision(Taken.OVER) for one in plan(fresh(case))}
            | {
                2: ItemDecision(
                    Taken.OTHERWISE,
                    "Bewoners doen zelf het kleine onderhoud, tot 500 euro per keer.",
                    because="Boven dat bedrag moet het stadsdeel volgens de wet drie prijzen vragen.",
                )
            },
            rights="Bent u het er niet mee eens? Schrijf dat binnen zes weken aan het bestuur van het stadsdeel.",
        ),
        by=otto,
        at=story.on(BEGAN + 12, "15:00"),
    )
    # What differs was put to them, and they accept it: now it is theirs too.
    story.say_yes(DECIDERS, 2, version=2, at=story.on(BEGAN + 13, "12:00"))


def _offer_tasks(story: Story) -> None:
    """Said yes to, said no to, asked of the authority, done, and given back. No is as good as yes."""
    case = story.case
    offers = (
        (Offer(1, "Het kasboek bijhouden", story["bram"], story["fatima"]), "bram", True),
        (Offer(2, "Elke eerste zaterdag klussen", story["mehmet"], story["bram"]), "mehmet", True),
        (Offer(3, "Het rooster maken", story["fatima"], story["dewi"]), "fatima", True),
        (Offer(3, "Op maandag gastvrouw zijn", story["annie"], story["fatima"]), "annie", True),
        (Offer(4, "In het weekend de sleutel hebben", story["willem"], story["grace"]), "willem", False),
        (Offer(4, "In het weekend de sleutel hebben", story["grace"], story["tineke"]), "grace", True),
        (Offer(6, "Het huis aanwijzen als plek om te trouwen", story["otto"], story["fatima"]), "otto", True),
        (Offer(2, "Twee keer per jaar de verwarming nakijken", story["ruud"], story["mehmet"]), "ruud", True),
        (Offer(5, "De woensdagmiddag voorbereiden", story["dewi"], story["annie"]), "dewi", True),
    )
    for number, (offer, _, _) in enumerate(offers, 1):
        offer_task(case, offer, by=story["fatima"], at=story.on(BEGAN + 13, f"20:{number:02}"))
    for number, (_, key, accepts) in enumerate(offers, 1):
        answer_task(
            case, AnswerTask(number, accepts=accepts), by=story[key], at=story.on(BEGAN + 14, f"19:{number:02}")
        )
    story.let_time_act(story.on(BEGAN + 14, "19:30"))
    name_keeper(case, NameKeeper(story["fatima"]), by=story["annie"], at=story.on(BEGAN + 15, "10:00"))
    answer_keeping(case, AnswerKeeping(accepts=True), by=story["fatima"], at=story.on(BEGAN + 15, "20:00"))


def _first_months(story: Story) -> None:
    """The call after four weeks, and the review with the hard question after three months."""
    story.let_time_act(story.on(BEGAN + 28, "07:00"))
    record_call(
        story.case,
        RecordCall(
            1,
            "Ik sprak alle acht. De administratie loopt. Er zijn te weinig mensen voor de zaterdag. Annie zegt: ik heb "
            "weer iets om voor op te staan.",
        ),
        by=story["ria"],
        at=story.on(BEGAN + 29, "16:00"),
    )
    report_task(
        story.case,
        ReportTask(7, state=TaskState.DONE, text="Het besluit is genomen. Het eerste paar kan zich melden."),
        by=story["otto"],
        at=story.on(BEGAN + 50, "10:00"),
    )
    opened = _review_opens(story, 3)
    answers = (
        ("fatima", {3: (Going.WELL, ""), 6: (Going.WELL, "De eerste bruiloft was er een met tachtig mensen.")}),
        ("bram", {1: (Going.WELL, ""), 4: (Going.NOT_WELL, "We zijn met te weinig voor twee hele dagen.")}),
        ("mehmet", {2: (Going.WELL, "De kranen doen het weer.")}),
        ("tineke", {4: (Going.WELL, "Ik heb één keer gebeld. Het was meteen stil.")}),
        ("dewi", {5: (Going.WELL, "Vijfentwintig kinderen, elke woensdag.")}),
        ("annie", {3: (Going.WELL, "")}),
    )
    hard = {
        "bram": "Ja, elke week. Het hangt in de hal.",
        "tineke": "Ja. Als het stopte, zou ik het nummer in de hal missen.",
        "annie": "Ik zou de maandag missen.",
    }
    for days, (key, goings) in enumerate(answers):
        look_back(
            story.case,
            LookBack(
                2,
                items={number: ItemGoing(going, text) for number, (going, text) in goings.items()},
                hard_answer=hard.get(key, ""),
            ),
            by=story[key],
            at=opened + timedelta(days=days, hours=3),
        )
    story.let_time_act(opened + timedelta(days=16))


def _half_a_year(story: Story) -> None:
    """After six months: Fatima gives the rota to Dewi, by their own words."""
    opened = _review_opens(story, 6)
    said = {3: ItemGoing(Going.NOT_WELL, "Het rooster is te veel voor één mens. Kan iemand het overnemen?")}
    look_back(story.case, LookBack(3, items=said), by=story["fatima"], at=opened + timedelta(hours=12))
    said = {4: ItemGoing(Going.WELL, "Met de mensen van het koor erbij lukt het nu wel.")}
    look_back(story.case, LookBack(3, items=said), by=story["grace"], at=opened + timedelta(days=2))
    story.let_time_act(opened + timedelta(days=16))
    report_task(
        story.case,
        ReportTask(3, state=TaskState.GIVEN_BACK, text="Ik heb het met plezier gedaan. Nu mag een ander."),
        by=story["fatima"],
        at=opened + timedelta(days=17),
    )
    offer = Offer(3, "Het rooster maken", story["dewi"], story["fatima"])
    offer_task(story.case, offer, by=story["fatima"], at=opened + timedelta(days=17, hours=1))
    answer_task(story.case, AnswerTask(10, accepts=True), by=story["dewi"], at=opened + timedelta(days=18))
    story.let_time_act(opened + timedelta(days=18, hours=1))


def _after_a_year(story: Story, at: datetime) -> None:
    """The house stays. Everyone is asked once more how it goes; two have said it so far."""
    opened = _review_opens(story, 12)
    said = {1: ItemGoing(Going.WELL, "We hielden vierhonderd euro over."), 4: ItemGoing(Going.WELL)}
    look_back(story.case, LookBack(4, items=said), by=story["bram"], at=opened + timedelta(hours=10))
    said = {3: ItemGoing(Going.WELL, "Ik ben 85 en ik heb de sleutel van een buurthuis."), 5: ItemGoing(Going.WELL)}
    look_back(story.case, LookBack(4, items=said), by=story["annie"], at=opened + timedelta(days=1, hours=4))
    story.let_time_act(at)


def _review_opens(story: Story, months: int) -> datetime:
    """Let the clock open this review on the morning of its day. Returns that moment."""
    due = add_months(story.on(BEGAN).date(), months)
    opened = story.on((due - story.day).days, "07:00")
    story.let_time_act(opened)
    return opened
