"""The maths on votes: opinion groups, support in every group, fair shares. Pure: no Django, no clock.

Start reading in `analysis.py` (votes in, groups and verdicts out) and in `shares/rule.py` (ballots and a
budget in, winners out). This module imports nothing, so that a program which only mentions the package
never loads numpy.
"""
