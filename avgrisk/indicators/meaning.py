"""What a use is by all its words: its name, its description and its other cells read together.

The description leads, unless only the name is sure. A nature that any of them names (selling,
predicting, watching) counts, and the riskiest family that is sure goes first. Where no words name
one, the learned reader says how likely name and description together are a further use.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from avgrisk.core.records import ProposedUse
from avgrisk.core.shipped import rule
from avgrisk.indicators.cell_columns import Cells, Ranges
from avgrisk.indicators.facts import (
    TextFacts,
    collected_facts,
    family_numbers,
    folded,
    number_of,
    sector_numbers,
)
from avgrisk.indicators.lawful import covered, partnered, reported
from avgrisk.indicators.meaning_families import (
    INFLUENCE,
    OFFERS,
    bits_of,
    by_law,
    core_families,
    enough_by_size,
    families_of,
    family_weights,
    further_families,
    informing,
    named_further,
    on_ground,
    only,
    passing_on,
    public_bodies,
    riskiest,
    short,
    without,
)
from avgrisk.indicators.meaning_texts import dealt, likelihood, read_texts, said_of, served
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary import deal, natures
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.plan_shares import MANY_WORDS

#: The fields that tell a use, in words or by key: whoever asks for its meaning looks at these.
FIELDS = (
    "title", "proposed_use", "proposed_use_key", "recipient_words", "sector", "data_subjects",
    "legal_basis", "data_categories",
)  # fmt: skip


#: From this likelihood on a letter of a public body is there to sway people.
_SWAYS = 0.7
#: The field that a key of the use tells better than a text.
LOGICAL = "image_fit"
#: Groups of organisations whose figures without persons are for everybody by law.
_FOR_ALL = ("government", "care", "education", "research")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words of each row say of its use.

    `text` leads, `other` stands beside it, `facts` are those of both; `family` holds up to three
    families of use, best first, -1 is none, with their `confidence` and whether they are `sure`.
    `further`: by nature something people did not give their data for, `named_further` where words
    say so; `doubt` in [0, 1] is 0 where words or a key say so. `chance` is the
    likelihood of that where nothing is sure, NaN where something is or little is said. `natures`
    are bits in the order of natures.csv. `levels` holds what the natures say of a field, `deal`
    what both readers say of control and value returned, NaN where nothing.
    """

    text: Cells
    other: Cells
    facts: TextFacts
    family: np.ndarray
    confidence: np.ndarray
    sure: np.ndarray
    further: np.ndarray
    named_further: np.ndarray
    doubt: np.ndarray
    chance: np.ndarray
    natures: np.ndarray
    levels: dict[str, Ranges]
    deal: dict[str, Ranges]

    def named(self, key: str) -> np.ndarray:
        """In which rows the words name a nature."""
        return (self.natures >> number_of("natures")[key] & 1) > 0


def meaning(uses: Uses) -> Meaning:
    """What the words of each row say of its use."""
    return uses.by_words("meaning", FIELDS, _meaning)


def words_of(use: ProposedUse) -> Uses:
    """One use with only the fields that tell its meaning; what was read of it is remembered."""
    return _words_of(*(getattr(use, name) for name in FIELDS))


def row_of(use: ProposedUse) -> Uses:
    """One use as a table, with what was read of its words a moment ago."""
    uses = Uses.of(use)
    uses.once("meaning", lambda: meaning(words_of(use)))
    return uses


@lru_cache(maxsize=1024)
def _words_of(*cells: str) -> Uses:
    return Uses.of(ProposedUse().replace(**dict(zip(FIELDS, cells, strict=True))))


