"""Where a feed comes from, as far as that tells how it writes dates."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

DMY, MDY, YMD = "dmy", "mdy", "ymd"

_MONTH_FIRST = frozenset("US FM MH PW".split())
_EITHER = frozenset("CA PH".split())  # both orders are in use
_YEAR_FIRST = frozenset("zh ja ko hu lt".split())
# Domains of countries that the world uses for other things
_ANYBODY = frozenset("ai cc cd co eu fm gg io la ly me nu sh su tk to tv ws".split())
_DOMAINS = {"uk": "GB", "gov": "US", "mil": "US"}


class Place(NamedTuple):
    """Countries (ISO 3166, two letters) and languages (ISO 639) that a feed is of."""

    countries: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    @property
    def order(self) -> str:
        """In which order numbers stand in a date there; "" where that is not known, or not one."""
        orders = {_order(country) for country in self.countries}
        if not self.countries:
            orders = {YMD if language in _YEAR_FIRST else DMY for language in self.languages - {"en", "fil", "tl"}}
        return orders.pop() if len(orders) == 1 else ""


def place_of(languages: Iterable[str | None], addresses: Iterable[str]) -> Place:
    """The place that language tags (BCP 47) and the hosts of `addresses` tell of."""
    tags = [tag.split("-") for tag in languages if tag]
    regions = {part.upper() for tag in tags for part in tag[1:] if len(part) == 2 and part.isalpha()}
    domains = {_country(address) for address in addresses}
    return Place(frozenset(regions | domains - {""}), frozenset(tag[0].lower() for tag in tags))


def _order(country: str) -> str:
    if country in _EITHER:
        return ""
    if country in ("CN", "TW", "JP", "KR", "HU", "LT"):
        return YMD
    return MDY if country in _MONTH_FIRST else DMY


def _country(address: str) -> str:
    try:
        domain = (urlsplit(address).hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
    if domain in _DOMAINS:
        return _DOMAINS[domain]
    return domain.upper() if len(domain) == 2 and domain not in _ANYBODY and domain.isalpha() else ""
