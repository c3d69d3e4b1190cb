// What the benches put into every page before it loads: it listens to the websocket of the kernel, lists what a
// learner can use in a piece of the page, and measures one use of it.

globalThis.bench = (() => {
  const CONTROLS = "select, button, summary, [role=slider], textarea, input:not([type=hidden], [type=file])";
  const QUIET_MS = 50; // with nothing changing for so long and the kernel idle, a use is over
  const UNSEEN_MS = 250; // that long an answer of the kernel may take to show
  const LONGEST_MS = 300; // what still changes then plays, and did so from its first picture on
  const PATIENCE_MS = 10_000;

  const wire = { bytes: 0, messages: 0, heard: 0, waiting: new Set() };

  // ---------------------------------------------------------------- the wire

  const ascii = new TextDecoder("latin1");

  /** The parts that matter of a message in Jupyter's binary protocol: channel, header, parent header. */
  function decoded(buffer) {
    const view = new DataView(buffer);
    const at = (index) => Number(view.getBigUint64(8 + 8 * index, true));
    const part = (index) => ascii.decode(new Uint8Array(buffer, at(index), at(index + 1) - at(index)));
    return { channel: part(0), header: JSON.parse(part(1)), parent: JSON.parse(part(2)), content: () => part(4) };
  }

  function sending(data) {
    if (!(data instanceof ArrayBuffer)) return;
    const { channel, header } = decoded(data);
    if (channel === "shell") wire.waiting.add(header.msg_id);
  }

  function receiving(data) {
    if (!(data instanceof ArrayBuffer)) return;
    wire.bytes += data.byteLength;
    const { channel, header, parent, content } = decoded(data);
    if (channel !== "iopub") return;
    if (header.msg_type !== "status") Object.assign(wire, { messages: wire.messages + 1, heard: performance.now() });
    else if (content().includes("idle")) wire.waiting.delete(parent.msg_id);
  }

  globalThis.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => receiving(data));
    }

    send(data) {
      sending(data);
      super.send(data);
    }
  };

  // ---------------------------------------------------------------- what can be used

  const visible = (node) => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0;
  const usable = (node) => visible(node) && !node.disabled && node.getAttribute("aria-disabled") !== "true";
  const controls = (root) => [...root.querySelectorAll(CONTROLS)].filter(usable);

  const words = (node) => node?.textContent.replace(/[\d\s]+/g, " ").trim().slice(0, 40) ?? "";
  const named = (node) => [...(node.closest("[class*=hk-c-]")?.classList ?? [])].find((name) => name.startsWith("hk-c-"))?.slice(5);

  /** The words that say what a control is for. */
  function label(node) {
    if (node.ariaLabel) return node.ariaLabel.replace(/[\d\s]+/g, " ");
    const group = node.closest("fieldset, [role=radiogroup], [role=group], .widget-radio, .widget-inline-hbox");
    if (node.matches("[type=radio], [type=checkbox]")) return words(group?.querySelector("legend, .widget-label, .hk-minor"));
    if (node.matches("select, input, [role=slider]")) {
      return words([...(node.labels?.[0]?.childNodes ?? [])].find((part) => part !== node) ?? group?.querySelector(".widget-label"));
    }
    return words(node);
  }

  /** What a control is; those of a list that do the same for another thing are the same. */
  function key(node) {
    const kind = node.getAttribute("role") ?? node.type ?? node.localName;
    const { dataset } = node;
    const fold = node.localName === "summary" && node.parentElement.dataset.fill;
    if (fold) return `fold: ${fold.split(":")[0]}`;
    if (node.closest("[data-question]")) return `${kind}: answer`;
    const what = dataset.do ?? (dataset.go && "go") ?? named(node);
    return `${kind.replace("select-one", "list").replace("submit", "button")}: ${what ?? label(node)}`;
  }

  /** The first control whose key is not in `used`, remembered as `bench.control`; its key, or null. */
  function fresh(root, used, within) {
    const rest = controls(root).filter((node) => node.matches(within) && !used.includes(key(node)));
    const found = rest.find((node) => !node.matches("button")) ?? rest[0]; // a button may lead away from the others
    Object.assign(bench, { root, control: found });
    return found ? key(found) : null;
  }

  /** The same control again, or the one that has taken its place; whether there is one to use. */
  function again(wanted) {
    const rest = controls(bench.root).filter((node) => key(node) === wanted);
    const unchecked = rest.filter((node) => node.type !== "radio" || !node.checked);
    bench.control = rest.includes(bench.control) && unchecked.includes(bench.control) ? bench.control : unchecked[0];
    return Boolean(bench.control);
  }

  const back = new WeakSet(); // controls that the next key brings back to where they were

  /** The key of the keyboard that uses a control; a list and a slider go to and fro. */
  function keyFor(node) {
    const [on, off] = node.matches("select") ? ["ArrowDown", "ArrowUp"] : ["ArrowRight", "ArrowLeft"];
    const last = node.matches("select") && node.selectedIndex === node.options.length - 1;
    if (node.matches("select, [type=range], [role=slider]")) {
      if (!last && !back.has(node)) return back.add(node), on;
      return back.delete(node), off;
    }
    if (node.matches("[type=radio], [type=checkbox]")) return " ";
    if (node.matches("[type=number], [type=date], [type=time]")) return "ArrowUp";
    return node.matches("input, textarea") ? "x" : "Enter";
  }

  /** Brings the chosen control into sight and waits until all is still; gives the key that uses it. */
  async function ready() {
    bench.control.scrollIntoView({ block: "nearest" });
    bench.control.focus({ preventScroll: true });
    const until = performance.now() + LONGEST_MS;
    do await frame(); while (!idle() && performance.now() < until);
    await frame();
    arm();
    return keyFor(bench.control);
  }

  // ---------------------------------------------------------------- one use

  const frame = () => new Promise(requestAnimationFrame);
  const idle = () => wire.waiting.size === 0;

  /** When the page changed: the first frame and the last that showed a change, and the first of a canvas alone. */
  class Changes {
    constructor(root) {
      this.observer = new MutationObserver((records) => this.started && this.note(records));
      this.observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    }

    async note(records) {
      const drawn = records.every(({ target }) => target.nodeName === "CANVAS");
      const now = await frame();
      if (drawn) this.picture ??= now;
      else this.first ??= now;
      if (!drawn) this.last = now;
    }
  }

  /** Resolves when the kernel is idle, its answer is on the page and nothing changes any more. */
  async function over(changes) {
    const end = performance.now() + PATIENCE_MS;
    let idleSince;
    for (let now = 0; now < end; ) {
      now = await frame();
      if (!changes.started) continue;
      if (!idle()) idleSince = undefined;
      else idleSince ??= now;
      if (idleSince === undefined) continue;
      const { started, first, last = started, picture = 0 } = changes;
      const unseen = wire.heard > started && Math.max(last, picture) < wire.heard;
      if (unseen ? now - wire.heard > UNSEEN_MS : now - Math.max(idleSince, last) > QUIET_MS) return last;
      if (!unseen && now - Math.max(idleSince, wire.heard) > LONGEST_MS) return first ?? picture;
    }
    return undefined;
  }

  /** Listens until the use of the chosen control is over; `bench.measured` tells of it. */
  function arm() {
    const { control, root } = bench;
    const before = { ...wire, top: control.getBoundingClientRect().top };
    const changes = new Changes(root);
    const stop = new AbortController();
    const begin = ({ type }) => {
      if (changes.used) return;
      changes.used = type !== "keydown"; // a click or a change of value follows the key
      changes.started = performance.now();
    };
    for (const type of ["keydown", "click", "input", "change"]) addEventListener(type, begin, { capture: true, signal: stop.signal });
    bench.measured = over(changes).then((ended) => {
      stop.abort();
      changes.observer.disconnect();
      const shown = changes.first === undefined ? changes.picture : ended;
      const here = control.isConnected && visible(control);
      return {
        ms: shown === undefined ? null : shown - changes.started,
        bytes: wire.bytes - before.bytes,
        messages: wire.messages - before.messages,
        jump: here ? Math.abs(control.getBoundingClientRect().top - before.top) : 0,
      };
    });
  }

  // ---------------------------------------------------------------- a cell that is run

  /** From Enter until a control can be used in `output()`; `bench.measured` then holds it. */
  function armCell(index) {
    const before = { bytes: wire.bytes, messages: wire.messages };
    let start;
    addEventListener("keydown", ({ key }) => key === "Enter" && (start = performance.now()), { capture: true });
    const look = async () => {
      for (;;) {
        await frame();
        const root = output(index);
        if (start && root && controls(root).length) return performance.now() - start;
      }
    };
    bench.measured = look().then((ms) => ({ ms, before }));
  }

  const output = (index) => document.querySelectorAll(".jp-CodeCell")[index]?.querySelector(".jp-Cell-outputArea");

  /** Resolves when the kernel is idle and the output has stopped changing. */
  async function settled(index) {
    let last = performance.now();
    const seen = new MutationObserver((records) => {
      if (records.some(({ target }) => target.nodeName !== "CANVAS")) last = performance.now();
    });
    seen.observe(output(index), { subtree: true, childList: true, attributes: true });
    const end = last + PATIENCE_MS / 2;
    while (!idle() || performance.now() - last < 300) {
      await frame();
      if (performance.now() > end) break;
    }
    seen.disconnect();
    return { bytes: wire.bytes, messages: wire.messages };
  }

  // A bare widget does not keep its keys from the notebook; the kit's screens do so themselves.
  addEventListener("focusin", ({ target }) => target.closest?.(".jp-Cell-outputArea") && target.setAttribute("data-lm-suppress-shortcuts", "true"), true);

  return { wire, fresh, again, ready, armCell, output, settled };
})();