def _meaning(uses: Uses) -> Meaning:
    text, other, facts = read_texts(uses)
    likely, core = likelihood(uses), core_families()[:, sector_numbers(uses)]
    given = family_numbers(uses, "proposed_use_key")
    duty = reported(uses)
    bits = facts.one("natures").astype(np.int64) & ~covered(duty)
    informs = (bits & bits_of("inform")) > 0
    told = served(uses) | (informs & public_bodies("government")[sector_numbers(uses)])
    usual = (duty > 0) | partnered(uses) | (~facts.sure("family") & told)
    likely = np.where(usual & passing_on()[:, None], 0.0, likely)
    named = named_further(bits, core)
    facts = without(facts, usual & ~named, passing_on())
    helps = (bits & bits_of("inform", "duty", "benefit")) > 0
    public = public_bodies("government")[sector_numbers(uses)]
    public = (public | (helps & public_bodies("care")[sector_numbers(uses)])) & ~named
    tells = informs & (likely[number_of("families")[INFLUENCE]] < _SWAYS)
    for key, rows in (
        (OFFERS, public),
        (INFLUENCE, public & tells),
        (natures.DECISION, public & tells),
    ):
        rows = rows & ~_phrased(text, rows, key)
        facts, likely = without(facts, rows, only(key)), informing(likely, rows, key)
    kind = (bits & bits_of("benefit", "register")) > 0
    family, confidence, sure = families_of(facts, likely, kind)
    lead = np.where(given >= 0, given, np.where(sure, family[0], -1))
    lawful = ((bits & bits_of("duty", "register")) > 0) | (duty > 0)
    figures = ((bits & bits_of("figures")) > 0) & public_bodies(*_FOR_ALL)[sector_numbers(uses)]
    at_home = np.take_along_axis(core, lead[None], 0)[0] > 0
    by_family = further_families()[lead] & ~at_home & ~(lawful & (given < 0))
    chance = natures.hazard(likely, core[:-1])
    unsure = ~facts.sure("family") | (family_weights()[facts.keys("family")[0]] >= 1)
    law, contract = stated_ground(uses)
    at_ease = rule("nature.further_few").mode
    stated = (law | contract) & (given < 0)
    needed = np.where(lawful | stated, at_ease, enough_by_size()[short(likely)])
    by_family &= ~(stated & (confidence[0] < at_ease))
    guessed = (given < 0) & (chance >= needed) & ~kind & unsure
    further = named | by_family | guessed
    doubt = np.where(named | (given >= 0), 0.0, 1 - chance)
    read = riskiest(bits, (family, confidence, sure), likely, guessed & ~by_family)
    levels = {name: said_of(uses, name, bits) for name in natures.LEVELS}
    leads = by_law(read, lawful & ~further, figures & ~further)
    leads = on_ground(leads, law & stated & ~further, contract & stated & ~further)
    open_ = ~leads[2] & (given < 0) & ~further & (short(likely) == 0)
    return Meaning(
        text, other, facts, *leads, further, named, np.where(further, doubt, 0.0),
        np.where(open_, chance, np.nan), bits, levels,
        _deal(uses, lawful, likely[-1], given >= 0, named),
    )  # fmt: skip


def _deal(
    uses: Uses, lawful: np.ndarray, words: np.ndarray, by_key: np.ndarray, named: np.ndarray
) -> dict[str, Ranges]:
    """What both readers make of the deal: of what a law asks nothing, of few `words` what these say
    alone; whether a use is logical not where a key tells the use, or a text that is no story names
    a further one."""
    few, told = words < natures.FEW_WORDS, by_key | (named & (words <= MANY_WORDS))
    closed = dict.fromkeys(deal.FACETS, lawful | few)
    closed |= {deal.SPOKEN: lawful, LOGICAL: lawful | few | told}
    return {field: np.where(closed[field], np.nan, read) for field, read in dealt(uses).items()}


def _phrased(text: Cells, rows: np.ndarray, family: str) -> np.ndarray:
    """In which of these rows phrases name a family of use."""
    codes, found = np.asarray(text.codes), np.zeros(len(text.distinct), dtype=bool)
    for place in np.unique(codes[rows]).tolist():
        found[place] = read_use(text.distinct[place]).family.key == family
    return found[codes]


def stated_ground(uses: Uses) -> tuple[np.ndarray, np.ndarray]:
    """In which rows the organisation says that a law asks for the use, or a contract."""
    cells = uses.cells("legal_basis")
    law, contract = (
        cells.spread(np.array([str(cell) == key for cell in cells.distinct]))
        for key in ("legal_obligation", "contract")
    )
    return law, contract


def same_words(uses: Uses) -> np.ndarray:
    """In which rows what the data were given for stands in the very words of the use."""
    if "collected_for" not in uses.columns:
        return np.zeros(uses.rows, dtype=bool)
    lead, own, old = folded(
        meaning(uses).text, uses.cells("proposed_use"), uses.cells("collected_for")
    )
    return ((lead == old) | (own == old)) & (collected_facts(uses).one("words") > 0)
