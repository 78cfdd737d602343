"""The pictures of docs/images: taken by the browser tests, and held to the words that they show."""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
import time
from collections import Counter
from functools import cache
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from avgrisk.core.dates import day
from tests import ROOT
from tests.browser.driving import WAIT
from tests.browser.serving import SHOTS

IMAGES = ROOT / "docs" / "images"
TABLE = ROOT / "website" / "screens.csv"
#: `make pictures` writes them anew; otherwise a screen must show the words that its picture shows.
RENEW = bool(os.environ.get("AVGRISK_PICTURES"))
#: What part of the words a screen and its picture have in common, at least: a line more or less at
#: the edge of the window, or the age of a file in JupyterLab, is no other screen.
ALIKE = 0.9
#: How long a screen rests before its picture is taken, and before it is looked at again, in ms.
RENEW_REST, AGAIN = 600, 200
#: Flat colours: more are not seen.
COLOURS = 128
#: The name under which a picture holds its words.
WORDS = "words"

#: Every text that stands in the window, or in a part of it, from top to bottom.
VISIBLE = """part => {
  const root = part || document.body, found = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const seen = box.width > 1 && (part || (box.top >= 0 && box.bottom <= innerHeight));
    if (seen && node.parentElement.checkVisibility({visibilityProperty: true}))
      found.push(node.textContent);
  }
  return found.join(" ");
}"""


@cache
def screens() -> dict[str, dict[str, str]]:
    """The rows of website/screens.csv by screen."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return {row["screen"]: row for row in csv.DictReader(lines)}


def size(screen: str) -> dict[str, int]:
    """The window in which a picture is taken, in px."""
    return {name: int(screens()[screen][name]) for name in ("width", "height")}


def path(screen: str, lang: str) -> Any:
    """Where the picture of a screen stands."""
    return IMAGES / f"{screen}-{lang}.png"


def words_of(picture: Any) -> str:
    """The words that a picture shows, as it was told when it was made."""
    with Image.open(picture) as image:
        return image.text[WORDS]


def keep(page: Any, screen: str, lang: str, part: Any = None, live: bool = False) -> None:
    """Take the picture of a screen, or of a part of it; or hold the screen to the picture there is.

    The date of today is no part of the words that a picture keeps; on a `live` screen neither are
    numbers and codes. They are compared without order and numbers.
    """
    page.evaluate("() => document.fonts.ready")
    page.evaluate("() => document.activeElement && document.activeElement.blur()")
    handle = part.element_handle() if part else None
    if RENEW:
        page.wait_for_timeout(RENEW_REST)
        taken = part.screenshot() if part else page.screenshot()
        text = _lasting(page.evaluate(VISIBLE, handle), lang, live)
        assert len(text) > 40, f"{screen}-{lang}: an empty screen"
        _write(taken, text, path(screen, lang))
    told, until = _counted(words_of(path(screen, lang))), time.monotonic() + WAIT / 1000
    # A kernel answers when it can: what stands still may not have been answered yet.
    while (
        missed := _missed(_lasting(page.evaluate(VISIBLE, handle), lang, live), told)
    ) is not None:
        assert time.monotonic() < until, (
            f"{path(screen, lang).name} shows other words: make pictures ({missed})"
        )
        page.wait_for_timeout(AGAIN)


def look(part: Any, name: str, **options: Any) -> None:
    """A picture to be looked at, on which no claim hangs; `make pictures` alone takes the time."""
    if RENEW:
        SHOTS.mkdir(parents=True, exist_ok=True)
        part.screenshot(path=SHOTS / f"{name}.png", **options)


def _missed(text: str, told: Counter[str]) -> list[str] | None:
    """The words that stand on one side only; None where a screen and its picture are alike."""
    shown = _counted(text)
    alike = 2 * (shown & told).total() / ((shown.total() + told.total()) or 1)
    return None if alike >= ALIKE else sorted({*(shown - told), *(told - shown)})


def _counted(text: str) -> Counter[str]:
    """How often each word stands in a text; numbers and single letters are no words."""
    return Counter(re.findall(r"[^\W\d_]{2,}", text))


def _lasting(text: str, lang: str, live: bool) -> str:
    today = datetime.date.today().isoformat()
    text = text.replace(day(today, lang), "").replace(today, "")
    text = re.sub(r" \(\d+ %\)", "", text)
    if live:
        text = re.sub(r"\b[A-Z0-9]{4,8}\b|\d+|[–:.,]+(?=\s|$)", " ", text)
    return " ".join(text.split())


def _write(taken: bytes, text: str, target: Any) -> None:
    told = PngInfo()
    told.add_itxt(WORDS, text, zip=True)
    image = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    IMAGES.mkdir(parents=True, exist_ok=True)
    image.save(target, optimize=True, pnginfo=told)
