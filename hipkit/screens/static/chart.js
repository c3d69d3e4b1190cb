// A plotly figure in a box of fixed height. plotly.js is on a page once, however many charts and kernels use it.

const WIDE = 600; // pixels: labels of charts.py are fitted to this width
const CONFIG = { displayModeBar: false, displaylogo: false, doubleClick: false, scrollZoom: false, showTips: false };
const MIME = "application/vnd.plotly.v1+json";

/** The copy that JupyterLab's plotly extension has loaded already; undefined where there is none. */
async function fromJupyterLab() {
  const container = globalThis._JUPYTERLAB?.["jupyterlab-plotly"];
  if (!container) return undefined;
  const { RenderedPlotly, rendererFactory } = (await container.get("./mimeExtension"))();
  if (!RenderedPlotly.Plotly) {
    const first = rendererFactory.createRenderer({ mimeType: MIME });
    await first.renderModel({ data: { [MIME]: { data: [], layout: {} } }, metadata: {}, setData() {} });
    first.dispose();
  }
  return RenderedPlotly.Plotly ?? undefined;
}

/** The copy of the kernel, gzipped. It is a UMD script: no AMD loader of the page may catch it. */
async function fromKernel(model) {
  const packed = await new Promise((resolve, reject) => {
    const answer = (message, buffers) => message.library && (model.off("msg:custom", answer), resolve(buffers[0]));
    model.on("msg:custom", answer);
    model.send({ want: "plotly.js" });
    setTimeout(reject, 60_000, new Error("the kernel sent no chart library"));
  });
  const text = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  const module = { exports: {} };
  new Function("module", "exports", "define", text).call(globalThis, module, module.exports, undefined);
  return module.exports;
}

async function load(model) {
  const found = await fromJupyterLab().catch(() => undefined);
  return found ?? fromKernel(model);
}

function plotly(model) {
  globalThis.__hipkitPlotly ??= load(model).catch((reason) => {
    globalThis.__hipkitPlotly = undefined; // the next chart may try again
    throw reason;
  });
  return globalThis.__hipkitPlotly;
}

/** A copy of `value` in which every "var(--token)" is what the style sheet says at this place and theme. */
function resolved(value, style) {
  if (typeof value === "string") {
    return value.replace(/var\((--[\w-]+)\)/g, (_, token) => style.getPropertyValue(token).trim());
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, style));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolved(item, style)]));
}

/** The figure with what has changed in it since it was sent: {"data.0.marker.color": [1, 0]}. */
function changed({ figure: sent, base, changes }) {
  const figure = structuredClone(sent);
  figure.layout = { ...base, ...figure.layout };
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop();
    keys.reduce((part, key) => (part[key] ??= {}), figure)[last] = value;
  }
  return figure;
}

function figureFor(told, plot, narrow) {
  const { data = [], layout = {} } = resolved(changed(told), getComputedStyle(plot));
  const left = (items = []) => items.filter(({ name }) => name !== (narrow ? "wide" : "narrow"));
  const margin = (narrow && layout.meta?.margin) || layout.margin;
  const size = { width: plot.clientWidth, height: plot.clientHeight };
  if (narrow) for (const [axis, more] of Object.entries(layout.meta?.axes ?? {})) Object.assign(layout[axis], more);
  return [left(data), { ...layout, ...size, margin, annotations: left(layout.annotations), shapes: left(layout.shapes) }];
}

function element(tag, className) {
  return Object.assign(document.createElement(tag), { className });
}

function render({ model, el, unpack }) {
  const frame = element("div", "hk-chart"); // not `el`: ipywidgets resets its height
  const plot = element("div", "hk-plot");
  const key = element("div", "key");
  plot.setAttribute("role", "img");
  frame.append(plot, key);
  el.append(frame);

  const fit = () => {
    const narrow = frame.clientWidth < WIDE;
    frame.style.height = `${(narrow && model.get("tall")) || model.get("height")}px`;
    return narrow;
  };
  const draw = async () => {
    const told = () => ["figure", "base", "changes"].map((name) => model.get(name));
    const packed = told();
    const [Plotly, figure, base, changes] = await Promise.all([plotly(model), ...packed.map(unpack)]);
    if (told().some((one, at) => one !== packed[at])) return; // a later one came while this was unpacked
    if (!frame.clientWidth) return; // not on the page yet, or folded: the size observer will call again
    const { meta } = figure.layout ?? {};
    const narrow = fit();
    key.innerHTML = (narrow && meta?.key) || "";
    plot.style.flex = narrow && meta?.height ? `0 0 ${meta.height}px` : "";
    await Plotly.react(plot, ...figureFor({ figure, base, changes }, plot, narrow), CONFIG);
  };
  const excuse = (reason) => {
    const words = element("p", "hk-note");
    words.textContent = `The chart could not be drawn (${reason?.message ?? reason}). The table says the same.`;
    plot.replaceChildren(words);
  };
  let due = false;
  const redraw = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      draw().catch(excuse);
    });
  };
  const update = () => {
    plot.setAttribute("aria-label", model.get("alt"));
    fit();
    redraw();
  };

  const size = new ResizeObserver(redraw);
  const theme = new MutationObserver(redraw);
  const changes = "change:figure change:changes change:alt change:height change:tall";
  size.observe(plot);
  theme.observe(document.body, { attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  model.on(changes, update);
  update();
  return () => {
    size.disconnect();
    theme.disconnect();
    model.off(changes, update);
    globalThis.__hipkitPlotly?.then((Plotly) => Plotly.purge(plot), () => {});
  };
}

export default { render };
