"""The day itself, yesterday: among themselves, out again with a plan, and the same day an answer to most of it."""

from gedragen.cases.children.commands import AnswerChild, TellChild, answer_child, tell_child
from gedragen.cases.children.worries import worries
from gedragen.cases.closed_time.commands import (
    BringOut,
    DraftText,
    EndClosedTime,
    OpenClosedTime,
    WriteDraft,
    bring_out,
    end_closed_time,
    open_closed_time,
    write_draft,
)
from gedragen.cases.models import Case, RoundAnswer
from gedragen.cases.plan.commands import (
    AgreeArrangement,
    AgreeSafetyNet,
    ChangeItem,
    ItemText,
    agree_arrangement,
    agree_safety_net,
    change_item,
)
from gedragen.cases.preparing.commands.preparation import AnswerView, answer_view
from gedragen.cases.rounds.commands.consent import (
    AnswerOnBehalf,
    ConfirmAnswer,
    SpokenAnswer,
    answer_on_behalf,
    confirm_answer,
)
from gedragen.cases.rounds.commands.rounds import BringObjection, OpenRounds, bring_objection, open_rounds
from gedragen.config.demo.family_people import DECIDERS
from gedragen.config.demo.story import Story
from gedragen.method.consent import Answer
from gedragen.method.constitution.declarations import DeclarationKind

DRAFTS = (
    (
        "lisa",
        DraftText(
            "Wie merkt dat het minder gaat, belt meteen",
            "Samantha belt Esther elke dag even. Neemt Esther twee keer niet op, dan gaat Samantha langs en belt ze "
            "Riet. Niemand hoeft zeker te weten dat het misgaat.",
        ),
    ),
    (
        "marcel",
        DraftText(
            "Doordeweeks slaapt Noah bij oma Riet",
            "Van zondagavond tot vrijdag. Marcel brengt hem naar school en Youssef haalt hem op. Noah eet op dinsdag "
            "en donderdag bij Youssef, dan kan Riet rusten.",
        ),
    ),
    (
        "samantha",
        DraftText(
            "In het weekend wisselen we af",
            "Lisa, Marcel en Samantha nemen om de beurt een weekend.",
        ),
    ),
    # This one stays inside.
    ("riet", DraftText("Wat ik niet hardop zei", "Ik ben bang dat ik het niet meer volhoud, en dat niemand het ziet.")),
)
BECAUSE = "Wie het doet en wanneer, stond er nog niet bij."


def meet(story: Story) -> None:
    _among_themselves(story)
    _who_does_what(story)
    _what_noah_says(story)
    _same_day(story)
    _one_item_again(story)
    _what_belongs_to_it(story)


def _among_themselves(story: Story) -> None:
    case = story.case
    open_closed_time(case, OpenClosedTime(until=story.on(-1, "15:00")), by=story["ria"], at=story.on(-1, "12:30"))
    for minute, (key, text) in enumerate(DRAFTS):
        write_draft(case, WriteDraft(1, text), by=story[key], at=story.on(-1, f"14:{20 + minute}"))
    end_closed_time(case, EndClosedTime(1), by=story["youssef"], at=story.on(-1, "15:10"))
    bring_out(case, BringOut(1, (1, 2, 3)), by=story["lisa"], at=story.on(-1, "15:15"))


def _who_does_what(story: Story) -> None:
    """Ria asks: who does it, and when? They write it down themselves."""
    carriers = (("samantha", "riet"), ("riet", "marcel", "youssef"), ("lisa", "marcel", "samantha"))
    whens = ("Vanaf vandaag.", "Zodra Esther of Samantha zegt dat het nodig is.", "Om de beurt, te beginnen met Lisa.")
    for number, (keys, when) in enumerate(zip(carriers, whens, strict=True), 1):
        draft = DRAFTS[number - 1][1]
        text = ItemText(draft.title, draft.text, when=when, bound=[story[key] for key in keys])
        at = story.on(-1, f"15:{30 + number}")
        change_item(story.case, ChangeItem(number, text, because=BECAUSE, version=1), by=story["lisa"], at=at)


