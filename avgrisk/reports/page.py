"""Every page: a Jinja2 template with autoescape in the one shell, self-contained and offline."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.labels import label
from avgrisk.figures.markup import clean
from avgrisk.figures.style import TOKENS, rules

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from avgrisk.core.subjects import Wording

#: How every page looks; the sheet of a page comes after it.
STYLE = Path(__file__).with_suffix(".css")


def page(name: str, title: str, wording: Wording, *sheets: Path, **values: object) -> str:
    """The page of the template <name>.html.j2, with these style sheets and values.

    In a template `say` words a label and `clean` cuts text from outside. All is escaped but
    figures, which are so already, and what a template itself calls safe: rules and parts of ours.
    """
    return _template(name).render(
        lang=wording.lang,
        title=title,
        style=rules(TOKENS, STYLE, *sheets),
        say=partial(label, lang=wording),
        **values,
    )


def _template(name: str) -> Template:
    return _templates().get_template(f"{name}.html.j2")


@cache
def _templates() -> Environment:
    """The templates beside this file; a name without a value is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["clean"] = clean
    return found
