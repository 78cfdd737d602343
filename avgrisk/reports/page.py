"""Every page: a Jinja2 template with autoescape in the one shell, self-contained and offline."""

import base64
import hashlib
import sys
from contextlib import suppress
from functools import cache, partial
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup

from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.figures.markup import clean
from avgrisk.figures.style import TOKENS, rules

#: How every page looks; the sheet of a page comes after it.
STYLE = Path(__file__).with_suffix(".css")


def page(
    name: str,
    title: str,
    wording: Wording,
    *sheets: Path,
    script: Path | None = None,
    folder: Path = STYLE.parent,
    **values: object,
) -> str:
    """The page of the template <name>.html.j2 in this folder, with these style sheets and values.

    `script` is a file of ours at the end of the page; its digest is the only script the page may
    run. In a template `say` words a label and `clean` cuts text from outside. All is escaped but
    figures, which are so already, and what a template itself calls safe: rules and parts of ours.
    """
    running = f"\n{script.read_text(encoding='utf-8')}" if script else ""
    return template(name, folder).render(
        lang=wording.lang,
        title=title,
        style=rules(TOKENS, STYLE, *sheets),
        say=partial(label, lang=wording),
        script=Markup(running),  # our own file
        digest=base64.b64encode(hashlib.sha256(running.encode("utf-8")).digest()).decode("ascii"),
        **values,
    )


def part(name: str, wording: Wording, /, **values: object) -> str:
    """A piece of a page from <name>.html.j2, without the shell around it."""
    return template(name).render(lang=wording.lang, say=partial(label, lang=wording), **values)


def template(name: str, folder: Path = STYLE.parent) -> Template:
    """The template <name>.html.j2 in this folder; a name without a value is an error."""
    return _templates(folder).get_template(f"{name}.html.j2")


@cache
def _templates(folder: Path) -> Environment:
    """The templates of a folder, and the shell's own."""
    found = Environment(
        bytecode_cache=Beside(),
        loader=FileSystemLoader([folder, STYLE.parent]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["clean"] = clean
    return found


class Beside(FileSystemBytecodeCache):
    """Bytecode of templates in the folder of this module's own, which who may write there trusts
    as much. Where Python keeps none, or may not write, none is kept."""

    def __init__(self) -> None:
        super().__init__(str(Path(cache_from_source(__file__)).parent))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's bytecode."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
