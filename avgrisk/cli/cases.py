"""Commands on the shipped cases: replay one, show it to a room, list them, code one yourself."""

from pathlib import Path

import click

from avgrisk.cli.terminal import (
    OK,
    console,
    index_version,
    language,
    print_table,
    say,
    say_ground,
)
from avgrisk.core.labels import label

#: Narrower terminals show a replay's margin, band and state under its score.
ROOMY = 120


@click.command()
@click.argument("case")
@click.option("--out", type=click.Path(path_type=Path), help="html")
@index_version
@language
def replay(case: str, out: Path | None, version: str, lang: str) -> int:
    """Replay a case: what happened, what people knew, and the score at each step."""
    if out is None:
        from avgrisk.core.bilingual import cases_note
        from avgrisk.reports.rows import replay_rows

        rows = [_stacked(row, lang) for row in replay_rows(case, version, lang)]
        print_table(rows, wide=label("column.event", lang))
        if cases_note(lang):
            say(cases_note(lang))
        say_ground(version, lang)
        return OK
    from avgrisk.register.writing import write_text
    from avgrisk.reports.replay_page import replay_html

    write_text(replay_html(case, lang, version), out)
    say(label("cli.replayed", lang, file=out))
    return OK


def _stacked(row: dict[str, str], lang: str) -> dict[str, str]:
    """A row of a replay with its sources under the event and, where there is little room, the
    margin, band and state under the score."""
    names = ("date", "event", "source", "score", "interval", "band", "status")
    date, event, source, score, *more = (label(f"column.{name}", lang) for name in names)
    row = {**row, event: f"{row[event]}\n[{row[source]}]", date: row[date].replace("/", "\n")}
    under = more if console().width < ROOMY else []
    row[score] = "\n".join([row[score], *(row[name] for name in under)])
    return {name: cell for name, cell in row.items() if name not in (source, *under)}


@click.command()
@click.argument("case")
@click.option("--out", type=click.Path(path_type=Path), help="html; without: opened at once")
@index_version
@language
def stage(case: str, out: Path | None, version: str, lang: str) -> int:
    """A case as a talk for a room: one page, full screen, one thing at a time, offline."""
    import tempfile
    import webbrowser

    from avgrisk.register.writing import write_text
    from avgrisk.reports.stage_page import stage_html

    page = stage_html(case, lang, version)
    path = out or Path(tempfile.mkdtemp(prefix="avgrisk-")) / "stage.html"  # its name tells nothing
    write_text(page, path)
    say(label("stage.written", lang, file=path))
    if out is None:
        webbrowser.open(path.as_uri())
    return OK


@click.group(invoke_without_command=True)
@index_version
@language
@click.pass_context
def cases(context: click.Context, version: str, lang: str) -> int:
    """The shipped cases with their score as coded and their outcome; or code one yourself."""
    if context.invoked_subcommand is not None:
        return OK
    from avgrisk.reports.rows import cases_rows
    from avgrisk.reports.separation_lines import misfit_lines, separation_lines

    print_table(cases_rows(version, lang))
    click.echo("\n".join([*misfit_lines(version, lang), *separation_lines(version, lang)]))
    say(label("cases.coding_limits", lang))
    return OK


@cases.command()
@click.argument("case", required=False)
@click.option("--answers", type=click.Path(path_type=Path), help="csv: field, value")
@click.option("--file", type=click.Path(path_type=Path), help="Where codings are kept.")
@click.option("--coder", default=1, show_default=True, help="A number, 1-99; no names.")
@language
def code(case: str | None, answers: Path | None, file: Path | None, coder: int, lang: str) -> int:
    """Code a case (id or number) with its outcome hidden; without CASE: how far coders agree."""
    from avgrisk.cases.coding.file import PLACE
    from avgrisk.cli import code_command

    place = file or Path.cwd() / PLACE
    if case is None:
        click.echo("\n".join(code_command.agreement_lines(place, lang)))
        return OK
    code_command.code(case, place, coder, answers, lang)
    return OK
