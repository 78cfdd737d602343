"""Texts that a spreadsheet would run or a terminal would obey, made harmless."""

import re
import unicodedata

#: Signs that begin a formula, full-width ones too.
_SIGN = "[=+@＝＋＠]"
#: A minus begins one unless it is a bullet before plain words, a number or a dash by itself.
_MINUS = (
    r"[-－−](?![ \d.,]*(?:[;\r\n]|$))"
    r"(?![ \u00a0]+[^\W\d_](?:(?!\w\()[^;\r\n|!])*(?:[;\r\n]|$))"
)
_BLANK = r"\s\u200b\ufeff\0"
_AHEAD = rf"(?=[{_BLANK}]*(?:{_SIGN}|{_MINUS}))"
#: Where a formula may begin: at the start, and behind what a spreadsheet in another language takes
#: for the end of a cell.
_RISKY = re.compile(rf"(^|[;\r\n]){_AHEAD}|^(?=[\t\r])")
_ENDS = re.compile(r"[;\r\n]")
_MARKED = re.compile(rf"(^|[;\r\n])'(?=[{_BLANK}']*(?:{_SIGN}|{_MINUS})|[\t\r])")


def harmless(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet would run.

    >>> harmless("=1+1"), harmless("a;=cmd"), harmless("- een streepje"), harmless("-5")
    ("'=1+1", "a;'=cmd", '- een streepje', '-5')
    """
    if text[:1].isalnum() and not _ENDS.search(text):
        return text
    return _RISKY.sub(lambda found: (found[1] or "") + "'", text)


def as_given(text: str) -> str:
    """The text without the apostrophes that `harmless` put there.

    >>> as_given(harmless("a;=cmd")) == "a;=cmd"
    True
    """
    return _MARKED.sub(lambda found: found[1] or "", text)


def visible(text: str) -> str:
    """The text with a mark for every character that a terminal would obey but a new line.

    >>> visible("a\\x1b[2J")
    'a�[2J'
    """
    obeyed = {c for c in set(text) - {"\n"} if unicodedata.category(c) in ("Cc", "Cs")}
    return "".join("�" if c in obeyed else c for c in text) if obeyed else text
