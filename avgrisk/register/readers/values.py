"""What the cells of a register mean: blanks, texts that say nothing, words for levels and keys."""

import re
from functools import cache, lru_cache

from avgrisk.core import shipped
from avgrisk.core.labels import LANGUAGES, label
from avgrisk.core.levels import label_key, level_range, named
from avgrisk.core.subjects import Wording, forms
from avgrisk.vocabulary.conditions import read_conditions
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.phrases import PhraseTable, longest
from avgrisk.vocabulary.recipients import as_said
from avgrisk.vocabulary.text import fold, words

#: What a cell on recipients says there are none of.
_DENIED = re.compile(
    r"\b(?:(?:geen|nooit|niet aan|niet met|zonder|no|never|not to|not(?:\s+\w+)?\s+(?:to|with)"
    r"|without|aucune?s?|pas (?:de|à des|aux?)|jamais(?:\s+à des)?|keine?n?|nicht an)\s+"
    r"(?:[^\W\d]+\s+){0,2}"
    r"(?:derden|derde partijen|externen|anderen|ontvangers|third part(?:y|ies)|others"
    r"|external(?: part\w+)?|outsiders|recipients|tiers|destinataires?(?: externes?)?|dritten?"
    r"|empfänger\w*|externe\w*)"
    r"|extern\w*\s*:\s*(?:geen|none|nee|no|n\W?v\W?t|n/a|aucun\w*|keine?|-)"
    r"|(?:not|never|niet|nooit|nicht)\s+(?:shared|disclosed|gedeeld|verstrekt|doorgegeven|weitergegeben)"
    r"(?:\s+(?:externally|extern|with (?:anyone|others)|met anderen))?"
    r"|(?:do|does|will)\s+not\s+(?:share|disclose)(?:\s+(?:this|the|any))?(?:\s+data)?"
    r"|keine\s+(?:weitergabe|übermittlung)|pas\s+(?:partagée?s?|transmis\w*|de\s+transmission))\b",
    re.IGNORECASE,
)
#: A cell that says that the data stay inside.
_INSIDE = re.compile(
    r"\b(?:(?:alleen|uitsluitend|slechts)\s+(?:voor\s+)?intern|internal(?:\s+use)?(?:\s+only)?$"
    r"|intern(?:al)?ly only|(?:usage|diffusion)\s+(?:strictement\s+)?interne"
    r"|(?:nur|ausschließlich|ausschliesslich)\s+intern)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[;,\n]")
_BOX = re.compile(r"([☐☒☑□■✓✔]|\[[ xXvV]?\])")
TICKED = frozenset(("☒", "☑", "■", "✓", "✔", "[x]", "[v]"))
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
_ANSWERED = re.compile(
    r"\s*(?P<words>.+?)\s*[:=]\s*(?P<answer>ja|nee|yes|no|oui|non|nein|x)\s*\.?\s*", re.I
)
YES = frozenset(("ja", "yes", "oui", "x"))
#: Longer cells are not searched for words.
LONGEST = 2_000
#: A cell is known by so many letters, looked for among its first ones.
START, LOOKED_AT = 3, 40


@cache
def whole_words(field: str) -> dict[str, str]:
    """Folded whole cell -> key, for a field of words/register_values.csv."""
    return {
        fold(word.strip()): row["key"]
        for row in shipped.rows("words/register_values.csv")
        if row["field"] == field and row["how"] == "whole"
        for word in row["words"].split("|")
    }


@cache
def word_parts(field: str) -> tuple[PhraseTable, tuple[str, ...]]:
    """The phrases of a field, and the key each row stands for."""
    rows = [
        row
        for row in shipped.rows("words/register_values.csv")
        if row["field"] == field and row["how"] == "part"
    ]
    return PhraseTable(row["words"] for row in rows), tuple(row["key"] for row in rows)


def plain(cell: str) -> str:
    """A cell as its words are compared: folded, on one line, its beginning only."""
    return fold(" ".join(cell[:LONGEST].split()))


@cache
def _starts(field: str) -> frozenset[str]:
    """How the words of a field begin, blanks left out."""
    return frozenset("".join(word.split())[:START] for word in whole_words(field))


def _is_one_of(field: str, cell: str) -> bool:
    """Whether the whole cell is a word of a field; most cells already begin otherwise."""
    start = "".join(cell[:LOOKED_AT].split())[:START]
    if len(start) == START and fold(start) not in _starts(field):
        return False
    return plain(cell) in whole_words(field)


def is_blank(cell: str) -> bool:
    """Whether a cell counts as not filled in: empty, a dash, a placeholder of a form."""
    return _kept_blank(cell) if len(cell) <= SHORT else _read_blank(cell)


def _read_blank(cell: str) -> bool:
    return not cell.strip() or _is_one_of("blank", cell)


#: Cells up to this length are remembered: a register repeats them, and asks several times.
SHORT = 64
_kept_blank = lru_cache(maxsize=65536)(_read_blank)


