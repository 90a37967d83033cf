"""What runs when somebody unpickles what a writer put in a column."""

import base64

went_off: list[str] = []


def go() -> None:
    went_off.append("a pickle ran")


PICKLE = b"ctests.attacks.bomb\ngo\n(tR."
# As text it is read by who decodes first, as Django's cache did, and by who does not.
BOMBS = (base64.b64encode(PICKLE).decode(), PICKLE.decode())
