"""The three pages as files: templates in the one shell, style sheets and scripts beside this."""

from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

from avgrisk.core.dates import day
from avgrisk.core.labels import LANGUAGES, label
from avgrisk.figures.style import TOKENS
from avgrisk.reports.page import template
from avgrisk.workshop import room_views
from avgrisk.workshop.kept import Room

_HERE = Path(__file__)

#: What a page may fetch, by name.
_STYLES = ("screen.css", "phone.css", "trainer.css", "wall.css")
_SCRIPTS = ("phone.js", "trainer.js", "wall.js", "drawing.js", "screen.js")
FILES = {"tokens.css": TOKENS, **{name: _HERE.with_name(name) for name in (*_STYLES, *_SCRIPTS)}}


def page(name: str, room: Room, lang: str) -> str:
    """The page phone, trainer or wall, in a language."""
    return template(name, _HERE.parent).render(
        lang=lang,
        other=next(other for other in LANGUAGES if other != lang),
        title=room.plan.titles[LANGUAGES.index(lang)],
        name=name,
        say=partial(label, lang=lang),
        words=room_views.words(lang),
        rehearsal=room.is_rehearsal,
        keep_until=day(room.keep_until, lang),
        script="",  # those of the page are files
    )


@cache
def qr(address: str) -> bytes:
    """An address as a QR code, an SVG that takes any size."""
    import segno

    out = BytesIO()
    segno.make(address, error="m").save(out, kind="svg", omitsize=True, border=2, light="#ffffff")
    return out.getvalue()


def qr_lines(address: str) -> str:
    """An address as a QR code for the terminal."""
    import segno

    class Lines(list):
        """What is written, kept."""

        write = list.append

    lines: Any = Lines()
    segno.make(address, error="l").terminal(out=lines, compact=True)
    return "".join(lines)