def is_empty_talk(cell: str) -> bool:
    """Whether a text says nothing: "n.v.t.", "zie boven", "diversen", or no word at all.

    >>> is_empty_talk("12345"), is_empty_talk("zie bijlage"), is_empty_talk("Facturen 2024")
    (True, True, False)
    """
    return _is_one_of("lazy", cell) or not any(letter.isalpha() for letter in cell[:LONGEST])


def is_yes_or_no(cell: str) -> bool:
    """Whether a cell only answers a question: "ja", "Nee", "Y"."""
    return _is_one_of("answer", cell)


@lru_cache(maxsize=65536)
def recipient(cell: str) -> str:
    """A level for words on who receives the data, as low|mode|high where several are named.

    The worst one named counts as the mode. Where the table knows none, a sure hint counts; words
    nobody knows give "" (unknown).

    >>> recipient("geen"), recipient("Belastingdienst, UWV"), recipient("blorf")
    ('own', 'government', '')
    >>> recipient("No third parties"), recipient("Intern; extern: geen")
    ('own', 'own')
    """
    cell = as_said(cell)
    text = plain(cell)
    found = _level("recipient", text) or whole_words("recipient").get(text)
    if found or not text:
        return found or ""
    whole, cell = cell, without_denials(cell)
    left = plain(cell).strip(" ;,.:")
    if not left or left in whole_words("recipient"):
        return whole_words("recipient").get(left, "own")
    table, keys = word_parts("recipient")
    levels = dict.fromkeys(keys[match.row] for match in longest(table.find(words(cell[:LONGEST]))))
    if len(levels) > 1:
        levels.pop("own", None)  # who works for the organisation makes no outsider less of one
    if levels.keys() <= {"own"}:
        others = [part for part in _PARTS.split(cell[:LONGEST]) if not table.find(words(part))]
        hint = read_use(f"verstrekt aan {', '.join(others)}").recipient
        levels |= {hint.key: None} if others and hint.sure else {}
    if not levels:
        return "own" if cell != whole or _INSIDE.search(whole) else ""
    if len(levels) == 1:
        return next(iter(levels))
    ranges = [part for key in levels if (part := level_range("recipient", key)) is not None]
    low = min(part.low for part in ranges)
    return f"{low:g}|{max(p.mode for p in ranges):g}|{max(p.high for p in ranges):g}"


@lru_cache(maxsize=65536)
def control(cell: str) -> str:
    """A level for words on what people know and may choose; words nobody knows as they stand.

    >>> control("geïnformeerd"), control("Unless they object"), control("misschien")
    ('terms', 'opt_out', 'misschien')
    """
    found = level("control", cell)
    if found in named("control"):
        return found
    said = read_conditions(cell[:LONGEST]).get("control")
    return whole_words("control").get(plain(cell)) or ("" if said is None else said.level) or found


def without_denials(cell: str) -> str:
    """The words of a cell on recipients without those that it says there are none of.

    >>> without_denials("Internal only, never third parties")
    'Internal only,'
    """
    return _DENIED.sub("", cell[:LONGEST]).strip()


def is_decimal(cell: str) -> bool:
    """Whether a cell is a plain decimal number, which is what it says: "0.25", "0,5"."""
    return _DECIMAL.fullmatch(cell) is not None


def ticked(cell: str) -> str:
    """What a cell says that holds check boxes or answers behind its words: only what counts.

    >>> ticked("☒ NAW ☐ BSN"), ticked("NAW: ja; BSN: nee"), ticked("☐ Ras"), ticked("naam")
    ('NAW', 'NAW', '', 'naam')
    """
    if _BOX.search(cell):
        pieces = _BOX.split(cell)
        boxes = zip(pieces[1::2], pieces[2::2], strict=True)
        return "; ".join(words.strip(" ;,\n") for box, words in boxes if box.lower() in TICKED)
    if ":" not in cell and "=" not in cell:
        return cell
    parts = re.split(r"[;\n]", cell)
    answers = [_ANSWERED.fullmatch(part) for part in parts]
    if not any(answers):
        return cell
    kept = [
        part.strip() if found is None else found["words"]
        for part, found in zip(parts, answers, strict=True)
        if found is None or found["answer"].lower() in YES
    ]
    return "; ".join(part for part in kept if part)


@cache
def _labels(field: str) -> dict[str, str]:
    """What a level is called on screen, by whatever organisation -> its key."""
    return {
        fold(label(label_key(field, key), Wording(lang, word))): key
        for key in named(field)
        for lang in LANGUAGES
        for word in forms(lang)
    }


def _level(field: str, text: str) -> str:
    """A level by its key or by its name on screen."""
    return text if text in named(field) else _labels(field).get(text, "")


def level(field: str, cell: str) -> str:
    """A level as its key where the cell has its name on screen, else as it stands.

    >>> level("control", "De klant weet van niets"), level("control", "misschien")
    ('unknown', 'misschien')
    """
    if is_decimal(cell):
        return cell
    return _level(field, plain(cell)) or cell.strip()
