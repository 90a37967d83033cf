"""What counts as one place on the network: who tries codes from there, and who keeps connections open."""

import ipaddress


def household(address: str) -> str:
    """One IPv4 address, or one IPv6 household (/64). What is no address is one place too: `unknown`."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    # A server that listens on both kinds sees an IPv4 address in IPv6 dress: all of those are one /64.
    found = (found.version == 6 and found.ipv4_mapped) or found
    return str(found if found.version == 4 else ipaddress.ip_network(f"{found}/64", strict=False))
