"""Many people to invite at once: who of them can be, and who is in already, stands there twice or was forgotten."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from gedragen.access.doing import NotFound
from gedragen.cases.models import Case, ErasedContact, Seat
from gedragen.cases.store.words import as_kept
from gedragen.method.broken import RuleBroken, require
from gedragen.method.constitution.invitations import check_invitation
from gedragen.method.phases import Phase
from gedragen.method.texts import is_blank
from gedragen.people.contacts import person_digest


@dataclass(frozen=True)
class Invitee:
    """One line of a list, as it is kept: a name, and an address where somebody gave one."""

    name: str
    contact: str = ""

    @cached_property
    def digest(self) -> str:
        """By which this person is found again; empty without any address."""
        return "" if is_blank(self.contact) else person_digest(self.name, self.contact)

    @property
    def key(self) -> str:
        """Two lines with the same key are one person. Without an address the name is all there is."""
        return self.digest or " ".join(self.name.casefold().split())


@dataclass(frozen=True)
class SortedOut:
    """`known`: in already, or at the address of somebody who is. `twice`: on the list before. The rest is left out."""

    invited: tuple[Invitee, ...]
    known: int
    twice: int
    forgotten: int


def tidy_invitees(people: Iterable[Invitee]) -> list[Invitee]:
    """As they will be kept. Raises RuleBroken for a line without a name, or with what cannot be kept.

    Their digests are made here: nobody has to wait for that later, when the case is held.
    """
    tidied = []
    for one in people:
        name = require(as_kept("name", one.name), "needs-name")
        tidied.append(Invitee(name, as_kept("contact", one.contact)))
        tidied[-1].digest  # noqa: B018 (kept from the first time it is asked)
    return tidied


def check_language(language: str) -> None:
    """Whether we write in it. Raises NotFound."""
    if language not in dict(settings.LANGUAGES):
        raise NotFound


def check_list(case: Case) -> None:
    """Whether many can be invited at once here and now. Raises RuleBroken."""
    if "circle" in case.approach.main_person_chooses:
        raise RuleBroken("a-list-needs-each-yes")
    if case.approach.sides:
        raise RuleBroken("a-list-has-no-sides")
    others = case.approach.anyone_before_frames
    check_invitation(Phase(case.phase), is_main_person=False, brings_frames=False, others_may=others)
    if case.invitation_lists.filter(parts__isnull=False).exists():
        raise RuleBroken("a-list-is-under-way")


def sort_out(case: Case, people: Sequence[Invitee]) -> SortedOut:
    """Whom of these to invite. Nobody is told apart by their name when there is an address."""
    erased = ErasedContact.objects.filter(case=case).values_list("contact_digest", flat=True)
    forgotten, in_case = set(erased), _digests_in_case(case, people)
    new: dict[str, Invitee] = {}
    counts = {"known": 0, "twice": 0, "forgotten": 0}
    for one in people:
        if one.digest in forgotten:
            counts["forgotten"] += 1
        elif one.key in in_case:
            counts["known"] += 1
        elif one.key in new:
            counts["twice"] += 1
        else:
            new[one.key] = one
    return SortedOut(tuple(new.values()), **counts)


def known_by_now(case: Case, people: Collection[Invitee]) -> set[str]:
    """Digests of those who came in or were forgotten since the list was sorted out."""
    digests = [one.digest for one in people if one.digest]
    here = Seat.objects.filter(case=case, erased_at__isnull=True)
    erased = ErasedContact.objects.filter(case=case, contact_digest__in=digests)
    return {
        *here.filter(contact_digest__in=digests).values_list("contact_digest", flat=True),
        *here.filter(mail_digest__in=digests).values_list("mail_digest", flat=True),
        *erased.values_list("contact_digest", flat=True),
    }


def _digests_in_case(case: Case, people: Sequence[Invitee]) -> set[str]:
    """Keys of those who have a seat: of who has no address, by the name."""
    here = Seat.objects.filter(case=case, erased_at__isnull=True)
    keys = {digest for pair in here.values_list("contact_digest", "mail_digest") for digest in pair} - {""}
    if all(one.digest for one in people):
        return keys
    nameless = here.filter(contact_digest="", name__isnull=False).values_list("name__text", flat=True)
    return keys | {Invitee(name).key for name in nameless}
