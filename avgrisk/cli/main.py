"""The command line: score a register, replay a case, list cases, read a purpose, open the lab."""

import atexit
import gc
import os
import re
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from avgrisk.cli import cases, registers, screens, texts, workshops
from avgrisk.cli.terminal import NO_FILE, OK, USAGE, language, language_of, say
from avgrisk.core.labels import explain
from avgrisk.core.records import InputError

#: Errors about files, not about words.
FILE_ERRORS = {
    "error.unreadable", "error.folder", "error.unwritable", "error.notebook_there",
    "error.extra", "error.scheduler", "error.coding_read", "error.coding_write",
    "error.store_unreachable", "error.store_newer", "error.store_failed", "error.port",
}  # fmt: skip

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

#: Commands that open Jupyter, where somebody may compute with every processor.
JUPYTER = ("lab", "app")

#: New objects between two looks for circles among them. What is read here makes none and is kept:
#: looking it all through, again and again, took a seventh of a large run.
BETWEEN_LOOKS = 1_000_000


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="avgrisk")
def cli() -> None:
    """avgrisk: mag het, en gunt de klant het? Is it allowed, and will customers go along?"""


for command in (
    registers.score,
    registers.check,
    cases.replay,
    cases.stage,
    cases.cases,
    texts.vagueness,
    texts.read,
    workshops.workshop,
    screens.notebooks,
    screens.lab,
    screens.app,
):
    cli.add_command(command)


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and exit: one line on stderr says what to mend, never a traceback."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    _print_anything()
    gc.set_threshold(BETWEEN_LOOKS, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)  # nor are tables looked through that go with the process: .2 s
    if not set(JUPYTER) & set(given[:1]):
        # Numpy's threads wait by going round, a seventh of a short command, and no matrix here is
        # large enough for two. Read by numpy when it is loaded, so after this.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        status = cli.main(args=given, standalone_mode=False)
    except click.UsageError as error:
        status = _fail(worded(error), USAGE, given)
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
    say(f"avgrisk: {explain(error, language_of(_asked_language(arguments)))}")
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


#: What click has no class for in every version that we allow; what it quotes is the user's own.
SAID = (
    (re.compile(r"No such command '(.*?)'"), "error.usage_command"),
    (re.compile(r"Got unexpected extra arguments? \((.*)\)"), "error.usage_extra"),
)
#: What the value of an option can be that we have words for.
TAKEN = (
    (click.Choice, "error.usage_choice"),
    ((click.IntRange, type(click.INT)), "error.usage_number"),
    ((click.Path, click.File), "error.usage_file"),
)


def worded(error: click.UsageError) -> InputError:
    """The same as an InputError; what we have no words for is told as click tells it."""
    told = error.format_message()
    if isinstance(error, click.NoSuchOption):
        return InputError("usage", error.option_name, "", "error.usage_option")
    if isinstance(error, click.BadOptionUsage):
        return InputError("usage", error.option_name, "", "error.usage_value")
    if isinstance(error, click.MissingParameter):
        return InputError("usage", _name(error), "", "error.usage_missing")
    if isinstance(error, click.BadParameter):
        taken = error.param.type if error.param else None
        allowed = ", ".join(map(str, taken.choices)) if isinstance(taken, click.Choice) else ""
        for kinds, key in TAKEN:
            if isinstance(taken, kinds):
                return InputError("usage", _name(error), allowed, key)
    for pattern, key in SAID:
        if found := pattern.match(told):
            return InputError("usage", found[1], "", key)
    return InputError("usage", told, "", "error.usage")


def _name(error: click.BadParameter) -> str:
    """The option or argument as one types it."""
    hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param else "")
    return " ".join(hint if isinstance(hint, (list, tuple)) else [str(hint)]).replace("'", "")
