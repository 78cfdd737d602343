"""What `avgrisk score` tells: what was read, what was made of it, what was written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from avgrisk.cli import paths
from avgrisk.core.labels import label
from avgrisk.register.completeness import share
from avgrisk.register.ranking import MOST_ROWS
from avgrisk.register.readers.left_out import Notes
from avgrisk.register.readers.plans import Counts
from avgrisk.register.report_data import taken_notes

#: So many recognised columns are named.
SHOWN = 20

Say = Callable[[str], None]


def tell_notes(notes: Iterable[tuple[str, Mapping[str, object]]], lang: str, say: Say) -> None:
    """Notes of the reader or of the check, in words."""
    for key, values in notes:
        say(label(key, lang, **values))


def tell_read(
    skipped: int,
    notes: Notes,
    fields: Mapping[str, str],
    unused: Mapping[str, str],
    lang: str,
    say: Say,
) -> None:
    """What was read, and what was not; `fields` is column -> field, "" = none, and `unused` the
    first cell of columns that stand for none."""
    if skipped:
        say(label("register.skipped", lang, count=skipped))
    tell_notes(notes, lang, say)
    found = [name for name, field in fields.items() if field]
    if found:
        named = {"found": len(found), "total": len(fields), "columns": _listed(found)}
        say(label("register.recognised", lang, **named))
    unknown = [
        f"{name} ({first})" if (first := unused.get(name)) else name
        for name, field in fields.items()
        if not field
    ]
    if unknown:
        named = {"count": len(unknown), "columns": _listed(unknown)}
        say(label("register.unrecognised", lang, **named))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (" ..." if len(names) > SHOWN else "")


def tell_dropped(names: Sequence[str], lang: str, say: Say) -> None:
    """Which columns were left out."""
    if names:
        say(label("register.dropped", lang, columns=", ".join(names)))


def tell_made(counts: Counts, ranked: bool, lang: str, say: Say) -> None:
    """What was made of the texts, what is missing, how sure the ranks are."""
    tell_notes(taken_notes(counts.derived), lang, say)
    if counts.lazy:
        say(label("register.lazy", lang, count=counts.lazy))
    for name, count in counts.unread.items():
        if count:
            say(label("register.unread", lang, field=f"@desk.field.{name}", count=count))
    say(label("register.complete", lang, share=share(counts.answered, counts.rows)))
    if counts.unscorable:
        say(label("register.unscorable", lang, count=counts.unscorable))
    if not ranked and counts.rows > MOST_ROWS:
        say(label("register.no_ranks", lang, limit=MOST_ROWS))


def tell_written(counts: Counts, out: Path, lang: str, say: Say) -> None:
    """What was written, and where the rejected rows are."""
    if counts.rejected:
        beside = paths.rejected_of(out)
        say(label("register.rejected", lang, rejected=counts.rejected, file=beside))
    if counts.escaped and out.suffix.lower() in (".csv", ".xlsx"):
        say(label("register.escaped", lang, count=counts.escaped))
    scored = counts.rows - counts.rejected - counts.unscorable
    say(label("register.written", lang, rows=scored, rejected=counts.rejected, file=out))
