"""`gedragen serve`: one process with the pages and the worker."""

import argparse
import ctypes
import errno
import os
import signal
import socket
import sys
from types import FrameType

from waitress.server import MultiSocketServer

from gedragen.clock import now
from gedragen.config import environment
from gedragen.config.cli import use_django

# M_MMAP_THRESHOLD, as <malloc.h> of glibc has it.
MALLOC_LARGE_FROM = -3


def run(args: argparse.Namespace) -> int:
    tell_settings(args)
    use_django(args)
    from gedragen.config import checks
    from gedragen.config.serving import startup

    if problems := checks.start_problems(host=args.host) + port_problems(args):
        return refuse(problems)
    startup.bring_up_to_date()
    if problems := checks.room_key_misfits() + checks.erasure_problems():
        return refuse(problems)
    startup.erase_who_was_erased()
    if args.demo:
        from gedragen.config.demo import load_demo

        load_demo(at=now())
    signal.signal(signal.SIGTERM, stop)
    give_back_memory()
    server = listen(args)
    with startup.worker():
        print(f"Gedragen is ready: open {environment.base_url()} (stop with Ctrl+C)", flush=True)
        server.run()
    server.close()
    return 0


def refuse(problems: list[str]) -> int:
    for problem in problems:
        print(f"gedragen: {problem}", file=sys.stderr)
    return 2


def tell_settings(args: argparse.Namespace) -> None:
    """What was said on the command line counts as said in the environment, before anything reads it."""
    if args.demo:
        os.environ["GEDRAGEN_DEMO"] = "1"
    if environment.is_loopback(args.host):
        os.environ.setdefault("GEDRAGEN_BASE_URL", f"http://localhost:{args.port}")


def port_problems(args: argparse.Namespace) -> list[str]:
    """Whether there is such a place and it is free, asked before anything is changed on disk."""
    try:
        places = socket.getaddrinfo(args.host, args.port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        return [no_such_host(args)]
    codes = [probe(family, address) for family, _, _, _, address in places]
    for code in (errno.EADDRINUSE, errno.EACCES):
        if code in codes:
            return [port_problem(args, code)]
    return [no_such_host(args)] if set(codes) == {errno.EADDRNOTAVAIL} else []


def probe(family: int, address: tuple[object, ...]) -> int | None:
    """What is wrong with listening there, as an error number."""
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as error:
            return error.errno
    return None


def no_such_host(args: argparse.Namespace) -> str:
    return f"{args.host} is no address of this machine. Leave --host out, or write 0.0.0.0 to listen on all it has."


def port_problem(args: argparse.Namespace, code: int) -> str:
    if code == errno.EACCES:
        return f"Port {args.port} is for the administrator only. Choose one above 1023, for example --port 8000."
    return (
        f"Port {args.port} is taken; perhaps Gedragen runs already. "
        f"Choose another: `make run PORT={args.port + 1}` or `gedragen serve --port {args.port + 1}`."
    )


def give_back_memory() -> None:
    """What is large goes back to the machine when it is done with. The C library of Linux would keep what it once had,
    for each thread: after some photos that is more than all else."""
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(MALLOC_LARGE_FROM, 128 * 1024)


def listen(args: argparse.Namespace) -> MultiSocketServer:
    from django.conf import settings

    from gedragen.cases.store import drawing
    from gedragen.config.serving.callers import make_server

    # Only now: whitenoise looks once, when the application is made, which static files there are.
    from gedragen.config.wsgi import application

    # However many photos come in, half of the threads are for everybody else.
    drawing.let_wait(max(1, args.threads // 2))
    return make_server(
        application,
        behind_proxy=bool(settings.TRUSTED_PROXIES),
        host=args.host,
        port=args.port,
        threads=args.threads,
        ident=None,
        max_request_body_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE,
        # Our own middleware reads these headers, and trusts them only as far as GEDRAGEN_TRUSTED_PROXIES says.
        clear_untrusted_proxy_headers=False,
    )


def stop(_: int, __: FrameType | None) -> None:
    raise SystemExit(0)
