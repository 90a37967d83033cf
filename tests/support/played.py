"""The main pages of the played examples, for every role: what tests look at that go by everything."""

from collections.abc import Iterator

from gedragen.cases.arriving.queries.demo import demo_seats

# The first person also reads what everyone can read.
NOW = {
    "Fatima El Amrani": ". plan/ plan/afdrukken/ grenzen/ belofte/ aanpak/ logboek/ weg/ stem/ bericht/ mensen/ "
    "wie-nog/ onderdeel/1/ onderdeel/3/ onderdeel/4/ onderdeel/5/ onderdeel/7/ onderdeel/nieuw/ onderdeel/7/wijzigen/ "
    "onderdeel/1/taak/ informatie/ andere-kant/ taken/ taken/1/ mijn-antwoorden/ mijn-gegevens/ vergeet-mij/ "
    "zonder-plan/",
    "Mehmet Yildiz": "onderdeel/4/ taken/1/",
    "Lotte Smit": "welkom/ ik-doe-niet-mee/",
    "Otto van Dalen": "weg/ grenzen/1/ belofte/ proces/ toets/ besluit/",
    "Ruud Hendriks": "weg/ informatie/ informatie/vraag/1/ taken/",
    "Ria Jansen": "overzicht/ overzicht/mensen/ overzicht/uitnodigen/ overzicht/kaartjes/ overzicht/namens/ "
    "overzicht/rondes/ overzicht/inleiding/ overzicht/niveau/ overzicht/geen-plan/ overzicht/genoemd/4/",
}
LATER = {
    "Fatima El Amrani": ". plan/ plan/afdrukken/ grenzen/ onderdeel/1/ weg/ toets/ besluit/ terugkijken/ "
    "terugkijken/2/ samen-afsluiten/ taken/ taken/1/",
    "Otto van Dalen": "weg/ proces/ toets/ besluit/",
    "Ruud Hendriks": "weg/ taken/",
    "Ria Jansen": "overzicht/ overzicht/mensen/ taken/ terugkijken/",
}
# Behind a closed door, in an open round; every role sees another part of it.
BEHIND_A_DOOR = {
    "Riet Blom": "weg/ plan/ plan/afdrukken/ onderdeel/3/ onderdeel/nieuw/ onder-elkaar/ wat-nodig-is/ wie-kijkt-mee/ "
    "als-het-misgaat/ mensen/",
    "Ineke Prins": "weg/ onder-elkaar/ onderdeel/3/ naast/stem/",
    "Arjen Bosman": "weg/ onder-elkaar/ proces/",
    "Karin Mulder": "weg/ onder-elkaar/ informatie/",
    "Ria Jansen": "overzicht/ onder-elkaar/ onder-elkaar/aankondigen/ overzicht/namens/ overzicht/rondes/4/inbrengen/",
}


def walks() -> Iterator[tuple[int, list[str]]]:
    """Of every role its seat and its pages. The examples must have been loaded."""
    seats = {(one.address, one.name): one.seat_id for one in demo_seats()}
    family = next(address for address, name in seats if name == "Riet Blom")
    for address, roles in (("huize-lydia", NOW), ("huize-lydia-een-jaar-verder", LATER), (family, BEHIND_A_DOOR)):
        for name, pages in roles.items():
            yield seats[address, name], [f"/situatie/{address}/{page.removeprefix('.')}" for page in pages.split()]
