"""Talking to a server by hand, byte by byte, as no browser does."""

import socket
from contextlib import closing


def connect(port: int, *, timeout: float = 30) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=timeout)


def said_to(port: int, *lines: str, body: bytes = b"") -> bytes:
    """Everything that comes back until the server hangs up."""
    with closing(connect(port)) as wire:
        wire.sendall("\r\n".join([*lines, f"Host: localhost:{port}", "", ""]).encode() + body)
        return rest_of(wire)


def rest_of(wire: socket.socket) -> bytes:
    heard = b""
    try:
        while more := wire.recv(65536):
            heard += more
    except ConnectionResetError:
        pass
    return heard


def get(port: int, path: str = "/aanmelden/") -> bytes:
    return said_to(port, f"GET {path} HTTP/1.1", "Connection: close")


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])
