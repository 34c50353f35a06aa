"""What the gazetteer knows of one actor."""

from datetime import date

from monitor.records import EntityType, Record

ALWAYS = "9999-12"
"""Until when somebody holds an office that nobody took over yet."""

_REMEMBERED = 20
"""Years for which news calls somebody by the surname alone who left office."""

_SECTORS = {
    "army chief": "MIL",
    "speaker": "LEG",
    "pope": "REL",
    "prosecutor": "JUD",
    "general secretary": "PTY",
}
_HEADS = frozenset(
    {
        "president",
        "prime minister",
        "chancellor",
        "king",
        "queen",
        "emperor",
        "emir",
        "sultan",
        "supreme leader",
        "leader",
    }
)


class Tenure(Record, frozen=True, kw_only=True):
    """Who held which office from which day on, up to the day on which the next one came.

    Where only the month is known, both hold the office in that month.
    """

    office: str
    of: str  # ISO 3166 alpha-3 of the country, or the id of the organisation
    since: str  # YYYY-MM-DD, or YYYY-MM
    until: str = ALWAYS
    lost_sight: bool = False  # nobody looked up who came after `until`, perhaps nobody did

    def holds(self, on: date) -> bool:
        """Whether the office was held on that day."""
        return self.since <= on.isoformat() and not self.ended(on)

    def ended(self, on: date) -> bool:
        """Whether somebody else holds it for sure on that day, or nobody does."""
        day = on.isoformat()
        return self.until < day[:7] if len(self.until) == len(ALWAYS) else self.until <= day

    @property
    def is_national(self) -> bool:
        """Whether it is an office of a country, not of an organisation."""
        return len(self.of) == 3 and self.of.isupper()

    @property
    def leads_country(self) -> bool:
        """Whether it is the office of a head of state or of government."""
        return self.is_national and self.office in _HEADS


class Entry(Record, frozen=True, kw_only=True):
    """An actor or a place; `sector` is a PLOVER code, `country` an ISO 3166 alpha-3 one."""

    id: str
    name: str
    type: EntityType
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    part_of: str | None = None  # id of the organisation that it belongs to
    sex: str = ""  # m or f
    tenures: tuple[Tenure, ...] = ()
    in_full: bool = False  # whether only the full name means this actor, as many share the surname

    def office_on(self, on: date) -> Tenure | None:
        """The office held on a day, the newest where there are several."""
        return next((tenure for tenure in reversed(self.tenures) if tenure.holds(on)), None)

    def is_remembered(self, on: date) -> bool:
        """Whether a surname alone may mean this actor on a day: not whoever left the last office decades ago."""
        return not self.tenures or any(tenure.until[:4] > str(on.year - _REMEMBERED) for tenure in self.tenures)

    def sector_on(self, on: date) -> str | None:
        """The sector on a day: that of an office held, elite for one given up for sure, else what the entry says."""
        if office := self.office_on(on):
            return _SECTORS.get(office.office) or (self.sector if self.part_of else "GOV")
        ended = [tenure for tenure in self.tenures if tenure.ended(on)]
        if self.part_of or not ended:
            return self.sector
        if ended[-1].lost_sight:
            return _SECTORS.get(ended[-1].office) or "GOV"
        return "ELI"
