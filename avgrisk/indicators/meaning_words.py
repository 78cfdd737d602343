"""By which words one use was read: for the reasons that every reading gives."""

from dataclasses import dataclass

from avgrisk.core.records import ProposedUse
from avgrisk.indicators.meaning import meaning, words_of
from avgrisk.indicators.meaning_texts import BESIDE, joined
from avgrisk.vocabulary import cell_words, deal, learned_reasons, natures, sectors
from avgrisk.vocabulary.conditions import read_conditions, unasked
from avgrisk.vocabulary.hints import Hint, Said, read_use
from avgrisk.vocabulary.plan_hints import place, read_plan, shown_words


@dataclass(frozen=True, slots=True)
class Words:
    """Words that were read, and their place in the text that leads where they stand there."""

    words: tuple[str, ...] = ()
    span: tuple[int, int] | None = None

    @property
    def quoted(self) -> str:
        """The words with commas between."""
        return ", ".join(self.words)


def texts(use: ProposedUse) -> tuple[str, str]:
    """The text of a use that leads, and the one beside it."""
    found = meaning(words_of(use))
    first, second = ((cells.distinct[int(cells.codes[0])]) for cells in (found.text, found.other))  # type: ignore[index]
    return first, second


def natures_said(use: ProposedUse) -> tuple[Said, ...]:
    """The natures that the words of a use name, each once; places are those of the leading text."""
    lead, other = texts(use)
    found = {said.key: said for said in read_use(lead).natures}
    for text in (other, use.recipient_words):
        for said in read_use(text).natures:
            found.setdefault(said.key, Said(said.key, said.words, (0, 0)))
    kind = sectors.find(use.sector) if use.sector else None
    at = frozenset() if kind is None else {kind.key, kind.group}
    for cell, name in cell_words.CELLS.items():
        for told in cell_words.natures_in(cell, cell_words.as_text(getattr(use, name))):
            if not at & told.not_at:
                found.setdefault(told.key, Said(told.key, told.words, (0, 0)))
    return tuple(found.values())


def of_family(use: ProposedUse, key: str) -> Words:
    """The words that say that a use is of this family: phrases, a nature, else those that weighed
    most with the learned reader."""
    lead, other = texts(use)
    for text in (lead, other):
        hint = read_plan(text).family
        if hint.key == key and hint.words:
            return Words(hint.words, hint.span if text is lead else None)
    for said in natures_said(use):
        if natures.natures()[said.key].family == key:
            return Words((said.words,), said.span if said.span[1] else None)
    both = joined(other if lead == use.proposed_use else "", lead)
    return Words(learned_reasons.read(both).family.words)


def heard_in(use: ProposedUse, name: str) -> Words:
    """The words by which the learned reader heard a side of the deal (`vocabulary.deal`)."""
    lead, other = texts(use)
    both = joined(other if lead == use.proposed_use else "", lead)
    return Words(getattr(learned_reasons.read(both), deal.FACETS[name]).words)


def of_level(use: ProposedUse, name: str) -> Words:
    """The words that say where a level of a use stands: a condition, a nature, else a phrase, or
    what the learned reader heard."""
    lead, other = texts(use)
    for text in (lead, other):
        condition = read_conditions(text).get(name)
        if condition is not None:
            return Words(condition.words, condition.spans[0] if text is lead else None)
    for cell in BESIDE if name == "control" else ():
        condition = unasked(getattr(use, cell))
        if condition is not None:
            return Words(condition.words)
    said = [s for s in natures_said(use) if name in natures.natures()[s.key].levels]
    hints: list[Hint] = [getattr(read_plan(text), name, Hint()) for text in (lead, other)]
    found = max(hints, key=lambda hint: bool(hint.key) * hint.confidence)
    if said and not (found.sure and found.words):
        return Words((said[0].words,), said[0].span if said[0].span[1] else None)
    if not found.key and name in deal.FACETS:
        return heard_in(use, name)
    text = lead if found is hints[0] else other
    shown = shown_words(text, name, found) if found.key else ()
    return Words(shown, place(text, found, shown) if text is lead else None)
