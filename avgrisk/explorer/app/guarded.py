"""Voilà for whoever started it: a token, no page at a strange name, nothing of its folder run."""

import ipaddress
import os
import tempfile
import webbrowser
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

from jupyter_core.paths import jupyter_config_path
from traitlets import default
from voila.app import Voila
from voila.tornado.handler import TornadoVoilaHandler

from avgrisk.explorer.app.kernels import BoundedPage

#: The file that sends a browser to the page.
OPENED = Path(__file__).parent / "share" / "opened.html"

#: Nothing from elsewhere runs, and no address of ours, with its token, is told to anybody. Widgets
#: are modules the kernel sends, so scripts of our own may come as text.
HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' blob: data:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    ),
}


class GuardedVoila(Voila):
    """Voilà with Host checked as well as Origin: a page elsewhere that takes our address for its
    own name (DNS rebinding) is refused. Who listens beyond this machine says so by --Voila.ip."""

    @default("config_file_paths")
    def _only_the_users_own(self) -> list[str]:
        return list(jupyter_config_path())

    def init_settings(self) -> dict[str, Any]:
        settings = super().init_settings()
        remote = not is_local(self.ip)
        return settings | {"allow_remote_access": remote, "headers": HEADERS}

    def init_handlers(self) -> list[Any]:
        handlers = super().init_handlers()
        return [
            (path, BoundedPage, *rest) if kind is TornadoVoilaHandler else (path, kind, *rest)
            for path, kind, *rest in handlers
        ]

    def launch_browser(self) -> None:
        """Open the page by a file that only its owner reads: a command line is seen by all."""
        handle, path = tempfile.mkstemp(suffix=".html")
        address = f"{self.connection_url}?token={quote(self.identity_provider.token)}"
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(Template(OPENED.read_text(encoding="utf-8")).substitute(address=address))
        try:
            webbrowser.get(self.browser or None).open(Path(path).as_uri(), new=2)
        except webbrowser.Error as error:
            self.log.warning("No web browser found: %s.", error)


def is_local(ip: str) -> bool:
    """Whether only this machine reaches a server that listens there.

    >>> is_local("localhost"), is_local("::1"), is_local("0.0.0.0"), is_local("")
    (True, True, False, False)
    """
    if ip == "localhost":
        return True
    try:
        return ipaddress.ip_address(ip).is_loopback
    except ValueError:
        return False


if __name__ == "__main__":
    GuardedVoila.launch_instance()
