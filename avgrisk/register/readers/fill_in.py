"""Rows of a form that are no processing by their words: examples, explanations, totals."""

import re
from collections.abc import Sequence

#: How a cell begins that shows how a form is to be filled in; and a row that adds others up.
_EXAMPLE = re.compile(
    r"\W*(?:(?i:voorbeeld|example|exemple|beispiel|bijv|bijvoorbeeld|bv|vb)\b\s*\d*\s*[.:)]"
    r"|(?:VOORBEELD|EXAMPLE|EXEMPLE|BEISPIEL)\b)"
)
_FILL_IN = re.compile(
    r"\s*(?:[(\[][^()\[\]]*[)\]]|<[^<>=/]*>"
    r"|(?:vul|kies|selecteer|beschrijf|fill in|enter|choose|select|describe)\b.*)\s*",
    re.IGNORECASE | re.DOTALL,
)
#: How a cell explains what has to stand below it, where all cells of a row do.
_EXPLAINS = re.compile(
    r"\s*(?:(?:omschrijf|geef|noteer|noem|benoem|vermeld|licht toe|geef aan|som op|bijv"
    r"|bijvoorbeeld|bv|denk aan|specify|state|list|provide|indicate|note|explain|please|e\.?g"
    r"|such as|décrire|décrivez|indiquer|indiquez|préciser|précisez|choisir|choisissez|renseigner"
    r"|renseignez|lister|listez|sélectionner|sélectionnez|par exemple|p\.? ?ex"
    r"|bitte|(?:beschreiben|nennen|geben|wählen|tragen|führen) sie|z\.? ?b|angabe)\b.*|[^?]+\?)\s*",
    re.IGNORECASE | re.DOTALL,
)
#: So many cells make a row of explanations.
EXPLAINED = 3
_TOTAL = re.compile(
    r"\W*(?:sub)?(?:totaal|totale?|totaux|gesamt|summe|somme|aantal|number of|nombre de|anzahl)\b"
    r"[\s\w:=]*\W*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d\s.,%€$-]+")


def explains(cell: str) -> bool:
    """Whether a cell asks or tells what to write.

    >>> explains("Wie krijgt de gegevens?"), explains("Geef de bewaartermijn"), explains("Politie")
    (True, True, False)
    """
    return bool(_FILL_IN.fullmatch(cell) or _EXPLAINS.fullmatch(cell))


def may_be_none(cell: str) -> bool:
    """Whether a row with this cell may be no processing."""
    if cell[:1].isdigit():
        return False
    return cell.endswith("?") or any(
        pattern.match(cell) for pattern in (_EXAMPLE, _FILL_IN, _TOTAL)
    )


def no_processing(said: Sequence[str]) -> str:
    """Why the filled cells of a row are no processing: "example", "fill_in", "total"; else "".

    >>> no_processing(["Voorbeeld: salaris", "Bijv. NAW"]), no_processing(["Totaal", "2"])
    ('example', 'total')
    >>> no_processing(["(vul de naam in)", "(welke gegevens)"]), no_processing(["Salaris", "NAW"])
    ('fill_in', '')
    """
    if _EXAMPLE.match(said[0]):
        return "example"
    explained = len(said) >= EXPLAINED and all(map(explains, said)) and any(map(may_be_none, said))
    if explained or all(_FILL_IN.fullmatch(cell) for cell in said):
        return "fill_in"
    if _TOTAL.fullmatch(said[0]) and all(_NUMBER.fullmatch(cell) for cell in said[1:]):
        return "total"
    return ""
