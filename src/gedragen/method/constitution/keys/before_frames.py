"""Who may be invited before the limits stand fast, besides those who set them."""

from gedragen.method.constitution.tables import Table

KEY = "others_before_frames"


def others_before_frames(top: Table) -> bool:
    """Nobody else, unless the file says so."""
    return KEY in top.values and top.choice(KEY, ("nobody", "anyone"), later=("core_group",)) == "anyone"
