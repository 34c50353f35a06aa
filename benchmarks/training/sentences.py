"""The sentences written for this project as training data: `python -m benchmarks.training.sentences > FILE.bio`.

Reads `sentences.txt` (whole sentences), fills the frames of `frames.txt` with names of the gazetteer, and gives every
tenth sentence once more in capitals, as headlines. Words are those of the language model's tokenizer.
"""

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from benchmarks.conll import LabelledSentence
from monitor.annotate.entities.casing import recased
from monitor.annotate.gazetteer.rows import parted, rows
from monitor.nlp.installed import find_model
from monitor.nlp.model import load_model
from monitor.text.personal_names import person_names

FOLDER = Path(__file__).parent
FILLINGS = 8  # sentences made of each frame
_MARK = re.compile(r"\[([A-Z]) ([^\]]+)\]")
_SLOT = re.compile(r"\{(\w+)\|([A-Z])\}")
_TYPES = {"P": "PER", "O": "ORG", "L": "LOC", "N": "MISC", "M": "MISC"}


def lines(name: str) -> list[str]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def names() -> dict[str, list[str]]:
    """What may fill each slot."""
    given = [name for name, kind in person_names().items() if kind != "s"]
    last = [name for name, kind in person_names().items() if kind == "s"]
    organisations = list(rows("organisations.tsv", 6))
    holders = [holder for _, _, cell in rows("offices.tsv", 3) for holder in cell.split("; ")]
    people = [holder.split(" ", 1)[-1].removesuffix(" (f)") for holder in holders if not holder.endswith(("–", "?"))]
    countries = list(rows("countries.tsv", 6))
    return {
        "country": [row[1] for row in countries] + [name for row in countries for name in parted(row[4])],
        "nation": [name for row in countries for name in parted(row[5])[:1]],
        "city": [row[1] for row in rows("cities.tsv", 4) if int(row[2]) > 60],
        "region": [name for _, cell in rows("regions.tsv", 2) for name in parted(cell)],
        "org": [name for row in organisations if row[3] not in ("PTY", "REB") for name in (row[0], *parted(row[5]))],
        "party": [name for row in organisations if row[3] == "PTY" for name in (row[0], *parted(row[5]))],
        "group": [name for row in organisations if row[3] in ("REB", "UAF") for name in (row[0], *parted(row[5]))],
        "person": people,
        "given": given,
        "alone": [*last, *(name.split()[-1] for name in people)],
    }


IDEAS = (
    "National Democratic Social Liberal Christian Popular Green Progressive Radical Republican Socialist Workers "
    "Farmers Unionist Reform Centre Conservative Patriotic Islamic Agrarian Communist Labour Independent New "
    "United People's"
).split()
FORMS = "Party Party Party Union Front Movement Alliance League Coalition Bloc Congress Group Forum Association".split()
AIMS = "Freedom Justice Progress Unity Democracy Change Peace Reform Independence Work Renewal Solidarity".split()
ABROAD = (
    "Partido Popular de|Partido Socialista de|Parti Démocratique du|Parti Socialiste du|Partai Nasional|Partij van de|"
    "Unione Democratica|Partito Popolare|Mouvement pour le|Union pour la|Alianza|Frente|Partia e|Stranka|Liga"
).split("|")
VOTES = (
    "general election|presidential election|parliamentary election|legislative election|local elections|"
    "federal election|by-election|municipal elections|Senate election|leadership election|"
    "regional elections|constitutional referendum"
).split("|")
TRADES = "Corporation|Inc.|Ltd|Records|Motors|Industries|Airlines|Bank|& Co.|Holdings|Systems|Group|Films|Radio".split(
    "|"
)
TEAMS = "United|City|Rovers|Tigers|Eagles|FC|Lions|Athletic|Wanderers|Bears|Dynamo|Hawks".split("|")
THINGS = "Shadows|Wolves|Strangers|Rivers|Mirrors|Engines|Saints|Kings|Birds|Clouds|Stones|Machines".split("|")
BUILT = (
    "Stadium|Arena|Castle|Palace|Airport|Bridge|Dam|Square|Prison|Hotel|Park|Cathedral|Tower|Station|Hall|House|"
    "Museum|Hospital|Base|Port|Cemetery|Building"
).split("|")
WATERS = "Gulf Bay Strait Sea Isle Cape".split()
WARS = "War|Campaign|Revolution|Rebellion|Uprising|Civil War|Offensive|War of Independence|Crisis|Siege|Battle".split(
    "|"
)
PRIZES = "Cup|Prize|Award|Medal|Trophy|Championship|Open|Grand Prix|League Cup|Music Awards|Derby".split("|")
UNITS = "Brigade|Division|Regiment|Battalion|Infantry|Squadron|Fighter Wing|Guard|Air Force|Field Force".split("|")
FIELDS = "Defence Finance Justice Health Education Transport Energy Agriculture Labour Trade Interior Tourism".split()
PAPERS = "Times Post Herald News Tribune Gazette Reporters Daily Standard Observer Journal Today Star".split()
ENDINGS = "ville|ton|burg|wick|dale|abad|pur|grad|ham|stad|heim|ovo|ino|hausen|ford".split("|")


