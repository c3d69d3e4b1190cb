// What a page needs once for all screens: the style sheet, keys, names for screen readers, focus; and on each
// sheet the word that its Python is gone.

// JupyterLab looks for this attribute on the focused element itself; on an ancestor it is too late.
const GUARD = "data-lm-suppress-shortcuts";
const WAIT_MS = 10_000;

const inSheet = (event) => event.composedPath().find((node) => node.classList?.contains("hipkit"));

/** Keys typed on a control stay there; Ctrl or Cmd with a key still reaches the notebook, so that it can be saved. */
function guardKeys(event) {
  if (!inSheet(event)) return;
  const shortcut = event.type === "keydown" && (event.ctrlKey || event.metaKey) && event.key !== "Enter";
  for (const node of new Set([event.target, event.composedPath()[0]])) node.toggleAttribute(GUARD, !shortcut);
}

let groups = 0;

/** The Tab key leads to the chosen tab, also after the arrow keys went past it. */
function toChosen({ currentTarget, relatedTarget }) {
  if (currentTarget.contains(relatedTarget)) return;
  for (const tab of currentTarget.querySelectorAll("[role=tab]")) tab.tabIndex = tab.ariaSelected === "true" ? 0 : -1;
}

/** What ipywidgets leaves out. Every mend may be made again. */
const MENDS = {
  // one Tab stop a group, and arrow keys inside it: browsers do both once the inputs share a name
  ".widget-radio"(group) {
    const box = group.querySelector(".widget-radio-box");
    const label = group.querySelector(".widget-label");
    box.setAttribute("role", "radiogroup");
    label.id ||= `hk-label-${++groups}`;
    box.setAttribute("aria-labelledby", label.id);
    for (const input of box.querySelectorAll("input")) input.name = label.id;
  },
  ".hk-group:has(.hk-minor)"(group) {
    const title = group.querySelector(".hk-minor");
    title.id ||= `hk-label-${++groups}`;
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", title.id);
  },
  // tabs and what each shows, by name
  ".hk-app > .widget-tab"({ children: [bar, rooms] }) {
    bar.firstChild.setAttribute("aria-label", "Screens");
    bar.querySelectorAll("[role=tab]").forEach((tab, i) => {
      rooms.children[i]?.setAttribute("role", "tabpanel");
      rooms.children[i]?.setAttribute("aria-labelledby", tab.id);
    });
    bar.addEventListener("focusout", toChosen);
  },
  ".hk-status > .widget-html-content"(sentence) {
    sentence.setAttribute("role", "status");
    sentence.setAttribute("aria-live", "polite");
  },
};

function mend(sheet) {
  for (const [selector, how] of Object.entries(MENDS)) sheet.querySelectorAll(selector).forEach(how);
}

function mendAfter(records) {
  const sheets = new Set();
  for (const { target, addedNodes } of records) {
    const sheet = target.closest?.(".hipkit");
    if (sheet) sheets.add(sheet);
    else for (const node of addedNodes) node.querySelectorAll?.(".hipkit").forEach((found) => sheets.add(found));
  }
  sheets.forEach(mend);
}

/** The element on the page that is meant: the one with this CSS class, or the view of the model with this id. */
async function marked(manager, mark) {
  const views = manager.has_model(mark) ? Object.values((await manager.get_model(mark)).views) : [];
  const nodes = (await Promise.all(views)).map((view) => view.el);
  return [...nodes, ...document.getElementsByClassName(mark)].find((node) => node.getClientRects().length);
}

let watch = null; // over the control that was used last

/** What is used stays under the hand when a sheet grows or shrinks above it, until the page is scrolled. Where the
 *  use moved the focus, as to a new page's heading, that stays in sight. */
function holdStill({ scrollerOf, bringUp }, event) {
  if (!inSheet(event)) return;
  const [control] = event.composedPath();
  const { top } = control.getBoundingClientRect();
  const focused = document.activeElement;
  const scroller = scrollerOf(control);
  let at = scroller.scrollTop;
  watch?.disconnect();
  watch = new ResizeObserver(() => {
    const moved = control.getBoundingClientRect().top - top;
    if (!control.getClientRects().length || (moved && scroller.scrollTop !== at)) return watch.disconnect();
    scroller.scrollTop += moved;
    at = scroller.scrollTop;
    if (document.activeElement === focused) return;
    watch.disconnect();
    if (document.activeElement.closest(".hipkit")) bringUp(document.activeElement);
  });
  document.querySelectorAll(".hipkit").forEach((sheet) => watch.observe(sheet));
}

let wanted = null; // the mark that the focus is on its way to

