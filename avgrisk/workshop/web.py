"""What every answer of the server has in common: strict headers, known hosts, bounds, no traces."""

import json
import logging
from typing import Any

from tornado.web import HTTPError, RequestHandler

from avgrisk.core.labels import LANGUAGES, label
from avgrisk.workshop.database import StoreFailed

#: Largest body of a request in bytes.
BODY = 16_384

#: Nothing is fetched from elsewhere, nothing inline runs, nobody frames or is told of a page.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Cache-Control": "no-store",
}

#: The one cookie; it holds a random key and is sent to the part of the site that set it only.
COOKIE = "avgrisk"


class Refused(HTTPError):
    """A request that is not honoured, with the label that says why."""

    def __init__(self, status: int, key: str):
        super().__init__(status)
        self.key = key


class Answer(RequestHandler):
    """A handler that checks where a request comes from before anything else."""

    def initialize(self, hosts: frozenset[str], secure: bool) -> None:
        self.hosts, self.secure = hosts, secure

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse other hosts (DNS rebinding) and posts that no page of ours sent."""
        if self.request.host.lower() not in self.hosts:
            raise Refused(421, "host")
        if self.request.method == "POST":
            scheme = "https" if self.secure else "http"
            origin = self.request.headers.get("Origin", "").lower()
            if origin not in {f"{scheme}://{host}" for host in self.hosts}:
                raise Refused(403, "origin")

    @property
    def lang(self) -> str:
        """As the page asks, else as the browser prefers, else Dutch."""
        asked = self.get_query_argument("lang", "")
        if asked in LANGUAGES:
            return asked
        wanted = self.request.headers.get("Accept-Language", "").lower()
        known = [lang for lang in LANGUAGES if lang in wanted]
        return min(known, key=wanted.find, default=LANGUAGES[0])

    def given(self, **kinds: type) -> dict[str, Any]:
        """The JSON object of a post with these fields of these kinds; anything else is refused."""
        try:
            found = json.loads(self.request.body)
        except ValueError:
            raise Refused(400, "body") from None
        if not isinstance(found, dict) or set(found) - set(kinds):
            raise Refused(400, "body")
        for name, kind in kinds.items():
            if name in found and (type(found[name]) is not kind):
                raise Refused(400, "body")
        return found

    def keep(self, value: str, path: str) -> None:
        """Give the browser its key: no script sees it, no other site sends it."""
        self.set_cookie(
            COOKIE, value, path=path, httponly=True, samesite="Strict", secure=self.secure
        )

    @property
    def key(self) -> str:
        """The key that came with the request, empty without one."""
        return (self.get_cookie(COOKIE) or "")[:100]

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """One sentence; never what went on inside."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        key = error.key if isinstance(error, Refused) else "failed"
        if isinstance(error, StoreFailed):
            self.set_status(503)
            key = "store"
        elif status_code == 404:
            key = "not_here"
        self.finish({"error": label(f"workshop.refused.{key}", self.lang), "why": key})

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Faults of ours are told to the trainer's terminal, without who asked."""
        if not isinstance(value, (HTTPError, StoreFailed)):
            logging.getLogger("avgrisk.workshop").error(
                "%s: %s", type(value).__name__, value, exc_info=(typ, value, tb)
            )


def quiet() -> None:
    """Tornado's own logs would hold addresses: they are not kept."""
    for name in ("tornado.access", "tornado.general", "tornado.application"):
        logger = logging.getLogger(name)
        logger.propagate, logger.handlers = False, [logging.NullHandler()]
