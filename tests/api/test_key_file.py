"""The public key, at an address that never changes."""

from django.test import Client

from gedragen.cases.journal.queries import signing_key


def test_anyone_gets_the_key() -> None:
    answer = Client().get("/.well-known/gedragen-key")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == f"{signing_key()}\n"
    assert Client().post("/.well-known/gedragen-key").status_code == 405
