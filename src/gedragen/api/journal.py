"""The journal as a file, for everyone who may see the case: JSON Lines that anyone can verify."""

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from gedragen import clock
from gedragen.cases.journal.queries import journal_lines
from gedragen.edge.asking import visit


@require_safe
def journal_file(request: HttpRequest, address: str) -> StreamingHttpResponse:
    seen = visit(request, address)
    lines = journal_lines(seen.case_id, viewer=seen.seat, at=clock.now())
    answer = StreamingHttpResponse(lines, content_type="application/jsonlines; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="logboek.jsonl"'
    answer["Cache-Control"] = "no-store"
    return answer
