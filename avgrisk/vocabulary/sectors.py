"""Kinds of organisation: found by key, name or alias, with trust, role, purposes and data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from avgrisk.core.labels import label
from avgrisk.core.records import ProposedUse, Range
from avgrisk.core.shipped_records import by_key
from avgrisk.core.subjects import Language, Wording, plain
from avgrisk.vocabulary.phrases import Match, longest
from avgrisk.vocabulary.sector_names import aliases, alike, names, own, phrases, spaced
from avgrisk.vocabulary.text import words
from avgrisk.vocabulary.word_tables import small, word_table

#: The group of kinds that say little ("app", "company"): any other kind in the text wins.
GENERIC = "generic"

#: The family of use in which others reach people through an organisation.
SPACE = "marketing.third_party"

#: How much of a text is read to find the kind of organisation in it.
LONGEST_NAME = 500

#: Words of the trade in names of organisations, and of how many words such a name has at most.
TRADES, LONGEST_TRADE = "words/trade_words.csv", 6

#: Words with a capital, one after the other.
_NAME = re.compile(r"\w+(?: [A-Z]\w*)+")


@dataclass(frozen=True, slots=True, eq=False)  # one object a row: a quick key for caches
class Sector:
    """A kind of organisation, a row of sectors.csv.

    `trust` is trust with personal data, 0-1, 1 = full trust, with the spread between surveys;
    `guardian` 0-1 how far its role is that of a guardian; `unavoidable` whether one cannot go
    elsewhere. Purposes are families of use, data are category keys (a parent covers its children).
    """

    key: str
    group: str
    label_nl: str
    label_en: str
    trust: Range
    trust_ground: str
    guardian: float
    unavoidable: bool
    core_purposes: tuple[str, ...]
    adjacent_purposes: tuple[str, ...]
    alien_purposes: tuple[str, ...]
    essential_data: tuple[str, ...]
    expected_data: tuple[str, ...]
    possible_data: tuple[str, ...]
    natural_recipients: tuple[str, ...]
    subject_nl: str
    subject_en: str
    ground: str

    @property
    def lives_from_advertising(self) -> bool:
        """Whether others' offers are part of what it is for: then offering space is customary."""
        return SPACE in (*self.core_purposes, *self.adjacent_purposes)

    def label(self, lang: str = "nl") -> str:
        """The name on screen."""
        return label(f"sector.{self.key}", lang)

    def subject(self, lang: str = "nl") -> str:
        """The word for the people whose data it has: klant, patiënt, inwoner."""
        own = {"nl": self.subject_nl, "en": self.subject_en}
        return own.get(lang) or plain(lang).subject

    @property
    def phrase(self) -> str:
        """Label key of the name with its article, as a reason's value: "@sector.bank.a"."""
        return f"@sector.{self.key}.a"


@cache
def table() -> dict[str, Sector]:
    """Every kind of organisation, in the order of sectors.csv: key -> Sector."""
    return by_key(Sector, "sectors.csv")


@lru_cache(maxsize=4096)
def find(text: str) -> Sector | None:
    """The kind of organisation a text names, or None.

    A key, else a name or alias in Dutch or English, else the longest one found as a phrase in
    the text; Dutch compounds by their last part; else a word of the trade in a short name.
    "App" or "company" lose from any other kind; of kinds with a slash between them
    the first counts.

    >>> find("streekziekenhuis").key, find("An online store").key
    ('hospital', 'webshop')
    >>> find("the website of a hospital").key, find("web shop/advertising").key
    ('hospital', 'webshop')
    >>> find("Orbit Mobile").key, find("Willowbank Surgery").key
    ('telecom', 'gp')
    >>> find("xyz") is None
    True
    """
    text = text[:LONGEST_NAME].strip()
    if text in table():
        return table()[text]
    exact = aliases().get(spaced(text))
    if exact is not None:
        return table()[exact]
    for part in text.split("/"):
        matches = phrases().find(own(part))
        if matches:
            return _best(part, matches)
    return _by_trade(text)


