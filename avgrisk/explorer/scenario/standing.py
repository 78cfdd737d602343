"""What must stand before a plan gets a score: the organisation, the data and the use."""

from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.core.records import ProposedUse
from avgrisk.core.subjects import Wording
from avgrisk.figures.markup import NAME, Figure, clean, esc, joined
from avgrisk.figures.style import card
from avgrisk.indicators import measure
from avgrisk.scoring.plan_part import LEAST
from avgrisk.scoring.score import RiskScore
from avgrisk.vocabulary import data_words, plan_hints, sectors
from avgrisk.vocabulary.data_words import UNREAD_RECIPIENT
from avgrisk.vocabulary.unread_receivers import strangers

STYLE = Path(__file__).with_suffix(".css")

#: What must stand, in the order it is asked for; each is a field of the use.
NEEDED = ("sector", "data_categories", "proposed_use")


def open_parts(use: ProposedUse) -> tuple[str, ...]:
    """The fields of NEEDED that do not stand yet.

    >>> open_parts(ProposedUse(sector="bank"))
    ('data_categories', 'proposed_use')
    """
    stands = {
        "sector": sectors.find(use.sector) is not None or _given(use.image_misfit, use.trust_gap),
        "data_categories": any(data_words.match(word).keys for word in use.data_categories)
        or _given(use.data_sensitivity),
        "proposed_use": bool(use.proposed_use_key)
        or _is_read(use.proposed_use)
        or _given(use.tree)
        or _given(use.purpose_distance, use.image_misfit),
    }
    return tuple(name for name in NEEDED if not stands[name])


def unread(use: ProposedUse) -> tuple[str, ...]:
    """The data words that no table knows: what they stand for could make it worse."""
    if _given(use.data_sensitivity):
        return ()
    found = (data_words.match(word) for word in use.data_categories)
    return tuple(dict.fromkeys(part for each in found for part in each.unmatched))


def receivers(use: ProposedUse) -> tuple[str, ...]:
    """The recipients whom no table knows, where the use leaves open who they are."""
    flags = measure.readings(use)["purpose_distance"].flags
    return strangers(use.recipient_words).names if UNREAD_RECIPIENT in flags else ()


def waits(score: RiskScore) -> bool:
    """Whether the number is held back: a part is open, or it is low with a word on data or a
    recipient unread."""
    low = score.value < score.index.bands[1][1]
    return bool(open_parts(score.use)) or (low and any((unread(score.use), receivers(score.use))))


def waiting_card(use: ProposedUse, wording: Wording) -> Figure:
    """In the place of a score: what is still needed, or which word must be read first."""
    heading = label("standing.none", wording)
    parts = open_parts(use)
    needed = [label(f"standing.{name}", wording) for name in parts]
    if not parts:
        each = {"standing.unread": unread(use), "standing.unread_recipient": receivers(use)}
        needed = [
            label(key, wording, word=clean(word, NAME))
            for key, words in each.items()
            for word in words
        ]
    key = "standing.needed" if parts else "standing.no_green"
    items = "".join(f"<li>{esc(text)}</li>" for text in needed)
    body = (
        f'<p class="avg-head"><b>{esc(heading)}</b></p><p>{esc(label(key, wording))}</p>'
        f'<ul class="avg-needed">{items}</ul>'
    )
    return card(body, joined((heading, label(key, wording), *needed)), wording.lang, STYLE)


def _is_read(text: str) -> bool:
    """Whether the kind of use can be told from its words."""
    family = plan_hints.read_plan(text).family
    return bool(family.key) and family.confidence >= LEAST


def _given(*values: object) -> bool:
    return all(value is not None for value in values)
