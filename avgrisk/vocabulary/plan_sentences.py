"""What each sentence of a story tells: the plan, what was given before, or how it is told and kept.

"Zij leest de meter uit om de rekening te maken. Zij wil de standen verkopen. Niemand weet ervan":
only the second is the use; the first is what people gave the data for, the last how it is told.
Words of words/plan_marks.csv tell the first two apart (roles `plans`, `because`, `had`), what was
read of choice and receiver the others. What no mark speaks of stays part of the use, and so does
what is a further use by its nature: nothing risky is background.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from avgrisk.vocabulary import plan_data, plan_words
from avgrisk.vocabulary.conditions import read_conditions
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.language import function_words
from avgrisk.vocabulary.natures import deals, kind_of
from avgrisk.vocabulary.plan_hints import read_plan
from avgrisk.vocabulary.plan_words import LONGEST, Span, marked, sentences
from avgrisk.vocabulary.text import words
from avgrisk.vocabulary.word_tables import small

#: What a sentence tells.
PLAN, GIVEN, ASIDE = "plan", "given", "aside"
#: How many words of content an aside may have beside those that tell how it is told or kept, and
#: how many a sentence of which nothing is read.
SPENT, CHATTER = 4, 2
#: Families of use that say nothing beside the service.
SERVICE = ("", "essential.service")
#: Words shorter than this carry no content.
SHORT = 3


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of a text by what they tell: `given` are those on what was given before, in
    one stretch, None where none is; `before` all that lead to the use, `asides` what is said
    beside it: how it is told and kept, and what has nothing to do with it."""

    given: Span | None
    before: tuple[Span, ...]
    asides: tuple[Span, ...]


def told_apart(text: str) -> Told:
    """What the sentences of a text tell beside the use.

    >>> told_apart("We read the meter to make the bill. We want to sell the readings.").given
    (0, 34)
    >>> told_apart("We share the readings with a shop. Nobody was asked.").asides
    ((34, 51),)
    >>> told_apart("We sell the readings.").asides
    ()
    """
    text = text[:LONGEST]
    places = sentences(text)
    roles = _roles([text[start:end] for start, end in places])
    before, asides = (
        tuple(place for place, role in zip(places, roles, strict=True) if role == wanted)
        for wanted in (GIVEN, ASIDE)
    )
    had = [place for place in before if _had(text[slice(*place)])]
    return Told(_first_stretch(places, had or before), before, asides)


def _roles(said: Sequence[str]) -> list[str]:
    """What each sentence tells; the last word is the plan's: where none would be left of it, the
    asides, and then all, belong to it."""
    if len(said) < 2:
        return [PLAN] * len(said)
    roles = [_role(each) for each in said]
    planned = next((i for i, each in enumerate(said) if _announces(each)), None)
    if planned is not None:
        for i, each in enumerate(said[planned + 1 :], planned + 1):
            roles[i] = ASIDE if roles[i] == PLAN and _strays(each) else roles[i]
    else:
        planned = int("because" in marked(said[0]))
    for i, each in enumerate(said[:planned]):
        roles[i] = GIVEN if roles[i] == PLAN and not _risky(each) else roles[i]
    for last in (ASIDE, GIVEN):
        if PLAN not in roles:
            roles = [PLAN if role == last else role for role in roles]
    return roles


def _role(sentence: str) -> str:
    """What a sentence tells by itself."""
    marks, hints = marked(sentence), read_use(sentence)
    if _announces(sentence) or _risky(sentence):
        return PLAN
    spans = [span for found in read_conditions(sentence).values() for span in found.spans]
    most = SPENT if spans else CHATTER
    if hints.recipient.key == "own" and hints.recipient.span:
        spans.append(hints.recipient.span)
    if not (_tells_use(sentence, loosely=not spans) or plan_data.data(sentence, spans)):
        narrated = "narrator" in marks and "others" not in marks
        if narrated or _left(sentence, spans) <= most:
            return ASIDE
    return GIVEN if "had" in marks else PLAN


def _strays(sentence: str) -> bool:
    """Whether a sentence after the plan has nothing to do with it: it names no data, party or use,
    and refers to nothing before it."""
    if marked(sentence) & {"back", "others"} or plan_data.data(sentence):
        return False
    said = read_use(sentence).recipient.key or read_conditions(sentence)
    named = plan_words.organisations(sentence) or _tells_use(sentence, loosely=False)
    return not (said or named or _risky(sentence))


def _tells_use(sentence: str, loosely: bool) -> bool:
    """Whether phrases tell a use beside the ordinary service; `loosely`: or the learned reader,
    which hears one in many a sentence of chatter."""
    if read_use(sentence).family.key not in SERVICE:
        return True
    heard = read_plan(sentence).family
    return loosely and heard.sure and heard.key not in SERVICE


def _left(sentence: str, spans: Iterable[Span]) -> int:
    """How many words of content stand outside these places."""
    small = function_words("nl") | function_words("en") | function_words("plan")
    taken = list(spans)
    return sum(
        len(word.folded) >= SHORT
        and word.folded not in small
        and not any(start < word.end and word.start < end for start, end in taken)
        for word in words(sentence)
    )


def _first_stretch(places: Sequence[Span], given: Sequence[Span]) -> Span | None:
    """From the first of the given sentences to the last that follows without a break."""
    if not given:
        return None
    first = last = places.index(given[0])
    while last + 1 < len(places) and places[last + 1] in given:
        last += 1
    return places[first][0], places[last][1]


def _had(sentence: str) -> bool:
    """Whether a sentence tells what was given: by its marks, or by the data it names."""
    return bool({"had", "because"} & marked(sentence)) or bool(plan_data.data(sentence))


def _announces(sentence: str) -> bool:
    """Whether a sentence says what is going to be done; "wie niet wil" says who may refuse, and
    "ik wil" what the teller wants."""
    marks = marked(sentence)
    if "plans" not in marks or "wishes" in marks or _left(sentence, ()) < CHATTER:
        return False
    return "control" not in read_conditions(sentence)


def _risky(sentence: str) -> bool:
    """Whether a sentence tells by itself that data go to others or a use that people do not give
    data for; what somebody has already, and why ("because it sells tickets"), is no such use."""
    had = "had" in marked(sentence)
    if read_use(_before_why(sentence) if had else sentence).recipient.key not in ("", "own"):
        return True
    kind = "" if had else kind_of(sentence)
    return bool(kind) and deals()[kind].further


def _before_why(sentence: str) -> str:
    """A sentence up to the words that tell why or since when."""
    why = next(
        (word.start for word in words(sentence) if word.folded in small("why")), len(sentence)
    )
    return sentence[:why]
