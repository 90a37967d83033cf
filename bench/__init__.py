"""Measures of the maths on votes, as ratios in one run; see README.md."""
