"""What the next step still needs: every gate as a plain sentence, with the link that mends it. And what rules say."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gedragen.access.doing import Action
from gedragen.cases.guiding.queries import Gate
from gedragen.cases.state.head import CaseHead
from gedragen.method.constitution.declarations import DeclarationKind
from gedragen.method.constitution.footing import Footing
from gedragen.method.constitution.keys.declarations import DeclarationRule, shared_declarations
from gedragen.pages.home.stage import name_of
from gedragen.pages.house.rules import Sentence, Sentences
from gedragen.pages.house.words import WHOM, in_language, in_language_about
from gedragen.pages.templatetags.theirs import theirs, with_theirs

RULES: Sentences = {
    "back-needs-reason": Sentence(_("Write why you go back. Everyone who takes part will read it."), "reason"),
    "gates-missing": Sentence(_("Something is still missing before the next step. The list shows what.")),
    "phase-has-changed": Sentence(_("Somebody was just ahead of you: the next step has begun already.")),
    "no-such-stage": Sentence(_("That cannot come now. Look at where we are."), "stage"),
    "rounds-first": Sentence(_("People are answering now. Wait until that has ended."), "stage"),
    "stage-has-changed": Sentence(_("Somebody was just ahead of you. Look at where we are now.")),
    "road-has-ended": Sentence(_("This is the last part of the road.")),
}


@dataclass(frozen=True)
class GateWords:
    """`link`: where it is mended, as the name of a page. `about`: what that page wants to know of the gate."""

    sentence: Promise | str
    label: Promise
    link: str
    about: str = ""
    query: str = ""


@dataclass(frozen=True)
class GateLine:
    """What parts/gates.html shows."""

    sentence: str
    label: str
    url: str
    met: bool = False


def _missing(kind: DeclarationKind) -> Promise | str:
    """What stands with a declaration that all approaches share, in the language of who looks."""
    return lazy(lambda: in_language(shared_declarations()[kind].words.missing), str)()


GATES: dict[str, GateWords] = {
    "stage": GateWords(_("First comes: %(title)s."), _("Look at that"), "stage"),
    "level": GateWords(_("You have not chosen yet how much tension there is."), _("Choose the level"), "level"),
    "approach": GateWords(_("No approach has been chosen yet."), _("To your desk"), "desk"),
    "main-person": GateWords(
        _("None of the people it is about takes part yet."),
        _("Invite somebody it is about"),
        "invite",
        query="?as=main_person",
    ),
    "authority": GateWords(
        _("Nobody who sets the limits takes part yet."),
        _("Invite whoever sets the limits"),
        "invite",
        query="?as=authority",
    ),
    "frames": GateWords(_("There are no limits yet. The organisation writes them."), _("Look at the limits"), "frames"),
    "promise": GateWords(
        _("There is no promise yet. The organisation writes what people may decide, and what happens then."),
        _("Look at the promise"),
        "promise",
    ),
    "promise-silence": GateWords(
        _("One limit is about law or safety. The promise must name who answers when no answer comes."),
        _("Look at the promise"),
        "promise",
    ),
    "promise-confirmed": GateWords(_missing(DeclarationKind.PROMISE), _("Look at the promise"), "promise"),
    "independence": GateWords(
        _missing(DeclarationKind.INDEPENDENCE),
        _("Record this for yourself, or ask %(title)s"),
        "independence",
    ),
    "accepts-facilitator": GateWords(
        _missing(DeclarationKind.ACCEPTS_FACILITATOR), _("Contact %(title)s"), "talk", about="seat"
    ),
    "deciders": GateWords(
        _("At least %(about)s people must take part and decide. There are %(deciders)s now."),
        _("Invite somebody"),
        "invite",
    ),
    "side": GateWords(
        _("It is not recorded yet to which side %(title)s belongs."), _("Choose the side"), "side", about="seat"
    ),
    "side-missing": GateWords(
        _("Of this side at least %(about)s must take part: %(title)s."), _("Invite somebody"), "invite"
    ),
    "preparation": GateWords(_missing(DeclarationKind.PREPARATION), _("Record the talk"), "talk", about="seat"),
    "nomination": GateWords(
        _("%(title)s was named, and has not been asked yet."), _("Invite %(title)s"), "nomination", about="number"
    ),
    "question": GateWords(
        _("This question has no answer yet: “%(title)s”"), _("Answer the question"), "answer_question", about="number"
    ),
    "opposing-views": GateWords(
        _("People are against each other here, and nobody has put forward another view yet."),
        _("See what you can do"),
        "exception",
    ),
    "views-unanswered": GateWords(
        _("Not every other view has an answer yet. Somebody else than who put it forward writes it."),
        _("See the other side"),
        "views",
    ),
    "sides": GateWords(
        _("People are against each other here. Name at least two sides, in the words that people use."),
        _("Name the sides"),
        "sides",
    ),
    "side-nobody": GateWords(
        _("Nobody of this side decides along and had a talk: %(title)s."), _("Look at the sides"), "sides"
    ),
    "side-silent": GateWords(
        _("This side has not said yet what it sees differently, or that it sees nothing differently: %(title)s."),
        _("Look at the sides"),
        "sides",
    ),
    "side-not-said-for": GateWords(
        _("Nobody of this side takes part, and what they think was not written down: %(title)s."),
        _("Write down what they said"),
        "absent_view",
    ),
    "views-unheard": GateWords(
        _("Who put forward a view has not said yet whether it was heard."), _("See the other side"), "views"
    ),
    "opposition-exception": GateWords(
        _missing(DeclarationKind.OPPOSITION_EXCEPTION),
        _("See what you can do"),
        "exception",
    ),
    "items": GateWords(
        _("There is nothing in the plan yet. The people write it themselves."), _("Look at the plan"), "plan"
    ),
    "item-draft": GateWords(
        _("Nobody has been asked yet about item %(about)s: %(title)s."),
        _("Ask everyone about it"),
        "open_rounds",
        query="?item=%(about)s",
    ),
    "item-in-round": GateWords(
        _("People are answering item %(about)s now: %(title)s."),
        _("See who has not answered"),
        "cockpit",
        query="#rounds",
    ),
    "item-objected": GateWords(
        _("Somebody says no to item %(about)s: this must change first (%(title)s)."),
        _("See what must change"),
        "item",
        about="number",
    ),
    "item-not-passed": GateWords(
        _("Item %(about)s was not agreed: %(title)s. It can be changed, left out, or asked again."),
        _("Look at the item"),
        "item",
        about="number",
    ),
    "plan-not-shared": GateWords(
        _("%(title)s was asked for something, and may read nothing of the plan."),
        _("See who reads what"),
        "plan_readers",
    ),
    "footing": GateWords(_("It is not recorded yet whether people come of their own will."), _("Record it"), "footing"),
    "only-the-law": GateWords(
        _missing(DeclarationKind.ONLY_THE_LAW),
        _("Read what they say yes to"),
        "only_the_law",
    ),
    "resources": GateWords(
        _missing(DeclarationKind.RESOURCES),
        _("Look at the plan"),
        "plan",
        query="#resources",
    ),
    "who-checks": GateWords(
        _missing(DeclarationKind.WHO_CHECKS),
        _("Look at the plan"),
        "plan",
        query="#who-checks",
    ),
    "safety-net": GateWords(
        _missing(DeclarationKind.SAFETY_NET),
        _("Look at the plan"),
        # The people write it; whoever guides the conversation only reads it there.
        "plan",
        query="#safety-net",
    ),
}


# Where the main person chooses the circle nobody is simply invited.
CLOSED: dict[str, GateWords] = {
    "main-person": GateWords(_("None of the people it is about takes part yet."), _("See who it is about"), "seats"),
    "deciders": GateWords(
        _("At least %(about)s people must take part and decide. There are %(deciders)s now."),
        _("See who was named"),
        "seats",
    ),
    "nomination": GateWords(
        _("%(title)s was named, and nothing has been sent yet."),
        _("See what comes first for %(title)s"),
        "nomination",
        about="number",
    ),
    "items": GateWords(
        _("There is nothing in the plan yet. The people make it themselves, while they are among themselves."),
        _("Go to closed time"),
        "closed_time",
    ),
}


# Who comes of their own will may have nobody over them: then this is the question, and not whom to invite.
WANT_TO: dict[str, GateWords] = {
    "authority": GateWords(
        _("Nobody who sets the limits takes part yet. Or does nobody set limits here?"),
        _("Choose which of the two"),
        "only_the_law",
    ),
}


def gate_line(gate: Gate, head: CaseHead, deciders: int) -> GateLine:
    """One gate in words. `deciders`: how many people decide by now."""
    if gate.rule is not None:
        return _own_line(gate, gate.rule, head)
    words = _in_this_situation(head)[gate.code]
    side = in_language(gate.side.name) if gate.side is not None else ""
    values = {"title": gate.title or side, "about": gate.about, "deciders": deciders}
    # A name is in no language.
    title = side or (gate.title if words.about == "seat" else theirs(gate.title))
    if gate.code == "stage" and head.approach is not None and gate.about is not None:
        title = name_of(head.approach.stages[gate.about])
    return GateLine(
        sentence=with_theirs(str(words.sentence), **values | {"title": title}),
        label=str(words.label) % values,
        url=_url(words, gate, head) + words.query % values,
    )


def _own_line(gate: Gate, rule: DeclarationRule, head: CaseHead) -> GateLine:
    """What the approach asks for of its own, in its words. Whoever guides leads to where it is said, or reads of it."""
    whom = in_language(gate.side.name) if gate.side is not None else gate.title
    missing, names_whom = in_language_about(rule.words.missing, whom), WHOM in in_language(rule.words.missing)
    sentence = missing if names_whom or not whom else f"{whom}: {missing}"
    if rule.by != "facilitator":
        return GateLine(sentence, gettext("See what was said"), reverse("declarations", args=[head.address]))
    about = gate.side.key if gate.side is not None else gate.seat_id
    where = [head.address, rule.key] if about is None else [head.address, rule.key, about]
    url = reverse("declaration" if about is None else "declaration_about", args=where)
    return GateLine(sentence, in_language(rule.words.button), url)


def _in_this_situation(head: CaseHead) -> dict[str, GateWords]:
    found = GATES if head.is_open else GATES | CLOSED
    return found | WANT_TO if Action.DECLARE_ONLY_THE_LAW in head.can and head.footing is Footing.VOLUNTARY else found


def _url(words: GateWords, gate: Gate, head: CaseHead) -> str:
    if words.link == "desk":
        return reverse("desk")
    about = {"seat": gate.seat_id, "number": gate.about}.get(words.about)
    return reverse(words.link, args=[head.address] if about is None else [head.address, about])
