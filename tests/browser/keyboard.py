"""A sheet by keyboard alone: the Tab key through all of it, and at each stop the keys a notebook listens for."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Locator, Page, TimeoutError

CELLS = ".jp-Notebook .jp-Cell"
# Put before a sheet, so that its first control is not where the focus begins but where the first Tab leads.
BEFORE = """sheet => {
    const before = Object.assign(document.createElement("span"), { tabIndex: 0 });
    sheet.before(before);
    before.focus();
    before.addEventListener("blur", () => before.remove());
}"""
# At each stop: can the focus be seen, does the stop come after the last one, and then all keys that would do something
# to the notebook were it to hear of them; it knows keys by their codes. What is left in ``missed`` was no stop.
WATCH = """(sheet, without) => {
    const CODES = { a: 65, b: 66, d: 68, m: 77, Enter: 13, " ": 32, Escape: 27, ArrowUp: 38, ArrowDown: 40 };
    const KEYS = ["a", "b", "d", "d", "m", "Enter", " ", " ", "Escape", "ArrowUp", "ArrowDown", "ArrowDown"];
    const CONTROLS = "button, select, summary, textarea, a[href], input, [tabindex='0']";
    const width = (node, what) => parseFloat(getComputedStyle(node)[what]);
    const outlined = node => getComputedStyle(node).outlineStyle !== "none" && width(node, "outlineWidth") >= 2;
    const ringed = node => [node, node.closest("label")].some(one => one && outlined(one))
        || [...node.querySelectorAll("ellipse")].some(one => width(one, "strokeWidth") >= 2);
    const usable = node => node.isConnected && !node.matches(":disabled, [tabindex='-1']")
        && node.checkVisibility({ visibilityProperty: true });
    const wrong = [], missed = new Set([...sheet.querySelectorAll(CONTROLS)].filter(usable));
    let last = null, pressing = false;

    const early = node => {
        if (!last?.isConnected) return false;
        const [box, before] = [node, last].map(one => one.getBoundingClientRect());
        return !(last.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)
            || (box.bottom <= before.top && box.left < before.right)
            || (box.top < before.bottom && box.bottom > before.top && box.right <= before.left);
    };
    const stop = ({ target }) => {
        if (pressing) return; // an arrow key may move the focus inside a part
        if (target.matches("[tabindex='-1']")) { // Enter led to a heading: the way goes on from there
            last = target;
            return;
        }
        const name = target.outerHTML.slice(0, 140);
        missed.delete(target);
        if (target.name) // the arrow keys lead to the other radio buttons
            missed.forEach(other => other.type === "radio" && other.name === target.name && missed.delete(other));
        if (!ringed(target)) wrong.push(`focus is not seen: ${name}`);
        if (early(target)) wrong.push(`comes too late: ${name}`);
        last = target;
        pressing = true;
        const on = { bubbles: true, cancelable: true, composed: true };
        const opens = target.matches("[role=option]"); // and then the kernel moves the focus, whenever it answers
        const left = [...without, ...(opens ? ["Enter", " "] : [])];
        for (const key of KEYS.filter(key => !left.includes(key)))
            target.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode: CODES[key], ...on }));
        target.focus();
        pressing = false;
    };
    sheet.addEventListener("focusin", stop);
    window.watched = () => {
        sheet.removeEventListener("focusin", stop);
        last?.focus(); // back into the cell, if the last Tab led to the next one
        return [!!last, [...wrong, ...[...missed].filter(usable).map(
            node => `cannot be reached with Tab: ${node.outerHTML.slice(0, 140)}`)]];
    };
}"""
INSIDE = "sheet => sheet.contains(document.activeElement)"
# How many cells there are, which is selected without holding the focus (Enter on a line of a list may lead to another
# sheet, in a cell of its own), whether one is being edited, what kinds they are.
NOTEBOOK = f"""() => [...document.querySelectorAll("{CELLS}")].map(cell => [
    cell.classList.contains("jp-mod-selected") && !cell.contains(document.activeElement),
    cell.classList.contains("jp-MarkdownCell"), !!cell.closest(".jp-mod-editMode")].join())"""
MOST = 250
REACHED = "a key reached the notebook"


def stops(page: Page, sheet: Locator, patience_ms: int = 200, without: Sequence[str] = ()) -> list[str]:
    """Goes through a sheet with the Tab key: what is wrong where it stops, and where it does not.

    Keys ``without`` are not pressed at the stops: they lead to another state of the sheet.
    """
    node = sheet.element_handle()
    node.evaluate(BEFORE)
    before = page.evaluate(NOTEBOOK)  # the cell of a sheet is selected as soon as the focus is in it
    node.evaluate(WATCH, [*without])
    found = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if not node.evaluate(INSIDE):
            break
    else:
        found.append(f"the Tab key stays in the sheet for {MOST} stops")
    stopped, wrong = page.evaluate("watched()")
    if stopped and _changes(page, before, patience_ms):
        found.append(REACHED)
    return [*wrong, *found]


def _changes(page: Page, before: list[str], patience_ms: int) -> bool:
    """Whether the notebook is another one soon: it takes its time to do what a key says."""
    try:
        page.wait_for_function(
            f"before => ({NOTEBOOK})().join() !== before.join()", arg=before, timeout=patience_ms
        )
    except TimeoutError:
        return False
    return True
