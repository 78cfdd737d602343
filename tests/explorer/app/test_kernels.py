"""One page too many waits and says so; a kernel that waits for a page is not stopped."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from avgrisk.core.labels import LANGUAGES, label
from avgrisk.explorer.app import kernels as pages

LONG_AGO = datetime.now(UTC) - timedelta(hours=2)


def manager(warm: list[str], others: list[str]) -> pages.Kernels:
    """Kernels that nobody spoke to for hours, some of them in the pool."""

    async def started(kernel: str) -> dict[str, str]:
        return {"kernel_id": kernel}

    found = pages.Kernels()
    found._pools = {"app.ipynb": [asyncio.ensure_future(started(kernel)) for kernel in warm]}
    for kernel in (*warm, *others):
        found._kernels[kernel] = SimpleNamespace(last_activity=LONG_AGO)
    return found


def test_a_warm_kernel_stays_and_one_without_a_page_goes(monkeypatch):
    stopped: list[str] = []

    async def cull(self, kernel_id):
        stopped.append(kernel_id)

    monkeypatch.setattr(AsyncMappingKernelManager, "cull_kernel_if_idle", cull)

    async def look():
        kernels = manager(["warm"], ["left"])
        await asyncio.sleep(0)
        for kernel in ("warm", "left"):
            await kernels.cull_kernel_if_idle(kernel)
        return kernels

    kernels = asyncio.run(look())
    assert stopped == ["left"]
    assert kernels._kernels["warm"].last_activity > LONG_AGO


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", ["busy", "full"])
def test_who_has_to_wait_reads_why_and_the_page_looks_again(key, lang):
    text = pages.waiting(key, lang)
    assert label("app.wait", lang) in text and f'lang="{lang}"' in text
    assert label(f"app.{key}", lang, pages=pages.most_pages()) in text
    assert f'http-equiv="refresh" content="{pages.AGAIN}"' in text


@pytest.mark.parametrize(("asked", "most"), [("3", 3), ("0", 1), ("veel", pages.OPEN), ("", 24)])
def test_how_many_pages_may_be_open_can_be_said(monkeypatch, asked, most):
    monkeypatch.setenv("AVGRISK_PAGES", asked)
    assert pages.most_pages() == most


@pytest.mark.parametrize(
    ("making", "opened", "why"), [(0, 1, ""), (pages.MAKING, 1, "busy"), (0, 24, "full")]
)
def test_a_page_waits_while_others_are_made_or_too_many_are_open(monkeypatch, making, opened, why):
    monkeypatch.setattr(pages.BoundedPage, "making", making)

    async def full():
        kernels = manager(["warm"], [str(number) for number in range(opened)])
        await asyncio.sleep(0)
        monkeypatch.setattr(pages.BoundedPage, "kernel_manager", kernels, raising=False)
        return pages.BoundedPage._full(object.__new__(pages.BoundedPage))

    assert asyncio.run(full()) == why