def _what_noah_says(story: Story) -> None:
    """He decides nothing, and both things that he said have an answer before anybody says yes. Ineke tells him."""
    packing, staying = worries(Case.objects.get(id=story.case)).values_list("id", flat=True)
    home = "Als mama zich goed voelt, ben je thuis. Samantha belt haar elke dag, en jij mag haar elke avond bellen."
    answers = (AnswerChild(packing, item_number=2), AnswerChild(staying, item_number=1, text=home))
    for minute, (key, answer) in enumerate(zip(("lisa", "riet"), answers, strict=True)):
        number = answer_child(story.case, answer, by=story[key], at=story.on(-1, f"15:{36 + 2 * minute}"))
        tell_child(story.case, TellChild(number), by=story["ineke"], at=story.on(-1, f"15:{37 + 2 * minute}"))


def _same_day(story: Story) -> None:
    """Two items pass the same day. Somebody says no to the third, through Ria, and nobody reads who it was."""
    case = story.case
    open_rounds(case, OpenRounds((1, 2, 3), closes_at=story.on(-1, "18:00")), by=story["ria"], at=story.on(-1, "15:45"))
    bring_objection(
        case,
        BringObjection(3, "Dan moet Noah elk weekend weer zijn spullen inpakken. En hij mist voetbal."),
        by=story["ria"],
        at=story.on(-1, "16:05"),
    )
    spoken = [SpokenAnswer(number, story["riet"], Answer.YES) for number in (1, 2, 3)]
    answer_on_behalf(case, AnswerOnBehalf(tuple(spoken)), by=story["ria"], at=story.on(-1, "16:10"))
    mine = RoundAnswer.objects.filter(seat=story["riet"]).values_list("id", flat=True)
    confirm_answer(case, ConfirmAnswer(tuple(mine)), by=story["riet"], at=story.on(-1, "16:12"))
    others = [key for key in DECIDERS if key != "riet"]
    for number in (1, 2):
        story.say_yes(others, number, version=2, at=story.on(-1, f"16:{20 + number}"))
    story.answer("esther", 3, Answer.ABSTENTION, version=2, at=story.on(-1, "16:30"))
    story.say_yes((key for key in others if key != "esther"), 3, version=2, at=story.on(-1, "16:35"))


def _one_item_again(story: Story) -> None:
    """The "no" makes the item better; the round about it is open now."""
    text = ItemText(
        title="In het weekend komt er iemand bij Noah",
        what="Noah blijft op één plek: bij Riet, of thuis als Esther er kan zijn. Lisa, Marcel en Samantha komen om de "
        "beurt daarheen en slapen er. Wie er is, gaat op zaterdag mee naar voetbal.",
        why="Niet Noah pakt zijn spullen, maar de grote mensen.",
        when="Elk weekend dat Esther ziek is, te beginnen met Lisa.",
        bound=[story[key] for key in ("lisa", "marcel", "samantha")],
    )
    because = "Elk weekend inpakken is te veel voor een kind van tien. En voetbal gaat door."
    change_item(
        story.case, ChangeItem(3, text, because=because, version=2), by=story["samantha"], at=story.on(-1, "17:00")
    )
    open_rounds(story.case, OpenRounds((3,), closes_at=story.on(4, "20:00")), by=story["ria"], at=story.on(-1, "17:05"))
    story.say_yes(("marcel", "youssef"), 3, version=3, at=story.on(-1, "19:00"))


def _what_belongs_to_it(story: Story) -> None:
    case = story.case
    agree_arrangement(
        case,
        AgreeArrangement(
            DeclarationKind.RESOURCES,
            "Een eigen bed en een eigen kast voor Noah bij Riet. Het kaartje met nummers. De reiskosten van Marcel, "
            "die betaalt jeugdzorg.",
        ),
        by=story["marcel"],
        at=story.on(-1, "17:15"),
    )
    agree_arrangement(
        case,
        AgreeArrangement(
            DeclarationKind.WHO_CHECKS,
            "Samantha houdt in de gaten of het loopt. Zij vraagt elke week aan Noah en aan Riet hoe het gaat.",
        ),
        by=story["samantha"],
        at=story.on(-1, "17:20"),
    )
    agree_safety_net(
        case,
        AgreeSafetyNet(
            "Lukt het niet meer, dan belt wie dat merkt Lisa. Zij belt iedereen. Is Noah niet veilig, dan bellen we "
            "meteen Arjen, ook midden in de nacht."
        ),
        by=story["lisa"],
        at=story.on(-1, "17:25"),
    )
    answer_view(
        case,
        AnswerView(1, "Daarom eet Noah twee dagen bij Youssef, en zijn er in het weekend anderen."),
        by=story["samantha"],
        at=story.on(-1, "17:30"),
    )
