"""What counts as one place on the network: who tries codes from there, and who keeps connections open."""

import ipaddress


def household(address: str) -> str:
    """One IPv4 address, or one IPv6 household (/64). What is no address is one place too: `unknown`."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    # A server that listens on both kinds sees an IPv4 address in IPv6 dress: all of those are one /64.
    ip = (ip.version == 6 and ip.ipv4_mapped) or ip
    return str(ip if ip.version == 4 else ipaddress.ip_network(f"{ip}/64", strict=False))
