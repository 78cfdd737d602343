"""The command line: score a register, replay a case, list cases, read a purpose, open the lab."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from avgrisk.core.labels import explain, label
from avgrisk.core.languages import spoken, written
from avgrisk.core.records import InputError
from avgrisk.core.vector import DEFAULT_INDEX

if TYPE_CHECKING:
    from rich.console import Console

#: Exit codes (docs/REGISTER.md): every row scored; usage, unknown case or key; some rows rejected;
#: nothing could be read or written.
OK, USAGE, REJECTED, NO_FILE = 0, 2, 3, 4

#: Errors about files, not about words.
FILE_ERRORS = {
    "error.unreadable",
    "error.folder",
    "error.unwritable",
    "error.notebook_there",
    "error.extra",
    "error.scheduler",
    "error.coding_read",
    "error.coding_write",
    "error.store_unreachable",
    "error.store_newer",
    "error.store_failed",
    "error.port",
}

#: What can be measured anew, and where the `report` of it is made.
MEASURED = {
    "cases": "avgrisk.calibration.case_fit",
    "distance": "avgrisk.calibration.validation.distance_measured",
    "felt": "avgrisk.calibration.validation.felt_measured",
    "hints": "avgrisk.calibration.validation.hints_measured",
    "image-fit": "avgrisk.calibration.validation.image_fit_measured",
    "model-card": "avgrisk.reports.model_card",
    "reading": "avgrisk.calibration.reading.reading_measured",
    "strangers": "avgrisk.register.strangers_measured",
    "vagueness": "avgrisk.calibration.validation.vagueness_fitted",
    "versions": "avgrisk.calibration.validation.versions_compared",
}

#: New objects between two looks for circles among them. What is read here makes none and is kept:
#: looking it all through, again and again, took a seventh of a large run.
BETWEEN_LOOKS = 100_000

#: The programs that open a screen.
SCREENS = {"lab": "lab", "app": "serve"}

#: Narrower terminals show a replay's margin, band and state under its score.
ROOMY = 120

language = click.option(
    "--lang", type=click.Choice(spoken()), default=None, help="Taal / language [AVGRISK_LANG, nl]"
)
index_version = click.option(
    "--index",
    "version",
    default=DEFAULT_INDEX,
    help="2, 2-guardian, 2-licence, 1, 1-guardian, 1-licence, FILE.csv",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="avgrisk")
def cli() -> None:
    """avgrisk: mag het, en gunt de klant het? Is it allowed, and will customers go along?"""


@cli.command()
@click.argument("register", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="csv, parquet, xlsx, html or json")
@click.option("--mapping", type=click.Path(path_type=Path), help="csv: column, field; always wins")
@click.option("--write-mapping", type=click.Path(path_type=Path), help="Write a mapping and stop.")
@click.option("--previous", type=click.Path(path_type=Path), help="Last year's register.")
@click.option("--measures", default="", help="Levers for before and after, with commas between.")
@click.option("--sector", default="", help="Kind of organisation of rows that do not name one.")
@click.option("--anyway", is_flag=True, help="Score also where too little is understood.")
@click.option("--keep-columns", is_flag=True, help="Keep columns with names or contact details.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--engine", type=click.Choice(["pandas", "dask"]), default="pandas")
@click.option("--scheduler", default="", help="Address of a Dask scheduler; without: workers here.")
@index_version
@language
def score(register: Path, version: str, lang: str | None, **options: Any) -> int:
    """Score a whole register: csv, xlsx, ods, parquet or our own json."""
    from avgrisk.cli.score_command import run
    from avgrisk.register.report_data import Options

    words = _language(lang)
    rejected, assessed = run(register, Options(version=version, **options), _say, words)
    if assessed is not None and options["out"] is None:
        from avgrisk.reports.tables import scores_table

        rows = assessed.register.rows.assign(title=assessed.titles)
        _print_table(scores_table(rows, assessed.scores, words).to_dict("records"))
        _say_ground(version, words)
    return REJECTED if rejected else OK


@cli.command()
@click.argument("register", type=click.Path(path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), help="csv: column, field; always wins")
@click.option("--write-mapping", type=click.Path(path_type=Path), help="Where; next to it if none.")
@click.option("--sector", default="", help="Kind of organisation of rows that do not name one.")
@language
def check(
    register: Path, mapping: Path | None, write_mapping: Path | None, sector: str, lang: str | None
) -> int:
    """What is understood of a register before it is scored, and a mapping file to edit."""
    from avgrisk.cli.check_command import run

    words = _language(lang)
    found = run(register, mapping, write_mapping, sector, words)
    for line in found.before:
        click.echo(_seen(line))
    for table in found.tables:
        _print_table(table)
    for line in found.after:
        click.echo(_seen(line))
    return OK if found.enough else REJECTED


@cli.command()
@click.argument("case")
@click.option("--out", type=click.Path(path_type=Path), help="html")
@index_version
@language
def replay(case: str, out: Path | None, version: str, lang: str | None) -> int:
    """Replay a case: what happened, what people knew, and the score at each step."""
    words = _language(lang)
    if out is None:
        from avgrisk.core.bilingual import cases_note
        from avgrisk.reports.rows import replay_rows

        rows = [_stacked(row, words) for row in replay_rows(case, version, words)]
        _print_table(rows, wide=label("column.event", words))
        if cases_note(words):
            _say(cases_note(words))
        _say_ground(version, words)
        return OK
    from avgrisk.register.writing import write_text
    from avgrisk.reports.replay_page import replay_html

    write_text(replay_html(case, words, version), out)
    _say(label("cli.replayed", words, file=out))
    return OK


@cli.command()
@click.argument("case")
@click.option("--out", type=click.Path(path_type=Path), help="html; without: opened at once")
@index_version
@language
def stage(case: str, out: Path | None, version: str, lang: str | None) -> int:
    """A case as a talk for a room: one page, full screen, one thing at a time, offline."""
    import tempfile
    import webbrowser

    from avgrisk.register.writing import write_text
    from avgrisk.reports.stage_page import stage_html

    words = _language(lang)
    page = stage_html(case, words, version)
    path = out or Path(tempfile.mkdtemp(prefix="avgrisk-")) / "stage.html"  # its name tells nothing
    write_text(page, path)
    _say(label("stage.written", words, file=path))
    if out is None:
        webbrowser.open(path.as_uri())
    return OK


@cli.group(invoke_without_command=True)
@index_version
@language
@click.pass_context
def cases(context: click.Context, version: str, lang: str | None) -> int:
    """The shipped cases with their score as coded and their outcome; or code one yourself."""
    if context.invoked_subcommand is not None:
        return OK
    from avgrisk.reports.rows import cases_rows
    from avgrisk.reports.separation_lines import misfit_lines, separation_lines

    words = _language(lang)
    _print_table(cases_rows(version, words))
    click.echo("\n".join([*misfit_lines(version, words), *separation_lines(version, words)]))
    _say(label("cases.coding_limits", words))
    return OK


@cases.command()
@click.argument("case", required=False)
@click.option("--answers", type=click.Path(path_type=Path), help="csv: field, value")
@click.option("--file", type=click.Path(path_type=Path), help="Where codings are kept.")
@click.option("--coder", default=1, show_default=True, help="A number, 1-99; no names.")
@language
def code(
    case: str | None, answers: Path | None, file: Path | None, coder: int, lang: str | None
) -> int:
    """Code a case (id or number) with its outcome hidden; without CASE: how far coders agree."""
    from avgrisk.cli import code_command

    words = _language(lang)
    place = code_command.place(file)
    if case is None:
        click.echo("\n".join(code_command.agreement_lines(place, words)))
        return OK
    code_command.code(case, place, coder, answers, words, click.echo, _asked)
    return OK


def _asked(question: str) -> str:
    """One answer from whoever sits at the terminal, or the next line of what was piped in."""
    return str(click.prompt(question, default="", show_default=False))


@cli.command()
@click.argument("text", required=False)
@click.option(
    "--file", type=click.File("r", encoding="utf-8", errors="replace"), help="text file, - is stdin"
)
@click.option("--json", "as_json", is_flag=True)
@language
def vagueness(text: str | None, file: IO[str] | None, as_json: bool, lang: str | None) -> int:
    """How vague is a purpose description?"""
    from avgrisk.core.wording import reading_dict, reading_lines
    from avgrisk.indicators.vague_text import vagueness as measure

    words = _language(lang)
    given = file.read() if file is not None else text
    if not given or not given.strip():
        raise InputError("text", given or "", "", "error.empty_text")
    reading = measure(given)
    if as_json:
        click.echo(json.dumps(reading_dict(reading, words), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(reading_lines(reading, words)))
    return OK


@cli.command()
@click.argument("text", required=False)
@click.option(
    "--file", type=click.File("r", encoding="utf-8", errors="replace"), help="text file, - is stdin"
)
@click.option("--sector", default="", help="Kind of organisation, where the text names none.")
@click.option("--json", "as_json", is_flag=True)
@click.option("--out", type=click.Path(path_type=Path), help="html: the A4, with sliders")
@language
def read(
    text: str | None,
    file: IO[str] | None,
    sector: str,
    as_json: bool,
    out: Path | None,
    lang: str | None,
) -> int:
    """Read a plan in your own words: who, whose data, from what, to what; and its score."""
    from avgrisk.register.cells import visible
    from avgrisk.reports.plan_lines import plan_dict, plan_lines
    from avgrisk.scoring.plan_reading import read as read_plan

    words = _language(lang)
    plan = read_plan(file.read() if file is not None else text or "", sector)
    if out is not None:
        from avgrisk.register.writing import write_text
        from avgrisk.reports.a4 import a4_html

        write_text(a4_html(plan.use, words), out)
        _say(label("cli.replayed", words, file=out))
    elif as_json:
        click.echo(json.dumps(plan_dict(plan, words), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(visible(line) for line in plan_lines(plan, words)))
    return OK


@cli.command()
@click.argument("what", type=click.Choice(list(MEASURED)))
@click.option("--kept", is_flag=True, help="strangers: the half that is kept until the end.")
def measure(what: str, kept: bool) -> int:
    """What a part of avgrisk is worth, worked out anew from the shipped tables; in English."""
    from importlib import import_module

    if kept and what != "strangers":
        raise click.UsageError("--kept: strangers")
    report = import_module(MEASURED[what]).report
    click.echo(report(kept=True) if kept else report())
    return OK


@cli.group()
def workshop() -> None:
    """A room votes: plan a session, serve it to phones, look back on it."""


@workshop.command("plan")
@click.option("--out", type=click.Path(path_type=Path), default=Path("sessie.yaml"), help="yaml")
@click.option("--minutes", type=int, default=45, show_default=True, help="45, 90 or 180")
@click.option("--sector", default="bank", show_default=True, help="Kind of organisation, in words.")
@click.option("--named", is_flag=True, help="Name the organisations of the real cases.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@language
def plan_workshop(
    out: Path, minutes: int, sector: str, named: bool, seed: int, lang: str | None
) -> int:
    """Write a session: real cases, pairs and vignettes that tell most, to read and change."""
    from avgrisk.cli import workshop_command

    workshop_command.plan(out, minutes, sector, seed, not named, written(_language(lang)), _say)
    return OK


@workshop.command("serve")
@click.argument("session", type=click.Path(path_type=Path), required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0: every interface.")
@click.option("--port", type=int, default=8899, show_default=True, help="0: any free one.")
@click.option("--store", default="", help="File or postgresql+psycopg://... [SESSION.db]")
@click.option("--public", default="", help="https://... of a proxy before it.")
@click.option("--rehearse", type=click.IntRange(0, 500), default=0, help="Simulated voters.")
@click.option("--new-secret", is_flag=True, help="Another secret; the old one opens nothing.")
@language
def serve_workshop(
    session: Path | None,
    host: str,
    port: int,
    store: str,
    public: str,
    rehearse: int,
    new_secret: bool,
    lang: str | None,
) -> int:
    """Serve a session to phones, trainer and projector, until Ctrl+C; without one an example."""
    from avgrisk.cli import workshop_command

    workshop_command.needed()
    from avgrisk.workshop.serve import Serving

    serving = Serving(host, port, public, rehearse)
    workshop_command.serve(
        session, store, serving, new_secret, written(_language(lang)), click.echo
    )
    return OK


kept = click.argument("store")
which = click.option("--room", default="", help="Id of a room; without: the newest real one.")


@workshop.command("report")
@kept
@which
@click.option("--out", type=click.Path(path_type=Path), required=True, help="html")
@language
def report_workshop(store: str, room: str, out: Path, lang: str | None) -> int:
    """Look back on a room of a STORE: one page to take home."""
    from avgrisk.cli import workshop_command

    workshop_command.report(store, room, out, written(_language(lang)), _say)
    return OK


@workshop.command("export")
@kept
@which
@click.option("--out", type=click.Path(path_type=Path), required=True, help="csv")
@language
def export_workshop(store: str, room: str, out: Path, lang: str | None) -> int:
    """The votes of a room of a STORE as a table, with a codebook."""
    from avgrisk.cli import workshop_command

    workshop_command.export(store, room, out, written(_language(lang)), _say)
    return OK


@workshop.command("erase")
@kept
@which
@click.option("--yes", "sure", is_flag=True, help="Do not ask.")
@language
def erase_workshop(store: str, room: str, sure: bool, lang: str | None) -> int:
    """Forget a room of a STORE for good."""
    from avgrisk.cli import workshop_command

    workshop_command.erase(store, room, sure, written(_language(lang)), _say, _asked)
    return OK


@cli.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over notebooks that are there.")
@language
def notebooks(folder: Path, force: bool, lang: str | None) -> int:
    """Copy the notebooks, in Dutch or English, to a folder of your own."""
    from avgrisk.cli.notebooks_command import copy

    words = _language(lang)
    copied = copy(folder, words, force)
    _say(label("cli.notebooks", words, count=len(copied), file=folder))
    return OK


@cli.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@language
def lab(arguments: tuple[str, ...], lang: str | None) -> int:
    """Open JupyterLab with avgrisk's defaults (no news, quick widgets); arguments are passed on.

    Without a checkout, and when no notebook is named: on copies in ./avgrisk-notebooks.
    """
    from avgrisk.cli.notebooks_command import opened
    from avgrisk.core.extras import needed

    needed("lab", "jupyterlab")
    named = any(not argument.startswith("-") and Path(argument).exists() for argument in arguments)
    os.environ["AVGRISK_LANG"] = _language(lang)
    _become("jupyterlab", "lab", arguments if named else (*arguments, *opened(_language(lang))))


@cli.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@language
def app(arguments: tuple[str, ...], lang: str | None) -> int:
    """Open the scenario explorer as a page without code (Voilà); arguments are passed on."""
    os.environ["AVGRISK_LANG"] = _language(lang)
    _become("voila", "app", arguments)


def _become(package: str, name: str, arguments: Sequence[str]) -> NoReturn:
    """Go on as the program that opens a screen: the command line knows widgets by name only."""
    from avgrisk.core.extras import needed
    from avgrisk.core.machine import go_on_as

    needed(name, package)
    program = [sys.executable, "-P", "-m", f"avgrisk.explorer.app.{SCREENS[name]}", *arguments]
    go_on_as(program, os.environ)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and exit: one line on stderr says what to mend, never a traceback."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    _print_anything()
    gc.set_threshold(BETWEEN_LOOKS, *gc.get_threshold()[1:])
    try:
        status = cli.main(args=given, standalone_mode=False)
    except click.UsageError as error:
        wrong = InputError("usage", error.format_message(), "", "error.usage")
        status = _fail(wrong, USAGE, given)
    except InputError as error:
        status = _fail(error, NO_FILE if error.key in FILE_ERRORS else USAGE, given)
    except (click.Abort, KeyboardInterrupt):
        status = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = OK
    except Exception as error:
        if os.environ.get("AVGRISK_DEBUG"):
            raise
        status = _unexpected(error, given)
    sys.exit(status or OK)


def _print_anything() -> None:
    """A console that lacks a sign (cp1252 on Windows) shows a question mark, and goes on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _fail(error: InputError, status: int, arguments: Sequence[str]) -> int:
    _say(f"avgrisk: {explain(error, _language(_asked_language(arguments)))}")
    return status