def _best(name: str, matches: Sequence[Match]) -> Sector:
    """The kind that the best of these phrases in a name tells; what ends the name of a place
    (Willowbank) only where no other word tells a kind."""
    first = min(matches, key=_rank)
    if not _ends_a_place(first):
        return table()[named_by(first)]
    told = [m for m in matches if not (_ends_a_place(m) or table()[named_by(m)].group == GENERIC)]
    elsewhere = None if told else _by_trade(name)
    return elsewhere or table()[named_by(min(told or matches, key=_rank))]


def _ends_a_place(match: Match) -> bool:
    """Whether a phrase is the end of a word that may as well name a place."""
    alias = names()[match.row][1]
    return alias.startswith("*") and alias[1:] in small("place_ends")


def _by_trade(name: str) -> Sector | None:
    """The kind that a word of its trade in a short name tells; of several the last such word, a
    weak one ("Trust", "Group") only where there is no other."""
    line = words(name)
    if not 0 < len(line) <= LONGEST_TRADE:
        return None
    trades = word_table(TRADES, "sector", ("words",))
    told = [match for match in trades.phrases.find(line) if name[match.start].isupper()]

    def rank(match: Match) -> tuple[bool, int, int, int]:
        weak = trades.rows[match.row]["weak"]
        return not weak, match.end, match.end - match.start, -match.row

    return table()[trades.roles[max(told, key=rank).row]] if told else None


def mentions(text: str) -> list[tuple[Sector, Match]]:
    """Every kind of organisation that a text names, by place; of overlapping names the longest, of
    the same words a whole name before a part.

    >>> [sector.key for sector, _ in mentions("De rechtbank en de spaarbank")]
    ['court', 'bank']
    """
    best: dict[tuple[int, int], Match] = {}
    for match in sorted(phrases().find(own(text)), key=_rank):
        best.setdefault((match.first, match.last), match)
    found = [m for m in longest(best.values()) if not _in_a_name(text, m)]
    return [(table()[names()[match.row][0]], match) for match in found]


def _in_a_name(text: str, match: Match) -> bool:
    """Whether a phrase ends a place in a longer name that tells another kind."""
    if not (_ends_a_place(match) and text[match.start].isupper()):
        return False
    name = _NAME.match(text, match.start)
    kind = find(name.group()) if name else None
    return kind is not None and kind.key != named_by(match)


def named_by(match: Match) -> str:
    """The key of the kind of organisation that a mention names."""
    return names()[match.row][0]


def near_names(text: str, lang: str = "nl", n: int = 3) -> tuple[str, ...]:
    """Names on screen that look like an unknown one, nearest first: "did you mean ...".

    >>> near_names("woningcoperatie")
    ('woningcorporatie',)
    """
    return tuple(sector.label(lang) for sector in near(text, n))


def near(text: str, n: int = 3) -> tuple[Sector, ...]:
    """The kinds of organisation with a name or alias that looks like an unknown one."""
    close = alike(text[:LONGEST_NAME], n)
    return tuple(dict.fromkeys(table()[aliases()[name]] for name in close))


def at_other(use: ProposedUse, sector: str) -> ProposedUse:
    """The same plan by another kind of organisation.

    Everything that hangs on the organisation moves along: what was given of image fit, data that
    are logical and trust is cleared, so that the other organisation's suggestions apply.
    """
    other = find(sector)
    name = other.label() if other else sector
    return use.replace(
        sector=other.key if other else sector,
        controller=name,
        image_fit=None,
        data_logical=None,
        trust=None,
        image_misfit=None,
        trust_gap=None,
    )


def _rank(match: Match) -> tuple[bool, int, bool, int, int]:
    """Best first: a telling kind, the longest phrase, a whole alias before a part, table order."""
    key, alias = names()[match.row]
    generic = table()[key].group == GENERIC
    return generic, match.start - match.end, "*" in alias, -len(alias), match.row


def wording_for(lang: Language, *names: object) -> Wording:
    """A language with the word that these kinds of organisation share for the people concerned.

    A wording as it was, or a language with its plain word, where they differ or none is known:
    what is about several uses then has the plain word, or the one of the page around it.

    >>> wording_for("nl", "gemeente").subject, wording_for("nl", "bank", "gemeente").subject
    ('inwoner', 'klant')
    """
    wording = plain(lang)
    found = {find(name) for name in names if isinstance(name, str) and name}
    words = {sector.subject(wording.lang) for sector in found if sector is not None}
    return Wording(wording.lang, words.pop()) if len(words) == 1 else wording
