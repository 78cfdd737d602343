"""The check on the page: what was understood of a register, before anybody scores it."""

from collections.abc import Iterable, Mapping

from avgrisk.core.labels import label
from avgrisk.core.labels import table as labels
from avgrisk.core.subjects import Language
from avgrisk.explorer.register.desk_controls import listed
from avgrisk.explorer.register.intake import Intake, read_lines
from avgrisk.figures.markup import NAME, clean, esc, words
from avgrisk.register.checking import NotUnderstood, RegisterCheck
from avgrisk.register.readers.mapping import WORDS

#: Cells that were not understood and that are shown.
SHOWN = 20
LETTERS = 120

Notes = Iterable[tuple[str, Mapping[str, object]]]


def check_lines(intake: Intake, check: RegisterCheck, lang: Language) -> list[str]:
    """The check in lines: doubts, what was read, what helps, whether it is enough to score."""
    told = [*_said(check.doubts(), lang), *read_lines(intake, lang)]
    return [*told, *_said(check.understood(), lang), verdict(check, lang)]


def verdict(check: RegisterCheck, lang: Language) -> str:
    """Whether enough was understood to score."""
    key = "desk.check.enough" if check.enough else "desk.check.too_little"
    return label(key, lang, ready=round(100 * check.ready))


def check_shown(intake: Intake, check: RegisterCheck, lang: Language, folded: str = "") -> str:
    """The check as it stands on the page, escaped here; under words that unfold it where given."""
    doubts = "".join(f'<p class="avgrisk-doubt">{esc(line, 4000)}</p>'
                     for line in _said(check.doubts(), lang))  # fmt: skip
    read = [intake.name, *read_lines(intake, lang), *_said(check.told_notes(), lang)]
    parts = (
        doubts,
        listed(read),
        _headed("desk.check.gains", listed(_said(check.advice(), lang)), lang),
        _not_understood(check.not_understood, lang),
        f'<p class="avgrisk-verdict">{esc(verdict(check, lang), 4000)}</p>',
    )
    body = "".join(parts)
    if folded:
        body = f"<details><summary>{esc(folded)}</summary>{body}</details>"
    else:
        body = f"<h3>{words('desk.check', lang)}</h3>{body}"
    return f'<div class="avgrisk-told avgrisk-check">{body}</div>'


def _said(notes: Notes, lang: Language) -> list[str]:
    return [label(key, lang, **values) for key, values in notes]


def _headed(key: str, body: str, lang: Language) -> str:
    return f"<h4>{words(key, lang)}</h4>{body}" if "<li>" in body else ""


def _not_understood(found: tuple[NotUnderstood, ...], lang: Language) -> str:
    """A table of the first cells that nobody understood, row by row, folded."""
    if not found:
        return ""
    keys = ("register.sheet", "register.row", "column.title", "check.column", "check.words")
    head = "".join(f'<th scope="col">{words(key, lang)}</th>' for key in keys)
    rows = "".join(_row(item, lang) for item in found[:SHOWN])
    more = len(found) - SHOWN
    last = f"<p>{words('check.more', lang, count=more)}</p>" if more > 0 else ""
    told = label("check.not_understood", lang, count=len(found))
    return (
        f"<details><summary>{esc(told, 400)}</summary>"
        f'<div class="avgrisk-scroll" tabindex="0" role="region" aria-label="{esc(told, 400)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{last}</details>"
    )


def _row(item: NotUnderstood, lang: Language) -> str:
    cells = (item.sheet, item.row, item.title, field_name(item.field, lang), item.words)
    shown = (esc(clean(str(cell), LETTERS), LETTERS) for cell in cells)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in shown)}</tr>"


def field_name(field: str, lang: Language) -> str:
    """What a field is called on the page."""
    keys = (f"desk.field.{field}{WORDS}", f"desk.field.{field}")
    return next((label(key, lang) for key in keys if key in labels()), clean(field, NAME))
