"""Who plays along. All names are invented; mail to these addresses arrives nowhere (RFC 2606)."""

from dataclasses import dataclass

from gedragen.access.doing import Role
from gedragen.cases.models import Circle
from gedragen.method.children.ages import Age


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    contact: str
    role: Role = Role.PARTICIPANT
    circle: Circle = Circle.NETWORK
    has_mandate: bool = False
    language: str = "nl"
    age: Age = Age.ADULT


def mail(name: str) -> str:
    return f"{name}@huizelydia.example"


RIA_MAIL = mail("ria")
RIA_NAME = "Ria Jansen"
RIA_PHONE = "06-12345678"

FATIMA = Person("fatima", "Fatima El Amrani", mail("fatima"), circle=Circle.PERSON)
OTTO = Person("otto", "Otto van Dalen", mail("otto"), Role.AUTHORITY, Circle.PROFESSIONAL, has_mandate=True)
MARIJKE = Person("marijke", "Marijke de Wit", mail("marijke"), Role.AUTHORITY, Circle.PROFESSIONAL)
BRAM = Person("bram", "Bram Visser", mail("bram"))
# Annie has no e-mail: Ria brings her a card with a code.
ANNIE = Person("annie", "Annie de Groot", "", circle=Circle.PERSON)
MEHMET = Person("mehmet", "Mehmet Yildiz", mail("mehmet"))
TINEKE = Person("tineke", "Tineke Postma", mail("tineke"))
WILLEM = Person("willem", "Willem Jansma", "Bellen, liefst ’s avonds: 020-1234567")
KEES = Person("kees", "Kees Bakker", mail("kees"))
LOTTE = Person("lotte", "Lotte Smit", mail("lotte"))
DEWI = Person("dewi", "Dewi Sastro", mail("dewi"))
GRACE = Person("grace", "Grace Okafor", mail("grace"), language="en")
RUUD = Person("ruud", "Ruud Hendriks", mail("ruud"), Role.PROFESSIONAL, Circle.PROFESSIONAL)

DECIDERS = ("fatima", "bram", "annie", "mehmet", "tineke", "willem", "dewi", "grace")
