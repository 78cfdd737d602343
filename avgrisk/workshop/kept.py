"""What is kept of a room and of a vote: no name, no address, no key, no time of day."""

import hashlib
from dataclasses import dataclass

from avgrisk.workshop.phases import Place
from avgrisk.workshop.session_file import SessionPlan

#: Signs of a join code: none that look alike. Six of them are 730 million codes.
SIGNS, LENGTH = "23456789ABCDEFGHJKMNPQRSTVWXYZ", 6

#: Votes of fewer people than this are never shown: they would be somebody's.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Room:
    """A room as it is kept. `step` counts the trainer's actions, so that two never do the same."""

    id: str
    code: str
    link: str
    plan: SessionPlan
    is_rehearsal: bool
    opened: str
    keep_until: str
    place: Place
    step: int
    furthest: dict[int, str]
    notes: dict[int, str]


@dataclass(frozen=True, slots=True)
class Vote:
    """One answer: `grant` 1 (no) to 5 (yes), 0 does not know; `may` yes, disputed, no or unknown,
    empty where not answered; `judged` seven signs 1-5, or 0 where not judged, or empty."""

    item: str
    grant: int
    may: str = ""
    judged: str = ""


def hashed(key: str) -> str:
    """What is kept of a key: it tells nothing and votes for nobody."""
    return hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
