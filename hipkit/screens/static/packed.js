// Starts what came packed: page.js with the style sheet, and the programs of all widgets of our own. Each program
// comes once for each kernel, in a model of its own. "unpack" reads what Python packed because it is long.
const programs = new WeakMap();

async function unpack(value) {
  if (!(value instanceof DataView)) return value;
  return new Response(new Blob([value]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

/** Styles are told by their program, so that those of a newer kernel take the place of older ones. */
function dress(name, text) {
  const id = `hipkit-${name}`;
  const style = document.getElementById(id) ?? document.head.appendChild(document.createElement("style"));
  Object.assign(style, { id, textContent: text });
}

async function start(packed) {
  const { name, script, style, data } = await unpack(packed);
  if (style) dress(name, style);
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    const { default: program } = await import(address);
    program.open?.(data);
    return program;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** What scrolls when this does not fit: the notebook, or the page. */
function scrollerOf(node) {
  for (let up = node.parentElement; up; up = up.parentElement) {
    if (up.scrollHeight > up.clientHeight && /auto|scroll/.test(getComputedStyle(up).overflowY)) return up;
  }
  return document.scrollingElement;
}

/** A new page is read from its heading on: that comes near the upper edge, unless it is in sight already. */
function bringUp(target) {
  target.focus({ preventScroll: true });
  const scroller = scrollerOf(target);
  const edge = scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;
  const { top, bottom } = target.getBoundingClientRect();
  if (top < edge || bottom > edge + scroller.clientHeight) target.scrollIntoView({ block: "start" });
}

const tools = { unpack, scrollerOf, bringUp }; // for all programs

/** By what came packed, which stays the same, where anywidget gives each call a model of its own. */
function programOf(model) {
  const packed = model.get("packed");
  if (!programs.has(packed)) programs.set(packed, start(packed));
  return programs.get(packed);
}

async function show(view) {
  const { model } = view;
  const program = await model.widget_manager.get_model(model.get("_program").replace("IPY_MODEL_", ""));
  return (await programOf(program)).render({ ...view, ...tools });
}

const page = (globalThis.__hipkitPage ??= {});
page.ready ??= new Promise((done) => (page.open = done));
page.open(show);

export default {
  initialize: async (given) => (await programOf(given.model)).initialize({ ...given, ...tools }),
  render: async (view) => (await programOf(view.model)).render(view),
};