function moveFocus(manager, bringUp, mark) {
  wanted = mark;
  requestAnimationFrame(() => focusOn(manager, bringUp, mark, performance.now() + WAIT_MS));
}

/** The views of a message that came just before may still be on their way to the page, on a busy machine for seconds. */
async function focusOn(manager, bringUp, mark, until) {
  const inner = "[tabindex='-1'], input, select, button, a[href], [tabindex]";
  const visible = await marked(manager, mark);
  if (mark !== wanted) return; // asked for elsewhere since, or the learner went on
  const target = visible?.matches(inner) ? visible : visible?.querySelector(inner);
  if (target) bringUp(target);
  else if (performance.now() < until) setTimeout(focusOn, 50, manager, bringUp, mark, until);
}

/** Prints one sheet and nothing of the notebook around it: a copy in a frame of its own, with the kit's styles. */
async function print(manager, mark) {
  const sheet = await marked(manager, mark);
  if (!sheet) return;
  const frame = document.createElement("iframe");
  frame.className = "hk-print";
  frame.style.cssText = "position:fixed;width:760px;height:0;border:0;visibility:hidden";
  document.body.append(frame);
  const { contentDocument: page, contentWindow: view } = frame;
  const styles = [...document.querySelectorAll("style")].filter((style) => style.textContent.includes(".hipkit"));
  page.head.append(...styles.map((style) => style.cloneNode(true)));
  page.body.append(page.importNode(sheet, true));
  view.addEventListener("afterprint", () => frame.remove());
  view.print();
}

/** A widget whose program took over two seconds to arrive, as on a busy machine, would hear nothing from the kernel
 *  ever after: anywidget gives up waiting for it. Ours then listen without waiting. */
function keepHearing(manager) {
  for (const made of Object.values(manager._models)) {
    made.then((model) => {
      if (model.get("_model_module") !== "anywidget") return;
      hearLate(Object.getPrototypeOf(model));
      model.comm?.on_msg(model._handle_comm_msg.bind(model));
    }, () => {});
  }
}

function hearLate(kind) {
  if (Object.hasOwn(kind, "hearsLate")) return;
  const wait = kind._handle_comm_msg;
  const hear = Object.getPrototypeOf(kind)._handle_comm_msg;
  kind.hearsLate = true;
  kind._handle_comm_msg = function (message) {
    return wait.call(this, message).catch((error) => {
      if (!String(error).includes("Failed to initialize")) throw error;
      return hear.call(this, message);
    });
  };
}

function start(tools) {
  for (const type of ["focusin", "keydown"]) window.addEventListener(type, guardKeys, { capture: true });
  for (const type of ["click", "change"]) window.addEventListener(type, holdStill.bind(null, tools), true);
  for (const type of ["pointerdown", "keydown"]) window.addEventListener(type, () => { wanted = null; }, true);
  new MutationObserver(mendAfter).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["class"],
  });
  document.querySelectorAll(".hipkit").forEach(mend);
  return true;
}

function initialize({ model, scrollerOf, bringUp }) {
  globalThis.__hipkit ??= start({ scrollerOf, bringUp });
  keepHearing(model.widget_manager);
  model.on("msg:custom", (message) => {
    if (message.focus) moveFocus(model.widget_manager, bringUp, message.focus);
    if (message.print) requestAnimationFrame(() => print(model.widget_manager, message.print));
  });
}

const GONE = new Set(["restarting", "autorestarting", "terminating", "dead"]);
let spoken = -Infinity;

/** All sheets of a kernel learn of its end at once, and each says so; a screen reader hears it from one of them. */
function tellLoss(el) {
  const again = el.closest(".jp-Notebook") ? "run the cells again (menu Run, Run All Cells)" : "load the page again";
  el.classList.add("hk-gone");
  if (el.getClientRects().length && performance.now() - spoken > 1000) {
    spoken = performance.now();
    el.setAttribute("role", "alert");
  }
  el.innerHTML = `<p><b>Python has stopped, so nothing here answers any more.</b> What you answered or chose and did not
    save is lost. To go on, ${again}. Work that you saved to a file can be opened again.</p>`;
}

/** Every sheet holds one view of the page, which shows nothing for as long as the kernel lives. */
function render({ model, el }) {
  const { kernel } = model.widget_manager;
  if (!kernel) return; // a page without Python, such as a saved one
  const look = () => {
    if (!el.hasChildNodes() && (kernel.isDisposed || GONE.has(kernel.status))) tellLoss(el);
  };
  for (const signal of [kernel.statusChanged, kernel.disposed]) signal.connect(look);
  return () => {
    for (const signal of [kernel.statusChanged, kernel.disposed]) signal.disconnect(look);
  };
}

export default { initialize, render };
