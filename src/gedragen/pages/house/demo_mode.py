"""Whether this visitor may step into the played example: in demo mode, at the machine itself, and nowhere else."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def demo_is_offered(request: HttpRequest) -> bool:
    """Demo mode, an installation at an address of this very machine, and a visitor who sits at it."""
    try:
        visitor = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    visitor = getattr(visitor, "ipv4_mapped", None) or visitor
    return bool(settings.DEMO and settings.LOCAL and visitor.is_loopback)
