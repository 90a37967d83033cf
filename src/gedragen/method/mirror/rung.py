"""Which rung of the ladder of ownership a road reached, measured from the public part of its journal alone.

The conditions are our reading of the method, and have the letters they are shown with: 1a, 2a and 2b, 3a, 5a to 5i.
Rung 4, carrying out what others decided, is never reached: it is a flag that keeps from the fifth.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gedragen.method.promise import Rung

TAKES_PART = frozenset({"participant", "decider"})
# Who carries out something for themselves or each other; everybody else has an office.
OWN_PEOPLE = frozenset({"person", "network"})
CARRIES_ONLY = 4


@dataclass(frozen=True)
class Entry:
    """The public part of one entry: its kind, which kind of person did it, and what everybody may know of it."""

    kind: str
    by: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Measured:
    """`rung`: 0, 1, 2, 3 or 5. `failing`: of the next rung what does not hold, by letter and number, as "5g:item 2".

    `flags`: 4 where somebody carries out, or is bound by, what they did not say yes to.
    """

    rung: int
    failing: tuple[str, ...]
    flags: frozenset[int] = frozenset()


Condition = Callable[["_Road"], Iterator[str]]


def measured(entries: Iterable[Entry]) -> Measured:
    """The highest rung whose conditions hold, and those of all rungs below it. One open question alone lowers none."""
    road = _Road(tuple(entries))
    failing = {rung: tuple(code for condition in CONDITIONS[rung] for code in condition(road)) for rung in CONDITIONS}
    flags = frozenset({CARRIES_ONLY}) if "4" in failing[5] else frozenset()
    only_questions = [rung for rung, codes in failing.items() if codes] == [2] and "2a" not in failing[2]
    if only_questions:
        return Measured(5, failing[2], flags)
    reached = 0
    for rung, codes in failing.items():
        if codes:
            return Measured(reached, codes, flags)
        reached = rung
    return Measured(reached, (), flags)


class _Road:
    """What the conditions ask of the entries, in their order."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.frozen = self.first("frames-frozen")
        self.decision = self.first("decision-recorded")
        self.cut = min(self.first("frame-test-asked"), self.decision)
        self.only_the_law = self.has("only-the-law-declared")
        # What is promised later changes nothing of what people went by.
        written = [data for at, data in self.of("promise-written") if at < self.frozen]
        self.promise: Mapping[str, Any] = written[-1] if written else {}
        self.versions: dict[int, dict[int, bool]] = {}
        passed = {(d["item"], d["version"]) for _, d in self.of("round-closed") if d["outcome"] == "passed"}
        for _, data in self.of("item-written", "item-changed"):
            # What was only proposed took the place of nothing.
            counts = not data.get("proposal") or (data["item"], data["version"]) in passed
            if not data.get("closing") and counts:
                self.versions.setdefault(data["item"], {})[data["version"]] = bool(data.get("by_decider"))
        for _, data in self.of("item-dropped"):
            self.versions.pop(data["item"], None)

    def of(self, *kinds: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Where in the journal each stands, and its data."""
        return ((at, entry.data) for at, entry in enumerate(self.entries) if entry.kind in kinds)

    def has(self, *kinds: str) -> bool:
        return any(True for _ in self.of(*kinds))

    def first(self, kind: str) -> int:
        """Where it stands for the first time; behind everything when it does not."""
        return next((at for at, _ in self.of(kind)), len(self.entries))

    def numbers(self, kind: str, name: str, *, before: int | None = None) -> set[int]:
        return {data[name] for at, data in self.of(kind) if before is None or at < before}

    def items_by_participants(self) -> set[int]:
        written = (entry for entry in self.entries if entry.kind == "item-written" and entry.by in TAKES_PART)
        return {entry.data["item"] for entry in written if not entry.data.get("closing")}

    def voices(self, *, before: int | None = None) -> set[int]:
        """By number; of those that were sealed together only how many there are is told."""
        sealed = sum(data.get("voices", 0) for at, data in self.of("own-acts-sealed") if before is None or at < before)
        return self.numbers("voice-given", "voice", before=before) | set(range(1, sealed + 1))

    def passed_since(self, at: int, item: int) -> bool:
        """Whether people agreed on yet another text of it."""
        rounds = self.of("round-closed")
        return any(since > at and one["item"] == item and one["outcome"] == "passed" for since, one in rounds)

    def last_round(self, item: int) -> Mapping[str, Any]:
        """The last round about it that closed, unless its answers fell away since, or a yes was taken back."""
        texts = self.versions.get(item, {})
        rounds = self.of("round-closed")
        closed = [(at, data) for at, data in rounds if data["item"] == item and data["version"] in texts]
        if not closed:
            return {}
        since, data = closed[-1]
        voided = any(at > since and data.get("round") in told["rounds"] for at, told in self.of("answers-voided"))
        taken_back = any(at > since and told["item"] == item for at, told in self.of("yes-taken-back"))
        return {} if voided or taken_back else data


def _is_invited(road: _Road) -> Iterator[str]:
    limits = road.has("frames-frozen") or road.only_the_law
    if not (road.has("seat-invited", "seats-invited") and limits):
        yield "1a"


def _is_heard(road: _Road) -> Iterator[str]:
    """Somebody who takes part brought something before the plan was tested or decided on."""
    brought = road.voices(before=road.cut) | road.numbers("view-brought", "view", before=road.cut)
    by_them = (entry for entry in road.entries[: road.cut] if entry.by in TAKES_PART)
    if not brought and not any(entry.kind in ("question-asked", "item-written") for entry in by_them):
        yield "2a"


def _is_answered(road: _Road) -> Iterator[str]:
    asked = road.numbers("question-asked", "question", before=road.cut)
    answers = road.numbers("question-answered", "question", before=road.cut)
    yield from (f"2b:question {number}" for number in sorted(asked - answers))


def _is_weighed(road: _Road) -> Iterator[str]:
    """Where people decide themselves each other view gets an answer; elsewhere all that was brought, beforehand."""
    if road.promise.get("rung", Rung.DIRECTING) >= Rung.DIRECTING:
        views = road.numbers("view-brought", "view") - road.numbers("view-answered", "view")
        yield from (f"3a:view {number}" for number in sorted(views))
        return
    answers = {(data["what"], data["number"]) for at, data in road.of("contribution-answered") if at < road.decision}
    answers |= {("view", data["view"]) for at, data in road.of("view-answered") if at < road.decision}
    brought = {"voice": road.voices(), "view": road.numbers("view-brought", "view")}
    for what, numbers in (brought | {"item": road.items_by_participants()}).items():
        yield from (f"3a:{what} {number}" for number in sorted(numbers) if (what, number) not in answers)


def _is_promised(road: _Road) -> Iterator[str]:
    """As it stood when the limits were fixed."""
    written = [at for at, _ in road.of("promise-written") if at < road.frozen]
    confirmed = [at for at, _ in road.of("promise-confirmed") if at < road.frozen]
    if not road.only_the_law and not (written and confirmed and confirmed[-1] > written[-1]):
        yield "5a"


def _limits_stay(road: _Road) -> Iterator[str]:
    for at, data in road.of("frame-changed", "frame-written"):
        later = (told for since, told in road.of("frame-accepted") if since > at)
        accepted = any(told["frame"] == data["frame"] and told.get("version") == data.get("version") for told in later)
        if at > road.frozen and not data.get("widened") and not accepted:
            yield f"5b:frame {data['frame']}"


def _is_their_plan(road: _Road) -> Iterator[str]:
    if not road.versions:
        yield "5c"
    passed = {(data["item"], data["version"]) for _, data in road.of("round-closed") if data["outcome"] == "passed"}
    for item, versions in sorted(road.versions.items()):
        if not all(by_decider or (item, version) in passed for version, by_decider in versions.items()):
            yield f"5c:item {item}"


def _is_agreed(road: _Road) -> Iterator[str]:
    yield from (f"5d:item {item}" for item in sorted(road.versions) if not _passed(road, item))


def _passed(road: _Road, item: int) -> bool:
    last = road.last_round(item)
    return last.get("outcome") == "passed" and last["version"] == max(road.versions[item])


def _fits(road: _Road) -> Iterator[str]:
    """The last test is about exactly this plan, but for what the authority decided otherwise and people accepted."""
    results = [data for _, data in road.of("frame-test-closed")]
    plans = {data["test"]: data["plan"] for _, data in road.of("frame-test-asked")}
    theirs = {data["item"] for at, data in road.of("difference-accepted") if not road.passed_since(at, data["item"])}
    plan = [[item, max(versions)] for item, versions in sorted(road.versions.items()) if item not in theirs]
    asked = [text for text in sorted(plans.get(results[-1]["test"], [])) if text[0] not in theirs] if results else []
    is_met = bool(results) and results[-1]["result"] == "met" and asked == plan
    if not is_met:
        yield "5e"


def _goes_through(road: _Road) -> Iterator[str]:
    if not any(data.get("after") == "test" for _, data in road.of("carrying-out-began")):
        yield "5f"


def _is_decided_so(road: _Road) -> Iterator[str]:
    """A council that says what it intends has not decided yet."""
    decisions = [(at, data) for at, data in road.of("decision-recorded") if not data.get("intention")]
    is_needed = road.promise.get("decision_needed") or road.has("decision-recorded")
    if not decisions and is_needed:
        yield "5g:pending"
    if decisions:
        _, last = decisions[-1]
        accepted = {(data["decision"], data["item"]) for _, data in road.of("difference-accepted")}
        differs = sorted(item for item in last["differs"] if (last["decision"], item) not in accepted)
        yield from (f"5g:item {item}" for item in differs)


def _is_sought(road: _Road) -> Iterator[str]:
    """On everybody who was silent somebody called."""
    for item in sorted(road.versions):
        last = road.last_round(item)
        if last.get("outcome") == "passed" and last.get("silent", 0) > last.get("contacted", 0):
            yield f"5h:item {item}"


def _is_guided(road: _Road) -> Iterator[str]:
    """By somebody who does not belong to the authority, and who set no limit."""
    declared = [data for _, data in road.of("independence-declared")]
    if not declared or declared[-1].get("independent") is False:
        yield "5i"


def _carries_what_others_decided(road: _Road) -> Iterator[str]:
    """Whoever volunteers says yes first, late or not: they decided as well."""
    ended = {data["task"] for _, data in road.of("task-reported") if data["state"] == "given_back"}
    tasks = [data for _, data in road.of("task-active") if data["task"] not in ended]
    carries = any(data["circle"] in OWN_PEOPLE and data["said_yes"] == "no" for data in tasks)
    bound = any(road.last_round(item).get("bound_without_yes", 0) for item in road.versions)
    if carries or bound:
        yield "4"


CONDITIONS: Mapping[int, tuple[Condition, ...]] = {
    1: (_is_invited,),
    2: (_is_heard, _is_answered),
    3: (_is_weighed,),
    5: (
        _is_promised,
        _limits_stay,
        _is_their_plan,
        _is_agreed,
        _fits,
        _goes_through,
        _is_decided_so,
        _is_sought,
        _is_guided,
        _carries_what_others_decided,
    ),
}
