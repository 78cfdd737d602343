"""`avgrisk cases code`: a case on the terminal with its outcome hidden, field by field."""

from pathlib import Path

import click

from avgrisk.cases.coding import file as keeping
from avgrisk.cases.coding import sheet
from avgrisk.cases.coding.agreement import agreement
from avgrisk.cases.coding.words import agreement_table
from avgrisk.cli.terminal import agreed, asked
from avgrisk.core.labels import explain, label
from avgrisk.core.records import InputError
from avgrisk.figures.coding_cards import item_card


def code(case: str, path: Path, coder: int, answers: Path | None, lang: str) -> None:
    """Show the case, take the levels from a file or by asking, keep them, tell the agreement."""
    found = sheet.item(case)
    keeping.read(path)  # a bad file is told before anybody answers ten questions
    if answers is not None:
        levels, recognised = keeping.answers(answers)
    else:
        click.echo(item_card(case, lang).text)
        click.echo(label("coding.how", lang))
        levels = {field: _ask(field, lang) for field in sheet.FIELDS}
        recognised = agreed(label("coding.recognised", lang))
    keeping.keep(found.id, sheet.coding(levels, coder, recognised), path)
    click.echo(label("coding.kept", lang, file=path.name))
    click.echo("\n".join(agreement_lines(path, lang)))


def agreement_lines(path: Path, lang: str) -> list[str]:
    """How far the kept codings agree with the shipped ones, and these with each other."""
    kept = keeping.read(path)
    if not kept:
        return [label("coding.none", lang)]
    cases = len({case for case, _ in kept})
    shown = agreement_table(agreement(kept), lang).to_string(index=False)
    return [label("coding.agreement", lang, cases=cases), shown, label("coding.few", lang)]


def _ask(field: str, lang: str) -> float | None:
    """A level of one field: asked until it can be read; blank is no ground in the text."""
    click.echo("\n" + label(f"coding.{field}", lang))
    for anchor in sheet.anchors(field):
        click.echo(f"  {anchor.value:g}  {anchor.label(lang)}")
    while True:
        try:
            return keeping.number(field, asked(label("coding.level", lang)))
        except InputError as error:
            click.echo(explain(error, lang))
