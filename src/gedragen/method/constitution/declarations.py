"""What every approach can ask for, by the names that our own code knows. What they are stands in declarations.toml."""

from enum import StrEnum


class DeclarationKind(StrEnum):
    INDEPENDENCE = "independence"
    ACCEPTS_FACILITATOR = "accepts_facilitator"
    PROMISE = "promise"
    PREPARATION = "preparation"
    OPPOSITION_EXCEPTION = "opposition_exception"
    SAFETY_NET = "safety_net"
    RESOURCES = "resources"
    WHO_CHECKS = "who_checks"
    ONLY_THE_LAW = "only_the_law"
