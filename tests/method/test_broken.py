"""A refusal carries its code and what fills in its sentence."""

from gedragen.method.broken import RuleBroken


def test_a_refusal_carries_its_code_and_details() -> None:
    broken = RuleBroken("promise-needs-term", longest=90)
    assert (broken.code, broken.details, str(broken)) == ("promise-needs-term", {"longest": 90}, "promise-needs-term")
