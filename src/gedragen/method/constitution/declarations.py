"""One primitive for every "I declare": who said what, about what, when, and whether it still stands."""

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
