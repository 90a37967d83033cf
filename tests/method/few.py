"""Property tests of the rules: few but fixed examples, so that every run is quick and the same."""

from hypothesis import settings

few = settings(max_examples=40, deadline=None, derandomize=True, database=None)
