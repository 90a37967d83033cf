"""`gedragen shares`: a fair bundle of measures."""

from gedragen.opinion.command import run_shares as run

__all__ = ["run"]
