"""What is said about a register that was scored: the same lines whatever its size."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from avgrisk.labels import label
from avgrisk.register.completeness import share
from avgrisk.register.plans import Counts
from avgrisk.register.ranking import MOST_ROWS
from avgrisk.register.telling import taken_lines

#: So many recognised columns are named.
SHOWN = 20

Say = Callable[[str], None]
Notes = Sequence[tuple[str, dict[str, object]]]


def tell_read(skipped: int, notes: Notes, fields: Mapping[str, str], lang: str, say: Say) -> None:
    """What was read, and what was not; `fields` is column -> field, "" = none."""
    if skipped:
        say(label("register.skipped", lang, count=skipped))
    for key, values in notes:
        say(label(key, lang, **values))
    found = [name for name, field in fields.items() if field]
    if found:
        shown = ", ".join(found[:SHOWN]) + (" ..." if len(found) > SHOWN else "")
        total = len(fields)
        say(label("register.recognised", lang, found=len(found), total=total, columns=shown))


def tell_dropped(names: Sequence[str], lang: str, say: Say) -> None:
    """Which columns were left out."""
    if names:
        say(label("register.dropped", lang, columns=", ".join(names)))


def tell_made(counts: Counts, ranked: bool, lang: str, say: Say) -> None:
    """What was made of the texts, what is missing, how sure the ranks are."""
    for line in taken_lines(counts.derived, lang):
        say(line)
    if counts.lazy:
        say(label("register.lazy", lang, count=counts.lazy))
    for name, count in counts.unread.items():
        if count:
            say(label("register.unread", lang, field=name, count=count))
    say(label("register.complete", lang, share=share(counts.answered, counts.rows)))
    if not ranked:
        say(label("register.no_ranks", lang, limit=MOST_ROWS))


def tell_written(counts: Counts, out: Path, lang: str, say: Say) -> None:
    """What was written, and where the rejected rows are."""
    if counts.rejected:
        beside = out.with_suffix(".rejected.csv")
        say(label("register.rejected", lang, rejected=counts.rejected, file=beside))
    if counts.escaped and out.suffix.lower() in (".csv", ".xlsx"):
        say(label("register.escaped", lang, count=counts.escaped))
    scored = counts.rows - counts.rejected
    say(label("register.written", lang, rows=scored, rejected=counts.rejected, file=out))
