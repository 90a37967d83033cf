"""Guessing codes is slow from the first day: failures are counted per network and overall."""

import ipaddress
from datetime import datetime, timedelta

from gedragen.people.keys import keyed_digest
from gedragen.people.models import Attempt

WINDOW = timedelta(minutes=15)
PER_NETWORK = 10
# Past this number only networks without a failure of their own may still try: a letter keeps working.
OVERALL = 300


class TooManyAttempts(Exception):
    """Wait a while: too many wrong codes came from here."""


def network_of(address: str) -> str:
    """A keyed digest of the visitor's network: one IPv4 address, or one IPv6 household (/64)."""
    try:
        found = ipaddress.ip_address(address)
        # A server that listens on both kinds sees an IPv4 address in IPv6 dress: all of those are one /64.
        found = (found.version == 6 and found.ipv4_mapped) or found
        prefix = 32 if found.version == 4 else 64
        place = str(ipaddress.ip_network(f"{found}/{prefix}", strict=False))
    except ValueError:
        place = "unknown"
    return keyed_digest("network", place).hex()


def check_may_try(address: str, *, at: datetime) -> None:
    """Raises TooManyAttempts when this network must wait."""
    # Those of later were noted by a clock that was wrong; of two machines one is always a little ahead.
    recent = Attempt.objects.filter(at__gt=at - WINDOW, at__lt=at + WINDOW)
    mine = recent.filter(network=network_of(address)).count()
    if mine >= PER_NETWORK or (mine and recent.count() >= OVERALL):
        raise TooManyAttempts


def note_failure(address: str, *, at: datetime) -> None:
    """Remember one wrong code, and forget those that no longer count."""
    Attempt.objects.filter(at__lt=at - WINDOW).delete()
    Attempt.objects.create(network=network_of(address), at=at)
