"""Who plays along in the family. All names are invented; mail to these addresses arrives nowhere (RFC 2606)."""

from gedragen.access.doing import Role
from gedragen.cases.models import Circle
from gedragen.config.demo.people import RIA_PHONE, Person
from gedragen.method.children.ages import Age

__all__ = ["RIA_PHONE", "Person"]


def mail(name: str) -> str:
    return f"{name}@familie.example"


ESTHER = Person("esther", "Esther Blom", mail("esther"), circle=Circle.PERSON)
NOAH = Person("noah", "Noah Blom", mail("noah"), circle=Circle.PERSON, age=Age.UNDER_12)
LISA = Person("lisa", "Lisa Blom", mail("lisa"), circle=Circle.PERSON)
# Riet has no e-mail: Ria brings her a card with a code.
RIET = Person("riet", "Riet Blom", "")
MARCEL = Person("marcel", "Marcel Blom", mail("marcel"))
SAMANTHA = Person("samantha", "Samantha de Vries", mail("samantha"))
YOUSSEF = Person("youssef", "Youssef El Idrissi", mail("youssef"))
INEKE = Person("ineke", "Ineke Prins", mail("ineke"), Role.ADVOCATE, Circle.NETWORK)
KARIN = Person("karin", "Karin Mulder", mail("karin"), Role.PROFESSIONAL, Circle.PROFESSIONAL)
ARJEN = Person("arjen", "Arjen Bosman", mail("arjen"), Role.AUTHORITY, Circle.PROFESSIONAL, has_mandate=True)

NAMED_BY_ESTHER = (
    (NOAH, "Het gaat over hem. Hij is tien."),
    (LISA, "Mijn dochter van negentien. Zij woont op zichzelf."),
    (RIET, "Mijn moeder. Noah slaapt graag bij haar."),
    (MARCEL, "Mijn broer. Hij heeft een auto en een groot hart."),
    (SAMANTHA, "Mijn beste vriendin. Zij merkt het als eerste als het misgaat."),
    (INEKE, "De juf van vorig jaar. Noah wil dat zij naast hem zit."),
    (KARIN, "Helpt ons van school uit. Weet hoe het werkt."),
)
# Noah is ten: he says what he thinks, and does not decide.
DECIDERS = ("esther", "lisa", "riet", "marcel", "samantha", "youssef")