def made(chance: random.Random, kind: str) -> str | None:
    """A name of nobody in particular for a slot that no list fills; None for slots that lists fill."""
    pick, alone = chance.choice, chance.choice(names()["alone"])
    country, place = pick(names()["country"]), f"{alone[:5]}{pick(ENDINGS)}"
    nation, city = pick(names()["nation"]), pick(names()["city"])
    year = str(chance.randint(1880, 2025))
    full = f"{pick(names()['given'])} {alone}"
    makers = {
        "year": (year,),
        "month": (pick("January March May June August October December".split()),),
        "election": (
            f"{year} {nation} {pick(VOTES)}",
            f"{year} {country} {pick(VOTES)}",
            f"{year} European Parliament election in {country}",
            f"{year} {place} {pick(VOTES)}",
        ),
        "made_party": (
            f"{pick(IDEAS)} {pick(IDEAS)} {pick(FORMS)}",
            f"{pick(IDEAS)} {pick(FORMS)}",
            f"{pick(IDEAS)} {pick(FORMS)} of {country}",
            f"{nation} {pick(IDEAS)} {pick(FORMS)}",
            f"{pick(FORMS)} for {pick(AIMS)} and {pick(AIMS)}",
            f"{pick(FORMS)} of {nation} {pick(IDEAS)} {pick(FORMS)}",
            f"{pick(ABROAD)} {country}",
            f"{pick(AIMS)} and {pick(AIMS)}",
        ),
        "acronym": ("".join(chance.choices("ABCDEFGILMNPRSTUV", k=chance.randint(2, 5))),),
        "body": (
            f"{nation} parliament",
            f"{country} House of Representatives",
            f"{place} City Council",
            f"Legislative Assembly of {place}",
            "National Assembly",
            f"{nation} Senate",
        ),
        "company": (f"{alone} {pick(TRADES)}", f"{nation} {pick(TRADES)}", f"{alone}", f"{city} {pick(TRADES)}"),
        "team": (f"{city} {pick(TEAMS)}", f"{place} {pick(TEAMS)}", f"{pick(TEAMS)} {city}"),
        "school": (f"University of {city}", f"{alone} College", f"{place} High School", f"{city} University"),
        "band": (f"The {pick(THINGS)}", f"{alone}", f"{pick(THINGS)} of {place}", f"The {alone} {pick(THINGS)}"),
        "title": (f"The {pick(THINGS)} of {place}", f"{pick(AIMS)} and {pick(THINGS)}", f"{pick(AIMS)}", f"A {alone}"),
        "facility": (
            f"{place} {pick(BUILT)}",
            f"{alone} {pick(BUILT)}",
            f"{city} {pick(BUILT)}",
            f"{pick(BUILT)} {place}",
        ),
        "water": (f"Lake {place}", f"{place} River", f"{pick(WATERS)} of {place}", f"River {alone[:5]}"),
        "war": (
            f"{nation} {pick(WARS)}",
            f"{pick(WARS)} of {place}",
            f"{nation}-{pick(names()['nation'])} War",
            f"Operation {pick(AIMS)} {pick(THINGS)}",
            "World War II",
            f"{pick('First Second Third'.split())} {place} War",
            f"Invasion of {country}",
        ),
        "festival": (
            f"{city} International Film Festival",
            f"{place} Film Festival",
            f"{year} {city} Festival",
            f"Festival of {alone}",
        ),
        "award": (
            f"{alone} {pick(PRIZES)}",
            f"{city} {pick(PRIZES)}",
            f"{year} {nation} {pick(PRIZES)}",
            f"{nation} {pick(PRIZES)}",
            f"{pick(PRIZES)} for Best {pick('Actor Film Song Player Album'.split())}",
        ),
        "law": (
            f"{pick(IDEAS)} {pick(AIMS)} Act",
            f"{pick(AIMS)} and {pick(AIMS)} Act {year}",
            f"{alone} Amendment",
            f"{city} Treaty",
            f"Treaty of {city}",
            f"{city} Accords",
            f"{pick(AIMS)} Bill",
        ),
        "storm": (
            f"Hurricane {pick(names()['given'])}",
            f"Typhoon {pick(names()['given'])}",
            f"Cyclone {pick(names()['given'])}",
        ),
        "ship": (f"MV {alone}", f"USS {alone}", f"BRP {full}", f"HMS {pick(AIMS)}", f"{city} Star"),
        "unit": (
            f"{chance.randint(2, 99)}th {pick(UNITS)}",
            f"{nation} {pick('Army Navy'.split())}",
            f"{alone} {pick(UNITS)}",
            f"Army of {place}",
            f"{chance.choice(('I', 'II', 'IV', 'XII'))} Corps",
            f"{nation} {pick(UNITS)}",
        ),
        "station": (f"{''.join(chance.choices('KWFRA', k=4))}", f"Radio {place}", f"{alone} FM", f"{city} TV"),
        "ministry": (
            f"Ministry of {pick(FIELDS)}",
            f"{pick(FIELDS)} Ministry",
            f"{nation} {pick(FIELDS)} Ministry",
            f"Department of {pick(FIELDS)} and {pick(FIELDS)}",
            f"{nation} Coast Guard",
        ),
        "seat": (place, f"{place} North", f"{place} and {city}", f"{city}-{alone}", f"West {place}"),
        "paper": (
            f"{city} {pick(PAPERS)}",
            f"The {city} {pick(PAPERS)}",
            f"The {pick(PAPERS)}",
            f"{country} {pick(PAPERS)}",
            "Reuters",
            "BBC",
            "AFP",
        ),
        "made_place": (place, place, f"{pick('North South East West New Upper'.split())} {place}"),
    }
    return pick(makers[kind]) if kind in makers else None


