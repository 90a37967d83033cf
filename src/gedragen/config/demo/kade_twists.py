"""What went otherwise in De Kade: a frame that nobody had promised, and a decision that differs from the plan."""

from datetime import date, datetime, timedelta

from gedragen.cases.doing.commands.follow_through import ItemGoing, LookBack, RecordCall, look_back, record_call
from gedragen.cases.doing.commands.keeping import AnswerKeeping, NameKeeper, answer_keeping, name_keeper
from gedragen.cases.frame_test.commands.decision import RecordDecision, record_decision
from gedragen.cases.frame_test.commands.frame_test import GiveVerdicts, ask_frame_test, give_verdicts
from gedragen.cases.frames.commands.later import ChangeFrame, change_frame
from gedragen.config.demo.kade import play_up_to_the_plan
from gedragen.config.demo.kade_people import DECIDERS
from gedragen.config.demo.story import Story
from gedragen.method.consent import Answer
from gedragen.method.follow_through import Going
from gedragen.method.frame_test import GivenVerdict, ItemDecision, Taken, Verdict
from gedragen.method.frames import FrameChange, FrameKind, FrameText
from gedragen.method.terms import add_months, local_day

OPENED_DAYS_AGO = 5
# Days before the day of the story: the plan was agreed on by then, and nothing was tested yet.
ASKED, TESTED = -40, -10
# A frame that is asked stands in the rounds as an item of its own, after the three of the plan.
ITEM_OF_THE_FRAME = 4
MANAGER = FrameText(
    text="De dagelijkse leiding is bij een betaalde beheerder.",
    question="Is er een betaalde beheerder, en leidt die het huis?",
    reason="Dan weten wij wie wij moeten bellen.",
    source="Overleg van het college (nagespeeld)",
    kind=FrameKind.POLICY,
)


def first_day_of_the_kade(at: datetime) -> date:
    """The day of this story, so that the review after twelve months opened five days ago."""
    return add_months(local_day(at) - timedelta(days=OPENED_DAYS_AGO), -12)


def play_the_kade(story: Story, *, account: int, at: datetime) -> None:
    play_up_to_the_plan(story, account=account)
    _frame_is_not_accepted(story)
    _test(story)
    _decision_differs(story)
    _who_keeps_it_up(story)
    _after_a_year(story, at)


def _frame_is_not_accepted(story: Story) -> None:
    """It does not bind, and stands on the page of the frames for everybody to read."""
    wanted = ChangeFrame(MANAGER, None, FrameChange.ASKED, "Wij vragen ons af wie de telefoon opneemt.", touches=(1,))
    change_frame(story.case, wanted, by=story["yvonne"], at=story.on(ASKED, "10:00"))
    no = "Wij leiden het huis zelf, dat is ons plan. Er komt een telefoon, en wie opendoet, neemt op."
    story.answer("nadia", ITEM_OF_THE_FRAME, Answer.OBJECTION, why=no, at=story.on(ASKED + 1, "20:00"))
    story.say_yes(("hanneke",), ITEM_OF_THE_FRAME, at=story.on(ASKED + 2, "20:00"))
    story.answer("winston", ITEM_OF_THE_FRAME, Answer.ABSTENTION, at=story.on(ASKED + 2, "21:00"))
    no = "Dit stond niet in de belofte."
    story.answer("gerrit", ITEM_OF_THE_FRAME, Answer.OBJECTION, why=no, at=story.on(ASKED + 3, "20:00"))
    story.let_time_act(story.on(ASKED + 16))


def _test(story: Story) -> None:
    """Held against the two frames that were promised, and no other."""
    ask_frame_test(story.case, by=story["ria"], at=story.on(TESTED, "09:00"))
    all_met = {number: GivenVerdict(Verdict.MET) for number in (1, 2)}
    give_verdicts(story.case, GiveVerdicts(1, all_met), by=story["yvonne"], at=story.on(0, "11:00"))


def _decision_differs(story: Story) -> None:
    """Gerrit's "no" is heard: the second decision is one that all of them accept."""
    because = "De rekenkamer vraagt een grens aan wat bewoners zonder handtekening uitgeven."
    _record(story, "Bewoners doen zelf het kleine onderhoud, tot 500 euro per keer.", because, on=10, read=0)
    others = tuple(key for key in DECIDERS if key != "gerrit")
    story.say_yes(others, 2, version=2, at=story.on(12, "20:00"))
    no = "Een kraan kost al 600 euro. Dan moet ik voor elke kraan om een handtekening."
    story.answer("gerrit", 2, Answer.OBJECTION, version=2, why=no, at=story.on(13, "20:00"))
    story.let_time_act(story.on(26, "12:00"))
    because = "U hebt gelijk: 500 euro is te weinig. Met 1.500 euro kan bijna alles, en de rekenkamer vindt het goed."
    _record(story, "Bewoners doen zelf het kleine onderhoud, tot 1.500 euro per keer.", because, on=27, read=1)
    story.say_yes(DECIDERS, 2, version=3, at=story.on(28, "20:00"))


def _record(story: Story, namely: str, because: str, *, on: int, read: int) -> None:
    decision = RecordDecision(
        "Het college besluit: De Kade blijft open. De bewoners beheren het huis volgens hun plan, met één verschil.",
        decided_on=story.on(on).date(),
        items={
            1: ItemDecision(Taken.OVER),
            2: ItemDecision(Taken.OTHERWISE, namely, because=because),
            3: ItemDecision(Taken.OVER),
        },
        rights="Bent u het er niet mee eens? Schrijf dat binnen zes weken aan het college van Ravelhoven.",
        read=read,
    )
    record_decision(story.case, decision, by=story["yvonne"], at=story.on(on, "15:00"))


def _who_keeps_it_up(story: Story) -> None:
    name_keeper(story.case, NameKeeper(story["hanneke"]), by=story["nadia"], at=story.on(29, "10:00"))
    answer_keeping(story.case, AnswerKeeping(accepts=True), by=story["hanneke"], at=story.on(29, "20:00"))
    story.let_time_act(story.on(30, "07:00"))
    call = RecordCall(1, "Ik sprak alle vier. De kranen doen het. Op zaterdag zijn er te weinig mensen.")
    record_call(story.case, call, by=story["ria"], at=story.on(30, "16:00"))
    opened = _review_opens(story, 3)
    said = {1: ItemGoing(Going.WELL), 3: ItemGoing(Going.WELL, "Er komen er nu twintig.")}
    going = LookBack(2, items=said, hard_answer="Ja. Ik zou de vrijdag missen, en de jongens ook.")
    look_back(story.case, going, by=story["winston"], at=opened + timedelta(hours=12))
    story.let_time_act(opened + timedelta(days=16))
    story.let_time_act(_review_opens(story, 6) + timedelta(days=16))


def _after_a_year(story: Story, at: datetime) -> None:
    opened = _review_opens(story, 12)
    said = {2: ItemGoing(Going.WELL, "Vier kranen, twee sloten en een deur. Niemand hoefde te wachten.")}
    look_back(story.case, LookBack(4, items=said), by=story["gerrit"], at=opened + timedelta(hours=12))
    story.let_time_act(at)


def _review_opens(story: Story, months: int) -> datetime:
    """Let the clock open this review on the morning of its day. Returns that moment."""
    due = add_months(story.day, months)
    opened = story.on((due - story.day).days, "07:00")
    story.let_time_act(opened)
    return opened