def _unexpected(error: Exception, arguments: Sequence[str]) -> int:
    """A fault of ours is told in one line too; the traceback is for whoever asks for it."""
    key = "error.memory" if isinstance(error, MemoryError) else "error.unexpected"
    return _fail(InputError("", type(error).__name__, "", key), NO_FILE, arguments)


def _asked_language(arguments: Sequence[str]) -> str | None:
    """The language asked for on a command line that may be wrong elsewhere; None without one.

    Read by click itself, so in every way it accepts: --lang en, --lang=en, the last of several.
    """
    settings = {"ignore_unknown_options": True, "allow_extra_args": True}
    alone = language(click.Command(None, add_help_option=False, context_settings=settings))
    return alone.make_context(None, list(arguments), resilient_parsing=True).params["lang"]


def _language(lang: str | None) -> str:
    """As asked, else as the environment says, else Dutch."""
    lang = lang or os.environ.get("AVGRISK_LANG", "nl")
    return lang if lang in spoken() else "nl"


def _say(line: str) -> None:
    click.echo(_seen(line), err=True)


def _seen(line: str) -> str:
    from avgrisk.register.cells import visible

    return visible(line)


def _say_ground(version: str, lang: str) -> None:
    """What the weights of an index rest on."""
    from avgrisk.scoring.index_file import load_index

    for key in load_index(version).grounds:
        _say(label(key, lang))


