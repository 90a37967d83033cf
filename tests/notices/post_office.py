"""A real SMTP server in a process of its own: `python -m tests.notices.post_office PORT FOLDER`.

Each message it takes becomes a file. It refuses every address that begins with "refused", hangs up on "busy", and
never says that it took the message for "never".
"""

import asyncio
import json
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from email import message_from_string, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

TOP = Path(__file__).resolve().parents[2]


class Clerk:
    """What aiosmtpd asks at each step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    async def handle_RCPT(  # noqa: N802 (the name is aiosmtpd's)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.startswith("refused"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("busy"):
            return "421 4.3.2 Not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.count += 1
        taken = {"to": envelope.rcpt_tos, "content": envelope.content.decode()}
        (self.folder / f"{self.count:06}-{time.time_ns()}.json").write_text(json.dumps(taken))
        if envelope.rcpt_tos[0].startswith("never"):
            await asyncio.sleep(3600)
        return "250 Taken"


async def serve(port: int, folder: Path) -> None:
    clerk = Clerk(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(clerk, hostname="localhost"), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


@dataclass
class PostOffice:
    """The same address all the time; the server behind it can be closed and opened again."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    def open(self) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "tests.notices.post_office", str(self.port), str(self.folder)]
        self.process = subprocess.Popen(command, cwd=TOP)
        for _ in range(1200):
            if self._answers():
                return
            time.sleep(0.05)
        raise TimeoutError("The SMTP server did not start.")

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False

    def close(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(60)
            self.process = None

    def mails(self) -> list[EmailMessage]:
        """What has arrived, in order."""
        mails_sent = []
        for path in sorted(self.folder.iterdir(), key=lambda one: one.name.rpartition("-")[2]):
            mail = message_from_string(json.loads(path.read_text())["content"], policy=policy.default)
            assert isinstance(mail, EmailMessage)
            mails_sent.append(mail)
        return mails_sent

    def addresses(self) -> list[str]:
        return sorted(str(mail["To"]) for mail in self.mails())


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
