"""A running server as people reach it, each with a session that is in already."""

import http.client
import re
from dataclasses import dataclass
from uuid import uuid4

TOKEN = "t" * 64


@dataclass(frozen=True)
class Site:
    """`pid`: of the server. `cookies`: the names of the one of the session, and of the one against forgery."""

    port: int
    pid: int
    address: str
    cookies: tuple[str, str]
    sessions: dict[str, str]

    @property
    def new_draft(self) -> str:
        return f"/situatie/{self.address}/onder-elkaar/1/nieuw/"

    def cookie_of(self, name: str) -> str:
        session, token = self.cookies
        return f"{session}={self.sessions[name]}; {token}={TOKEN}" if name else ""

    def put_down(self, name: str, title: str, photo: bytes = b"") -> tuple[int, str]:
        """Put a draft on the table, and tell what the server says."""
        fields = {
            "title": title,
            "text": f"Wat er staat op {title}.",
            "once": uuid4().hex,
            "csrfmiddlewaretoken": TOKEN,
        }
        mark = uuid4().hex
        part = f"--{mark}\r\nContent-Disposition: form-data; name="
        head = "".join(f'{part}"{key}"\r\n\r\n{said}\r\n' for key, said in fields.items())
        body = (
            f'{head}{part}"photo"; filename="{"vel.jpg" if photo else ""}"\r\n\r\n'.encode()
            + photo
            + f"\r\n--{mark}--\r\n".encode()
        )
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            headers = {"Cookie": self.cookie_of(name), "Content-Type": f"multipart/form-data; boundary={mark}"}
            headers["Host"] = f"localhost:{self.port}"
            wire.request("POST", self.new_draft, body, headers)
            answer = wire.getresponse()
            return answer.status, answer.read().decode()
        finally:
            wire.close()


def said_about_the_photo(page: str) -> str:
    """The mistake that is told in a form which came back."""
    found = re.search(r'class="mistake[^>]*>(.*?)</', page, re.DOTALL)
    return found[1].strip() if found else ""