def _stacked(row: dict[str, str], lang: str) -> dict[str, str]:
    """A row of a replay with its sources under the event and, where there is little room, the
    margin, band and state under the score.
    """
    names = ("date", "event", "source", "score", "interval", "band", "status")
    date, event, source, score, *more = (label(f"column.{name}", lang) for name in names)
    row = {**row, event: f"{row[event]}\n[{row[source]}]", date: row[date].replace("/", "\n")}
    under = more if _console().width < ROOMY else []
    row[score] = "\n".join([row[score], *(row[name] for name in under)])
    return {name: cell for name, cell in row.items() if name not in (source, *under)}


def _console() -> Console:
    """The terminal, or a wide page where the output goes to a file."""
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=160)


def _print_table(table: list[dict[str, str]], wide: str = "") -> None:
    """A table for the terminal, as wide as the terminal is; every cell shown as plain text."""
    from rich.table import Table
    from rich.text import Text

    from avgrisk.register.cells import visible

    console = _console()
    shown = Table(show_lines=bool(wide))
    for name in table[0] if table else ():
        right = all(str(row[name])[:1].isdigit() for row in table)
        shown.add_column(
            Text(visible(str(name))),
            justify="right" if right else "left",
            no_wrap=bool(wide) and name != wide,
            ratio=1 if name == wide else None,
        )
    for row in table:
        shown.add_row(*[Text(visible(str(cell))) for cell in row.values()])
    console.print(shown)
