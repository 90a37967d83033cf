"""What the people wrote: the items of the plan, and the versions that answered a "no"."""

from gedragen.cases.plan.commands import ItemText
from gedragen.config.demo.story import Story


def bookkeeping(story: Story) -> ItemText:
    return ItemText(
        title="Bewoners doen zelf de administratie",
        what="Bram houdt het kasboek bij en Fatima kijkt elke maand mee. In de hal hangt wat er binnenkwam en wat "
        "eruit ging.",
        why="Dat scheelt het huis een betaalde dag per week. En we weten zelf hoe we ervoor staan.",
        when="Vanaf de eerste van de maand.",
        bound=(story["bram"], story["fatima"]),
    )


def small_repairs(story: Story) -> ItemText:
    return ItemText(
        title="Bewoners doen het kleine onderhoud",
        what="Mehmet en een paar anderen doen wat je zonder vakman kunt: verven, lampen, kranen, de tuin. Voor gas, "
        "stroom en het dak komt er een vakman.",
        why="Nu wachten we soms maanden op een nieuwe kraan.",
        when="Elke eerste zaterdag van de maand, van tien tot één.",
        bound=(story["mehmet"],),
    )


def daily_running(story: Story) -> ItemText:
    return ItemText(
        title="Bewoners openen en sluiten het huis",
        what="Elke dag is er een gastvrouw of gastheer uit de buurt. Die doet open, zet koffie, kent de mensen en "
        "sluit af. Fatima maakt het rooster.",
        why="Een huis is pas van ons als een van ons de deur opendoet.",
        when="Van maandag tot en met vrijdag, van negen tot vijf.",
        bound=(story["fatima"], story["dewi"]),
    )


def weekend(story: Story) -> ItemText:
    return ItemText(
        title="Het huis is ook in het weekend open",
        what="Op zaterdag en zondag is het huis open, ook ’s avonds, voor feesten en voor het koor.",
        why="Juist in het weekend zijn mensen alleen.",
        when="Zaterdag en zondag, van tien uur tot middernacht.",
        bound=(story["grace"],),
    )


def quiet_weekend(story: Story) -> ItemText:
    """What came of Tineke's "no": sleep for the neighbours, and a number to call."""
    return ItemText(
        title="Het huis is ook in het weekend open",
        what="Op zaterdag en zondag is het huis open. Om tien uur ’s avonds is het uit, en na acht uur blijven de "
        "ramen aan de kant van de huizen dicht. In de hal hangt het nummer van wie die avond de sleutel heeft. De "
        "buren bellen dat nummer, dan wordt het meteen stil. Is er een feest? Wie binnenloopt, hoort erbij.",
        why="Juist in het weekend zijn mensen alleen. En wie ernaast woont, moet kunnen slapen.",
        when="Zaterdag en zondag, van tien uur tot tien uur.",
        bound=(story["grace"],),
    )


def children(story: Story) -> ItemText:
    return ItemText(
        title="Meer voor kinderen",
        what="Op woensdagmiddag is de grote zaal van de kinderen: knutselen, voetballen in de tuin, samen eten. Dewi "
        "begint, met twee andere ouders.",
        why="Er is in de buurt geen plek waar kinderen gratis binnen kunnen spelen.",
        when="Elke woensdag, van één tot zes.",
        bound=(story["dewi"],),
    )


def weddings(story: Story) -> ItemText:
    return ItemText(
        title="Trouwen in Huize Lydia",
        what="Wie in de buurt woont, kan in de grote zaal trouwen. De buren koken. Wie kan betalen, betaalt de zaal.",
        why="Het is een mooie zaal. En het brengt geld op voor de rest van de week.",
        when="Op vrijdag of zaterdag, als het van tevoren is afgesproken.",
        bound=(story["fatima"],),
    )


def open_weddings(story: Story) -> ItemText:
    """What came of the third frame: everyone is welcome, also on the day of a wedding."""
    return ItemText(
        title="Trouwen in Huize Lydia",
        what="Wie in de buurt woont, kan in de grote zaal trouwen. De buren koken. Wie kan betalen, betaalt de zaal. "
        "De huiskamer blijft die dag open voor iedereen.",
        why="Het is een mooie zaal. En het brengt geld op voor de rest van de week.",
        when="Op vrijdag of zaterdag, als het van tevoren is afgesproken.",
        bound=(story["fatima"],),
    )


def rent_out_half() -> ItemText:
    """Dropped by its own writer."""
    return ItemText(
        title="De helft van het huis verhuren",
        what="We verhuren de bovenverdieping aan een bedrijf. Van de huur betalen we de rest.",
        why="Dan zijn we in één keer uit de zorgen.",
    )
