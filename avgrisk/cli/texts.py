"""Commands on a text: how vague a purpose is, and what is read in a plan."""

import json
from pathlib import Path
from typing import IO

import click

from avgrisk.cli.terminal import OK, language, say, seen
from avgrisk.core.labels import label
from avgrisk.core.records import InputError

text_argument = click.argument("text", required=False)
text_file = click.option(
    "--file", type=click.File("r", encoding="utf-8", errors="replace"), help="text file, - is stdin"
)
as_json = click.option("--json", "as_json", is_flag=True)


@click.command()
@text_argument
@text_file
@as_json
@language
def vagueness(text: str | None, file: IO[str] | None, as_json: bool, lang: str) -> int:
    """How vague is a purpose description?"""
    from avgrisk.core.wording import reading_dict, reading_lines
    from avgrisk.indicators.vague_text import vagueness as measure

    given = file.read() if file is not None else text
    if not given or not given.strip():
        raise InputError("text", given or "", "", "error.empty_text")
    reading = measure(given)
    if as_json:
        click.echo(json.dumps(reading_dict(reading, lang), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(reading_lines(reading, lang)))
    return OK


@click.command()
@text_argument
@text_file
@click.option("--sector", default="", help="Kind of organisation, where the text names none.")
@as_json
@click.option("--out", type=click.Path(path_type=Path), help="html: the A4, with sliders")
@language
def read(
    text: str | None, file: IO[str] | None, sector: str, as_json: bool, out: Path | None, lang: str
) -> int:
    """Read a plan in your own lang: who, whose data, from what, to what; and its score."""
    from avgrisk.reports.plan_lines import plan_dict, plan_lines
    from avgrisk.scoring.plan_reading import read as read_plan

    plan = read_plan(file.read() if file is not None else text or "", sector)
    if out is not None:
        from avgrisk.register.writing import write_text
        from avgrisk.reports.a4 import a4_html

        write_text(a4_html(plan.use, lang), out)
        say(label("cli.replayed", lang, file=out))
    elif as_json:
        click.echo(json.dumps(plan_dict(plan, lang), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(seen(line) for line in plan_lines(plan, lang)))
    return OK
