"""What click finds wrong with a command line, as an error that can be told in two languages."""

import re

import click

from avgrisk.core.records import InputError

#: What click has no class for in every version that we allow; what it quotes is the user's own.
SAID = (
    (re.compile(r"No such command '(.*?)'"), "error.usage_command"),
    (re.compile(r"Got unexpected extra arguments? \((.*)\)"), "error.usage_extra"),
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
    if isinstance(error, click.BadParameter) and (key := _kind(error)):
        return InputError("usage", _name(error), _allowed(error), key)
    for pattern, key in SAID:
        if found := pattern.match(told):
            return InputError("usage", found[1], "", key)
    return InputError("usage", told, "", "error.usage")


def _name(error: click.BadParameter) -> str:
    """The option or argument as one types it."""
    hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param else "")
    return " ".join(hint if isinstance(hint, (list, tuple)) else [str(hint)]).replace("'", "")


def _kind(error: click.BadParameter) -> str:
    """The label for what its option takes; none where we have no words for that."""
    taken = error.param.type if error.param else None
    if isinstance(taken, click.Choice):
        return "error.usage_choice"
    if isinstance(taken, (click.IntRange, type(click.INT))):
        return "error.usage_number"
    return "error.usage_file" if isinstance(taken, (click.Path, click.File)) else ""


def _allowed(error: click.BadParameter) -> str:
    taken = error.param.type if error.param else None
    return ", ".join(map(str, taken.choices)) if isinstance(taken, click.Choice) else ""
