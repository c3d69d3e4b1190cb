"""What a screen reader is made to speak while a control is used."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Locator, TimeoutError

from tests.browser.lab import Lab

SOON_MS = 4_000
SETTLED_MS = 150  # widgets draw what the kernel sent a moment after it
# A live region speaks once for all that changes in it at a time, unless it is empty, hidden, or new with its words.
LISTEN = """sheet => {
    const LIVE = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
    window.heard = [];
    window.deaf?.disconnect();
    window.deaf = new MutationObserver(records => {
        const nodes = records.map(({ target }) => target.nodeType === Node.TEXT_NODE ? target.parentElement : target);
        for (const region of new Set(nodes.map(node => node?.closest(LIVE)))) {
            const words = region?.textContent.trim();
            if (words && region.checkVisibility({ visibilityProperty: true })) heard.push(words.slice(0, 100));
        }
    });
    deaf.observe(sheet, { childList: true, characterData: true, subtree: true });
}"""


def spoken(lab: Lab, sheet: Locator, use: Callable[[Locator], None]) -> list[str]:
    """All that is spoken when a control of a sheet is used."""
    page = sheet.page
    sheet.evaluate(LISTEN)
    use(sheet)
    with suppress(TimeoutError):
        page.wait_for_function("heard.length", timeout=SOON_MS)
    lab.wait_idle(page)
    page.wait_for_timeout(SETTLED_MS)
    heard: list[str] = page.evaluate("heard")
    return heard
