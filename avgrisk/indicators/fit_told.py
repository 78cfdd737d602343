"""Why a use fits its organisation or not, in reasons: the data, the use, and passing on."""

from avgrisk.core.levels import level_range, shown
from avgrisk.core.records import ProposedUse, Reason
from avgrisk.core.shipped import rule
from avgrisk.indicators import data_named
from avgrisk.indicators.data_need import about_need
from avgrisk.indicators.fit_passing import reach
from avgrisk.indicators.fit_places import family_fit, grade, place
from avgrisk.indicators.meaning import meaning, row_of, words_of
from avgrisk.indicators.meaning_words import heard_in, of_family, of_level
from avgrisk.indicators.relations import sector_of
from avgrisk.vocabulary import sectors, taxonomy
from avgrisk.vocabulary.sectors import Sector


def reasons(use: ProposedUse, asked: bool, natural: bool) -> tuple[Reason, ...]:
    """Why a use fits its organisation or not: about the data, the use, passing on, and the text."""
    sector = sector_of(use)
    if sector is None:
        return (_no_sector(use.sector),)
    return (
        *_about_people(use, sector),
        *_about_all_data(use, sector),
        *about_need(use, sector, _family(use)),
        *_about_this_use(use, sector),
        *([Reason("fit.use.collected")] if asked else []),
        *_about_passing_on(use, sector),
        *([Reason("fit.passed.natural", (("sector", sector.phrase),))] if natural else []),
        *_about_felt(use),
    )


def _about_all_data(use: ProposedUse, sector: Sector) -> list[Reason]:
    given = level_range("data_logical", use.data_logical)
    if given is not None:
        return [Reason("fit.data.given", (("level", shown("data_logical", given.mode)),))]
    return [_about_data(sector, key) for key in data_named.facts_of(use).named]


def _about_data(sector: Sector, category: str) -> Reason:
    name = grade(sector, category)
    values = (("data", f"@data.{category}"), ("sector", sector.phrase))
    return Reason(f"fit.data.{name}", values, weight=1 - rule(f"data.{name}").mode)


def _about_people(use: ProposedUse, sector: Sector) -> list[Reason]:
    """Whom the use is about, where it is judged by another relation than that to customers."""
    own = sectors.find(use.sector) if use.sector else None
    if sector is own:
        return []
    return [Reason("fit.people", (("sector", sector.phrase),))]


def _family(use: ProposedUse) -> str:
    """The family of use by its key, else the likeliest by what its words suggest, else ""."""
    if use.proposed_use_key:
        return taxonomy.family(use.proposed_use_key).key
    place_ = int(meaning(words_of(use)).family[0, 0])
    return tuple(taxonomy.families())[place_] if place_ >= 0 else ""


def _about_this_use(use: ProposedUse, sector: Sector) -> list[Reason]:
    """The use by its key, else by what its words suggest."""
    if use.proposed_use_key:
        return [_about_use(sector, _family(use))]
    found, key = meaning(words_of(use)), _family(use)
    if not key:
        return [Reason("fit.use.unread" if use.proposed_use else "fit.use.unknown")]
    words = of_family(use, key)
    quote = Reason("fit.use.read", (("words", words.quoted),), words.span)
    further = [Reason("fit.use.further")] if bool(found.further[0]) else []
    return [_about_use(sector, key), quote, *further]


def _about_use(sector: Sector, family: str) -> Reason:
    values = (("use", f"@fit.family.{family}"), ("sector", sector.phrase))
    weight = 1 - family_fit(sector, family).mode
    return Reason(f"fit.use.{place(sector, family)}", values, weight=weight)


def _about_passing_on(use: ProposedUse, sector: Sector) -> list[Reason]:
    """Who receives the data, and where that was read."""
    uses = row_of(use)
    level = reach(uses, meaning(uses))[:, 0].tolist()
    if not level[1] > 0:
        return []
    given = level_range("recipient", use.recipient)
    if given is not None and not use.recipient_words:
        values = (("recipient", shown("recipient", given.mode)), ("sector", sector.phrase))
        return [Reason("fit.passed.given", values, weight=given.mode)]
    words = of_level(use, "recipient")
    quoted = words.quoted or use.recipient_words
    if not quoted:
        return []
    values = (("words", quoted), ("sector", sector.phrase))
    return [Reason("fit.passed.read", values, words.span, level[1])]


def _about_felt(use: ProposedUse) -> list[Reason]:
    """How logical readers of labelled texts find the text, and by which words."""
    mode = float(meaning(words_of(use)).deal["image_fit"][1, 0])
    if mode != mode:  # NaN: the text says too little
        return []
    words = heard_in(use, "image_fit")
    values = (("level", shown("image_fit", mode)), ("words", words.quoted))
    return [Reason("fit.felt", values, weight=1 - mode)]


def _no_sector(text: str) -> Reason:
    """Why nothing can be said: no kind of organisation, or one that no table knows."""
    if not text:
        return Reason("sector.missing")
    for like in sectors.near(text, 1):
        return Reason("sector.near", (("text", text), ("name", f"@sector.{like.key}")))
    return Reason("sector.not_found", (("text", text),))
