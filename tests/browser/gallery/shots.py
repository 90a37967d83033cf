"""What is looked at: every page in every state that matters, scene by scene along the road.

A new address fails until it stands here, or in NO_PICTURE with the reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.gallery import scenes
from tests.browser.gallery.scenes import Build

Act = Callable[[Page], None]


@dataclass(frozen=True)
class Shot:
    """One page as somebody sees it. `who` is empty for anyone; `act` is done to the page before it is looked at."""

    url: str
    who: str = ""
    state: str = ""
    args: Mapping[str, object] = field(default_factory=dict)
    act: Act | None = None
    answers: int = 200


@dataclass(frozen=True)
class Chapter:
    title: str
    scene: Build
    shots: tuple[Shot, ...]


# What these show is a file, another page of this list, or nothing at all: they are sent to, not looked at.
NO_PICTURE = {
    "account_request_login_code": "leads to signing in",
    "account_signup": "leads to signing in",
    "announce": "is sent from the page of closed time",
    "ask_everyone": "is sent from the page of an item",
    "bring_out": "is sent from the page of closed time",
    "draft_remove": "is sent from the page of a draft",
    "doubt_age": "is sent from the page of one's own age",
    "say_je": "is sent from the page of an age",
    "share_told": "is sent from the page of who told of somebody else",
    "child_told": "is sent from the page of what a child said",
    "come_out": "is sent from the page of closed time",
    "correction_dispute": "is sent from the page of the item",
    "take_back_ending": "is sent from the page of the proposal to stop",
    "demo_step_in": "steps in, then leads to the first page of that seat",
    "enter_code": "lets in, or shows the front page with the mistake: that is shown",
    "journal_file": "is a file to keep",
    "key_file": "is a file to keep",
    "leave": "leaves, then leads to the front page",
    "photo": "is a picture itself",
    "promise_confirm": "confirms, then leads to the promise",
    "receipt_file": "is a file to keep",
    "stop_by_leaving": "ends it, then leads to the road",
    "set_language": "switches the language, then leads back",
}


def send(page: Page) -> None:
    """Press the main button of the form as it stands."""
    page.locator("main form .actions button").first.click()
    settle(page)


def settle(page: Page) -> None:
    """Wait until what was asked for stands there: a new page, or a part of this one."""
    page.wait_for_load_state()
    page.locator(".htmx-request").first.wait_for(state="detached")


def empty(url: str, who: str = "", *, at: str = "", **args: object) -> Shot:
    """The form of this page, sent with nothing in it."""

    def clear_and_send(page: Page) -> None:
        for box in page.locator("main input:not([type]), main [type=text], main [type=email], main textarea").all():
            if box.is_visible():
                box.fill("")
        for box in page.locator("main [type=checkbox]").all():
            if box.is_checked():
                box.uncheck(force=True)
        send(page)

    return Shot(url, who, f"{at} sent empty".strip(), args, clear_and_send)


def filled(**typed: str) -> Act:
    def fill_and_send(page: Page) -> None:
        for name, text in typed.items():
            page.locator(f'main [name="{name}"]').first.fill(text)
        send(page)

    return fill_and_send


def chosen(value: str) -> Act:
    """Choose this, and send it."""

    def choose_and_send(page: Page) -> None:
        page.locator(f'main [value="{value}"]').first.check(force=True)
        send(page)

    return choose_and_send


def wrong_code(page: Page) -> None:
    filled(code="1234 5678 9012")(page)


def ask_code(page: Page) -> None:
    filled(login="ria@example.nl")(page)


def looked_for(box: str, name: str) -> Act:
    """Somebody was looked for by name."""

    def find(page: Page) -> None:
        page.locator(f'[name="{box}"]').fill(name)
        page.locator(f'[name="look"][value="{box}"]').click()
        settle(page)

    return find


def card_for(*names: str) -> Act:
    """Tick these people, and nobody else, and make their cards."""

    def tick_and_send(page: Page) -> None:
        seats = page.locator('main [name="seats"]')
        for box in seats.all():
            box.set_checked(False, force=True)
        for name in names:
            page.get_by_label(name).first.set_checked(True, force=True)
        send(page)

    return tick_and_send


def no_without_reason(page: Page) -> None:
    """Press "no", and send it with nothing said about what is wrong."""
    page.locator("main summary").first.click()
    page.locator('main [value="objection"]').first.click()
    settle(page)


def unfold(page: Page) -> None:
    """Everything that is folded away."""
    for folded in page.locator("main details:not([open]) > summary").all():
        if folded.is_visible():
            folded.click()


def many(who: str, urls: str, state: str = "") -> tuple[Shot, ...]:
    return tuple(Shot(url, who, state) for url in urls.split())


A_LIST = "Kees Vos, kees@example.nl\nEls Vos, Dorpsstraat 3\nGerrit\nBram Willems, bram@example.nl"

CHAPTERS = (
    Chapter(
        "The door, when nothing has happened yet",
        scenes.nothing,
        (
            Shot("door"),
            Shot("door", state="a code that nobody has", act=wrong_code),
            Shot("link", state="a link that is not right", args={"token": "x"}, answers=404),
            Shot("lost_link"),
            empty("lost_link"),
            Shot("lost_link", state="sent", act=filled(mail="anna@example.nl")),
            Shot("bring_question"),
            empty("bring_question"),
            Shot("account_login"),
            empty("account_login"),
            Shot("account_login", state="then the code", act=ask_code),
            Shot("account_confirm_login_code", state="a code that is not right", act=filled(code="000000")),
            Shot("account_inactive"),
            Shot("account_logout", "ria@example.nl"),
            Shot("desk", "ria@example.nl", "no questions"),
            Shot("public", state="there is no such situation", args={"address": "nergens"}, answers=404),
        ),
    ),
    Chapter(
        "Somebody told of somebody else",
        scenes.told,
        (Shot("road", "bets", "shared"), Shot("told", "mona"), Shot("my_data", "mona")),
    ),
    Chapter(
        "A question was brought",
        scenes.brought,
        (
            Shot("door", state="still nothing open"),
            Shot("link", "", "the personal link", {"token": "xander"}),
            Shot("road", "xander", "waiting for a facilitator"),
            Shot("my_data", "xander"),
            Shot("desk", "ria@example.nl", "one question"),
            Shot("take_up", "ria@example.nl"),
            empty("take_up", "ria@example.nl"),
            Shot("write_down_question", "ria@example.nl"),
            empty("write_down_question", "ria@example.nl"),
        ),
    ),
    Chapter(
        "Starting: nothing is written yet",
        scenes.starting,
        (
            *many("anna", "road accept_facilitator welcome voice people information views tasks plan my_answers"),
            *many("wim", "road welcome frames frame_new promise promise_preview process frame_test decision"),
            empty("frame_new", "wim"),
            empty("promise", "wim"),
            *many("otto", "road frames promise"),
            *many("ria", "cockpit seats invite introduce level wording independence cards journal looking_back people"),
            empty("invite", "ria"),
            Shot("invite_many", "ria", "before the limits are fixed"),
            empty("introduce", "ria"),
            empty("independence", "ria"),
            *many("", "public plan plan_print journal decision frame_test looking_back approach"),
            Shot("road", "", "anyone is refused", answers=403),
            Shot("cockpit", "anna", "a participant is refused", answers=403),
        ),
    ),
    Chapter(
        "Starting: frames and promise are written",
        scenes.drafted,
        (
            *many("wim", "road frames frame_edit frame_remove promise promise_preview"),
            empty("frame_edit", "wim"),
            *many("otto", "road frames promise"),
            *many("anna", "frames promise"),
            Shot("cockpit", "ria"),
        ),
    ),
    Chapter(
        "Starting: ready for the next step",
        scenes.framed,
        (
            *many("ria", "cockpit move_on frame_remark"),
            Shot("promise", "otto", "confirmed"),
            *many("", "public ladder"),
        ),
    ),
    Chapter(
        "Preparing",
        scenes.preparing,
        (
            Shot("link", "", "of who is invited", {"token": "ingrid"}),
            Shot("welcome", "ingrid", "invited"),
            Shot("decline", "ingrid"),
            Shot("welcome", "gerrit", "said no"),
            Shot("choose_seat", "bram"),
            *many("bram", "road welcome voice mail people nominate information ask_question views"),
            empty("voice", "bram"),
            empty("mail", "bram"),
            empty("nominate", "bram"),
            empty("ask_question", "bram"),
            *many("bram", "my_answers my_data erase_me decline"),
            Shot("recount", "bram", "in a conflict"),
            Shot("my_data", "jan", "no e-mail"),
            *many("petra", "road information answer_question tasks"),
            empty("answer_question", "petra"),
            Shot("people", "petra"),
            Shot("views", "anna"),
            empty("views", "anna"),
            *many("otto", "road process people"),
            Shot("frame_edit", "otto", "the frames are fixed"),
            *many("ria", "cockpit seats people invite talk renew_link nomination level exception no_plan information"),
            empty("invite", "ria"),
            Shot("invite", "ria", "with all that unfolds", act=unfold),
            Shot("invite_many", "ria"),
            empty("invite_many", "ria"),
            Shot("invite_many", "ria", "looked at", act=filled(people=A_LIST)),
            Shot("invite_many", "ria", "with a line that is wrong", act=filled(people="Kees, kees@\nGerrit")),
            empty("level", "ria"),
            empty("exception", "ria"),
            empty("no_plan", "ria"),
            Shot("cards", "ria"),
            empty("cards", "ria"),
            Shot("cards", "ria", "to print", act=card_for("Anna de Vries", "Ingrid Vos")),
            Shot("desk", "ria@example.nl", "a situation of her own"),
            Shot("door", "", "a situation is open"),
            *many("", "public frames promise journal"),
        ),
    ),
    Chapter(
        "Preparing: new cards wait for a yes",
        scenes.carded,
        (
            *many("jan", "road my_card my_data"),
            Shot("my_card", "bram", "the old one works"),
            *many("fatima", "road people hear_card"),
            empty("hear_card", "fatima"),
            Shot("road", "anna", "somebody else heard the yes"),
            Shot("my_card", "anna", "somebody else heard the yes"),
            Shot("welcome", "ingrid", "invited, with a new card"),
            Shot("hear_card", "otto", "nothing for others", answers=200),
            *many("ria", "seats cards journal"),
            Shot("door", "", "a card that waits", act=filled(code=scenes.WAITING_CODE)),
        ),
    ),
    Chapter(
        "Preparing: a view from the other side",
        scenes.opposed,
        (
            *many("anna", "road views"),
            Shot("answer_view", "anna", args={"number": 2}),
            empty("answer_view", "anna", number=2),
            Shot("nothing_else", "anna", args={"number": 1}),
            *many("fatima", "road views"),
            Shot("say_heard", "fatima"),
            empty("say_heard", "fatima"),
            *many("ria", "cockpit views sides absent_view"),
            empty("sides", "ria"),
            empty("absent_view", "ria"),
            Shot("on_sides", "ria", args={"seat_id": "anna"}),
            Shot("side_exception", "ria", args={"number": 3}),
            empty("side_exception", "ria", number=3),
        ),
    ),
    Chapter(
        "Deciding: nothing is written yet",
        scenes.deciding,
        (
            *many("bram", "road plan item_new safety_net"),
            empty("item_new", "bram"),
            empty("safety_net", "bram"),
            *many("ria", "cockpit open_rounds on_behalf"),
            *many("otto", "road plan frame_test"),
        ),
    ),
    Chapter(
        "Deciding: the first items are written",
        scenes.written,
        (
            *many("bram", "road plan item item_change item_drop"),
            empty("item_change", "bram"),
            empty("item_drop", "bram"),
            *many("ria", "cockpit open_rounds item"),
            empty("open_rounds", "ria"),
            Shot("item", ""),
        ),
    ),
    Chapter(
        "Deciding: the rounds are open",
        scenes.asked,
        (
            *many("bram", "road item plan"),
            Shot("item", "bram", "no, without a reason", act=no_without_reason),
            Shot("item", "anna", "has answered"),
            Shot("my_answers", "jan", "to confirm"),
            *many("anna", "my_answers recount"),
            Shot("item", "petra", "may not answer"),
            *many("ria", "cockpit on_behalf bring_objection"),
            empty("on_behalf", "ria"),
            empty("bring_objection", "ria"),
            *many("", "plan item"),
        ),
    ),
    Chapter(
        "Deciding: no name stands beside an answer",
        scenes.nameless,
        (
            Shot("item", "anna", "closed, without names"),
            Shot("item", "fatima", "to answer, with the tick", {"number": 2}),
            Shot("item", "bram", "answered, without a name", {"number": 2}),
            *many("fatima", "my_data"),
            Shot("talk", "ria", "depends on somebody", {"seat_id": "fatima"}),
            *many("ria", "cockpit"),
        ),
    ),
    Chapter(
        "Deciding, with very many people",
        scenes.crowded,
        (
            Shot("item_new", "bram"),
            Shot("item_new", "bram", "found", act=looked_for("find_bound", "buur 14")),
            Shot("item_new", "bram", "nobody found", act=looked_for("find_bound", "Niemand")),
            Shot("on_behalf", "ria"),
            Shot("on_behalf", "ria", "found", act=looked_for("find_people", "buur 14")),
        ),
    ),
    Chapter(
        'Deciding: a "no", and somebody silent',
        scenes.silent,
        (
            Shot("item", "bram", "no answer of Fatima", {"number": 1}),
            Shot("item", "bram", "a no is open", {"number": 2}),
            Shot("item", "fatima", "may still answer"),
            *many("ria", "cockpit plan"),
            Shot("contact", "ria", args={"seat_id": "fatima"}),
            empty("contact", "ria", seat_id="fatima"),
            Shot("talk_asked", "ria", args={"seat_id": "fatima"}),
        ),
    ),
    Chapter(
        "Deciding: somebody silent, and nobody called",
        scenes.uncalled,
        (
            *many("bram", "road item try_to_reach"),
            empty("try_to_reach", "bram"),
        ),
    ),
    Chapter(
        "Deciding: limits changed after they were fixed",
        scenes.limited,
        (
            *many("bram", "road plan plan_print frames promise frame_ask"),
            Shot("frame_dispute", "bram", args={"number": 2}),
            Shot("frame_touches", "bram", args={"number": 4}),
            empty("frame_ask", "bram"),
            Shot("item", "bram", "a limit is asked", {"number": 3}),
            *many("otto", "road frames process frame_answer frame_take_away"),
            Shot("frame_edit", "otto", "a limit that came later", {"number": 4}),
            empty("frame_take_away", "otto"),
            *many("ria", "cockpit journal"),
            *many("", "public frames"),
        ),
    ),
    Chapter(
        "Deciding: the plan is ready for the frames",
        scenes.ready,
        (*many("bram", "road plan plan_print"), *many("ria", "cockpit ask_test"), Shot("no_plan", "ria")),
    ),
    Chapter(
        "The test against the frames",
        scenes.tested,
        (
            *many("otto", "road frame_test"),
            empty("frame_test", "otto"),
            *many("bram", "road frame_test plan"),
            Shot("cockpit", "ria"),
            *many("", "frame_test public"),
        ),
    ),
    Chapter(
        "The answer of the authority",
        scenes.asked_back,
        (
            *many("bram", "road frame_test plan"),
            Shot("give_information", "bram", args={"frame": 2}),
            empty("give_information", "bram", frame=2),
            *many("otto", "frame_test road"),
            Shot("cockpit", "ria"),
            Shot("public", ""),
        ),
    ),
    Chapter(
        "Carrying out: no tasks yet",
        scenes.carrying_out,
        (
            *many("bram", "road plan tasks offer_task volunteer item take_back close_together looking_back"),
            empty("offer_task", "bram"),
            empty("volunteer", "bram"),
            empty("take_back", "bram"),
            empty("close_together", "bram"),
            *many("otto", "road decision"),
            empty("decision", "otto"),
            *many("ria", "cockpit tasks"),
            *many("petra", "road tasks"),
        ),
    ),
    Chapter(
        "Carrying out, with very many people",
        scenes.crowded_later,
        (
            Shot("offer_task", "bram"),
            Shot("offer_task", "bram", "found", act=looked_for("find_checker", "buur 14")),
        ),
    ),
    Chapter(
        "Carrying out: who does what",
        scenes.tasked,
        (
            Shot("task", "bram", "said yes"),
            Shot("task", "fatima", "is asked", {"number": 2}),
            Shot("task", "anna", "checks"),
            *many("anna", "tasks plan decision"),
            Shot("road", "fatima"),
            *many("otto", "decision road"),
            Shot("doubts", "bram", args={"number": 1}),
            empty("doubts", "bram", number=1),
            Shot("item_correct", "anna", args={"number": 1}),
            Shot("task", "", "anyone is refused", answers=403),
            *many("", "decision public plan"),
        ),
    ),
    Chapter(
        "After four weeks: the call",
        scenes.call_due,
        (*many("ria", "cockpit call looking_back"), empty("call", "ria"), Shot("looking_back", "bram")),
    ),
    Chapter(
        "After three months: looking back",
        scenes.looking_back,
        (
            Shot("road", "bram"),
            Shot("review", "bram", args={"number": 2}),
            Shot("review", "anna", "has answered", {"number": 2}),
            *many("ria", "cockpit looking_back"),
        ),
    ),
    Chapter(
        "What looking back told",
        scenes.looked_back,
        (Shot("review", "bram", args={"number": 2}), *many("bram", "looking_back plan"), Shot("cockpit", "ria")),
    ),
    Chapter(
        "Closed together",
        scenes.closed,
        (*many("bram", "road plan"), Shot("cockpit", "ria"), Shot("public", ""), Shot("door")),
    ),
    Chapter(
        "It is proposed to stop without a plan",
        scenes.given_up,
        (
            *many("bram", "road ending"),
            empty("ending", "bram"),
            *(Shot("ending", who) for who in ("fatima", "otto")),
            *many("ria", "cockpit ending"),
        ),
    ),
    Chapter(
        "No plan",
        scenes.without_plan,
        (*many("bram", "road plan"), Shot("cockpit", "ria"), *many("", "public plan")),
    ),
    Chapter(
        "A family: taken up",
        scenes.family_begun,
        (
            *many("ria", "cockpit footing only_the_law"),
            empty("footing", "ria"),
            *many("sanne", "road refuse_facilitator place"),
            empty("place", "sanne"),
        ),
    ),
    Chapter(
        "A family: nobody is over them",
        scenes.family_lawful,
        (*many("sanne", "road only_the_law"), *many("ria", "cockpit only_the_law")),
    ),
    Chapter(
        "A family: who is asked",
        scenes.family_named,
        (
            *many("sanne", "road people who_decides"),
            Shot("decide_nomination", "sanne", args={"number": 7}),
            empty("decide_nomination", "sanne", number=7),
            *many("ria", "cockpit seats own_plan stop"),
            Shot("nomination", "ria", "talked about", {"number": 7}),
            Shot("nomination", "ria", "talk first", {"number": 8}),
            Shot("nomination", "ria", "kept out", {"number": 9}),
            Shot("look_again", "sanne", args={"number": 9}),
            Shot("look_again", "ria", "who guides", {"number": 9}),
            empty("own_plan", "ria"),
            empty("stop", "ria"),
            *many("joke", "road speak_for bring_view_for"),
            empty("speak_for", "joke"),
            *many("karin", "road"),
        ),
    ),
    Chapter(
        "A family: before the door shuts",
        scenes.family_deciding,
        (
            *many("ria", "cockpit stage closed_time"),
            *many("sanne", "road closed_time stop_own"),
            *many("karin", "road approach"),
        ),
    ),
    Chapter(
        "A family: among themselves",
        scenes.family_inside,
        (
            *many("sanne", "road closed_time draft_new draft"),
            empty("draft_new", "sanne"),
            *many("ria", "cockpit closed_time"),
            *many("karin", "road closed_time"),
        ),
    ),
    Chapter(
        "A family: the door is open again",
        scenes.family_outside,
        (
            *many("sanne", "road closed_time closed_time_earlier plan"),
            *many("ria", "cockpit stage_back"),
            empty("stage_back", "ria"),
        ),
    ),
    Chapter(
        "A family: deciding",
        scenes.family_asked,
        (
            *many("sanne", "road plan plan_print resources who_checks"),
            empty("resources", "sanne"),
            *many("truus", "road item recount"),
            *many("joke", "road object_for"),
            empty("object_for", "joke"),
        ),
    ),
    Chapter(
        "A family: a child says",
        scenes.family_child,
        (
            *many("henk", "road information"),
            Shot("child", "henk", args={"number": 1}),
            empty("child", "henk", number=1),
            *many("daan", "road item"),
            *many("ria", "speak_for seats"),
        ),
    ),
    Chapter(
        "A family: the answer is told to the child",
        scenes.family_told,
        (Shot("road", "joke"), Shot("child", "joke", args={"number": 1})),
    ),
    Chapter(
        "A family: somebody of twelve",
        scenes.family_twelve,
        (
            *many("daan", "road choose_say my_age"),
            empty("choose_say", "daan"),
            Shot("age", "ria", args={"seat_id": "daan"}),
        ),
    ),
    Chapter(
        "A family: who reads the plan they work by",
        scenes.family_agreed,
        (
            *many("truus", "road plan plan_readers"),
            Shot("share_plan", "truus", args={"seat_id": "karin"}),
            Shot("share_plan", "henk", "asked", {"seat_id": "karin"}),
            empty("share_plan", "henk", seat_id="karin"),
            *many("karin", "road shared_plan"),
            *many("ria", "plan_readers"),
        ),
    ),
    Chapter(
        "An approach of somebody's own",
        scenes.own_approach,
        (
            *many("", "public name_myself"),
            empty("name_myself"),
            *many("bram", "approach road decline my_data people frames document document_write document_print"),
            Shot("footing", "ria"),
            Shot("footing", "ria", "another than the file allows", act=chosen("under_pressure")),
            *many("ria", "cockpit seats"),
            Shot("length", "ria", args={"key": "decision"}),
            Shot("talk", "ria", args={"seat_id": "bram"}),
            Shot("talk", "ria", "recorded", {"seat_id": "fatima"}),
            Shot("dependence", "ria", args={"seat_id": "bram"}),
            Shot("dependence", "bram", "of oneself", {"seat_id": "bram"}),
        ),
    ),
    Chapter(
        "Days to look back, and who keeps an eye on the plan",
        scenes.follow_up,
        (
            *many("bram", "road plan looking_back keeper"),
            empty("keeper", "bram"),
            Shot("review_day", "bram", args={"months": 3}),
            Shot("keeper", "anna", "asked"),
            *many("ria", "cockpit keeper"),
        ),
    ),
    Chapter(
        "Two sides, and what each declares",
        scenes.two_sides,
        (
            *many("carl", "road declarations people approach"),
            Shot("declaration", "carl", "to say", {"key": "own_yes"}),
            Shot("declaration", "carl", "said", {"key": "responsibility"}),
            Shot("declaration", "hanna", "for others", {"key": "responsibility"}, answers=403),
            *many("hanna", "declarations"),
            *many("ria", "cockpit seats declarations"),
            Shot("declaration_about", "ria", args={"key": "safety_talk", "about": "hanna"}),
            Shot("side", "ria", args={"seat_id": "carl"}),
        ),
    ),
    Chapter(
        "The played example: everything full",
        scenes.example,
        (
            *many("", "door demo public"),
            *many("fatima", "road plan plan_print people nominate information views tasks my_answers my_data journal"),
            Shot("recount", "fatima"),
            Shot("item", "fatima", "agreed", {"number": 1}),
            Shot("item", "fatima", "changed after a no", {"number": 4}),
            Shot("item", "tineke", "to answer", {"number": 4}),
            Shot("item", "mehmet", "not agreed", {"number": 3}),
            Shot("item", "mehmet", "left out", {"number": 5}),
            Shot("task", "bram", "said yes"),
            Shot("task", "mehmet", "is asked", {"number": 2}),
            Shot("welcome", "lotte", "invited"),
            *many("otto", "road frames process frame_test"),
            *many("ruud", "road information answer_question"),
            *many("ria", "cockpit seats people on_behalf open_rounds cards journal"),
            Shot("nomination", "ria", args={"number": 4}),
        ),
    ),
    Chapter(
        "The played example, a year later",
        scenes.example_a_year_later,
        (
            *many("fatima", "road plan looking_back tasks decision frame_test information"),
            Shot("review", "fatima", "open", {"number": 4}),
            Shot("review", "fatima", "closed", {"number": 2}),
            *many("ria", "cockpit looking_back journal"),
            *many("", "public plan_print"),
        ),
    ),
    Chapter(
        "The invented house, where things went otherwise",
        scenes.example_of_the_kade,
        (
            *many("gerrit", "road plan decision frame_test"),
            *many("", "public frames promise"),
        ),
    ),
)
