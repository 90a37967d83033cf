"""How the addresses of a case begin: for everybody, and for who facilitates."""

CASE = "situatie/<slug:address>/"
OVERVIEW = f"{CASE}overzicht/"
