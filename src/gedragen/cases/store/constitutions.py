"""The texts of approaches: which can be chosen now, and keeping one for as long as a case goes by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gedragen.cases.models import Case, Constitution
from gedragen.method.broken import RuleBroken
from gedragen.method.constitution.digest import OtherRules, Reworded, reworded
from gedragen.method.constitution.faults import ApproachBroken, Fault
from gedragen.method.constitution.files import ApproachFile, read_file, shipped_files
from gedragen.people.models import Account


def files_to_choose() -> Mapping[str, ApproachFile | Constitution]:
    """What a question can be taken up with, by key: the files of this version, then the newest that were added."""
    added = Constitution.objects.filter(is_shipped=False).select_related("added_by").order_by("added_at", "id")
    return {**{one.key: one for one in added}, **shipped_files()}


def keep_chosen(case: Case, key: str, *, at: datetime) -> Constitution:
    """The text that a case goes by from now on. Who took it up before chose it already. Raises RuleBroken."""
    if case.constitution is not None:
        return case.constitution
    chosen = files_to_choose().get(key)
    if chosen is None:
        raise RuleBroken("unknown-approach")
    return _constitution(chosen, at)


@dataclass(frozen=True)
class Wording:
    """The rules of a case in other Dutch: the text that says them so, and each sentence that differs."""

    digest: str
    sentences: tuple[Reworded, ...]


def other_wording(key: str, digest: str) -> Wording | None:
    """How the newest file of this approach says the same rules as the text of this digest, if it does."""
    newest = files_to_choose().get(key)
    if newest is None or newest.digest == digest:
        return None
    try:
        return Wording(newest.digest, reworded(Constitution.objects.get(digest=digest).text, newest.text))
    except OtherRules:
        return None


def keep_newest(key: str, *, at: datetime) -> Constitution:
    """Keep the newest text of this approach, for a case that goes by it from now on."""
    return _constitution(files_to_choose()[key], at)


def _constitution(chosen: ApproachFile | Constitution, at: datetime) -> Constitution:
    return chosen if isinstance(chosen, Constitution) else keep(chosen, is_shipped=True, by=None, at=at)


def add_file(source: str, file: str, *, by: Account | None, at: datetime) -> Constitution:
    """Keep a file of somebody's own, for who takes up a question from now on. Raises ApproachBroken.

    The same rules and Dutch sentences are the same approach: then only its other sentences are mended.
    """
    added = Constitution.objects.filter(is_shipped=False).order_by("added_at", "id")
    approach_file = read_file(source, file, others={one.key: one.source for one in added})
    if approach_file.approach.key in shipped_files():
        raise ApproachBroken(file, [Fault("key", "an approach of Gedragen has this key; choose another")])
    constitution = keep(approach_file, is_shipped=False, by=by, at=at)
    if constitution.source != approach_file.source:
        constitution.source = approach_file.source
        constitution.save(update_fields=["source"])
    return constitution


def source_of(name: str) -> str | None:
    """The file of an approach, by the key it is chosen by or by the digest that a journal tells."""
    chosen = files_to_choose().get(name) or Constitution.objects.filter(digest=name).first()
    return chosen.source if chosen is not None else None


def keep(file: ApproachFile, *, is_shipped: bool, by: Account | None, at: datetime) -> Constitution:
    """Put a file in the table, once for its digest. Two at one moment keep it once."""
    values = {
        "format": file.format,
        "key": file.approach.key,
        "text": file.text,
        "source": file.source,
        "is_shipped": is_shipped,
        "added_at": at,
        "added_by": by,
    }
    return Constitution.objects.get_or_create(digest=file.digest, defaults=values)[0]