def filled(chance: random.Random, frame: str) -> str:
    """The frame with a name in each slot, marked."""

    def name(slot: re.Match[str]) -> str:
        kind, letter = slot.groups()
        if kind == "full":
            chosen = f"{chance.choice(names()['given'])} {chance.choice(names()['alone'])}"
        else:
            chosen = made(chance, kind) or chance.choice(names()[kind])
        return f"[{letter} {chosen}]"

    frame = re.sub(r"\{(year|month)\}", lambda slot: str(made(chance, slot[1])), frame)
    return _SLOT.sub(name, frame)


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text and the (start, end, type) of its names."""
    text, found, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        found.append((len(text), len(text) + len(mark[2]), _TYPES[mark[1]]))
        text += mark[2]
        last = mark.end()
    return text + marked[last:], found


def labelled(text: str, found: list[tuple[int, int, str]]) -> LabelledSentence:
    """The words of `text` with their labels."""
    doc = load_model(find_model())._pipeline.make_doc(text)
    labels = ["O"] * len(doc)
    for start, end, kind in found:
        inside = [token.i for token in doc if token.idx < end and start < token.idx + len(token)]
        for at in inside:
            labels[at] = f"I-{kind}"
        labels[inside[0]] = f"B-{kind}"
    return LabelledSentence(words=tuple(token.text for token in doc), labels=tuple(labels))


def sentences(seed: int = 1) -> Iterator[LabelledSentence]:
    chance = random.Random(seed)
    marked = lines("sentences.txt")
    marked += [filled(chance, frame) for frame in lines("frames.txt") for _ in range(FILLINGS)]
    for number, sentence in enumerate(marked):
        text, found = unmarked(sentence)
        yield labelled(text, found)
        if number % 10 == 0 and len(text.upper()) == len(text):
            yield labelled(recased(f"{text.upper()}\n")[:-1], found)


def main(arguments: Sequence[str] | None = None) -> None:
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    for sentence in sentences():
        print("".join(f"{word}\t{label}\n" for word, label in zip(sentence.words, sentence.labels, strict=True)))


if __name__ == "__main__":
    main()
