"""How the figures look: the style sheets beside the modules, read once, put into each figure."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, plain
from avgrisk.figures.markup import Figure, joined, language, words

#: Colours and type, shared with widgets and pages.
TOKENS = Path(__file__).with_name("tokens.css")

#: What every figure has. A figure lays itself out by the width of its own place (@container), not
#: by that of the window.
BASE = Path(__file__).with_name("base.css")

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
#: Where a browser needs no space: around what separates rules and values, and after a colon.
_NO_SPACE = re.compile(r"\s*([{};,>])\s*|(:)\s+")


@cache
def rules(*sheets: Path) -> str:
    """The rules of style sheets, one after the other, each once, without comments and layout."""
    whole = "".join(sheet.read_text(encoding="utf-8") for sheet in dict.fromkeys(sheets))
    tight = _NO_SPACE.sub(r"\1\2", _COMMENT.sub("", whole))
    return " ".join(tight.replace(";}", "}").split())


@cache
def element(*sheets: Path) -> str:
    """A style element with the tokens, the rules of every figure and those of these sheets."""
    return f"<style>{rules(TOKENS, BASE, *sheets)}</style>"


def titled(key: str, wording: Language, body: str, lines: Iterable[str], *sheets: Path) -> Figure:
    """A whole figure under the heading of a label; in words the heading, then these lines."""
    text = joined((label(key, wording), *lines))
    return card(f"<h3>{words(key, wording)}</h3>{body}", text, plain(wording).lang, *sheets)


def card(body: str, text: str, lang: str, *sheets: Path) -> Figure:
    """A whole figure: the body in a card of its own with its styles, and the text twin."""
    opening = f'<section class="avg" lang="{language(lang)}">'
    return Figure(f"{opening}{element(*sheets)}{body}</section>", text)
