"""One request as the server reads it: with one length or none, in memory only, and HEAD answered without a body."""

import io
from collections import deque
from typing import Any

from waitress.parser import HTTPRequestParser, ParsingError, get_header_lines
from waitress.task import ErrorTask, WSGITask

# Large enough to go back to the machine at once when it was read.
PART = 1024 * 1024
LENGTHS = (b"content-length", b"transfer-encoding")


class Body(io.RawIOBase):
    """What was received, given away as it is read: a form with a photo is in memory once, and never in a file."""

    def __init__(self) -> None:
        self._parts: deque[bytearray] = deque()
        self._read = 0
        self._size = 0

    def append(self, data: bytes) -> None:
        self._size += len(data)
        if self._parts and len(self._parts[-1]) < PART:
            self._parts[-1] += data
        else:
            self._parts.append(bytearray(data))

    def __len__(self) -> int:
        return self._size

    def readable(self) -> bool:
        return True

    def readinto(self, wanted: Any) -> int:
        if not self._parts:
            return 0
        found = memoryview(self._parts[0])[self._read : self._read + len(wanted)]
        number = len(found)
        wanted[:number] = found
        found.release()
        self._read += number
        self._size -= number
        if self._read == len(self._parts[0]):
            self._parts.popleft()
            self._read = 0
        return number

    def getfile(self) -> io.BufferedReader:
        """As waitress asks for what an application reads."""
        return io.BufferedReader(self)

    def close(self) -> None:
        self._parts.clear()
        self._size = 0
        super().close()


class OneRequest(HTTPRequestParser):  # type: ignore[misc]
    """Two servers that take two lengths each in their own way disagree on where the next request begins."""

    def parse_header(self, header_plus: bytes) -> None:
        check_length(header_plus)
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            # A number of thousands of digits, half an address: what waitress itself would stumble over.
            raise ParsingError("Request is invalid") from error
        if "TRANSFER_ENCODING" in self.headers:
            raise ParsingError("Transfer-Encoding is invalid")
        if self.body_rcv is not None:
            self.body_rcv.buf = Body()

    def size(self) -> int:
        """Bytes received of it."""
        return int(len(self.header_plus) + self.body_bytes_received)


def check_length(header: bytes) -> None:
    """Raises ParsingError when there is more than one length, or one in another way of writing than the usual."""
    fields = [line.partition(b":")[::2] for line in get_header_lines(header)]
    lengths = [(name.lower(), value.strip(b" \t").lower()) for name, value in fields if name.lower() in LENGTHS]
    if len(lengths) > 1:
        raise ParsingError("More than one length")
    for name, value in lengths:
        if name == b"transfer-encoding" and value != b"chunked":
            raise ParsingError("Transfer-Encoding is invalid")


class Answer(WSGITask):  # type: ignore[misc]
    def write(self, data: bytes) -> None:
        super().write(b"" if is_head(self.request) else data)

    def finish(self) -> None:
        if not is_head(self.request):
            super().finish()
        elif not self.wrote_header:
            self.write(b"")


class Refusal(ErrorTask):  # type: ignore[misc]
    def write(self, data: bytes) -> None:
        super().write(b"" if is_head(self.request) else data)


def is_head(request: HTTPRequestParser) -> bool:
    """Also of a request that was refused before its first line was understood."""
    return getattr(request, "command", "") == "HEAD"
