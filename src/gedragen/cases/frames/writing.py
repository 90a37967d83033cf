"""Writing down one version of a frame, before the freeze and after it."""

from typing import Any

from gedragen.cases.engine.change import Change
from gedragen.cases.models import Frame
from gedragen.cases.store.rows import row
from gedragen.method.broken import RuleBroken
from gedragen.method.frames import FrameKind, FrameText, Later, checked


def as_read(change: Change, number: int, version: int) -> Frame:
    """The frame as it stands, which is how it was read. Raises RuleBroken when it was changed or taken away since."""
    row(change.case.frames, number=number)
    stands = change.case.frames.filter(number=number, superseded_at__isnull=True).first()
    if stands is None or stands.version != version:
        raise RuleBroken("frame-has-changed")
    return stands


def next_version(change: Change, frame: FrameText, old: Frame | None, later: Later | None = None) -> Frame:
    """A new frame, or the next version of `old`, which it replaces; `later` of after the freeze."""
    text = checked_text(change, frame, old)
    if old is not None:
        old.superseded_at = change.at
        old.save(update_fields=["superseded_at"])
    return _write(change, text, old, later, superseded_at=None, binds_at=change.at)


def version_asked(change: Change, frame: FrameText, old: Frame | None, later: Later) -> Frame:
    """The same, as a version that does not stand: `old` does until the deciders accept this one."""
    text = checked_text(change, frame, old)
    return _write(change, text, old, later, superseded_at=change.at, binds_at=None)


def checked_text(change: Change, frame: FrameText, old: Frame | None) -> FrameText:
    text = checked(frame, safety_names_authority=change.case.approach.safety_names_authority)
    if old is not None and as_written(old) == text:
        raise RuleBroken("nothing-changed")
    return text


def _write(change: Change, text: FrameText, old: Frame | None, later: Later | None, **stands: Any) -> Frame:
    case = change.case
    number = old.number if old is not None else (_last(change, "number") or 0) + 1
    return Frame.objects.create(
        case=case,
        number=number,
        version=(_last(change, "version", number=number) or 0) + 1,
        kind=text.kind,
        text=change.write("open", "frame-text", text.text),
        question=change.write("open", "frame-question", text.question),
        reason=change.write("open", "frame-reason", text.reason),
        source=change.write("open", "frame-source", text.source),
        competent=change.write_if_any("open", "frame-competent", text.competent),
        change=later.change if later is not None else "",
        because=change.write_if_any("open", "frame-because", later.because) if later is not None else None,
        source_on=later.source_on if later is not None else None,
        touches=sorted(set(later.touches)) if later is not None else [],
        by=change.actor,
        at=change.at,
        **stands,
    )


def _last(change: Change, name: str, **which: Any) -> int | None:
    found: int | None = change.case.frames.filter(**which).order_by(f"-{name}").values_list(name, flat=True).first()
    return found


def told(frame: Frame) -> dict[str, Any]:
    """What the journal tells of one version."""
    return {
        "frame": frame.number,
        "version": frame.version,
        "frame_kind": FrameKind(frame.kind).value,
        "text": frame.text,
        "question": frame.question,
        "reason": frame.reason,
        "source": frame.source,
        "competent": frame.competent,
    }


def told_later(frame: Frame) -> dict[str, Any]:
    """And of one from after the freeze."""
    return told(frame) | {
        "change": str(frame.change),
        "because": frame.because,
        "source_on": frame.source_on.isoformat() if frame.source_on is not None else None,
        "items": frame.touches or None,
    }


def as_written(frame: Frame) -> FrameText:
    return FrameText(
        text=frame.text.text,
        question=frame.question.text,
        reason=frame.reason.text,
        source=frame.source.text,
        kind=FrameKind(frame.kind),
        competent=frame.competent.text if frame.competent else "",
    )
