"""Who plays along in Buurthuis De Kade. House, place and names are invented; mail arrives nowhere (RFC 2606)."""

from gedragen.access.doing import Role
from gedragen.cases.models import Circle
from gedragen.config.demo.people import Person


def mail(name: str) -> str:
    return f"{name}@buurthuisdekade.example"


NADIA = Person("nadia", "Nadia Benali", mail("nadia"), circle=Circle.PERSON)
GERRIT = Person("gerrit", "Gerrit Kuiper", mail("gerrit"), circle=Circle.PERSON)
WINSTON = Person("winston", "Winston Pinas", mail("winston"))
HANNEKE = Person("hanneke", "Hanneke Vos", mail("hanneke"))
YVONNE = Person("yvonne", "Yvonne Dijkman", mail("yvonne"), Role.AUTHORITY, Circle.PROFESSIONAL, has_mandate=True)
SIMONE = Person("simone", "Simone Faber", mail("simone"), Role.PROFESSIONAL, Circle.PROFESSIONAL)

DECIDERS = ("nadia", "gerrit", "winston", "hanneke")
