"""`gedragen opinion`: opinion groups, and support in every group."""

from gedragen.opinion.command import run_opinion as run

__all__ = ["run"]
